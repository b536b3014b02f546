import fc from 'fast-check';
import { History } from '../../projections/kit/log.js';
import type { Sent } from '../given.js';
import { announced, registered, tryToRecord } from './opening.js';

const parties = ['openai', 'aws', 'amd', 'nvidia', 'unnamed'];
const deals = ['deal-one', 'deal-two', 'deal-three'];
const tranches = ['a', 'b', 'c'];
const days = ['2025-01-15', '2025-06-30', '2025-11-03', '2026-02-28', '2026-09-01'];
const vague = ['2025-12-31', '2026-03', '2026-Q4', '2026-H2', '2027', '2027-05/2027-09'];
const powers = [
  '1 GW',
  '750 MW',
  'at least 2 GW',
  'up to 3 GW',
  '~1.5 GW',
  '2.8-3.1 GW',
  'undisclosed',
  'hundreds of megawatts',
];
const levels = ['0 MW', '100 MW', '1 GW', '2 GW', 'about 500 MW', 'up to 300 MW', 'undisclosed'];
const amounts = ['38B USD', 'up to $100B', 'about 9.7B USD', '1.23 USD', 'undisclosed', '€1.2bn'];

const one = <T>(values: readonly T[]): fc.Arbitrary<T> => fc.constantFrom(...values);
const party = one(parties.slice(0, 4));
const tranche = one(tranches);
const bindingness = one(['firm', 'optional', 'contingent', 'intent']);
const maybe = <T>(arbitrary: fc.Arbitrary<T>): fc.Arbitrary<T | undefined> =>
  fc.option(arbitrary, { nil: undefined });

const present = (body: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(body).filter(([, value]) => value !== undefined));
const body = (shape: Record<string, fc.Arbitrary<unknown>>): fc.Arbitrary<Record<string, unknown>> =>
  fc.record(shape).map(present);

/** Terms with an end: in months, from day to day, in quarters, and with vague ends. */
const terms = [
  { from: '2025-Q4', months: 84 },
  { from: '2025-11', months: 7 },
  { from: '2026', to: '2027-06' },
  { from: '2025-06-15', to: '2026-06-14' },
  { from: '2025-01-31', to: '2026-03-09' },
  { from: '2025-12-20', months: 5 },
];
const openTerms = [{ from: '2025-Q3' }, { from: '2026-02-28' }];
const rates = ['1.25B USD', 'up to 2B USD', 'about 3B USD', '0.07 USD', 'undisclosed'];
/** An intent may name nobody who uses it. */
const perhapsForNobody = (stated: Record<string, unknown>): Record<string, unknown> => {
  const { consumer: _, ...rest } = stated;
  return stated.bindingness === 'intent' && stated.due === undefined ? rest : stated;
};

