import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { fieldsOf } from '../../events/kit/declaration.js';
import { viewHashOf } from '../../src/simulator/answer/hash.js';
import { editKinds } from '../../src/simulator/scenario/read-edits.js';
import { id } from '../spec/facts.js';
import { answered } from './asked.js';
import { crowded } from './pairs.js';

const at = { effectiveAt: '2025-11-30', knownAt: '2025-11-30' };
const years = { timeline: 'quarter', from: '2025-10-01', to: '2030-12-31', ...at };
const views = [
  { view: 'compute-capacity', by: 'tranche,provider,consumer', ...years },
  { view: 'obligations', by: 'payment', ...years },
  { view: 'obligations', by: 'payment', ...at },
];

type Edits = readonly Record<string, unknown>[];
type Variation = readonly [one: Edits, other: Edits];

const deal = 'deal-one';
const [a, b] = [`${deal}/a`, `${deal}/b`];
const over = `${deal}/over`;
const later = { from: '2027-Q3' };

/** The same edits but for one member of one of them. */
const vary = (edit: Record<string, unknown>, other: Record<string, unknown>): Variation => [
  [edit],
  [Object.fromEntries(Object.entries({ ...edit, ...other }).filter(([, value]) => value !== undefined))],
];

const delay = { op: 'delay', target: a, months: 6 };
const scale = { op: 'scale', target: deal, toBp: 5_000 };
const cap = { op: 'cap', perQuarterKw: 100_000, overflow: 'drop' };
const reassign = { op: 'reassign', target: deal, provider: 'cloud' };
const cancel = { op: 'cancel', target: deal };
const suppressed = { op: 'suppress', event: id(0) };
const amended = { op: 'amend', event: id(0), patch: { due: '2028' } };
const assumed = (due: string) => ({
  op: 'assume',
  event: { stream: deal, type: 'CapacityRescheduled', body: { tranche: 'a', due } },
});
const read = { ...delay, months: { assumption: 'slip' } };
const set = { op: 'set', assumption: 'slip', value: 6 };
const either = (chance: number) => ({
  op: 'oneOf',
  edits: [
    { ...cancel, probability: chance },
    { ...delay, probability: 0.4 },
  ],
});

/** Every member of every edit, changed alone within its meaning. */
const table: Readonly<Record<string, Readonly<Record<string, readonly Variation[]>>>> = {
  assume: { event: [vary(assumed('2027'), assumed('2028'))] },
  suppress: { event: [vary(suppressed, { event: id(1) })], strict: [vary(suppressed, { strict: true })] },
  amend: {
    event: [vary(amended, { event: id(1) })],
    patch: [vary(amended, { patch: { due: '2029' } })],
  },
  delay: {
    target: [vary(delay, { target: b }), vary(delay, { target: deal }), vary(delay, { target: over })],
    months: [vary(delay, { months: 7 }), vary({ ...delay, target: over }, { months: 7 })],
    from: [vary(delay, later), vary({ ...delay, target: over }, later)],
  },
  scale: {
    target: [vary(scale, { target: a }), vary(scale, { target: over })],
    toBp: [vary(scale, { toBp: 6_000 }), vary({ ...scale, target: over }, { toBp: 6_000 })],
    from: [vary(scale, later), vary({ ...scale, target: over }, later)],
  },
  cap: {
    scope: ['deal', 'provider', 'consumer', 'supplier', 'layer'].map((name) => {
      const other: Record<string, string> = {
        deal: 'deal-two',
        provider: 'cloud',
        consumer: 'cloud',
        supplier: 'cloud',
        layer: 'site',
      };
      return vary(cap, { scope: { [name]: other[name] } });
    }),
    perQuarterKw: [vary(cap, { perQuarterKw: 200_000 })],
    cumulativeKw: [
      vary({ ...cap, perQuarterKw: undefined, cumulativeKw: 100_000 }, { cumulativeKw: 200_000 }),
    ],
    overflow: [vary(cap, { overflow: 'defer' })],
  },
  reassign: {
    target: [vary(reassign, { target: a })],
    tranches: [vary(reassign, { tranches: ['b'] })],
    from: [vary(reassign, later)],
    provider: [vary(reassign, { provider: 'bank' })],
    consumer: [vary(reassign, { consumer: 'bank' })],
  },
  cancel: {
    target: [vary(cancel, { target: a }), vary(cancel, { target: over })],
    from: [
      vary(cancel, later),
      vary({ ...cancel, target: over }, later),
      vary({ ...cancel, target: a }, later),
    ],
  },
  exercise: { tranche: [vary({ op: 'exercise', tranche: a }, { tranche: b })] },
  lapse: { tranche: [vary({ op: 'lapse', tranche: a }, { tranche: b })] },
  reorder: { targets: [vary({ op: 'reorder', targets: [a, b] }, { targets: [b, a] })] },
  set: {
    assumption: [
      [
        [{ ...set, assumption: 'other' }, set, read],
        [set, { ...set, value: 9 }, read],
      ],
    ],
    value: [
      [
        [set, read],
        [{ ...set, value: 7 }, read],
      ],
    ],
    distribution: [
      [
        [{ op: 'set', assumption: 'slip', distribution: { values: [6] } }, read],
        [{ op: 'set', assumption: 'slip', distribution: { values: [7] } }, read],
      ],
    ],
  },
  oneOf: { edits: [[[either(0.5)], [either(0.3)]]] },
};

const ledgers = fc.sample(crowded, { numRuns: 60, seed: 9 });

const hashes = (history: (typeof ledgers)[number], edits: Edits): string =>
  answered(history, edits, views)
    ?.views.map(({ scenario }) => viewHashOf(scenario))
    .join() ?? 'refused';

describe('Every member of every edit', () => {
  it('is in the table', () => {
    const declared = editKinds.map(({ op, declared: kind }) => [
      op,
      fieldsOf(kind)
        .map(({ name }) => name)
        .sort(),
    ]);
    expect(Object.entries(table).map(([op, members]) => [op, Object.keys(members).sort()])).toEqual(declared);
  });

  const all = Object.entries(table).flatMap(([op, members]) =>
    Object.entries(members).flatMap(([member, variations]) =>
      variations.map((variation, number) => [op, member, number, variation] as const),
    ),
  );
  it.each(all)('%s %s (%s), changed alone, changes some answer', (_op, _member, _number, [one, other]) => {
    expect(ledgers.some((history) => hashes(history, one) !== hashes(history, other))).toBe(true);
  });
});
