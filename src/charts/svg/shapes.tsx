import { type Point, type Shape, type ToldShapes, usualPx, type TextLine } from '../drawing.js';
import { iconLineWidth, icons } from '../icons.js';
import { type HatchIds, paintAttributes, round } from './paint.js';
import { plainText } from './plain-text.js';

interface ShapesProps {
  shapes: readonly Shape[];
  hatchId: HatchIds;
}

const anchors = { left: undefined, center: 'middle', right: 'end' } as const;

/** How far below its middle the foot of a line of words lies, as a part of its size. */
const baseline = 0.35;

/** TextLine at the size of the drawing say nothing of it. */
const Line = ({ x, y, text, whole, fill, align, sizePx, isStrong }: TextLine) => (
  <text
    x={round(x)}
    y={round(y + sizePx * baseline)}
    fill={fill}
    text-anchor={anchors[align]}
    font-size={sizePx === usualPx ? undefined : sizePx}
    font-weight={isStrong ? 600 : undefined}
  >
    {whole !== undefined && <title>{plainText(whole)}</title>}
    {plainText(text)}
  </text>
);

const Icon = ({ mark, x, y, colour }: Extract<Shape, { type: 'icon' }>) => (
  <path
    d={icons[mark].path}
    transform={`translate(${round(x)} ${round(y)})`}
    fill="none"
    stroke={colour}
    stroke-width={icons[mark].lineWidth ?? iconLineWidth}
    stroke-linecap="round"
    stroke-linejoin="round"
  />
);

const Group = ({ info, shapes, hatchId }: ToldShapes & { hatchId: HatchIds }) => (
  <g>
    <title>{plainText(info)}</title>
    <Shapes shapes={shapes} hatchId={hatchId} />
  </g>
);

const at = ([x, y]: Point): string => `${round(x)} ${round(y)}`;
const pathThrough = (points: readonly Point[]): string => `M${points.map(at).join('L')}`;

const drawn = (shape: Shape, hatchId: HatchIds) => {
  switch (shape.type) {
    case 'rect': {
      const { x, y, width, height, paint } = shape;
      const size = { x: round(x), y: round(y), width: round(width), height: round(height) };
      return <rect {...size} {...paintAttributes(paint, hatchId)} />;
    }
    case 'line':
      return <path d={`M${at(shape.from)}L${at(shape.to)}`} {...paintAttributes(shape.paint, hatchId)} />;
    case 'polyline':
      return <path d={pathThrough(shape.points)} {...paintAttributes(shape.paint, hatchId)} />;
    case 'polygon':
      return <path d={`${pathThrough(shape.points)}Z`} {...paintAttributes(shape.paint, hatchId)} />;
    case 'curve':
      return (
        <path
          d={`M${at(shape.from)}Q${at(shape.bend)} ${at(shape.to)}`}
          {...paintAttributes(shape.paint, hatchId)}
        />
      );
    case 'circle':
      return (
        <circle
          cx={round(shape.x)}
          cy={round(shape.y)}
          r={round(shape.radius)}
          {...paintAttributes(shape.paint, hatchId)}
        />
      );
    case 'icon':
      return <Icon {...shape} />;
    case 'text':
      return <Line {...shape} />;
    case 'told':
      return <Group {...shape} hatchId={hatchId} />;
  }
};

/** Shapes one over the other, as SVG. */
export const Shapes = ({ shapes, hatchId }: ShapesProps) => (
  <>{shapes.map((shape) => drawn(shape, hatchId))}</>
);
