import fc from 'fast-check';
import type { History } from '../../projections/kit/log.js';
import { ledger, type Sent } from '../given.js';
import { cast, deal, energized, fact, id, payment, tranche } from '../spec/facts.js';

const stream = 'deal-one';
const names = ['a', 'b', 'c'];
const one = <T>(values: readonly T[]): fc.Arbitrary<T> => fc.constantFrom(...values);
const dues = one(['2026-12-31', '2027-01', '2027-Q2', '2027-H2', '2028', undefined]);

const commitments = fc.record({
  megawatts: fc.integer({ min: 1, max: 900 }),
  due: dues,
  bindingness: one(['firm', 'optional']),
  later: one(['nothing', 'rescheduled', 'resized', 'energized', 'disputed']),
});

/** What was known of the tranche in the summer. */
const laterOf = (later: string, name: string, index: number): Sent[] => {
  const on = '2025-06-01';
  const known: Record<string, Sent[]> = {
    rescheduled: [
      fact(on, stream, 'CapacityRescheduled', { tranche: name, due: '2027-09-30' }, { id: id(index + 10) }),
    ],
    resized: [
      fact(on, stream, 'CapacityResized', { tranche: name, power: '333 MW' }, { id: id(index + 10) }),
    ],
    energized: [{ ...energized(on, stream, name, '1 MW'), id: id(index + 10) }],
    disputed: [
      tranche(stream, name, '450 MW', { due: '2028-01' }, { id: id(index + 10), rivalOf: id(index) }),
    ],
  };
  return known[later] ?? [];
};

/** Money over a term, a rate by the month, money without a date and money that capacity releases. */
const payments: Sent[] = [
  payment(stream, 'over', '8.4B USD', { over: { from: '2025-Q3', months: 42 } }),
  {
    ...payment(stream, 'rate', undefined, {
      ratePerMonth: '100M USD',
      over: { from: '2025-05', to: '2027-04' },
    }),
  },
  payment(stream, 'undated', '3B USD'),
  payment(stream, 'released', 'up to 900M USD', {
    bindingness: 'intent',
    release: { per: '1 MW', amount: '1M USD' },
  }),
].map(({ body, ...sent }) => ({
  ...sent,
  body: Object.fromEntries(Object.entries(body).filter(([, value]) => value !== undefined)),
}));

/** One deal of three tranches with something done to each, on which edits can't but meet. */
export const crowded: fc.Arbitrary<History> = fc
  .tuple(commitments, commitments, commitments)
  .map((all) =>
    ledger([
      ...cast,
      deal(stream),
      ...all.map(({ megawatts, due, bindingness }, index) =>
        tranche(
          stream,
          names[index]!,
          `${megawatts} MW`,
          { bindingness, ...(due !== undefined && { due }) },
          { id: id(index) },
        ),
      ),
      ...all.flatMap(({ later }, index) => laterOf(later, names[index]!, index)),
      ...payments,
    ]),
  );

const part = one(names.map((name) => `${stream}/${name}`));
const target = fc.oneof(fc.constant(stream), part);
const money = one(['over', 'rate', 'undated', 'released'].map((name) => `${stream}/${name}`));
const from = one(['2027', '2027-Q3', undefined]);
const event = fc.integer({ min: 0, max: 12 }).map(id);

const edit = (op: string, fields: Record<string, fc.Arbitrary<unknown>>) =>
  fc.record(fields).map((values) => ({
    op,
    ...Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined)),
  }));

const assumed = (type: string, body: Record<string, fc.Arbitrary<unknown>>) =>
  edit('assume', {
    event: fc
      .record(body)
      .map((values) => ({ stream, type, source: { title: 'An assumption', kind: 'own' }, body: values })),
  });

/** Edits of every kind, all on this deal. */
export const editsOnIt: fc.Arbitrary<Record<string, unknown>> = fc.oneof(
  edit('delay', { target, months: one([-3, 1, 9]), from }),
  edit('scale', { target, toBp: one([3_333, 5_000, 15_000]), from }),
  edit('cancel', { target, from }),
  edit('delay', { target: money, months: one([-3, 6, 12]), from }),
  edit('scale', { target: money, toBp: one([3_333, 5_000, 15_000]), from }),
  edit('cancel', { target: money, from }),
  edit('reassign', { target, provider: one(['cloud', 'bank']), from }),
  edit('exercise', { tranche: part }),
  edit('lapse', { tranche: part }),
  edit('suppress', { event }),
  edit('amend', { event, patch: one([{ due: '2027-11' }, { power: '77 MW' }, { bindingness: 'firm' }]) }),
  edit('reorder', {
    targets: fc.shuffledSubarray(
      names.map((name) => `${stream}/${name}`),
      { minLength: 2 },
    ),
  }),
  edit('cap', { perQuarterKw: one([100_000, 400_000]), overflow: one(['drop', 'defer']) }),
  assumed('CapacityRescheduled', { tranche: one(names), due: one(['2027-02', '2028-Q1']) }),
  assumed('CapacityResized', { tranche: one(names), power: one(['10 MW', '800 MW']) }),
  assumed('CapacityEnergized', { tranche: one(names), power: one(['1 MW', '5 MW']) }),
  assumed('CapacityCancelled', { tranche: one(names) }),
  assumed('StageReached', { tranche: one(names), stage: one(['signed', 'cancelled', 'energized']) }),
);
