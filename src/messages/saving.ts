import type { CommandBus } from '@nestjs/cqrs';
import type { Problem } from '../../events/index.js';
import type { Count, Ordinal } from '../../events/kit/formats.js';
import { ScenarioSaved } from '../../events/scenario/scenario.events.js';
import { isSameContent } from '../../events/scenario/scenario.rules.js';
import type { Log } from '../../projections/kit/log.js';
import { type ScenarioVersion, type ScenarioId, versionsOf } from '../simulator/scenario/resolve.js';
import { RecordEvents } from './record-events.js';
import { IdTaken, Invalid, RevisionMismatch, RuleBroken } from './refusals.js';

/** What a version says; without a place in the log yet. */
export type VersionContent = Pick<
  ScenarioVersion,
  'name' | 'base' | 'parent' | 'forkedFrom' | 'edits' | 'assumptions' | 'seed'
> & {
  rebasedTo?: number;
};

export interface SavedVersion {
  id: ScenarioId;
  version: Ordinal;
  position: Count;
  /** False where the latest version says the same. */
  saved: boolean;
}

/** A refusal of events, told in the words of whoever ordered something else. */
export const placeProblems = (error: unknown, place: (pointer: string) => string): unknown => {
  const placed = (problems: readonly Problem[]): Problem[] =>
    problems.map(({ pointer, detail }) => ({ pointer: place(pointer), detail }));
  if (error instanceof RuleBroken)
    return new RuleBroken(String(error.more.rule), error.message, placed(error.problems));
  if (error instanceof Invalid) return new Invalid(error.message, placed(error.problems));
  if (error instanceof IdTaken) return new IdTaken(error.message, placed(error.problems));
  return error;
};

const bodyOf = ({ base, assumptions, ...content }: VersionContent): Record<string, unknown> => ({
  ...content,
  base: String(base),
  ...(Object.keys(assumptions).length > 0 && { assumptions }),
});

const pointerInBody = (pointer: string): string => pointer.replace(/^\/body\/?/, '/');

/**
 * Records a version, unless the latest one says the same. Throws the refusals of RecordEvents, naming the members of
 * the scenario.
 */
export const saveVersion = async (
  commands: CommandBus,
  log: Log,
  id: string,
  content: VersionContent,
  expectedVersion?: number,
): Promise<SavedVersion> => {
  const latest = log.facts(id).at(-1);
  const { forkedFrom, rebasedTo } = (latest?.body ?? {}) as Partial<ScenarioSaved>;
  const body = { ...(forkedFrom !== undefined && { forkedFrom }), ...bodyOf(content) };
  const again = { ...(rebasedTo !== undefined && { rebasedTo }), ...body };
  const event = {
    stream: id,
    type: ScenarioSaved.type,
    body: latest && isSameContent(latest.body, again) ? again : body,
    ...(expectedVersion !== undefined && { expectedRevision: expectedVersion }),
  };
  try {
    const { events } = await commands.execute(new RecordEvents([event]));
    const [recorded] = events;
    if (recorded) return { id, version: recorded.revision, position: recorded.position, saved: true };
  } catch (error) {
    throw placeProblems(error, pointerInBody);
  }
  const { version, position } = versionsOf(log, id).at(-1)!;
  return { id, version, position, saved: false };
};

const mostOfName = 80;

const slugOf = (name: string): string => {
  const slug = name
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .slice(0, mostOfName)
    .replace(/^-+|-+$/g, '');
  return slug === '' ? 'unnamed' : slug;
};

const freeName = (log: Log, name: string): string => {
  const wanted = `scenario-${slugOf(name)}`;
  let id = wanted;
  for (let number = 2; log.facts(id).length > 0; number++) id = `${wanted}-${number}`;
  return id;
};

const mostAttempts = 5;

/** Records the first version of a new scenario, under a name of its own where none is given. */
export const saveNew = async (
  commands: CommandBus,
  log: Log,
  content: VersionContent,
  id?: string,
): Promise<SavedVersion> => {
  if (id !== undefined) return saveVersion(commands, log, id, content, 0);
  for (let attempt = 1; ; attempt++) {
    try {
      return await saveVersion(commands, log, freeName(log, content.name), content, 0);
    } catch (error) {
      // Somebody took the name in between.
      if (!(error instanceof RevisionMismatch) || attempt === mostAttempts) throw error;
    }
  }
};
