import { monthsIn } from '../../events/kit/date.js';
import { commonParameters, timelineParameters } from '../../projections/asking.js';
import { viewNamed, views } from '../../projections/index.js';
import { policies } from '../../projections/kit/claims.js';
import { restsChoices } from '../../projections/kit/listed-rests.js';
import type { View } from '../../projections/kit/view.js';
import { viewEndings } from './view-formats.js';

export interface ParameterEntry {
  name: string;
  says: string;
  oneOf?: readonly string[];
  default?: string;
  /** Taken with these values of the parameter `of` only. */
  of?: readonly string[];
}

export interface CatalogueEntry {
  name: string;
  summary: string;
  /** What its numbers mean. */
  definition: string;
  dimensions: readonly string[];
  measures: readonly string[];
  parameters: ParameterEntry[];
  /** What its address may end in, beside nothing for JSON. */
  formats: readonly string[];
}

export interface Catalogue {
  views: CatalogueEntry[];
}

/** A view as one value of its parameter `of` reads it; most views have no such parameter and one reading. */
interface ViewVariant {
  of: string | undefined;
  view: View;
}

const uniqueNames = (names: readonly string[]): string[] => [...new Set(names)];

const readingsOf = (view: View): ViewVariant[] => {
  const values = view.parameters.of?.oneOf;
  return values
    ? values.map((of) => ({ of, view: viewNamed(view.name, { of })! }))
    : [{ of: undefined, view }];
};

const allowed: Readonly<Record<string, readonly string[]>> = {
  policy: policies,
  rests: restsChoices,
  timeline: Object.keys(monthsIn),
};

const sharedParameters = (says: Readonly<Record<string, string>>): ParameterEntry[] =>
  Object.entries(says).map(([name, meaning]) => ({
    name,
    says: meaning,
    ...(allowed[name] && { oneOf: allowed[name] }),
  }));

const parametersIn = ({ parameters, dimensions, timelines }: View): ParameterEntry[] => [
  ...sharedParameters(commonParameters),
  ...(timelines ? sharedParameters(timelineParameters) : []),
  ...Object.entries(parameters).map(([name, { like: _, ...parameter }]) => ({ name, ...parameter })),
  ...dimensions
    .filter((dimension) => !(dimension in parameters))
    .map((dimension) => ({ name: dimension, says: `Only what has this ${dimension}.` })),
];

/** The parameters of all readings; those that some reading does not take say which ones do. */
const parametersOf = (readings: readonly ViewVariant[]): ParameterEntry[] => {
  const taken = new Map<string, { entry: ParameterEntry; by: ViewVariant[] }>();
  for (const reading of readings) {
    for (const entry of parametersIn(reading.view)) {
      taken.set(entry.name, { entry, by: [...(taken.get(entry.name)?.by ?? []), reading] });
    }
  }
  return [...taken.values()].map(({ entry, by }) => ({
    ...entry,
    ...(by.length < readings.length && { of: by.map(({ of }) => of!) }),
  }));
};

const entryOf = (view: View): CatalogueEntry => {
  const readings = readingsOf(view);
  const { name, summary, definition } = view;
  const all = (names: (one: View) => readonly string[]): string[] =>
    uniqueNames(readings.flatMap((reading) => names(reading.view)));
  return {
    name,
    summary,
    definition,
    dimensions: all(({ dimensions }) => dimensions),
    measures: all(({ measures }) => measures),
    parameters: parametersOf(readings),
    formats: viewEndings(view),
  };
};

/** What may be asked, read off the views' own declarations. */
export const catalogue = (): CatalogueEntry[] => views.map(entryOf);