const bodies: Record<string, fc.Arbitrary<Record<string, unknown>>> = {
  CapacityCommitted: body({
    tranche,
    layer: one(['chips', 'hosting']),
    provider: party,
    consumer: party,
    power: one(powers),
    basis: one(['unstated', 'it']),
    due: maybe(one(vague)),
    ends: maybe(one(['2027-12', '2028', '2030-06-30'])),
    bindingness,
    starts: maybe(one(['2025'])),
    partOf: maybe(fc.tuple(one(deals), tranche).map(([deal, part]) => `${deal}/${part}`)),
  }).map(perhapsForNobody),
  CapacityResized: body({ tranche, power: one(powers) }),
  CapacityRescheduled: body({ tranche, due: one(vague) }),
  CapacityReassigned: body({ tranche, consumer: party }),
  CapacityCancelled: body({ tranche }),
  CapacityEnded: body({ tranche }),
  CapacityEnergized: fc.oneof(
    { weight: 3, arbitrary: body({ tranche, power: one(levels) }) },
    {
      weight: 1,
      arbitrary: fc.oneof(
        body({ tranche, power: one(levels), basis: one(['unstated', 'it']) }),
        body({
          tranche,
          accelerators: one(['100,000', 'over 50,000']),
          kwPerAccelerator: one(['1.4', '0.333']),
        }),
        body({ tranche, accelerators: one(['100,000', '0']), h100Equivalents: maybe(one(['250,000'])) }),
      ),
    },
  ),
  PartOfStated: body({
    tranche,
    partOf: fc.tuple(one(deals), tranche).map(([deal, part]) => `${deal}/${part}`),
  }),
  OptionExercised: body({ tranche }),
  OptionLapsed: body({ tranche }),
  BindingnessChanged: body({ tranche, bindingness }),
  StageReached: body({
    stage: one([
      'announced',
      'letter-of-intent',
      'signed',
      'energized',
      'shelved',
      'cancelled',
      'superseded',
      'completed',
    ]),
    tranche: maybe(tranche),
    by: maybe(one(deals)),
  }),
  OverlapStated: body({
    tranche,
    with: fc.tuple(one(deals), tranche).map(([deal, part]) => `${deal}/${part}`),
    power: maybe(one(powers.slice(0, 5))),
  }),
  RatePerMonth: body({
    payment: tranche,
    from: one(['openai', 'aws']),
    to: one(['amd', 'nvidia']),
    kind: one(['services', 'equity']),
    ratePerMonth: one(rates),
    bindingness,
    over: maybe(one([...terms, ...openTerms])),
  }),
  PaymentCommitted: body({
    payment: tranche,
    from: one(['openai', 'aws']),
    to: one(['amd', 'nvidia']),
    kind: one(['services', 'equity']),
    amount: one(amounts),
    bindingness,
    over: maybe(one(terms)),
    release: maybe(
      one([
        { per: '1 GW', amount: '10B USD' },
        { per: '500 MW', amount: '1B USD', mode: 'pro-rata' },
        { conditions: [{ named: 'listed' }] },
      ]),
    ),
  }),
  PaymentAmended: fc.oneof(
    body({ payment: tranche, by: one(amounts.slice(0, 4)), over: maybe(one(terms)) }),
    body({ payment: tranche, over: one([...terms, ...openTerms]) }),
    body({ payment: tranche, ratePerMonth: one(rates), over: maybe(one([...terms, ...openTerms])) }),
  ),
  PaymentMade: body({ payment: tranche, amount: one(['1B USD', '0.01 USD', '40B USD', 'about 2B USD']) }),
  PaymentCancelled: body({ payment: tranche, from: maybe(one(vague)) }),
  PaymentOptionExercised: body({ payment: tranche }),
  PaymentOptionLapsed: body({ payment: tranche }),
  ConditionObserved: body({ condition: fc.constant('listed'), holds: fc.boolean() }),
};

const warrantBodies: Record<string, fc.Arbitrary<Record<string, unknown>>> = {
  WarrantIssued: body({
    warrant: one(['w']),
    holder: one(['openai']),
    issuer: one(['amd', 'nvidia']),
    shares: fc.constant(1000),
    strike: fc.constant('0.01 USD'),
    expiresOn: maybe(one(['2026-06-30', '2030'])),
    tranches: fc.constant([
      { shares: 300, conditions: [{ energized: '400 MW' }] },
      { shares: 400, conditions: [{ energized: '1 GW' }, { named: 'listed' }] },
    ]),
  }),
  WarrantVested: body({ warrant: one(['w']), shares: one([100, 300]) }),
};

const eventOf = (types: readonly string[]): fc.Arbitrary<Sent> =>
  one(types).chain((type) =>
    fc
      .record({
        stream: one(deals),
        effectiveOn: one([...days, ...vague]),
        knownOn: one(days),
        kind: one(['filing', 'press', 'own']),
        body: (bodies[type] ?? warrantBodies[type])!,
      })
      .map(({ kind, ...event }) => ({
        ...event,
        type: type === 'RatePerMonth' ? 'PaymentCommitted' : type,
        source: { title: 'A source', kind },
      })),
  );

const introducing = ['CapacityCommitted', 'PaymentCommitted', 'RatePerMonth'];
const dealEvent = eventOf(Object.keys(bodies));

/** What may happen after something was recorded: it is corrected, retracted, or stated differently. */
interface Afterthought {
  kind: 'correct' | 'retract' | 'rival';
  of: number;
  knownOn: string;
  effectiveOn: string;
}

const afterthought: fc.Arbitrary<Afterthought> = fc.record({
  kind: one(['correct', 'retract', 'rival'] as const),
  of: fc.nat(),
  knownOn: one(days),
  effectiveOn: one(vague),
});

const opening: readonly Sent[] = [...parties.map(registered), ...deals.map(announced)];

/** The same occurrence as another source might put it. */
const restated = (body: unknown, by: number): Record<string, unknown> => {
  const stated = body as Record<string, unknown>;
  const choices: Record<string, readonly string[]> = {
    power: powers,
    amount: amounts.slice(0, 4),
    by: amounts.slice(0, 4),
    due: vague,
    bindingness: ['firm', 'optional'],
  };
  return Object.fromEntries(
    Object.entries(stated).map(([name, value]) => [
      name,
      choices[name] ? choices[name][by % choices[name].length] : value,
    ]),
  );
};

