import { axesOf } from '../axes.js';
import { type Drawing, type Shape, usualPx } from '../drawing.js';
import { fontFamily } from '../letters.js';
import type { Palette } from '../palette.js';
import { plotOf } from '../scales.js';
import { Shapes } from './shapes.js';

interface DrawnProps {
  drawing: Drawing;
  palette: Palette;
  width: number;
  /** What its ids begin with: no two of one document are alike. */
  name: string;
  x?: number;
  y?: number;
}

/** Everything that a drawing comes to, its axes behind it. */
const shapesOf = (drawing: Drawing, palette: Palette, width: number): Shape[] => {
  const plot = plotOf(drawing, width);
  return [...axesOf(drawing, plot, width, palette), ...drawing.shapes(plot)];
};

const hatchesIn = (shapes: readonly Shape[]): string[] =>
  shapes.flatMap((shape) =>
    shape.type === 'told' ? hatchesIn(shape.shapes) : 'paint' in shape ? (shape.paint.hatch ?? []) : [],
  );

/** Slanted lines over the page. */
const Hatch = ({ id, colour, page }: { id: string; colour: string; page: string }) => (
  <pattern id={id} width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
    <rect width="6" height="6" fill={page} />
    <rect width="2.5" height="6" fill={colour} />
  </pattern>
);

/** A drawing as SVG: the same on a server as in a page, wherever and how often it is made. */
export const Drawn = ({ drawing, palette, width, name, x, y }: DrawnProps) => {
  const shapes = shapesOf(drawing, palette, width);
  const hatches = [...new Set(hatchesIn(shapes))];
  const hatchId = (colour: string): string => `${name}-p${hatches.indexOf(colour)}`;
  return (
    <svg
      x={x}
      y={y}
      width={width}
      height={drawing.height}
      viewBox={`0 0 ${width} ${drawing.height}`}
      font-family={fontFamily}
      text-rendering="geometricPrecision"
      font-size={usualPx}
    >
      {hatches.length > 0 && (
        <defs>
          {hatches.map((colour) => (
            <Hatch key={colour} id={hatchId(colour)} colour={colour} page={palette.page} />
          ))}
        </defs>
      )}
      <Shapes shapes={shapes} hatchId={hatchId} />
    </svg>
  );
};
