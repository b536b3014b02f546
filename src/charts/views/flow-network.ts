import type { Chart, ChartSettings, ShownAnswer } from '../chart.js';
import { cell, type Grid } from '../grid.js';
import { edgeKinds } from '../legend.js';
import { drawNetwork } from '../network.js';
import { reachOf, isSome, measureWords, textIn } from '../words/amounts.js';
import { layerText } from '../../../projections/wording/layer-name.js';
import { plural } from '../words/dates.js';
import { marksOf } from '../words/marks.js';
import type { Entry } from '../../../projections/kit/line.js';

const measureOf = (row: Entry): string =>
  row.edge === 'compute' ? 'headlineKw' : row.kind === 'stake' ? 'stakeBp' : 'amountUsCents';

/** Money that is paid out of another payment is in no amount: it is said to pass on, not to be nothing. */
const isPassing = (row: Entry): boolean => !isSome(row, 'amountUsCents') && isSome(row, 'passingUsCents');

export const amountOf = (row: Entry): string =>
  isPassing(row) ? `${measureWords(row, 'passingUsCents')} passing on` : measureWords(row, measureOf(row));

const sizeOf = (row: Entry): number => reachOf(row, row.edge === 'compute' ? 'headlineKw' : 'amountUsCents');

/** In what its size is counted: one currency says nothing of another. */
const unitOf = (row: Entry): string => (row.edge === 'compute' ? 'power' : textIn(row, 'currency'));

export const kindOf = (row: Entry): string => textIn(row, 'kind') || layerText(row);

const gridOf = (rows: readonly Entry[], { names }: ChartSettings): Grid => ({
  columns: [
    { title: 'from' },
    { title: 'to' },
    { title: 'edge' },
    { title: 'kind or layer' },
    { title: 'size', isNumber: true },
  ],
  rows: rows.map((row) => [
    cell(names.party(textIn(row, 'giver'))),
    cell(names.party(textIn(row, 'receiver'))),
    cell(textIn(row, 'edge')),
    cell(kindOf(row)),
    { text: amountOf(row), rests: row.rests, order: sizeOf(row) },
  ]),
});

const partiesIn = (rows: readonly Entry[]): Set<unknown> =>
  new Set(rows.flatMap((row) => [row.giver, row.receiver]));

export interface HighlightRule {
  party(slug: string): boolean;
  edge(row: Entry): boolean;
}

const everything: HighlightRule = { party: () => true, edge: () => true };

/**
 * Who gives what to whom. `ever` are the edges of all times: whoever has one keeps a place on the circle, so that
 * another moment shows change and not jitter.
 */
export const flowNetwork = (
  rows: readonly Entry[],
  ever: readonly Entry[],
  setting: ChartSettings,
  highlighted: HighlightRule = everything,
): Chart => {
  const { names } = setting;
  const shown = partiesIn([...ever, ...rows]);
  const most = (unit: string): number =>
    Math.max(1, ...rows.filter((row) => unitOf(row) === unit).map(sizeOf));
  return {
    title: 'Who gives what to whom',
    defined: 'gives and receives',
    summary: `${plural(rows.length, 'edge')} between ${plural(partiesIn(rows).size, 'party', 'parties')}. Money is drawn solid, equity dashed, compute dotted; width grows with size; everybody keeps their place.`,
    draw: (palette, width) =>
      drawNetwork({
        nodes: names.parties
          .filter(({ id }) => shown.has(id))
          .map(({ id, name }) => ({
            id,
            name,
            colour: names.colour(id, palette),
            form: names.form(id),
            isQuiet: !highlighted.party(id),
          })),
        edges: rows.map((row) => ({
          from: textIn(row, 'giver'),
          to: textIn(row, 'receiver'),
          kind: edgeKinds.find((kind) => kind === row.edge) ?? 'money',
          weight: Math.sqrt(sizeOf(row) / most(unitOf(row))),
          isQuiet: !highlighted.edge(row),
          text: `${names.party(textIn(row, 'giver'))} to ${names.party(textIn(row, 'receiver'))}: ${kindOf(row)} ${amountOf(row)}`,
        })),
      })(palette, width),
    grid: gridOf(rows, setting),
    legend: { edges: true, marks: rows.flatMap(({ flags }) => marksOf(flags)) },
  };
};

/** The loops in words: they are read off the same answer, and are no evidence of anything by themselves. */
export const flowCharts = (answer: ShownAnswer, ever: ShownAnswer, setting: ChartSettings): Chart[] => [
  flowNetwork(answer.rows, ever.rows, setting),
];
