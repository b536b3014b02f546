import { normalise, type RawParameters } from '../../projections/asking.js';
import { ask, viewNamed, views } from '../../projections/index.js';
import type { View } from '../../projections/kit/view.js';
import { publicRecord } from '../../src/public-record.js';
import { ledger, type Sent } from '../given.js';

/** The public record. */
export const log = ledger((await publicRecord()) as Sent[]);
export const now = { today: '2026-11-20', position: Number.MAX_SAFE_INTEGER };

/** Every view as every value of its parameter `of` reads it. */
const readings: [string, View][] = views.flatMap((view) =>
  (view.parameters.of?.oneOf ?? ['']).map((of): [string, View] => [
    of === '' ? view.name : `${view.name} of ${of}`,
    viewNamed(view.name, of === '' ? {} : { of })!,
  ]),
);
export const ofReading = (name: string): RawParameters => {
  const of = / of (.*)$/.exec(name)?.[1];
  return of === undefined ? {} : { of };
};

export const problemsOf = (view: View, parameters: RawParameters): string[] => {
  const asked = normalise(view.name, parameters, now, log);
  return (asked.problems ?? []).map(({ pointer, detail }) => `${pointer}: ${detail}`);
};

export const filters = readings.flatMap(([name, view]) =>
  view.dimensions.map((dimension): [string, string, View] => [name, dimension, view]),
);

/** Whether any row of the view, at the end of all that is recorded, has a name in the dimension. */
export const namesIn = (name: string, dimension: string, view: View): boolean => {
  const { value: asked } = normalise(
    view.name,
    { ...ofReading(name), by: dimension, effectiveAt: '9999-12-31', knownAt: '9999-12-31' },
    now,
    log,
  );
  if (!asked) return true;
  const { rows } = ask(asked.view, asked.question, log);
  return rows.some((row) => typeof row[dimension] === 'string');
};