const amending = ({ kind, of, knownOn, effectiveOn }: Afterthought, history: History): Sent | undefined => {
  const facts = deals
    .flatMap((stream) => history.facts(stream))
    .filter(({ type }) => type !== 'DealAnnounced');
  const target = facts[of % facts.length];
  if (!target) return undefined;
  const { stream, id: event } = target;
  if (kind === 'retract')
    return { stream, type: 'EventRetracted', knownOn, body: { event, reason: 'Wrong.' } };
  if (kind === 'correct')
    return { stream, type: 'EventCorrected', knownOn, body: { event, effectiveOn, reason: 'Wrong date.' } };
  return {
    stream,
    type: target.type,
    effectiveOn: target.effectiveOn,
    rivalOf: event,
    knownOn,
    source: { title: 'Another', kind: 'press' },
    body: restated(target.body, of),
  };
};

const recorded = (happenings: readonly (Sent | Afterthought)[]): History => {
  const history = new History();
  for (const sent of opening) tryToRecord(history, sent);
  for (const happening of happenings)
    tryToRecord(
      history,
      'kind' in happening ? amending(happening as Afterthought, history) : (happening as Sent),
    );
  return history;
};

const commitments = fc.array(eventOf(introducing), { minLength: 4, maxLength: 14 });

/** Histories made through decode and decide: commitments first, then what befalls them, corrected and contradicted. */
export const histories: fc.Arbitrary<History> = fc
  .tuple(
    commitments,
    fc.array(fc.oneof({ weight: 4, arbitrary: dealEvent }, { weight: 1, arbitrary: afterthought }), {
      maxLength: 40,
      size: 'max',
    }),
  )
  .map(([first, then]) => recorded([...first, ...then]));

/** The same, where nobody was wrong and nobody contradicts another. */
export const plainHistories: fc.Arbitrary<History> = fc
  .tuple(commitments, fc.array(dealEvent, { maxLength: 40, size: 'max' }))
  .map(([first, then]) => recorded([...first, ...then]));

/** The same with warrants that vest. */
export const vestingHistories: fc.Arbitrary<History> = fc
  .tuple(
    fc.array(eventOf(['CapacityCommitted', 'WarrantIssued']), { minLength: 3, maxLength: 9 }),
    fc.array(
      eventOf([
        'CapacityEnergized',
        'ConditionObserved',
        'WarrantVested',
        'StageReached',
        'CapacityCancelled',
      ]),
      { maxLength: 15, size: 'max' },
    ),
  )
  .map(([first, then]) => recorded([...first, ...then]));

const ofCapacity = Object.keys(bodies).filter(
  (type) => !type.startsWith('Payment') && type !== 'ConditionObserved',
);

/** Histories of capacity alone: containers, overlaps, and every way in which a tranche or a deal ends. */
export const capacityHistories: fc.Arbitrary<History> = fc
  .tuple(
    fc.array(eventOf(['CapacityCommitted']), { minLength: 4, maxLength: 16 }),
    fc.array(eventOf(ofCapacity), { maxLength: 20 }),
  )
  .map(([commitments, happenings]) => {
    const history = new History();
    for (const sent of [...opening, ...commitments, ...happenings]) tryToRecord(history, sent);
    return history;
  });

/** Questions of every shape. */
export const questions = fc.record({
  effectiveAt: one(['2025-01-01', '2025-11-30', '2026-10-15', '2028-01-01']),
  knownAt: one(['2025-06-30', '2025-11-30', '9999-12-31']),
  policy: one(['primary', 'latest', 'lowest', 'highest'] as const),
});

export const edits = fc.oneof(
  fc
    .record({
      op: fc.constant('delay'),
      target: one(deals),
      months: fc.integer({ min: -6, max: 24 }),
      from: maybe(one(['2026-Q4', '2027'])),
    })
    .map(present),
  fc.record({ op: fc.constant('scale'), target: one(deals), toBp: fc.integer({ min: 0, max: 20_000 }) }),
  fc.record({ op: fc.constant('reassign'), target: one(deals), provider: party }),
  fc
    .record({ op: fc.constant('cancel'), target: one(deals), from: maybe(one(['2026-Q4', '2027'])) })
    .map(present),
  fc.record({ op: fc.constant('assume'), event: dealEvent.map(({ knownOn: _, ...event }) => event) }),
);

export const allDeals = deals;
export const allParties = parties;
