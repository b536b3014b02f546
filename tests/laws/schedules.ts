import fc from 'fast-check';
import type { History } from '../../projections/kit/log.js';
import { run, type ScenarioAnswer } from '../../src/simulator/answer/run.js';
import { ledger, type Sent } from '../given.js';
import { cast, deal, energized, fact, tranche } from '../spec/facts.js';
import { valid } from '../valid.js';

const today = '2026-11-23';
const deals = ['deal-one', 'deal-two'];
const dues = [
  '2025-Q3',
  '2026-12-31',
  '2027-01',
  '2027-Q1',
  '2027-Q2',
  '2027-H2',
  '2027',
  '2028-Q4',
  undefined,
];

interface ScheduledTranche {
  stream: string;
  megawatts: number;
  /** The words before its megawatts. */
  bound: string;
  due: string | undefined;
  running: string;
  ended: string;
  /** The place of an earlier one that it is part of. */
  within?: number | undefined;
}

const scheduled = fc.record({
  stream: fc.constantFrom(...deals),
  megawatts: fc.integer({ min: 1, max: 2_000 }),
  bound: fc.constant(''),
  due: fc.constantFrom(...dues),
  running: fc.constantFrom('none', 'none', 'part', 'all'),
  ended: fc.constantFrom('no', 'no', 'no', 'no', 'shelved', 'cancelled', 'completed', 'ran out'),
});

const committed = ({ stream, megawatts, bound, due, ended }: ScheduledTranche, index: number): Sent =>
  tranche(
    stream,
    `t-${index}`,
    `${bound}${megawatts} MW`,
    ended === 'ran out' ? { due: '2025-Q3', ends: '2025-10' } : { ...(due !== undefined && { due }) },
  );

const observed = ({ stream, megawatts, running }: ScheduledTranche, index: number): Sent[] => {
  const level = running === 'all' ? megawatts : (megawatts * 2) / 5;
  return running === 'none' ? [] : [energized('2025-06-01', stream, `t-${index}`, `${level} MW`)];
};

const over = ({ stream, ended }: ScheduledTranche, index: number): Sent[] => {
  const id = `t-${index}`;
  if (ended === 'cancelled') return [fact('2025-10-01', stream, 'CapacityCancelled', { tranche: id })];
  return ['shelved', 'completed'].includes(ended)
    ? [fact('2025-10-01', stream, 'StageReached', { tranche: id, stage: ended })]
    : [];
};

const contained = (tranches: readonly ScheduledTranche[]): Sent[] =>
  tranches.flatMap(({ stream, within }, index) => {
    const container = within === undefined || within >= index ? undefined : tranches[within];
    const partOf = `${container?.stream}/t-${within}`;
    return container ? [fact('2025-02-01', stream, 'PartOfStated', { tranche: `t-${index}`, partOf })] : [];
  });

const historyOf = (tranches: ScheduledTranche[]): History =>
  ledger([
    ...cast,
    ...deals.map((stream) => deal(stream)),
    ...tranches.map(committed),
    ...tranches.flatMap(observed),
    ...tranches.flatMap(over),
    ...contained(tranches),
  ]);

const some = { minLength: 1, maxLength: 6 };

/** Schedules of a few tranches on two deals: some have no date, some draw power in part or wholly, some are over. */
export const schedules: fc.Arbitrary<History> = fc.array(scheduled, some).map(historyOf);

const bounds = ['', 'about ', 'at least ', 'up to ', '1 to '];

/** Such schedules of tranches whose power is stated within bounds. */
export const boundedSchedules: fc.Arbitrary<History> = fc
  .array(
    fc.tuple(scheduled, fc.constantFrom(...bounds)).map(([one, bound]) => ({ ...one, bound })),
    some,
  )
  .map(historyOf);

const containing = (bound: fc.Arbitrary<string>): fc.Arbitrary<History> =>
  fc
    .array(
      fc
        .tuple(scheduled, bound, fc.option(fc.nat(3), { nil: undefined }))
        .map(([one, words, within]) => ({ ...one, bound: words, within })),
      some,
    )
    // Of a whole that draws power nobody knows where the rest of it is: it is left alone, and listed.
    .map((all) =>
      historyOf(
        all.map((one, index) =>
          all.some(({ within }) => within === index) ? { ...one, running: 'none' } : one,
        ),
      ),
    );

/** Schedules of which some hold others, or are held by them. */
export const containedSchedules: fc.Arbitrary<History> = containing(fc.constant(''));
export const boundedContainers: fc.Arbitrary<History> = containing(fc.constantFrom(...bounds));

export const view = {
  view: 'compute-capacity',
  effectiveAt: '2025-11-30',
  timeline: 'quarter',
  from: '2025-10-01',
  to: '2030-12-31',
};

export const ran = (history: History, edits: unknown[], by = 'deal'): ScenarioAnswer => {
  return valid(
    run(
      { edits, views: [{ ...view, by }] },
      { history, position: history.position, today, logHash: '0'.repeat(64) },
    ),
  );
};

export type Entries = readonly Readonly<Record<string, unknown>>[];
export const points = (entries: Entries, measure: string): number[] =>
  entries.map((entry) => (entry[measure] as { point: number }).point);
export const flows = (stocks: readonly number[]): number[] =>
  stocks.map((stock, index) => stock - (stocks[index - 1] ?? 0));

export const limit = fc.integer({ min: 1, max: 3_000_000 });
