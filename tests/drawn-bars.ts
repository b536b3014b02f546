import type { History } from '../projections/kit/log.js';
import type { Question } from '../projections/kit/question.js';
import type { Bar } from '../src/charts/bar-layout.js';
import type { BarDrawing } from '../src/charts/bars.js';
import type { StatedExtent } from '../src/charts/certain.js';
import type { Chart, ShownAnswer } from '../src/charts/chart.js';
import { chartsOf } from '../src/charts/charts-of.js';
import type { Drawing } from '../src/charts/drawing.js';
import { namesOf } from '../src/charts/names.js';
import { light } from '../src/charts/palette.js';
import type { Gutter, TimelineDrawing } from '../src/charts/timeline.js';
import { show } from './ledger.js';

export const today = { effectiveAt: '2026-11-20', knownAt: '2026-11-20' };

export type AskedParts = Partial<Question>;

export const setting = {
  names: namesOf({ parties: [], deals: [], markets: [], publishers: [], slugs: [] }),
  unit: '',
  hasBounds: true,
  hasOthers: true,
};

/** [view, how it is asked]: everything that is drawn as bars, on any screen and by any door. */
export const drawnQuestions: [string, AskedParts][] = [
  ['compute-capacity', { by: ['bindingness', 'stage'] }],
  ...['layer', 'provider', 'consumer', 'supplier', 'deal', 'tranche'].map((by): [string, AskedParts] => [
    'compute-capacity',
    { by: [by] },
  ]),
  ['obligations', { by: ['kind'] }],
  ['obligations', { by: ['payer', 'kind'] }],
  ['exposure', {}],
  ['ownership', { by: ['holder'] }],
  ['reconciliation', {}],
  ['overlaps', {}],
  ['labs', {}],
  ['slippage', { by: ['tranche'] }],
  ['market-share', { options: { of: 'headline' }, by: ['provider'] }],
  ['market-share', { options: { of: 'reported' } }],
];

type Drawn = Pick<Bar, 'segments'>;

/** How long something is drawn, with what is pale of it or without. */
export function lengthOfAll({ segments }: Drawn, withPale = true): number {
  return segments.reduce((sum, { value, isPale = false }) => (isPale && !withPale ? sum : sum + value), 0);
}

/** Kilowatts, cents and basis points to their last digit: sums of fractions may end otherwise. */
export function near({ low, stated }: StatedExtent): string {
  return `${low.toFixed(2)} to ${stated.toFixed(2)}`;
}

export function shownOf(history: History, view: string, asked: AskedParts): ShownAnswer {
  const answer = show(history, view, { ...today, ...asked });
  const question = { ...asked.options, by: (asked.by ?? []).join(',') };
  return { ...answer, ...today, policy: 'primary', position: 0, view, definition: '', question };
}

export function barsOf(history: History, view: string, asked: AskedParts): readonly Bar[] {
  const answer = shownOf(history, view, asked);
  const by = [...new Set([...(asked.by ?? []), 'bindingness', 'stage'])];
  const beside = view === 'compute-capacity' ? shownOf(history, view, { by }) : answer;
  return chartsOf(answer, beside, setting).flatMap(({ draw }) => {
    const drawing = draw(light, 800);
    return isBars(drawing) ? drawing.bars.bars : [];
  });
}

export function isBars(drawing: Drawing): drawing is BarDrawing {
  return 'bars' in drawing;
}

export function gutterOf({ draw }: Chart): Gutter | undefined {
  const drawing = draw(light, 800);
  return isTimeline(drawing) ? drawing.timeline.gutter : undefined;
}

export function isTimeline(drawing: Drawing): drawing is TimelineDrawing {
  return 'timeline' in drawing;
}
