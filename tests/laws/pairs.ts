import fc from 'fast-check';
import { type EventClass, fieldsOf } from '../../events/kit/declaration.js';
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
  edit('reassign', { target: part, consumer: one(['cloud', 'bank']) }),
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

type Member = fc.Arbitrary<unknown>;

/** Streams on which an event about each of these may stand: some that are there, and one that is not. */
const streamsOf: Readonly<Record<string, readonly string[]>> = {
  party: ['party-cloud', 'party-newcomer'],
  market: ['market-new'],
  stake: ['stake-lab-vendor'],
  scenario: ['scenario-x'],
};

const slugs = one(['cloud', 'bank']);
const when = one(['2026-11', '2027-Q1', '2028-02']);
const term = one([{ from: '2025-Q4', months: 24 }, { from: '2026-02' }]);
const small = one(['1 MW', '5 MW', '40 MW']);
const slugsAt = ['party', 'provider', 'consumer', 'supplier', 'from', 'to', 'holder', 'issuer', 'as', 'into'];
const datesAt = ['due', 'starts', 'ends', 'on', 'expiresOn', 'at', 'period', 'effectiveOn'];

/** Values of members that fit the deal; those of a member that is not here come from the example of its type. */
const valuesAt: Readonly<Record<string, Member>> = {
  ...Object.fromEntries([...slugsAt, 'publisher', 'parent', 'towards'].map((name) => [name, slugs])),
  ...Object.fromEntries(datesAt.map((name) => [name, when])),
  tranche: fc.constant('a'),
  payment: one(['over', 'undated']),
  stage: one(['talks', 'signed', 'cancelled', 'energized']),
  bindingness: one(['firm', 'optional', 'intent']),
  partOf: one([...names.map((name) => `${stream}/${name}`), 'deal-other/x']),
  with: one([...names.map((name) => `${stream}/${name}`), 'deal-other/x']),
  power: one(['10 MW', '800 MW']),
  accelerators: one([1_000, 90_000]),
  amount: one(['1B USD', '300M USD']),
  ratePerMonth: one(['90M USD', '150M USD']),
  by: one(['200M USD', '1B USD']),
  over: term,
  parties: fc.constant([{ party: 'lab', role: 'customer' }]),
  event,
  body: fc.oneof(
    fc.record({ tranche: one(names), power: one(['10 MW', '70 MW']) }),
    fc.record({ tranche: one(names), due: when }),
  ),
  round: fc.constant(stream),
};

const special: Readonly<Record<string, Readonly<Record<string, Member>>>> = {
  CapacityCommitted: { tranche: one(['d', 'e']) },
  CapacityEnergized: { power: small },
  PaymentCommitted: { payment: fc.constant('later') },
  PaymentAmended: { to: one(['2B USD', '9B USD']) },
  PaymentCancelled: { from: when },
  StageReached: { by: fc.constant('deal-other') },
  StakeChanged: { by: one(['2%', '1%']) },
  ShareReported: { parties: fc.constant(['lab', 'cloud']) },
};

/** A body of a declared type: what it must have, and now and then what it may have. */
const bodyOf = (declared: EventClass): fc.Arbitrary<object> => {
  const { type, about } = declared;
  const members = fieldsOf(declared).map(({ name, optional }): Member => {
    const values = special[type]?.[name] ?? valuesAt[name] ?? fc.constant(about.example[name]);
    const given = values.map((value) => (value === undefined ? {} : { [name]: value }));
    return optional
      ? fc.oneof({ arbitrary: given, weight: 1 }, { arbitrary: fc.constant({}), weight: 1 })
      : given;
  });
  return fc.tuple(...members).map((all) => Object.assign({}, ...all) as object);
};

/** An event of a type that is to have happened, on one of the streams that it can stand on. */
export const assumedOf = (type: EventClass): fc.Arbitrary<Record<string, unknown>> =>
  fc.tuple(one(streamsOf[type.about.subject] ?? [stream]), bodyOf(type)).map(([on, body]) => ({
    op: 'assume',
    event: { stream: on, type: type.type, source: { title: 'An assumption', kind: 'own' }, body },
  }));

/**
 * Of every two types that are about the same kind of thing two events about the same one, and of every type one beside
 * edits of any kind.
 */
export const pairsOfEveryType = (types: readonly EventClass[]) => {
  const all = types.map((type) => ({ subject: type.about.subject, assumed: assumedOf(type) }));
  const alike = all.flatMap((left, index) =>
    all
      .slice(index)
      .filter(({ subject }) => subject === left.subject)
      .map((right) => fc.tuple(left.assumed, right.assumed)),
  );
  const beside = all.map(({ assumed }) => fc.tuple(assumed, editsOnIt));
  // A smaller list of them would say no more.
  return fc.noShrink(fc.tuple(...alike, ...beside));
};
