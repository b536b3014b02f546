import { schemaOf } from '../../../events/kit/schema.js';
import { mostEdits } from '../../../events/scenario/scenario.events.js';
import { Adoption } from '../../messages/adopt-edits.js';
import { verdicts } from '../../simulator/saved/verdict.js';
import { at, id, instant, listOf, object, ref, says, type Schema, type Schemas, text, whole } from './kit.js';

const anything: Schema = { type: 'object', additionalProperties: true };
const version: Schema = { type: 'integer', minimum: 1 };
const name: Schema = { type: 'string', minLength: 1, maxLength: 120 };
const base = says('"live", or the position at which the log is cut.', { anyOf: [{ const: 'live' }, whole] });
const reference = says('A saved scenario: scenario-late-chips, or scenario-late-chips@2.', text);
const stream = says('Its stream.', { type: 'string', pattern: '^scenario-[a-z0-9]+(?:-[a-z0-9]+)*$' });
const edits: Schema = { type: 'array', maxItems: mostEdits, items: ref('Edit') };
const dryRun: Schema = { type: 'boolean' };
const savedEdits = listOf(anything);

const origin: Record<string, Schema> = {
  parent: says('The version that it builds on, as scenario@version.', text),
  forkedFrom: says('The version that it began as a copy of.', text),
};
const entry: Record<string, Schema> = { id: stream, version, name, base };
const state = says(
  'fresh: nothing was recorded since; behind: nothing in what it touches or reads; affected: something there.',
  { type: 'string', enum: ['fresh', 'behind', 'affected'] },
);

const verdict = object({
  edit: says("The edit's number among the scenario's own, from 0.", whole),
  op: text,
  verdict: says('What became of it since.', { type: 'string', enum: verdicts }),
  because: text,
  events: says('What was recorded since that decided it.', listOf(id)),
});

const orders = (): Schemas => {
  const nested: Record<string, Schema> = {};
  const adoption = schemaOf(Adoption, nested, at);
  return {
    ScenarioToSave: object(
      { name, edits },
      {
        id: says('An existing one gets a new version; made out of the name when missing.', stream),
        base,
        parent: reference,
        assumptions: anything,
        seed: whole,
        expectedVersion: says('The latest version that there is; 0 for a new scenario.', whole),
      },
    ),
    ScenarioFork: object({ name }, { id: stream }),
    ScenarioRebase: object(
      {},
      {
        to: says('The position up to which it counts; the head of the log when missing.', whole),
        resolve: says('What to do with an edit in conflict, by its number.', {
          type: 'object',
          additionalProperties: { type: 'string', enum: ['keep', 'drop'] },
        }),
        dryRun,
      },
    ),
    ScenarioAdoption: object(
      { edits: { type: 'array', minItems: 1, maxItems: mostEdits, items: adoption } },
      { dryRun },
    ),
  };
};

/** What saves a scenario and goes on with it, and what a saved one answers. */
export const savedSchemas = (): Schemas => ({
  ...orders(),
  SavedVersion: object({
    id: stream,
    version,
    position: whole,
    saved: says('False where the latest version says the same.', { type: 'boolean' }),
  }),
  ScenarioList: object({
    scenarios: listOf(object({ ...entry, edits: whole, savedAt: instant, state }, origin)),
  }),
  EditVerdict: verdict,
  SavedScenario: object(
    {
      ...entry,
      edits: savedEdits,
      assumptions: anything,
      savedAt: instant,
      position: whole,
      versions: listOf(object({ version, name, savedAt: instant, position: whole })),
      resolved: says(
        'With what it builds on.',
        object({ edits: savedEdits, assumptions: anything }, { seed: whole }),
      ),
      lineage: says('The version itself, then its parents, the nearest first.', listOf(text)),
      state,
      since: says(
        'What was recorded about the world since its base, or since it was saved where it is live.',
        listOf(object({ position: whole, id, stream: text, type: text })),
      ),
      verdicts: listOf(ref('EditVerdict')),
    },
    { ...origin, seed: whole },
  ),
  RebasedScenario: object({
    id: stream,
    version,
    base,
    verdicts: listOf(ref('EditVerdict')),
    saved: says('False on a dry run, and where nothing was recorded since.', { type: 'boolean' }),
  }),
});
