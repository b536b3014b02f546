import {
  type DrawingMaker,
  line,
  type Plot,
  type Point,
  type Shape,
  told,
  usualPx,
  words,
} from './drawing.js';
import { spreadHeights } from './labels.js';
import type { Palette } from './palette.js';
import { narrowWidth } from './widths.js';
import { drawMark, type PartyMark } from './party-mark.js';
import { edgeColours, edgeDashes, type EdgeKind } from './legend.js';

interface NetworkNode {
  id: string;
  name: string;
  colour: string;
  form: PartyMark;
  isQuiet: boolean;
}

interface NetworkEdge {
  from: string;
  to: string;
  kind: EdgeKind;
  /** From 0 to 1. */
  weight: number;
  isQuiet: boolean;
  text: string;
}

export interface Network {
  nodes: readonly NetworkNode[];
  edges: readonly NetworkEdge[];
}

interface PlacedNode extends NetworkNode {
  x: number;
  y: number;
  isRight: boolean;
}

interface Ring {
  cx: number;
  cy: number;
  rx: number;
  ry: number;
}

const ringOf = ({ left, top, width, height }: Plot): Ring => ({
  cx: left + width / 2,
  cy: top + height / 2,
  rx: width / 2 - (width < narrowWidth ? 92 : 150),
  ry: height / 2 - 26,
});

/** Everybody keeps their place on the circle, so that a moving clock shows change and not jitter. */
const placeNodes = (nodes: readonly NetworkNode[], { cx, cy, rx, ry }: Ring): PlacedNode[] =>
  nodes.map((node, index) => {
    // Half a step on, so that nobody stands at the very top or bottom, and everybody on one side.
    const angle = ((index + 0.5) / nodes.length) * 2 * Math.PI - Math.PI / 2;
    return {
      ...node,
      x: cx + rx * Math.cos(angle),
      y: cy + ry * Math.sin(angle),
      isRight: Math.cos(angle) >= 0,
    };
  });

const nameHeight = 15;

/** How far from the middle the ring reaches at a height. */
const reachAt = (y: number, { cy, rx, ry }: Ring): number =>
  rx * Math.sqrt(Math.max(0, 1 - ((y - cy) / ry) ** 2));

/** As far as marks on the ring reach beside a name at that height. */
const clearReach = (y: number, ring: Ring): number =>
  Math.max(reachAt(y - nameHeight / 2, ring), reachAt(y + nameHeight / 2, ring));

/** Names outside the ring, apart from each other, each with a line to its mark where it had to move. */
const nameShapes = (
  nodes: readonly PlacedNode[],
  { plot, isRight, palette }: { plot: Plot; isRight: boolean; palette: Palette },
): Shape[] => {
  const ring = ringOf(plot);
  const own = nodes.filter((node) => node.isRight === isRight);
  const wanted = own.map(({ y }) => y);
  const heights = spreadHeights(wanted, nameHeight, plot.top + 8, plot.top + plot.height - 8);
  const side = isRight ? 1 : -1;
  return own.flatMap(({ name, isQuiet, x, y }, index): Shape[] => {
    const height = heights[index] ?? y;
    const at = side * Math.max(side * x, side * ring.cx + clearReach(height, ring)) + side * 12;
    const sizePx = plot.width < narrowWidth ? 10 : usualPx;
    const room = (isRight ? plot.left + plot.width - at : at - plot.left) - 2;
    const { quiet, text, line: stroke } = palette;
    return [
      ...(Math.abs(height - y) > 3 || Math.abs(at - x) > 16
        ? [line(x + side * 6, y, at - side * 3, height, { stroke, lineWidth: 1 })]
        : []),
      words(name, at, height, {
        fill: isQuiet ? quiet : text,
        align: isRight ? 'left' : 'right',
        width: room,
        sizePx,
      }),
    ];
  });
};

/** The triangle at the end of an edge that comes from a direction of length one. */
const arrowHead = (tip: { x: number; y: number }, ux: number, uy: number): Point[] => [
  [tip.x, tip.y],
  [tip.x - ux * 9 - uy * 4, tip.y - uy * 9 + ux * 4],
  [tip.x - ux * 9 + uy * 4, tip.y - uy * 9 - ux * 4],
];

const edgeShapes = (
  edge: NetworkEdge,
  places: ReadonlyMap<string, PlacedNode>,
  plot: Plot,
  colour: string,
): Shape[] => {
  const [from, to] = [places.get(edge.from), places.get(edge.to)];
  if (!from || !to) return [];
  const middle = { x: plot.left + plot.width / 2, y: plot.top + plot.height / 2 };
  // Bent towards the middle, and to the right of its direction, so that two ways are two curves.
  const [dx, dy] = [to.x - from.x, to.y - from.y];
  const [bx, by] = [
    (from.x + to.x) / 2 + (middle.x - (from.x + to.x) / 2) * 0.45 - dy * 0.1,
    (from.y + to.y) / 2 + (middle.y - (from.y + to.y) / 2) * 0.45 + dx * 0.1,
  ];
  const length = Math.hypot(to.x - bx, to.y - by) || 1;
  const [ux, uy] = [(to.x - bx) / length, (to.y - by) / length];
  const tip = { x: to.x - ux * 7, y: to.y - uy * 7 };
  const opacity = edge.isQuiet ? 0.12 : 0.85;
  return [
    told(edge.text, [
      {
        type: 'curve',
        from: [from.x, from.y],
        bend: [bx, by],
        to: [tip.x, tip.y],
        paint: {
          opacity,
          stroke: colour,
          lineWidth: 1 + edge.weight * 5,
          lineDash: edgeDashes[edge.kind],
        },
      },
      { type: 'polygon', points: arrowHead(tip, ux, uy), paint: { opacity, fill: colour } },
    ]),
  ];
};

export const drawNetwork =
  ({ nodes, edges }: Network): DrawingMaker =>
  (palette, width) => ({
    margin: { left: 0, right: 0, top: 0, bottom: 0 },
    height: Math.max(width < narrowWidth ? 420 : 620, (nodes.length / 2 + 1) * nameHeight),
    shapes: (plot) => {
      const colours = edgeColours(palette);
      const placed = placeNodes(nodes, ringOf(plot));
      const places = new Map(placed.map((node) => [node.id, node]));
      return [
        ...edges.flatMap((edge) => edgeShapes(edge, places, plot, colours[edge.kind])),
        ...[true, false].flatMap((isRight) => nameShapes(placed, { plot, isRight, palette })),
        ...placed.map(({ name, colour, form, x, y }) =>
          told(name, [drawMark(form, x, y, 5, { fill: colour })]),
        ),
      ];
    },
  });
