import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Fact } from '../../events/index.js';
import { daysOf } from '../../events/kit/date.js';
import { Draft } from '../../projections/draft.js';
import { everything, visibleFacts } from '../../projections/kit/cut.js';
import { DraftedStream } from '../../projections/kit/drafted-stream.js';
import { fold, History } from '../../projections/kit/log.js';
import { stakePartiesOf } from '../../projections/kit/parties.js';
import { PlainDraft } from './plain-draft.js';

/** What is said, and of which of all that are said a correction is: also of itself, of a later one, in a circle. */
interface Saying {
  readonly type: string;
  readonly body: Readonly<Record<string, unknown>>;
  readonly on: string;
  readonly knownOn: string;
  readonly corrects: number;
}

const exactly = (bp: number) => ({ low: bp, point: bp, high: bp, qualifier: 'exactly' });
const basis = fc.constantFrom('basic', 'diluted');
const size = fc.constantFrom(500, 1_000, 2_500).map(exactly);
const cause = fc.constantFrom('sale', 'dilution', 'purchase');
const disclosed = fc.record({ stake: size, basis });
const changed = fc.record({ by: size, cause });
/** What any of them may say, so that any may be corrected to it. */
const anything = fc.record({ stake: size, basis, by: size, cause });
const days = ['2024-01-01', '2025-03-01', '2025', '2025-Q4', '2026-05-05'];
const knownDays = ['2024-01-01', '2025-03-01', '2026-05-05'];

const saying = (type: string, body: fc.Arbitrary<Record<string, unknown>>): fc.Arbitrary<Saying> =>
  fc.record({
    type: fc.constant(type),
    body,
    on: fc.constantFrom(...days),
    knownOn: fc.constantFrom(...knownDays),
    corrects: fc.nat(30),
  });

const ofStakes = [
  saying('StakeDisclosed', disclosed),
  saying('StakeChanged', changed),
  saying('StakeExited', fc.constant({})),
];
const retracted = saying('EventRetracted', fc.constant({ reason: 'twice' }));
const corrected = saying(
  'EventCorrected',
  fc.oneof(
    fc.record({ body: anything, reason: fc.constant('misread') }),
    fc.record({ effectiveOn: fc.constantFrom(...days), reason: fc.constant('misread') }),
  ),
);

const idOf = (number: number): string => `event-${number}`;

const factsOf = (stream: string, sayings: readonly Saying[], first = 0): Fact[] =>
  sayings.map(({ type, body, on, knownOn, corrects }, index) => ({
    id: idOf(first + index),
    stream,
    type,
    version: 1,
    body: type.startsWith('Event') ? { ...body, event: idOf(first + (corrects % sayings.length)) } : body,
    effectiveOn: on,
    effective: daysOf(on),
    knownOn,
    position: first + index + 1,
    hypothetical: false,
    grounds: [idOf(first + index)],
  }));

describe('A stream to which facts are added one by one', () => {
  const stream = 'stake-bank-lab';
  const anew = (facts: readonly Fact[]): unknown => fold(stream, visibleFacts(facts, everything));
  const check = (facts: readonly Fact[], known: number, isAsked: (index: number) => boolean): void => {
    const drafted = new DraftedStream(stream, facts.slice(0, known));
    expect(drafted.state()).toEqual(anew(facts.slice(0, known)));
    facts.slice(known).forEach((fact, index) => {
      drafted.add(fact);
      const all = facts.slice(0, known + index + 1);
      if (isAsked(index)) expect(drafted.state()).toEqual(anew(all));
    });
    expect(drafted.state()).toEqual(anew(facts));
    expect(drafted.recorded).toEqual(facts);
  };

  it('comes to what folding all of them anew gives, wherever in time they stand, corrected or not', () => {
    const sayings = fc.array(fc.oneof(...ofStakes, ...ofStakes, retracted, corrected), { maxLength: 12 });
    fc.assert(
      fc.property(sayings, fc.nat(12), fc.array(fc.boolean()), (said, known, asked) =>
        check(factsOf(stream, said), known, (index) => asked[index] ?? true),
      ),
      { numRuns: 300 },
    );
  });

  it('comes to it beyond as many facts as lie between two states that are remembered', () => {
    const long = fc.array(fc.oneof(...ofStakes), { minLength: 130, maxLength: 150 });
    fc.assert(
      fc.property(long, fc.nat(3), (said, every) =>
        check(factsOf(stream, said), 100, (index) => index % (every + 1) === 0),
      ),
      { numRuns: 20 },
    );
  });
});

describe('What others hold of an issuer', () => {
  const slugs = ['a', 'b', 'c', 'a-b', 'b-c'];
  const streams = ['stake-a-b', 'stake-a-b-c', 'stake-b-c', 'stake-c-a-b', 'stake-a-a-b'];
  const registered = saying('PartyRegistered', fc.constant({ name: 'n', kind: 'company' }));
  const ofParty = fc.tuple(
    fc.constantFrom(...slugs).map((slug) => `party-${slug}`),
    fc.oneof({ weight: 3, arbitrary: registered }, { weight: 1, arbitrary: retracted }),
  );
  const ofStake = fc.tuple(fc.constantFrom(...streams), fc.oneof(...ofStakes));
  const every = streams.flatMap((stream) =>
    slugs.flatMap((issuer) => ['basic', 'diluted'].map((one) => [stream, issuer, one] as const)),
  );

  it('is counted by whom their names name then, whoever is registered later, or no longer', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(ofParty, ofStake), { minLength: 8, maxLength: 20 }), (said) => {
        const facts = said.flatMap(([stream, one], index) => {
          const before = said.findIndex(([other]) => other === stream);
          return factsOf(stream, [one], index).map((fact) =>
            fact.type.startsWith('Event') ? { ...fact, body: { ...fact.body, event: idOf(before) } } : fact,
          );
        });
        const [draft, plain] = [
          new Draft(new History(), '2026-11-23'),
          new PlainDraft(new History(), '2026-11-23', { tranches: new Set(), deals: new Set() }),
        ];
        for (const fact of facts) {
          draft.add(fact);
          plain.add(fact);
          for (const asked of every)
            expect(draft.heldByOthers(...asked), asked.join()).toBe(plain.heldByOthers(...asked));
        }
      }),
      { numRuns: 150 },
    );
  });

  it('names two parties in one way alone where it counts', () => {
    const both = new Set(['a', 'b-c', 'a-b', 'c']);
    expect(stakePartiesOf('stake-a-b-c', (slug) => both.has(slug))).toBeUndefined();
    both.delete('c');
    expect(stakePartiesOf('stake-a-b-c', (slug) => both.has(slug))).toEqual({ holder: 'a', issuer: 'b-c' });
  });
});
