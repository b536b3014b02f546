import fc from 'fast-check';
import { History } from '../../projections/kit/log.js';
import type { Sent } from '../given.js';
import { announced, registered, tryToRecord } from './opening.js';

const one = fc.constantFrom;
const parties = ['openai', 'amd', 'nvidia'];
const deals = ['deal-one', 'deal-two', 'deal-three', 'deal-four', 'deal-five'] as const;
const days = ['2026-02-01', '2026-03-01', '2026-04-01', '2026-05-01', '2026-06-01'] as const;
const powers = ['1 GW', '600 MW', 'up to 2 GW', '300 MW'] as const;

const commitment = fc.record(
  {
    tranche: fc.constant('t'),
    layer: fc.constant('chips'),
    provider: one('amd', 'nvidia'),
    consumer: fc.constant('openai'),
    power: one(...powers),
    basis: fc.constant('it'),
    due: one('2026-09', '2027-06'),
    bindingness: one('firm', 'intent'),
  },
  { requiredKeys: ['tranche', 'layer', 'provider', 'consumer', 'power', 'basis', 'bindingness'] },
);

/** What one event may say that ties a tranche to that of another deal, or moves it. */
const sayings: readonly (readonly [string, (other: string) => fc.Arbitrary<Record<string, unknown>>])[] = [
  ['PartOfStated', (other) => fc.constant({ tranche: 't', partOf: `${other}/t` })],
  ['OverlapStated', (other) => fc.constant({ tranche: 't', with: `${other}/t` })],
  ['StageReached', (other) => fc.constant({ stage: 'superseded', by: other })],
  ['CapacityEnergized', () => fc.record({ tranche: fc.constant('t'), power: one('100 MW', '500 MW') })],
  ['CapacityResized', () => fc.record({ tranche: fc.constant('t'), power: one(...powers) })],
  ['CapacityCancelled', () => fc.constant({ tranche: 't' })],
];

/** What becomes of one deal in the year: its tranche is told, or was known before and one thing happens to it. */
const happening = (stream: (typeof deals)[number]) =>
  fc.record({
    stream: fc.constant(stream),
    knownOn: one(...days),
    first: commitment,
    isNew: fc.boolean(),
    other: one(...deals.filter((deal) => deal !== stream)),
    saying: one(...sayings),
  });

/**
 * Five deals of one tranche each. Of each at most one event becomes known in 2026, in any order: parts before their
 * containers, overlaps before what they are with, heirs before and after those that they take the place of.
 */
export const kinHistories: fc.Arbitrary<History> = fc
  .tuple(...deals.map(happening))
  .chain((told) =>
    fc.tuple(fc.constant(told), fc.tuple(...told.map(({ saying: [, body], other }) => body(other)))),
  )
  .map(([told, bodies]) => {
    const history = new History();
    const send = (event: Sent): void => tryToRecord(history, event);
    [...parties.map(registered), ...deals.map(announced)].forEach(send);
    told.forEach(({ stream, knownOn: day, isNew, first, saying: [type] }, place) => {
      const knownOn = isNew ? day : '2025-06-01';
      send({ stream, type: 'CapacityCommitted', effectiveOn: knownOn, knownOn, body: first });
      if (!isNew) send({ stream, type, effectiveOn: day, knownOn: day, body: bodies[place]! });
    });
    return history;
  });
