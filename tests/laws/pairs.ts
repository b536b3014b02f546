import fc from 'fast-check';
import { type EventClass, type FieldDeclaration, fieldsOf } from '../../events/kit/declaration.js';
import type { History } from '../../projections/kit/log.js';
import { decode } from '../../events/index.js';
import { ledger, record, type Sent } from '../given.js';
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

const start = '2025-01-01';

/** What a world has beside capacity and money: options on a tranche and a payment, a warrant, a market and a stake. */
const furniture: Sent[] = [
  fact('2025-06-02', stream, 'BindingnessChanged', { tranche: 'a', bindingness: 'optional' }),
  payment(stream, 'extension', '2B USD', { bindingness: 'optional' }),
  fact(start, stream, 'WarrantIssued', {
    warrant: 'w',
    holder: 'lab',
    issuer: 'vendor',
    shares: 1_000,
    strike: '0.01 USD',
  }),
  fact(start, 'market-chips', 'MarketDefined', {
    name: 'Chips',
    layer: 'hardware',
    metric: 'revenue',
    scope: 'worldwide',
  }),
  fact(start, 'stake-lab-vendor', 'StakeDisclosed', { stake: '10%', basis: 'basic' }),
  fact(start, 'scenario-x', 'ScenarioSaved', { name: 'x', base: 'live', edits: [] }),
];

/** The same deal in a world in which an event of every type may happen. */
export const furnished: fc.Arbitrary<History> = crowded.map((history) => {
  for (const sent of furniture) record(history, sent);
  return history;
});

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

/** Streams on which an event about each of these may stand: one that is there, and one that is not. */
const streamsAbout: Readonly<Record<string, readonly [string, string]>> = {
  party: ['party-cloud', 'party-newcomer'],
  market: ['market-chips', 'market-new'],
  stake: ['stake-lab-vendor', 'stake-newcomer-vendor'],
  scenario: ['scenario-y', 'scenario-x'],
  deal: [stream, 'deal-new'],
};

/** What is brought into being is not there before; what is said of it is said mostly of what is. */
const streamOf = ({ about: { subject, introduces } }: EventClass): fc.Arbitrary<string> => {
  const [there, missing] = streamsAbout[subject] ?? [stream, stream];
  return one(introduces ? [missing] : [there, there, there, missing]);
};

const slugs = one(['cloud', 'bank', 'cloud', 'bank', 'newcomer']);
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
  payment: one(['over', 'undated', 'rate']),
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
  body: fc.record({
    ...Object.fromEntries(
      Object.entries({ layer: 'chips', provider: 'vendor', consumer: 'lab', bindingness: 'firm' }).map(
        ([name, value]) => [name, fc.constant(value)],
      ),
    ),
    tranche: one(names),
    power: one(['10 MW', '70 MW']),
    due: when,
  }),
  round: one([stream, 'deal-new']),
  warrant: fc.constant('w'),
  shares: one([1_000, 5_000]),
  price: fc.constant('200 USD'),
  identifiers: fc.constant({ ticker: 'CLD' }),
  h100Equivalents: one([1_000, 90_000]),
  kwPerAccelerator: fc.constant('1.4'),
  forkedFrom: fc.constant('scenario-x@1'),
  assumptions: fc.constant({}),
  layers: fc.constant(['models']),
};

