import type { Problem } from '../../../events/index.js';
import { decodeAs, allOrProblems } from '../../../events/kit/decode.js';
import { JsonObject, Text, Whole } from '../../../events/kit/fields.js';
import type { ViewQuestion } from '../../../projections/asking.js';
import { periodsOf } from '../../../projections/kit/question.js';
import type { View } from '../../../projections/kit/view.js';
import { faultOfName, type NamingLog, slugsNamed } from '../../../projections/vocabulary.js';
import type { Ground } from './ground.js';
import type { Result } from '../../../events/kit/decode.js';

/** A number of a view, over its periods: what chance, attribution and tornado are about. */
export class TargetFields {
  @Whole('The number of the view in the scenario, the first when missing.', { optional: true, most: 19 })
  view?: number;
  @Text('The measure.', { most: 60 }) measure!: string;
  @JsonObject('Only where these dimensions have these values, such as {"provider": "nvidia"}.', {
    optional: true,
  })
  only?: Record<string, unknown>;
  @Text('The period whose end counts, the last one when missing.', { optional: true, most: 20 }) by?: string;
  @Whole('A level: how likely it is reached, and how much is missing.', { optional: true }) level?: number;
}

export interface Target {
  readonly view: number;
  readonly measure: string;
  readonly only: Readonly<Record<string, string>>;
  /** Of money in another currency than the US dollar that `only` does not name. */
  readonly currency?: string;
  /** The names of the periods; one without a name for a table. */
  readonly periods: readonly string[];
  /** The number of the period that counts. */
  readonly at: number;
  readonly level?: number;
}

/** The name of the period that counts; null for a table. */
export const periodNameOf = ({ periods, at }: Target): string | null => periods[at] || null;

const periodNames = ({ question }: ViewQuestion): string[] => {
  const { timeline, from, to } = question;
  if (!timeline || from === undefined || to === undefined) return [''];
  return periodsOf(from, to, timeline).map(({ name }) => name);
};

const periodProblems = ({ by }: TargetFields, periods: readonly string[]): Problem[] =>
  by === undefined || periods.includes(by)
    ? []
    : [
        {
          pointer: '/by',
          detail:
            periods[0] === ''
              ? 'the view has no timeline'
              : `must be one of the periods ${periods[0]} to ${periods.at(-1)}`,
        },
      ];

const fieldProblems = (
  { measure, only = {} }: TargetFields,
  { view, question }: ViewQuestion,
  known: NamingLog,
): Problem[] => {
  const rows = [...question.by, ...(view.alwaysBy ?? []), ...view.neverAdded];
  const dimensions = view.traits?.summedBy ? view.dimensions : rows;
  const strange = Object.entries(only).filter(
    ([name, value]) => !dimensions.includes(name) || typeof value !== 'string',
  );
  return [
    ...(view.measures.includes(measure)
      ? []
      : [{ pointer: '/measure', detail: `must be one of ${view.measures.join(', ')}` }]),
    ...strange.map(([name]) => ({
      pointer: `/only/${name}`,
      detail: `must be a text, and one of the dimensions ${dimensions.join(', ')}`,
    })),
    ...nameProblems(view, only, known),
  ];
};

/** Texts that nothing is called in their dimension. */
const nameProblems = (view: View, only: Record<string, unknown>, known: NamingLog): Problem[] =>
  Object.entries(only).flatMap(([name, value]) => {
    const fault =
      typeof value === 'string' && view.dimensions.includes(name)
        ? faultOfName(view, name, value, known)
        : undefined;
    return fault === undefined ? [] : [{ pointer: `/only/${name}`, detail: `${name} ${fault}` }];
  });

/** Parties by their slugs, whatever register's names were given. */
const onlyBySlug = ({ only = {} }: TargetFields, known: NamingLog): Record<string, unknown> =>
  Object.fromEntries(
    Object.entries(only).map(([name, value]) => [
      name,
      typeof value === 'string' ? slugsNamed(name, value, known) : value,
    ]),
  );

export const readTarget = (
  raw: unknown,
  pointer: string,
  views: readonly ViewQuestion[],
  known: NamingLog,
): Result<Target> => {
  const { value: fields, problems } = decodeAs(TargetFields, raw, pointer);
  if (problems) return { problems };
  const { view = 0, measure, by, level } = fields;
  const only = onlyBySlug(fields, known);
  const asked = views[view];
  if (!asked) return { problems: [{ pointer: `${pointer}/view`, detail: 'the scenario has no such view' }] };
  const periods = periodNames(asked);
  const wrong = [...fieldProblems({ ...fields, only }, asked, known), ...periodProblems(fields, periods)];
  if (wrong.length > 0) return { problems: wrong.map((one) => ({ ...one, pointer: pointer + one.pointer })) };
  const at = by === undefined ? periods.length - 1 : periods.indexOf(by);
  return {
    value: {
      view,
      measure,
      only: only as Record<string, string>,
      periods,
      at,
      ...(level !== undefined && { level }),
    },
  };
};

export const readTargets = (
  raw: readonly unknown[],
  views: readonly ViewQuestion[],
  known: NamingLog,
): Result<Target[]> => {
  return allOrProblems(
    raw.map((one, index) => readTarget(one, `/monteCarlo/targets/${index}`, views, known)),
  );
};

const usualMeasures = ({ view, question }: ViewQuestion): readonly string[] =>
  view.traits?.usualMeasures?.(question) ?? view.measures.slice(0, 1);

type KindsReader = (asked: ViewQuestion) => readonly Record<string, string>[];

/** Where nothing is named: of each view the numbers that people ask for first, for each of what never adds. */
export const usualTargets = (views: readonly ViewQuestion[], kindsOf: KindsReader): Target[] =>
  views.flatMap((asked, view) => {
    const periods = periodNames(asked);
    const kinds = kindsOf(asked);
    return usualMeasures(asked).flatMap((measure) =>
      (kinds.length > 0 ? kinds : [{}]).map((only) => ({
        view,
        measure,
        only,
        periods,
        at: periods.length - 1,
      })),
    );
  });

/** Rival claims are chosen by what the whole timeline sees, so that it can't be cut short. */
const hasRivals = ({ history }: Ground): boolean =>
  [...history.streams('deal')].some((stream) => history.facts(stream).some(({ rivalOf }) => rivalOf));

/** The same targets off timelines of the one period that counts: its stocks and flows stand by themselves. */
export const narrowTargets = (
  views: readonly ViewQuestion[],
  targets: readonly Target[],
  ground: Ground,
): { views: ViewQuestion[]; targets: Target[] } => {
  const isWhole = hasRivals(ground);
  const known = new Map<string, ViewQuestion>();
  const short = targets.map(({ view, at }) => {
    const asked = views[view]!;
    const { timeline, from, to } = asked.question;
    if (isWhole || !timeline || from === undefined || to === undefined) return asked;
    const { first, last } = periodsOf(from, to, timeline)[at]!;
    const key = `${view}|${at}`;
    if (!known.has(key)) known.set(key, { ...asked, question: { ...asked.question, from: first, to: last } });
    return known.get(key)!;
  });
  return {
    views: short,
    targets: targets.map((target, index) =>
      short[index] === views[target.view]
        ? target
        : { ...target, periods: [target.periods[target.at]!], at: 0 },
    ),
  };
};
