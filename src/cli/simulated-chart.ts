import { viewNamed } from '../../projections/index.js';
import { pinnedAddress } from '../charts/ask-charts.js';
import type { Chart, Citation } from '../charts/chart.js';
import { namesOf } from '../charts/names.js';
import { renderSvg } from '../charts/render-svg.js';
import { type PlanPercentiles, groupsOf, planChart } from '../charts/views/plan.js';
import type { Comparison, ScenarioAnswer } from '../simulator/answer/run.js';
import { type LookOptions, paletteOf, widthOf } from './drawn.js';
import { Stop } from './failure.js';

const isPlan = ({ view, question }: Comparison): boolean =>
  viewNamed(view)?.traits?.plan !== undefined && question.timeline !== undefined;

const includesGroup = (only: Readonly<Record<string, string>>, group: string): boolean => {
  const [layer, basis] = group.split('|');
  return (only.layer ?? layer) === layer && (only.basis ?? basis) === basis;
};

/** The spread of what was drawn for this view's plan, where it was asked for in just this group. */
const fanOf = ({ monteCarlo }: ScenarioAnswer, view: number, group: string): PlanPercentiles | undefined => {
  const target = monteCarlo?.targets.find(
    (one) => one.view === view && one.measure === 'plannedKw' && includesGroup(one.only, group),
  );
  return (
    target && {
      periods: target.fan.periods.map(({ period, p10, p50, p90 }) => ({
        period,
        low: Number(p10),
        middle: Number(p50),
        high: Number(p90),
      })),
    }
  );
};

// Layers are all that a plan names.
const setting = {
  names: namesOf({ parties: [], deals: [], markets: [], publishers: [], slugs: [] }),
  unit: '',
  hasBounds: true,
};

const chartsOf = (answer: ScenarioAnswer): Chart[] =>
  answer.views.flatMap((comparison, view) =>
    isPlan(comparison)
      ? groupsOf(comparison).map((group) => planChart(comparison, group, setting, fanOf(answer, view, group)))
      : [],
  );

const citationOf = ({ question, scenario }: Comparison): Citation => ({
  effectiveAt: String(question.effectiveAt),
  knownAt: String(question.knownAt),
  policy: String(question.policy),
  position: Number(question.atPosition),
  viewHash: scenario.viewHash,
  definition:
    'planned = the larger of what is observed to draw power and what is due by then; hypothetical: a scenario, not a record.',
});

/** Baseline against scenario over time as SVG. Throws Stop where no view of the scenario is capacity over time. */
export const scenarioSvg = (answer: ScenarioAnswer, look: LookOptions): string => {
  const first = answer.views.find(isPlan);
  if (!first)
    throw new Stop(
      'usage',
      'A scenario is drawn over time: ask it of {view: compute-capacity, timeline: quarter}.',
    );
  return renderSvg(chartsOf(answer), citationOf(first), {
    width: widthOf(look),
    palette: paletteOf(look),
    address: `result ${answer.resultHash} · baseline ${pinnedAddress(first)}`,
  }).svg;
};
