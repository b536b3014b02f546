import { viewNamed, views } from '../../projections/index.js';
import type { ChartKind, View } from '../../projections/kit/view.js';
import { questionOfAllTimes, partsOf } from './beside.js';
import type { Chart, ChartSettings, ShownAnswer } from './chart.js';
import { capacityBy } from './views/capacity-by.js';
import { capacityLadder } from './views/capacity-ladder.js';
import { capacityShareBars } from './views/capacity-shares.js';
import { capacityOverTime } from './views/capacity-time.js';
import { exposureCharts } from './views/exposed.js';
import { flowCharts } from './views/flow-network.js';
import { labBars } from './views/lab-bars.js';
import { moneyCharts } from './views/money.js';
import { moneyOverTime } from './views/money-time.js';
import { overlapBars } from './views/overlap-bars.js';
import { reconciledCharts } from './views/reconciled.js';
import { reportedShareCharts } from './views/reported-shares.js';
import { slippedBars } from './views/slipped-bars.js';
import { stakeBars } from './views/stakes.js';

type ShownQuestion = ShownAnswer['question'];

/** How the answers of a view are drawn, and what has to be asked beside it. */
interface ViewCharts {
  draw(answer: ShownAnswer, beside: ShownAnswer, setting: ChartSettings): Chart[];
  /** The same charts over time; a view without it is not drawn over time. */
  overTime?(answer: ShownAnswer, beside: ShownAnswer, setting: ChartSettings): Chart[];
  beside?(question: Readonly<Record<string, string>>): Readonly<Record<string, string>>;
}

const isLadder = ({ by }: ShownQuestion): boolean =>
  String(by)
    .split(',')
    .every((dimension) => dimension === 'bindingness' || dimension === 'stage');

const drawings: Readonly<Record<ChartKind, ViewCharts>> = {
  capacity: {
    draw: (answer, parts, setting) => [
      isLadder(answer.question) ? capacityLadder(parts, setting) : capacityBy(answer, parts, setting),
    ],
    overTime: capacityOverTime,
    beside: partsOf,
  },
  'capacity-shares': { draw: (answer, _, setting) => [capacityShareBars(answer, setting)] },
  'reported-shares': { draw: (answer, _, setting) => reportedShareCharts(answer, setting) },
  money: {
    draw: (answer, _, setting) => moneyCharts(answer, setting),
    overTime: (answer, _, setting) => moneyOverTime(answer, setting),
  },
  'exposed-money': { draw: (answer, _, setting) => exposureCharts(answer, setting) },
  stakes: { draw: (answer, _, setting) => [stakeBars(answer, setting)] },
  network: { draw: flowCharts, beside: questionOfAllTimes },
  'compared-totals': { draw: (answer, _, setting) => reconciledCharts(answer, setting) },
  'slipped-dates': { draw: (answer, _, setting) => [slippedBars(answer, setting)] },
  'overlapping-power': { draw: (answer, _, setting) => [overlapBars(answer, setting)] },
  'lab-sizes': { draw: (answer, _, setting) => [labBars(answer, setting)] },
};

const drawingOfView = (view: View | undefined): ViewCharts | undefined =>
  view?.traits?.drawing && drawings[view.traits.drawing];

const nameOf = ({ name }: View): string => name;

/** The views that have a chart, and those that have one over time. */
export const drawable = {
  views: views.filter(drawingOfView).map(nameOf),
  overTime: views.filter((view) => drawingOfView(view)?.overTime).map(nameOf),
};

type DrawnView = Pick<ShownAnswer, 'view' | 'question'>;

const drawingOf = ({ view, question }: DrawnView): ViewCharts | undefined =>
  drawingOfView(viewNamed(view, { of: String(question.of ?? 'reported') }));

const wayOf = (shown: DrawnView): ViewCharts['draw'] | undefined =>
  shown.question.timeline === undefined ? drawingOf(shown)?.draw : drawingOf(shown)?.overTime;

export const isDrawable = (shown: DrawnView): boolean => wayOf(shown) !== undefined;

/** The question whose answer has to stand beside an answer to draw it; the answer itself serves where there is none. */
export const companionQuestion = (shown: DrawnView): Readonly<Record<string, string>> | undefined =>
  drawingOf(shown)?.beside?.(
    Object.fromEntries(Object.entries(shown.question).map(([name, value]) => [name, String(value)])),
  );

/** The charts of an answer, each whole in itself: what is never added is never in one chart. */
export const chartsOf = (answer: ShownAnswer, beside: ShownAnswer, setting: ChartSettings): Chart[] =>
  wayOf(answer)?.(answer, beside, setting) ?? [];
