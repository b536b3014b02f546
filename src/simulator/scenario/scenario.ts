import type { JsonSchema } from '../../../events/kit/declaration.js';

/** Enough for a thousand tranches that slip each by itself. */
export const mostEdits = 2_000;

/** What is asked for where nothing is said. */
export const usualViews = [{ view: 'compute-capacity' }];

/** A member of a scenario as it is sent and as it stands in a file. */
interface ScenarioMember {
  /** What it says, for whoever reads the published schema. */
  says: string;
  /** Its schema, which refers to others by `at` + name; the draws, which are declared as a class, have theirs from there. */
  form?: (at: string) => JsonSchema;
  /** Whether it is asked of one run, and so is no part of a scenario that is saved. */
  ofOneRun?: true;
}

const anyObject: JsonSchema = { type: 'object', additionalProperties: true };

/** Every member of a scenario, in the order in which they are told. */
export const scenarioMembers = {
  name: {
    says: 'The question in a few words; no part of the answer.',
    form: () => ({ type: 'string', maxLength: 300 }),
  },
  base: {
    says: '"live", or the position at which the log is cut.',
    form: () => ({ anyOf: [{ const: 'live' }, { type: 'integer', minimum: 0 }] }),
  },
  parent: {
    says: 'A saved scenario that it builds on, as scenario-late-chips or scenario-late-chips@2: its edits come first, and its base counts where there is none here.',
    form: () => ({ type: 'string', minLength: 1, maxLength: 150 }),
  },
  edits: {
    says: 'What is to be different, in this order.',
    form: (at: string) => ({ type: 'array', maxItems: mostEdits, items: { $ref: `${at}Edit` } }),
  },
  assumptions: {
    says: 'Named values, which edits read as {"assumption": name} in the place of their own.',
    form: () => anyObject,
  },
  seed: {
    says: 'The seed of the draws where monteCarlo names none.',
    form: () => ({ type: 'integer', minimum: 0 }),
  },
  views: {
    says: 'The views to be answered off both logs, each with its parameters.',
    form: () => ({
      type: 'array',
      minItems: 1,
      maxItems: 20,
      items: { ...anyObject, properties: { view: { type: 'string' } }, required: ['view'] },
      default: usualViews,
    }),
    ofOneRun: true,
  },
  monteCarlo: { says: 'Draws of everything uncertain.', ofOneRun: true },
  attribution: {
    says: 'Which edit the difference is owed to.',
    form: () => ({ type: 'boolean' }),
    ofOneRun: true,
  },
  tornado: {
    says: 'How far each uncertain input moves the answer by itself.',
    form: () => ({ type: 'boolean' }),
    ofOneRun: true,
  },
} as const satisfies Readonly<Record<string, ScenarioMember>>;

export type ScenarioMemberName = keyof typeof scenarioMembers;

export const scenarioMemberNames = Object.keys(scenarioMembers) as ScenarioMemberName[];

/** What is asked of one run of a scenario. */
export const runMemberNames = scenarioMemberNames.filter((name) => 'ofOneRun' in scenarioMembers[name]);

/** What is asked: edits, and the views to be answered with and without them. Its members are unread but for the lists. */
export type Scenario = Partial<Record<ScenarioMemberName, unknown>> & {
  edits: readonly unknown[];
  views: readonly unknown[];
  assumptions?: Record<string, unknown>;
};
