import { type DrawingMaker, type PartyMark, drawMark, type Plot, type Shape, words } from './drawing.js';
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

interface NodePosition {
  x: number;
  y: number;
  angle: number;
}

/** Everybody keeps their place on the circle, so that a moving clock shows change and not jitter. */
const placesOf = (
  nodes: readonly NetworkNode[],
  { left, top, width, height }: Plot,
): Map<string, NodePosition> => {
  const [cx, cy] = [left + width / 2, top + height / 2];
  const room = width < 560 ? 88 : 150;
  const [rx, ry] = [width / 2 - room, height / 2 - 26];
  return new Map(
    nodes.map(({ id }, index) => {
      const angle = (index / nodes.length) * 2 * Math.PI - Math.PI / 2;
      return [id, { x: cx + rx * Math.cos(angle), y: cy + ry * Math.sin(angle), angle }];
    }),
  );
};

/** The triangle at the end of an edge that comes from a direction of length one. */
const arrowHead = (tip: { x: number; y: number }, ux: number, uy: number): [number, number][] => [
  [tip.x, tip.y],
  [tip.x - ux * 9 - uy * 4, tip.y - uy * 9 + ux * 4],
  [tip.x - ux * 9 + uy * 4, tip.y - uy * 9 - ux * 4],
];

const edgeShapes = (
  edge: NetworkEdge,
  places: Map<string, NodePosition>,
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
  const style = { opacity: edge.isQuiet ? 0.12 : 0.85 };
  return [
    {
      type: 'bezierCurve',
      shape: { x1: from.x, y1: from.y, x2: tip.x, y2: tip.y, cpx1: bx, cpy1: by },
      style: {
        ...style,
        stroke: colour,
        fill: 'none',
        lineWidth: 1 + edge.weight * 5,
        lineDash: [...edgeDashes[edge.kind]],
      },
      info: edge.text,
    },
    {
      type: 'polygon',
      shape: { points: arrowHead(tip, ux, uy) },
      style: { ...style, fill: colour },
    },
  ];
};

export const drawNetwork =
  ({ nodes, edges }: Network): DrawingMaker =>
  (palette, width) => ({
    margin: { left: 0, right: 0, top: 0, bottom: 0 },
    height: width < 560 ? 420 : 620,
    x: { most: 1, isHidden: true },
    y: { most: 1, isHidden: true },
    shapes: (plot) => {
      const { text, quiet } = palette;
      const colours = edgeColours(palette);
      const places = placesOf(nodes, plot);
      return [
        ...edges.flatMap((edge) => edgeShapes(edge, places, plot, colours[edge.kind])),
        ...nodes.flatMap(({ id, name, colour, form, isQuiet }): Shape[] => {
          const { x, y, angle } = places.get(id)!;
          const side = Math.cos(angle);
          const align = Math.abs(side) < 0.2 ? 'center' : side > 0 ? 'left' : 'right';
          const shift = align === 'center' ? 0 : align === 'left' ? 10 : -10;
          return [
            { ...drawMark(form, x, y, 5, { fill: colour }), info: name },
            words(name, x + shift, align === 'center' ? y + Math.sign(Math.sin(angle)) * 14 : y, {
              fill: isQuiet ? quiet : text,
              align,
              width: width < 560 ? 76 : 138,
              overflow: 'truncate',
              font: width < 560 ? '10px system-ui, sans-serif' : '12px system-ui, sans-serif',
            }),
          ];
        }),
      ];
    },
  });
