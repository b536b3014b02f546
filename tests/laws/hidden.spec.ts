import { describe, expect, it } from 'vitest';
import { decode, eventTypes, streams } from '../../events/index.js';
import { id } from '../spec/facts.js';

const context = { today: '2026-11-23', newId: () => id(1), typeOf: () => 'CapacityRescheduled' };

/** Of each kind of character that nobody sees, those that names were disguised with. */
const unseen =
  '\u0000 \u0009 \u000A \u007F \u0085 \u00AD \u034F \u061C \u115F \u17B4 \u180E \u200B \u200C \u200D \u200E \u200F \u2028 \u2029 \u202E \u2060 \u2066 \u2800 \u3164 \uFE0F \uFEFF \uFFA0 \u{E0041} \u{E0100} \uD800'.split(
    ' ',
  );

type Path = readonly (string | number)[];

const textsIn = (value: unknown, path: Path = []): Path[] => {
  if (typeof value === 'string') return [path];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, inner]) => textsIn(inner, [...path, name]));
};

const changed = (value: unknown, [name, ...rest]: Path, change: (text: string) => string): unknown => {
  if (name === undefined) return change(value as string);
  const copy = structuredClone(value) as Record<string, unknown>;
  copy[name] = changed(copy[name], rest, change);
  return copy;
};

const source = { title: 'News', url: 'https://example.org/a', publisher: 'Wire', kind: 'press' };

const categoryOf = (type: string): string =>
  streams.find(({ events }) => events.some((one) => one.type === type))!.category;

const bare = eventTypes.map(({ type, about }) => ({
  stream: `${type.startsWith('Event') ? 'deal' : categoryOf(type)}-a`,
  type,
  body: about.example,
}));

const examples = bare.map((example, index) =>
  index > 0
    ? example
    : {
        ...example,
        source,
        alsoSources: [{ ...source, publishedOn: '2026-11-01' }],
        quote: 'The sentence.',
        actor: 'desk',
        correlationId: 'brief',
        causationId: 'call',
      },
);

/** In front, behind, or within. */
const putting = (character: string, index: number) => (text: string) =>
  [character + text, text + character, text.slice(0, 1) + character + text.slice(1)][index % 3]!;

const cases = examples.flatMap((example) =>
  textsIn(example).map((path) => ({ example, path, pointer: `/${path.join('/')}` })),
);

describe('A text of an event', () => {
  it('is one of the many that the types have, each of which is read as it stands', () => {
    expect(cases.length).toBeGreaterThanOrEqual(200);
    for (const example of examples)
      expect([example.type, decode(example, context).problems]).toEqual([example.type, undefined]);
  });

  it.each(examples)('of $type is refused with an invisible character anywhere in it', (example) => {
    for (const { path, pointer } of cases.filter((one) => one.example === example))
      unseen.forEach((character, index) => {
        const { problems = [] } = decode(changed(example, path, putting(character, index)), context);
        const found = problems.filter((one) => one.pointer === pointer);
        expect([pointer, character.codePointAt(0), found.length]).toEqual([
          pointer,
          character.codePointAt(0),
          1,
        ]);
      });
  });

  it('is kept in one spelling, with single blanks and none at its ends', () => {
    const spelt = ['OpenAI Group', '  OpenAI Group ', 'OpenAI\u00A0Group', 'OpenAI \u2003 Group\u3000'];
    const kept = spelt.map(
      (name) =>
        decode({ stream: 'party-a', type: 'PartyRegistered', body: { name, kind: 'company' } }, context).value
          ?.body.name,
    );
    expect(new Set(kept)).toEqual(new Set(['OpenAI Group']));
    const composed = ['Société', 'Socie\u0301te\u0301'].map(
      (name) =>
        decode({ stream: 'party-a', type: 'PartyRegistered', body: { name, kind: 'company' } }, context).value
          ?.body.name,
    );
    expect(new Set(composed).size).toBe(1);
  });

  it('stays readable where it was recorded before it would have been refused', () => {
    const old = {
      ...examples.find(({ type }) => type === 'DealAnnounced')!,
      quote: 'The\u200B sentence.',
      source: { ...source, title: 'A\u00ADB', url: 'javascript:alert(1)' },
    };
    expect(
      decode(old, context)
        .problems!.map(({ pointer }) => pointer)
        .sort(),
    ).toEqual(['/quote', '/source/title', '/source/url']);
    expect(decode(old, { ...context, isRecorded: true }).problems).toBeUndefined();
  });
});
