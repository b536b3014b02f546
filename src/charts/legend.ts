import { type DrawingMaker, line, rect, type Shape, words } from './drawing.js';
import { arrowUp, bandOpacity, fanOpacity, type Fill, fillPaint, slot, whisker } from './grammar.js';
import { lineWidth } from './letters.js';
import type { Palette } from './palette.js';
import { type Mark, markNames, marks } from './words/marks.js';

type FillWords = Readonly<Partial<Record<Fill, string>>>;

export interface Legend {
  /** What the fills mean: how firmly something is promised, unless said otherwise. */
  fills?: boolean | FillWords;
  /** Bounds as whiskers, and what is drawn where they are open or nobody said anything. */
  bounds?: boolean;
  /** Bounds as bands over time, and the same. */
  bands?: boolean;
  stages?: boolean;
  edges?: boolean;
  /** The bands, the baseline and the level of a fan. */
  fan?: boolean;
  /** What is drawn where a reading is compared with an earlier one. */
  moved?: boolean;
  marks?: readonly Mark[];
}

const firmness: FillWords = {
  solid: 'firm',
  hatched: 'optional or contingent',
  hollow: 'intent, or not signed',
};

const fillKinds: readonly Fill[] = ['solid', 'hatched', 'hollow'];

const fillWords = ({ fills }: Legend): { fill: Fill; says: string }[] =>
  fillKinds.flatMap((fill) => {
    const says = (fills === true ? firmness : fills || {})[fill];
    return says === undefined ? [] : [{ fill, says }];
  });

const legendWords = {
  stages: 'stage, from announced to energized',
  bounds: 'bounds',
  open: 'open-ended',
  pale: 'stated, but not for certain',
  slot: 'undisclosed or unknown, never zero',
  bands: 'P10 to P90, P25 to P75, and the median, in the scenario',
  now: 'now: as it stands',
  goal: 'the level, and by when',
  moved: 'from A to B',
} as const;

/** The marks that were used, each once and in the order of the grammar. */
const marksIn = ({ marks: used = [] }: Legend): Mark[] => markNames.filter((mark) => used.includes(mark));

export interface Key {
  says: string;
  width: number;
  sign(x: number, y: number): Shape[];
}

const signWidth = 24;

const fillKeys = (legend: Legend, palette: Palette): Key[] =>
  fillWords(legend).map(({ fill, says }) => ({
    says,
    width: signWidth,
    sign: (x, y) => [rect(x, y - 6, signWidth, 12, fillPaint(fill, { colour: palette.stages[2] }, palette))],
  }));

const stageKey = ({ stages }: Palette): Key => ({
  says: legendWords.stages,
  width: 72,
  sign: (x, y) =>
    stages.map((colour, step) =>
      rect(x + step * 12 + 1, y - 5, 10, 10, {
        fill: colour,
        ...(step < 2 && { stroke: stages[5], lineWidth: 1.5 }),
      }),
    ),
});

const paleKey = (palette: Palette): Key => ({
  says: legendWords.pale,
  width: signWidth,
  sign: (x, y) => [
    rect(x, y - 6, signWidth, 12, fillPaint('solid', { colour: palette.stages[2] }, palette, true)),
  ],
});

const slotKey = (palette: Palette): Key => ({
  says: legendWords.slot,
  width: signWidth,
  sign: (x, y) => slot('', x, y - 6, 12, palette, signWidth),
});

const bandKeys = (palette: Palette): Key[] => [
  {
    says: legendWords.bounds,
    width: signWidth,
    sign: (x, y) => [
      rect(x, y - 6, signWidth, 12, { fill: palette.stages[2], opacity: bandOpacity }),
      line(x, y, x + signWidth, y, { stroke: palette.stages[2], lineWidth: 2.25 }),
    ],
  },
  {
    says: legendWords.open,
    width: 12,
    sign: (x, y) => arrowUp(x + 6, y + 6, y - 6, palette.stages[2]),
  },
];

const boundKeys = (palette: Palette): Key[] => [
  {
    says: legendWords.bounds,
    width: signWidth,
    sign: (x, y) => whisker({ low: 2, high: 22 }, y, (value) => x + value, x + signWidth, palette),
  },
  {
    says: legendWords.open,
    width: signWidth,
    sign: (x, y) => whisker({ low: 2, high: null }, y, (value) => x + value, x + 17, palette),
  },
];

export const edgeKinds = ['money', 'equity', 'compute'] as const;
export type EdgeKind = (typeof edgeKinds)[number];
export const edgeDashes: Record<EdgeKind, readonly number[]> = { money: [], equity: [7, 4], compute: [2, 3] };

export const edgeColours = ({ stages, categories, text }: Palette): Record<EdgeKind, string> => ({
  money: stages[3],
  equity: categories[1],
  compute: text,
});

const edgeKeys = (palette: Palette): Key[] =>
  edgeKinds.map((kind) => ({
    says: kind,
    width: signWidth,
    sign: (x, y) => [
      line(x, y, x + signWidth, y, {
        stroke: edgeColours(palette)[kind],
        lineWidth: 2,
        lineDash: edgeDashes[kind],
      }),
    ],
  }));

