import { describe, expect, it } from 'vitest';
import { views } from '../../projections/index.js';
import { publicRecord } from '../../src/public-record.js';
import { given, type Sent } from '../given.js';
import { delay } from '../what-if.js';
import { deal, energized, fact, party, payment, tranche } from './facts.js';

const registered = { name: 'Lab', kind: 'company', layers: ['models'] };
const lab = fact('2025-01-01', 'party-lab', 'PartyRegistered', registered);
const [one, other] = ['deal-a', 'deal-b'];
const out = (stream: string): Sent[] => [
  payment(stream, 'all', '10B USD', { to: 'cloud' }),
  payment(stream, 'out', '4B USD', { from: 'cloud', passesThrough: `${stream}/all` }),
];
const hosted = (stream: string): Sent => tranche(stream, 't', '1 GW', { layer: 'hosting', due: '2027-Q1' });
const world = (...streams: string[]) =>
  given(
    ...party('vendor', 'cloud'),
    lab,
    ...streams.map((stream) => deal(stream)),
    ...streams.flatMap((stream) => [...out(stream), hosted(stream)]),
  ).at('2026-06-30');

describe('Lists stand in the order of names, in whichever order they were recorded', () => {
  const worlds = [world(one, other), world(other, one)];
  it.each<[string, string, (entry: Record<string, unknown>) => unknown]>([
    ['payments made out of others', 'obligations', ({ payment: name }) => name],
    ['tranches of a lab', 'labs', ({ tranche: name }) => name],
  ])('%s', (_, view, nameOf) => {
    const list = view === 'labs' ? 'tranches' : 'beside';
    for (const each of worlds)
      expect((each.answer(view)[list] as Record<string, unknown>[]).map(nameOf)).toEqual(
        [one, other].map((stream) => `${stream}/${view === 'labs' ? 't' : 'out'}`),
      );
  });

  it('and after an edit on the first of them', () => {
    for (const each of worlds)
      each
        .assuming(delay(`${one}/t`, 6), { op: 'scale', target: `${one}/out`, toBp: 5_000 })
        .lists('obligations', 'beside', { payment: `${one}/out` }, { payment: `${other}/out` });
  });

  it('with what is disputed of it told by its count', () => {
    const seen = {
      ...energized('2026-01-01', one, 't', '400 MW'),
      id: '00000000-0000-7000-8000-000000000900',
    };
    const rival = { ...energized('2026-01-01', one, 't', '300 MW'), rivalOf: seen.id };
    const [disputed] = worlds.map((each) => each.and(seen, rival));
    expect(disputed!.row('labs', { lab: 'lab' }).flags).toContain('rivals:1');
  });
});

describe('A leg of a loop that a unit pays with its parent', () => {
  const paying = (from: string, number: number, more = {}): Sent => ({
    ...payment(one, `by-${from}`, '1B USD', { from, ...more }),
    id: `00000000-0000-7000-8000-00000000080${number}`,
  });
  const owned = { name: 'a-unit', kind: 'unit', parent: 'lab' };
  const loop = given(
    ...party('vendor'),
    lab,
    { stream: 'party-a-unit', type: 'PartyRegistered', body: owned },
    deal(one),
    paying('lab', 1),
    paying('a-unit', 2),
    paying('vendor', 3, { to: 'lab', kind: 'equity' }),
  ).at('2026-06-30');

  it('rests on its events in their order, whoever’s name comes first', () => {
    const [found] = loop.answer('flows').loops as {
      legs: { to: string; units?: string[]; rests: string[] }[];
    }[];
    const bought = found!.legs.find(({ to }) => to === 'vendor')!;
    expect(bought).toMatchObject({ units: ['a-unit'], rests: [1, 2].map((number) => paying('', number).id) });
  });
});

/** Every list of events that an answer has anywhere. */
const restsIn = (value: unknown): string[][] =>
  typeof value !== 'object' || value === null
    ? []
    : Object.entries(value).flatMap(([name, inner]) =>
        name === 'rests' ? [inner as string[]] : restsIn(inner),
      );

describe('The events on which numbers of the public record rest', async () => {
  const record = given(...((await publicRecord()) as Sent[])).at('2026-11-23');
  it.each(views.map(({ name }) => name))('have notes that say something: %s', (view) => {
    for (const note of record.answer(view).notes) expect(note).toMatch(/^[\w%].*[.:\])]?$/);
  });
  it.each(['obligations', 'exposure', 'flows'])('stand in one order wherever they are listed: %s', (view) => {
    const lists = restsIn(record.answer(view, { rests: 'all' }));
    expect(lists.length).toBeGreaterThan(0);
    for (const rests of lists) expect(rests).toEqual(rests.toSorted());
  });
});
