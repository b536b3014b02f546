import fc from 'fast-check';
import { History } from '../../projections/kit/log.js';
import type { Sent } from '../given.js';
import { announced, registered, tryToRecord } from './opening.js';

const one = fc.constantFrom;
const parties = ['openai', 'amd', 'nvidia'];
const stream = 'deal-one';
const tranches = one('a', 'b', 'c', 'd');
const days = one('2026-01-10', '2026-02-01', '2026-03-01', '2026-04-01', '2026-05-01');
const powers = one('1 GW', '600 MW', 'up to 2 GW', '300 MW');

type Body = Readonly<Record<string, unknown>>;

const commitment = fc.record({
  tranche: tranches,
  layer: fc.constant('chips'),
  provider: one('amd', 'nvidia'),
  consumer: fc.constant('openai'),
  power: powers,
  basis: fc.constant('it'),
  due: one('2026-09', '2027-06'),
  bindingness: one('firm', 'intent'),
});

const payment = fc.record({
  payment: one('p', 'q'),
  from: fc.constant('openai'),
  to: fc.constant('amd'),
  kind: fc.constant('services'),
  amount: one('10B USD', 'up to 4B USD'),
  bindingness: fc.constant('firm'),
  release: one<Body>(
    { per: '500 MW', amount: '2B USD' },
    { per: '500 MW', amount: '2B USD', of: ['a', 'b'] },
    { conditions: [{ named: 'listed' }] },
    { conditions: [{ energized: '400 MW' }], of: ['a'] },
  ),
});

const warrant = fc.record({
  warrant: fc.constant('w'),
  holder: fc.constant('openai'),
  issuer: fc.constant('amd'),
  shares: fc.constant(1000),
  strike: fc.constant('0.01 USD'),
  tranches: one([{ energized: '100 MW' }], [{ named: 'listed' }]).map((conditions) => [
    { shares: 1000, conditions },
  ]),
});

const bodies: Readonly<Record<string, fc.Arbitrary<Body>>> = {
  CapacityCommitted: commitment,
  PaymentCommitted: payment,
  WarrantIssued: warrant,
  CapacityEnergized: fc.record({ tranche: tranches, power: one('100 MW', '500 MW') }),
  CapacityResized: fc.record({ tranche: tranches, power: powers }),
  PartOfStated: fc.record({ tranche: one('b', 'c'), partOf: one('deal-one/a', 'deal-two/a') }),
  StageReached: fc.oneof(
    fc.constant({ stage: 'superseded', by: 'deal-two' }),
    fc.record({ stage: one('signed', 'cancelled'), tranche: tranches }),
    fc.record({ stage: one('signed', 'letter-of-intent', 'shelved') }),
  ),
  ConditionObserved: fc.record({ condition: fc.constant('listed'), holds: fc.boolean() }),
  PaymentMade: fc.record({ payment: one('p', 'q'), amount: fc.constant('1B USD') }),
};

const types = Object.keys(bodies);

/** Something that is told of the deal, or put otherwise: by a rival, by a correction, or taken back. */
const saying = one(...types, ...types).chain((type) =>
  fc.record({
    type: fc.constant(type),
    body: bodies[type]!,
    knownOn: days,
    as: one('new', 'new', 'new', 'rival', 'correction', 'retraction'),
    of: fc.nat(),
  }),
);
type Saying = typeof saying extends fc.Arbitrary<infer Said> ? Said : never;

const sent = ({ type, body, knownOn, as, of }: Saying, history: History): Sent => {
  const alike = history.facts(stream).filter((fact) => fact.type === type);
  const event = alike[of % alike.length]?.id;
  if (as === 'new' || event === undefined) return { stream, type, effectiveOn: knownOn, knownOn, body };
  if (as === 'rival')
    return {
      stream,
      type,
      effectiveOn: knownOn,
      knownOn,
      body,
      rivalOf: event,
      source: { title: 'Another', kind: 'press' },
    };
  return as === 'correction'
    ? { stream, type: 'EventCorrected', knownOn, body: { event, body, reason: 'Wrong.' } }
    : { stream, type: 'EventRetracted', knownOn, body: { event, reason: 'Wrong.' } };
};

/**
 * One deal of many parts, some of which wait for others, and of which rivals and corrections say that another part was
 * meant, or the whole; beside it one that contains a part of it or takes its place.
 */
export const longDeals: fc.Arbitrary<History> = fc
  .tuple(
    commitment,
    fc.array(commitment, { minLength: 3, maxLength: 6 }),
    fc.array(saying, { maxLength: 30, size: 'max' }),
  )
  .map(([beside, commitments, sayings]) => {
    const history = new History();
    const send = (event: Sent): void => tryToRecord(history, event);
    [...parties.map(registered), announced(stream), announced('deal-two')].forEach(send);
    const early = { effectiveOn: '2025-06-01', knownOn: '2025-06-01' };
    send({ stream: 'deal-two', type: 'CapacityCommitted', ...early, body: { ...beside, tranche: 'a' } });
    for (const body of commitments) send({ stream, type: 'CapacityCommitted', ...early, body });
    for (const said of sayings) send(sent(said, history));
    return history;
  });
