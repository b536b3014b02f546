import { ticks as ticksBetween } from 'd3-array';
import type { Axis, Drawing, Plot } from './drawing.js';

type Frame = Pick<Plot, 'left' | 'top' | 'width' | 'height'>;

/** About as many steps as an axis is divided into. */
const steps = 4;

const frameOf = ({ margin, height }: Drawing, width: number): Frame => ({
  left: margin.left,
  top: margin.top,
  width: Math.max(width - margin.left - margin.right, 1),
  height: Math.max(height - margin.top - margin.bottom, 1),
});

/** The values of an axis: where each has a name, its place in the middle of as much room as the others have. */
const domainOf = ({ names, least = 0, most = 1 }: Axis): [number, number] =>
  names ? [-0.5, Math.max(names.length, 1) - 0.5] : [least, most];

const scaleOf = (axis: Axis | undefined, from: number, to: number): ((value: number) => number) => {
  if (!axis) return (value) => value;
  const [least, most] = domainOf(axis);
  return (value) => from + ((value - least) / (most - least)) * (to - from);
};

export const plotOf = (drawing: Drawing, width: number): Plot => {
  const frame = frameOf(drawing, width);
  const { left, top } = frame;
  return {
    ...frame,
    x: scaleOf(drawing.x, left, left + frame.width),
    y: scaleOf(drawing.y, top + frame.height, top),
  };
};

/** The round values that an axis names: multiples of its step, or a few that its scale chooses. */
export const ticksOf = (axis: Axis): number[] => {
  const { least = 0, most = 1, step, ticks } = axis;
  if (ticks) return [...ticks];
  if (step === undefined) return ticksBetween(least, most, steps);
  const first = Math.ceil(least / step);
  return Array.from({ length: Math.floor(most / step) - first + 1 }, (_, index) => (first + index) * step);
};