const special: Readonly<Record<string, Readonly<Record<string, Member>>>> = {
  CapacityCommitted: { tranche: one(['d', 'e']), provider: slugs, consumer: fc.constant('lab') },
  CapacityEnergized: { power: small },
  PaymentCommitted: {
    payment: fc.constant('later'),
    release: one([
      { per: '1 MW', amount: '1M USD' },
      { per: '1 MW', amount: '1M USD', of: ['d'] },
    ]),
    passesThrough: fc.constant(`${stream}/over`),
    partOf: fc.constant(`${stream}/undated`),
  },
  PaymentOptionExercised: { payment: fc.constant('extension') },
  PaymentOptionLapsed: { payment: fc.constant('extension') },
  PartyLeft: { party: one(['lab', 'cloud']) },
  WarrantIssued: {
    warrant: one(['x', 'y']),
    tranches: fc.constant([{ shares: 100, conditions: [{ named: 'price-target' }] }]),
  },
  WarrantVested: { warrant: one(['w', 'w', 'x']), shares: one([100, 950]) },
  PaymentAmended: { payment: one(['rate', 'rate', 'over']), to: one(['2B USD', '9B USD']) },
  PaymentCancelled: { from: when },
  StageReached: { by: fc.constant('deal-other') },
  PartyRegistered: { parent: one(['bank', 'cloud']) },
  ScenarioSaved: { parent: fc.constant('scenario-x@1') },
  EventCorrected: { event: fc.integer({ min: 0, max: 2 }).map(id) },
  StakeChanged: { by: one(['2%', '1%']) },
  ShareReported: { parties: fc.constant(['lab', 'cloud']) },
};

/** Where neither the deal nor the example says it, whatever the field can hold. */
const anyOf = ({ is, schema }: FieldDeclaration): Member => {
  const { enum: words, type, minimum = 0 } = schema() as { enum?: string[]; type?: string; minimum?: number };
  if (is) return { date: when, party: slugs, words: fc.constant('As they say.') }[is];
  if (words) return one(words);
  if (type === 'boolean') return fc.constant(true);
  return type === 'integer' ? fc.constant(Number(minimum) + 1) : fc.constant(undefined);
};

const valuesOf = ({ type, about }: EventClass, field: FieldDeclaration): Member => {
  const { name } = field;
  const example = about.example[name];
  return (
    special[type]?.[name] ?? valuesAt[name] ?? (example === undefined ? anyOf(field) : fc.constant(example))
  );
};

/** A body of a declared type: what it must have, and now and then what it may have. */
const bodyOf = (declared: EventClass): fc.Arbitrary<object> => {
  const members = fieldsOf(declared).map((field): Member => {
    const { name, optional } = field;
    const given = valuesOf(declared, field).map((value) => (value === undefined ? {} : { [name]: value }));
    return optional
      ? fc.oneof({ arbitrary: given, weight: 1 }, { arbitrary: fc.constant({}), weight: 1 })
      : given;
  });
  return fc.tuple(...members).map((all) => Object.assign({}, ...all) as object);
};

const isReadable = (said: object): boolean =>
  decode(said, { today: '2026-11-23', newId: () => id(0), typeOf: () => undefined }).problems === undefined;

/** An event of a type that is to have happened, on one of the streams that it can stand on. */
export const assumedOf = (type: EventClass): fc.Arbitrary<Record<string, unknown>> =>
  fc
    .tuple(streamOf(type), bodyOf(type))
    .map(([on, body]) => ({
      stream: on,
      type: type.type,
      source: { title: 'An assumption', kind: 'own' },
      body,
    }))
    .filter((said) => isReadable(said))
    .map((said) => ({ op: 'assume', event: said }));

const withId =
  (number: number) =>
  ({ op, event: said }: Record<string, unknown>): Record<string, unknown> => ({
    op,
    event: { ...(said as object), id: id(number) },
  });

/** Of every two types two events, and of every type one beside edits of any kind. */
export const pairsOfEveryType = (types: readonly EventClass[]) => {
  const all = types.map(assumedOf);
  // Ids that are given stay the same in either order.
  const [left, right] = [800, 801].map((number) => all.map((assumed) => assumed.map(withId(number))));
  const together = left!.flatMap((one, index) => right!.slice(index).map((other) => fc.tuple(one, other)));
  const beside = left!.flatMap((one) => [fc.tuple(one, editsOnIt), fc.tuple(one, editsOnIt)]);
  // A smaller list of them would say no more.
  return fc.noShrink(fc.tuple(...together, ...beside));
};