const fanKeys = ({ categories, stages, text, page }: Palette): Key[] => [
  {
    says: legendWords.bands,
    width: signWidth,
    sign: (x, y) => [
      rect(x, y - 6, signWidth, 12, { fill: categories[1], opacity: fanOpacity }),
      rect(x, y - 3, signWidth, 6, { fill: categories[1], opacity: fanOpacity }),
      line(x, y, x + signWidth, y, { stroke: categories[1], lineWidth: 2.5, lineDash: [6, 4] }),
    ],
  },
  {
    says: legendWords.now,
    width: signWidth,
    sign: (x, y) => [line(x, y, x + signWidth, y, { stroke: stages[2], lineWidth: 2.5 })],
  },
  {
    says: legendWords.goal,
    width: 12,
    sign: (x, y) => [
      {
        type: 'circle',
        x: x + 6,
        y,
        radius: 4.5,
        paint: { fill: page, stroke: text, lineWidth: 2 },
      },
    ],
  },
];

const movedKey = ({ text, page, quiet }: Palette): Key => ({
  says: legendWords.moved,
  width: signWidth,
  sign: (x, y) => [
    line(x + 2, y, x + 20, y, { stroke: quiet, lineWidth: 1.25, lineDash: [2, 2] }),
    { type: 'circle', x: x + 3, y, radius: 2.25, paint: { fill: page, stroke: text, lineWidth: 1 } },
    {
      type: 'polygon',
      points: [
        [x + 22, y],
        [x + 17, y - 2.5],
        [x + 17, y + 2.5],
      ],
      paint: { fill: text },
    },
  ],
});

const markKeys = (legend: Legend, palette: Palette): Key[] =>
  marksIn(legend).map((mark) => ({
    says: marks[mark].says,
    width: 12,
    sign: (x, y) => [{ type: 'icon', mark, x: x + 6, y, colour: palette.text }],
  }));

const signGap = 6;

/** Signs that mean the same stand beside each other. */
const besideEachOther = (keys: readonly Key[]): Key[] =>
  [...Map.groupBy(keys, ({ says }) => says)].map(([says, same]) => ({
    says,
    width: same.reduce((sum, { width }) => sum + width + signGap, -signGap),
    sign: (x, y) => {
      let next = x;
      return same.flatMap(({ sign, width }) => {
        const at = next;
        next += width + signGap;
        return sign(at, y);
      });
    },
  }));

export const keysOf = (legend: Legend, palette: Palette): Key[] =>
  besideEachOther([
    ...fillKeys(legend, palette),
    ...(legend.stages ? [stageKey(palette)] : []),
    ...(legend.bounds ? boundKeys(palette) : []),
    ...(legend.bands ? bandKeys(palette) : []),
    ...(legend.bounds || legend.bands ? [paleKey(palette), slotKey(palette)] : []),
    ...(legend.edges ? edgeKeys(palette) : []),
    ...(legend.fan ? fanKeys(palette) : []),
    ...(legend.moved ? [movedKey(palette)] : []),
    ...markKeys(legend, palette),
  ]);

/** What a fill means in several charts: how firmly power is promised first, then the rest, each once. */
const fillsOfAll = (legends: readonly Legend[]): FillWords =>
  Object.fromEntries(
    fillKinds.flatMap((fill) => {
      const words = legends.map(({ fills }) => (fills === true ? firmness : fills || {})[fill]);
      const all = [...new Set(words.filter((says) => says !== undefined))].toSorted(
        (left, right) =>
          Number(right === firmness[fill]) - Number(left === firmness[fill]) || (left < right ? -1 : 1),
      );
      return all.length === 0 ? [] : [[fill, all.join('; ')]];
    }),
  );

const switches = ['bounds', 'bands', 'stages', 'edges', 'fan', 'moved'] as const;

/** One legend for several charts: all that any of them needs, each sign once. */
export const legendOfAll = (legends: readonly Legend[]): Legend => ({
  fills: fillsOfAll(legends),
  ...Object.fromEntries(switches.map((name) => [name, legends.some((legend) => legend[name] === true)])),
  marks: legends.flatMap(({ marks: own = [] }) => own),
});

const rowHeight = 18;
const fontSize = 11;
const gap = 16;

/** The keys from left to right, in as many lines as they need. */
const placeKeys = (keys: readonly Key[], width: number): { key: Key; x: number; row: number }[] => {
  let [x, row] = [0, 0];
  return keys.map((key) => {
    const needed = key.width + 6 + lineWidth(key.says, fontSize);
    if (x > 0 && x + needed > width) [x, row] = [0, row + 1];
    const at = { key, x, row };
    x += needed + gap;
    return at;
  });
};

/** What the fills, shades and marks of a chart mean; of no height where it has none. */
export const drawLegend =
  (legend: Legend): DrawingMaker =>
  (palette, width) => {
    const all = placeKeys(keysOf(legend, palette), width);
    const rows = (all.at(-1)?.row ?? -1) + 1;
    return {
      margin: { left: 0, right: 0, top: 0, bottom: 0 },
      height: rows * rowHeight,
      shapes: () =>
        all.flatMap(({ key, x, row }) => {
          const y = row * rowHeight + rowHeight / 2;
          const text = words(key.says, x + key.width + 6, y, {
            fill: palette.quiet,
            sizePx: fontSize,
          });
          return [...key.sign(x, y), text];
        }),
    };
  };
