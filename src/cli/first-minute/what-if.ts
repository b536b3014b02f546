import type { AskQuery } from './asking.js';
import { isChange } from '../../../projections/difference.js';
import type { Row } from '../../../projections/kit/line.js';
import { RunScenario } from '../../messages/run-scenario.js';
import { ShowView } from '../../messages/show-view.js';
import type { ScenarioAnswer } from '../../simulator/answer/run.js';
import { changeOf, isMeasure, measureText } from '../../../projections/wording/measure.js';

const months = 12;
const mostTried = 5;
const byYear = { by: 'deal', timeline: 'year' };

interface Growth {
  deal: string;
  period: string;
  by: bigint;
}

const pointOf = (row: Row): bigint =>
  isMeasure(row.plannedKw) ? BigInt(row.plannedKw.point ?? row.plannedKw.low) : 0n;
const isSigned = ({ signedKw }: Row): boolean => isMeasure(signedKw) && signedKw.low !== 0;

const keyOf = ({ deal, layer, basis }: Row): string => [deal, layer, basis].join('|');

/** By how much the plan of each signed deal grows from what draws power now, period by period. */
const growths = (now: readonly Row[], rows: readonly Row[]): Growth[] => {
  const last = new Map(now.map((row) => [keyOf(row), pointOf(row)]));
  return [...rows]
    .filter(isSigned)
    .sort((left, right) => (String(left.period) < String(right.period) ? -1 : 1))
    .map((row) => {
      const by = pointOf(row) - (last.get(keyOf(row)) ?? 0n);
      last.set(keyOf(row), pointOf(row));
      return { deal: String(row.deal), period: String(row.period), by };
    });
};

const compareGrowths = (left: Growth, right: Growth): number => {
  if (left.period !== right.period) return left.period < right.period ? -1 : 1;
  return left.by > right.by ? -1 : 1;
};

/** The signed deals that are to bring more, the soonest and largest first. */
const candidates = (now: readonly Row[], rows: readonly Row[]): string[] => [
  ...new Set(
    growths(now, rows)
      .filter(({ by }) => by > 0n)
      .sort(compareGrowths)
      .map(({ deal }) => deal),
  ),
];

const linesOf = (deal: string, { views: [view] }: ScenarioAnswer): string[] => {
  const total = view?.difference.totals.find(({ plannedKw }) => plannedKw !== undefined);
  const change = total?.plannedKw;
  if (!total || !isChange(change)) return [];
  const [before, after] = [
    measureText('plannedKw', change.baseline),
    measureText('plannedKw', change.scenario),
  ];
  return [
    `What if ${deal} came ${months} months later?`,
    `  Planned ${String(total.layer)} by the end of ${String(total.period)}: ${before} before, ${after} after, ${changeOf('plannedKw', change)}.`,
  ];
};

/** One what-if with before and after: the next large delivery comes a year late. */
export const whatIfExample = async (ask: AskQuery): Promise<string[]> => {
  const now = await ask(new ShowView('compute-capacity', { by: 'deal' }));
  const ahead = await ask(new ShowView('compute-capacity', byYear));
  for (const deal of candidates(now.rows, ahead.rows).slice(0, mostTried)) {
    const scenario = {
      edits: [{ op: 'delay', target: deal, months }],
      views: [{ view: 'compute-capacity', ...byYear }],
    };
    const lines = linesOf(deal, await ask(new RunScenario(scenario)));
    if (lines.length > 0) return lines;
  }
  return [];
};
