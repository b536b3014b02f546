import type { Problem } from '../../events/index.js';
import { dark, light, type Palette } from '../charts/palette.js';
import { widths } from '../charts/widths.js';
import type { QueryParameters } from './query.js';

/** How a figure is drawn: all that its address may say beside its question. */
export interface FigureLook {
  palette: Palette;
  /** In pixels; whatever fits when missing. */
  width?: number;
  unit: string;
  hasBounds: boolean;
  hasOthers: boolean;
}

interface LookParameter {
  name: string;
  says: string;
  oneOf?: readonly string[];
  default: string;
}

export const lookParameters: readonly LookParameter[] = [
  { name: 'theme', says: 'Its colours.', oneOf: ['light', 'dark'], default: 'light' },
  {
    name: 'width',
    says: `Its width in pixels, from ${widths.least} to ${widths.most}.`,
    default: String(widths.usual),
  },
  {
    name: 'unit',
    says: 'The unit of power on its axes.',
    oneOf: ['fitting', 'GW', 'MW'],
    default: 'fitting',
  },
  { name: 'bounds', says: 'Whether bounds are drawn.', oneOf: ['shown', 'hidden'], default: 'shown' },
  {
    name: 'others',
    says: 'Whether the others of published shares are drawn, who are derived from the named ones.',
    oneOf: ['shown', 'hidden'],
    default: 'hidden',
  },
];

const problemOf = ({ name, oneOf }: LookParameter, value: string | string[]): Problem[] => {
  const fault = (detail: string): Problem[] => [{ pointer: `/${name}`, detail: `${name} ${detail}` }];
  if (Array.isArray(value)) return fault('must be given once');
  if (oneOf) return oneOf.includes(value) ? [] : fault(`must be one of ${oneOf.join(', ')}`);
  const isWidth = /^\d{1,4}$/.test(value) && Number(value) >= widths.least && Number(value) <= widths.most;
  return isWidth ? [] : fault(`must be a whole number of pixels from ${widths.least} to ${widths.most}`);
};

/** What an address says of the look, the question that is left of it, and everything that is wrong with the look. */
export const readLook = (
  query: QueryParameters,
): { look: FigureLook; question: QueryParameters; problems: Problem[] } => {
  const given = lookParameters.flatMap((parameter) => {
    const value = query[parameter.name];
    return value === undefined || value === '' ? [] : [{ parameter, value }];
  });
  const valueOf = (name: string): unknown => given.find(({ parameter }) => parameter.name === name)?.value;
  const names = new Set(lookParameters.map(({ name }) => name));
  const unit = valueOf('unit');
  return {
    look: {
      palette: valueOf('theme') === 'dark' ? dark : light,
      ...(valueOf('width') !== undefined && { width: Number(valueOf('width')) }),
      unit: typeof unit === 'string' && unit !== 'fitting' ? unit : '',
      hasBounds: valueOf('bounds') !== 'hidden',
      hasOthers: valueOf('others') === 'shown',
    },
    question: Object.fromEntries(Object.entries(query).filter(([name]) => !names.has(name))),
    problems: given.flatMap(({ parameter, value }) => problemOf(parameter, value)),
  };
};
