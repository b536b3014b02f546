import type { Attribution } from '../../../simulator/answer/attribution.js';
import type { Tornado } from '../../../simulator/answer/tornado.js';
import type { Citation } from '../../../charts/chart.js';
import { Figure } from '../../charts/figure.js';
import { cell, type TableGrid } from '../../charts/table.js';
import { listed } from '../../findings/said.js';
import { drawTornado, type TornadoBar, type TornadoEnd } from '../../../charts/tornado.js';
import { drawWaterfall, type WaterfallStep } from '../../../charts/waterfall.js';
import { usePlace } from '../../place/use-place.js';
import { amountOf, axisOf, changeText, numberText, scaleOf } from './bench/numbers.js';
import type { WatchedMeasure } from './bench/sheet.js';
import {
  editText,
  inputText,
  type VariableOrigin,
  type ReportedVariable,
  variableText,
} from './bench/variables.js';

interface WhyProps {
  watched: WatchedMeasure;
  citation: Citation;
  source: VariableOrigin;
}

const whenText = (by: string | null): string => (by === null ? '' : ` at the end of ${by}`);

type InputSwing = Tornado['bars'][number];

interface TornadoInput {
  bar: InputSwing;
  label: string;
  /** P10 and P90: the input, and what comes of it. */
  ends: [TornadoEnd & { input: string }, TornadoEnd & { input: string }];
}

const namedBars = (
  { bars }: Tornado,
  variables: readonly ReportedVariable[],
  { watched, source }: WhyProps,
): TornadoInput[] =>
  bars.map((bar) => {
    const variable = variables.find(({ id }) => id === bar.variable)!;
    const end = (name: string, { input, value }: InputSwing['p10']): TornadoInput['ends'][number] => {
      const words = inputText(source, variable, input);
      return {
        value: Number(value),
        input: words,
        text: `${name}: ${words} gives ${amountOf(watched, value)}`,
      };
    };
    return { bar, label: variableText(source, variable), ends: [end('P10', bar.p10), end('P90', bar.p90)] };
  });

const drawnBar = ({ label, ends: [p10, p90] }: TornadoInput): TornadoBar => ({
  label,
  ends: p10.value <= p90.value ? [p10, p90] : [p90, p10],
});

const tornadoGrid = (named: readonly TornadoInput[], watched: WatchedMeasure): TableGrid => ({
  columns: [
    { title: 'input' },
    { title: 'at P10' },
    { title: 'gives', isNumber: true },
    { title: 'at P90' },
    { title: 'then gives', isNumber: true },
    { title: 'swing', isNumber: true },
  ],
  rows: named.map(({ bar, label, ends: [p10, p90] }) => [
    cell(label),
    cell(p10.input),
    { text: amountOf(watched, p10.value), order: p10.value },
    cell(p90.input),
    { text: amountOf(watched, p90.value), order: p90.value },
    { text: amountOf(watched, bar.swing), order: Number(bar.swing) },
  ]),
});

interface TornadoProps extends WhyProps {
  tornado: Tornado;
  variables: readonly ReportedVariable[];
}

export const TornadoFigure = ({ tornado, variables, ...props }: TornadoProps) => {
  const { unit } = usePlace().place.settings;
  const { watched, citation } = props;
  const named = namedBars(tornado, variables, props);
  const moving = named.filter(({ bar }) => Number(bar.swing) !== 0);
  const still = named.filter(({ bar }) => Number(bar.swing) === 0).map(({ label }) => label);
  const values = named.flatMap(({ ends }) => ends.map(({ value }) => value));
  const scale = scaleOf(watched, Math.max(Number(tornado.base), ...values), unit);
  const base = amountOf(watched, tornado.base);
  const [widest] = moving;
  if (!widest)
    return (
      <p class="source" role="status">
        {`None of what is uncertain moves ${numberText(watched)}${whenText(tornado.by)}: it is ${base} at the P10 and the P90 of each.`}
      </p>
    );
  const swing = amountOf(watched, widest.bar.swing);
  const unmoved = still.length > 0 ? ` Nothing moves with ${listed(still)}.` : '';
  return (
    <Figure
      title={`What it hangs on: ${numberText(watched)}`}
      summary={`One input at a time at its P10 and its P90, the others at their base, which gives ${base}${whenText(tornado.by)}. The widest: ${widest.label}, a swing of ${swing}.${unmoved}`}
      draw={drawTornado({
        base: Number(tornado.base),
        baseText: `all at base: ${base}`,
        bars: moving.map(drawnBar),
        axis: axisOf(scale),
      })}
      grid={tornadoGrid(named, watched)}
      defined="widest inputs"
      citation={citation}
    />
  );
};

interface WaterfallPart {
  label: string;
  value: number;
  text: string;
}

/** Several edits of one line are one part. */
const partsOf = ({ parts }: Attribution, { watched, source }: WhyProps): WaterfallPart[] => {
  const lines = new Map<string, { value: number; error: number | undefined }>();
  for (const { edit, op, value, standardError } of parts) {
    const label = editText(source, edit, op);
    const before = lines.get(label);
    const error = standardError === undefined ? before?.error : Number(standardError);
    lines.set(label, { value: (before?.value ?? 0) + Number(value), error });
  }
  return [...lines].map(([label, { value, error }]) => ({
    label,
    value,
    text: `${changeText(watched, value)}${error ? ` ± ${amountOf(watched, error)}` : ''}`,
  }));
};

const levelText = (watched: WatchedMeasure, value: number | string): string => amountOf(watched, value);

/** From the level as it stands, edit by edit, to that of the scenario. */
const stepsOf = ({ baseline, scenario, waterfall }: Attribution, props: WhyProps): WaterfallStep[] => {
  const { watched, source } = props;
  const total = (label: string, level: number | string): WaterfallStep => ({
    label,
    from: 0,
    to: Number(level),
    text: levelText(watched, level),
    isTotal: true,
  });
  const steps = waterfall.steps.map(({ edit, op, change, level }) => ({
    label: editText(source, edit, op),
    from: Number(level) - Number(change),
    to: Number(level),
    text: changeText(watched, change),
  }));
  // An assumption by itself moves nothing: only the edit that reads it does.
  const shown = steps.filter(
    ({ label, from, to }, index) => from !== to || steps[index + 1]?.label !== label,
  );
  return [total('as it stands', baseline), ...shown, total('in the scenario', scenario)];
};

const stepsGrid = (steps: readonly WaterfallStep[]): TableGrid => ({
  columns: [{ title: 'edit' }, { title: 'amount', isNumber: true }],
  rows: steps.map(({ label, text, from, to }) => [cell(label), { text, order: to - from }]),
});

interface AttributionProps extends WhyProps {
  attribution: Attribution;
}

const useAxis = ({ baseline, scenario, parts }: Attribution, watched: WatchedMeasure) => {
  const { unit } = usePlace().place.settings;
  const values = [baseline, scenario, ...parts.map(({ value }) => value)].map((value) =>
    Math.abs(Number(value)),
  );
  return axisOf(scaleOf(watched, Math.max(...values), unit));
};

export const AttributionFigure = ({ attribution, ...props }: AttributionProps) => {
  const { watched, citation } = props;
  const { difference, by, method } = attribution;
  const parts = partsOf(attribution, props);
  const axis = useAxis(attribution, watched);
  const total = changeText(watched, difference);
  const steps: WaterfallStep[] = [
    ...parts.map(({ label, value, text }) => ({ label, from: 0, to: value, text })),
    { label: 'difference', from: 0, to: Number(difference), text: total, isTotal: true },
  ];
  const how = method === 'exact' ? 'over all orders' : 'over sampled orders, with standard errors';
  return (
    <Figure
      title={`What each edit contributes: ${numberText(watched)}`}
      summary={`Averaged ${how} in which the edits may come (Shapley's value); the parts add to the difference of ${total}${whenText(by)}.`}
      draw={drawWaterfall({ steps, isLinked: false, axis })}
      grid={stepsGrid(steps)}
      defined="contribution of an edit"
      citation={citation}
    />
  );
};

export const WaterfallFigure = ({ attribution, ...props }: AttributionProps) => {
  const { watched, citation } = props;
  const steps = stepsOf(attribution, props);
  const axis = useAxis(attribution, watched);
  return (
    <Figure
      title={`Step by step: ${numberText(watched)}`}
      summary={`In this order: ${attribution.waterfall.order}.`}
      draw={drawWaterfall({ steps, isLinked: true, axis })}
      grid={stepsGrid(steps)}
      defined="edits in their order"
      citation={citation}
    />
  );
};
