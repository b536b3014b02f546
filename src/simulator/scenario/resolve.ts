import { isOfType } from '../../../events/kit/envelope.js';
import type { Count } from '../../../events/kit/formats.js';
import type { Fact } from '../../../events/index.js';
import { readReference, referenceTo } from '../../../events/scenario/reference.js';
import { ScenarioSaved } from '../../../events/scenario/scenario.events.js';
import type { Log } from '../../../projections/kit/log.js';
import type { Result } from '../../../events/kit/decode.js';

/**
 * Its stream.
 * @pattern ^scenario-[a-z0-9]+(?:-[a-z0-9]+)*$
 */
export type ScenarioId = string;

/**
 * @minLength 1
 * @maxLength 120
 */
export type ScenarioName = string;

/** "live", or the position at which the log is cut. */
export type ScenarioBase = 'live' | Count;

/** One version of a scenario, as it was saved. */
export interface ScenarioVersion {
  id: ScenarioId;
  version: number;
  name: string;
  base: ScenarioBase;
  /** As scenario@version, like the version that it began as a copy of. */
  parent?: string;
  forkedFrom?: string;
  edits: readonly Record<string, unknown>[];
  assumptions: Readonly<Record<string, unknown>>;
  seed?: Count;
  /** The day on which it was saved, and the instant where the store tells it. */
  savedOn: string;
  savedAt?: string;
  position: number;
  /** The position up to which it takes into account what was recorded. */
  countsFrom: number;
}

/** A version with what it builds on: the edits of its parents come first, its own assumptions win. */
export interface ResolvedScenario extends ScenarioVersion {
  /** The version itself, then its parents, the nearest first; as scenario@version. */
  lineage: string[];
  /** The version that each edit is from. */
  from: string[];
  /** How many of the edits are the parents'. */
  inherited: number;
}

/** How many edits a scenario has at most with those of its parents. */
export const mostTogether = 1_000;

const baseOf = (base: string): ScenarioBase => (base === 'live' ? base : Number(base));

const savedFrom = (fact: Fact & { body: ScenarioSaved }, version: number): ScenarioVersion => {
  const { name, base, parent, forkedFrom, edits, assumptions = {}, seed, rebasedTo } = fact.body;
  return {
    id: fact.stream,
    version,
    name,
    base: baseOf(base),
    ...(parent !== undefined && { parent }),
    ...(forkedFrom !== undefined && { forkedFrom }),
    edits,
    assumptions,
    ...(seed !== undefined && { seed }),
    savedOn: fact.knownOn,
    ...(fact.recordedAt && { savedAt: fact.recordedAt }),
    position: fact.position,
    countsFrom: base === 'live' ? (rebasedTo ?? fact.position) : Number(base),
  };
};

/** The versions of a scenario; a version's number is its revision in the stream. */
export const versionsOf = (log: Log, id: string): ScenarioVersion[] =>
  log.facts(id).flatMap((fact, index) => (isOfType(fact, ScenarioSaved) ? [savedFrom(fact, index + 1)] : []));

/** The latest version of every saved scenario, by name. */
export const savedScenarios = (log: Log): ScenarioVersion[] =>
  [...log.streams('scenario')].sort().flatMap((id) => versionsOf(log, id).at(-1) ?? []);

const problem = <T>(detail: string): Result<T> => ({ problems: [{ pointer: '', detail }] });

/** The version that a reference names: the latest one where it names none. */
export const savedAt = (log: Log, reference: unknown): Result<ScenarioVersion> => {
  const named = readReference(reference);
  if (!named) return problem('must name a saved scenario, like scenario-late-chips or scenario-late-chips@2');
  const versions = versionsOf(log, named.id);
  if (versions.length === 0) return problem(`there is no scenario "${named.id}"`);
  const found =
    named.version === undefined ? versions.at(-1) : versions.find(({ version }) => version === named.version);
  return found
    ? { value: found }
    : problem(`${named.id} has no version ${named.version}; the latest is ${versions.at(-1)!.version}`);
};

/** A version and its parents, the nearest first. Each was saved before its child, so that the line ends. */
const lineOf = (log: Log, saved: ScenarioVersion): Result<ScenarioVersion[]> => {
  const line = [saved];
  for (let { parent } = saved; parent !== undefined; parent = line.at(-1)!.parent) {
    const read = savedAt(log, parent);
    if (read.problems) return read;
    if (read.value.position >= line.at(-1)!.position)
      return problem(`${parent} was saved after what builds on it`);
    line.push(read.value);
  }
  return { value: line };
};

const stackLayers = (line: readonly ScenarioVersion[]): ResolvedScenario => {
  const [saved, ...parents] = line as [ScenarioVersion, ...ScenarioVersion[]];
  const layers = [...line].reverse();
  const seed = line.find((one) => one.seed !== undefined)?.seed;
  return {
    ...saved,
    edits: layers.flatMap(({ edits }) => edits),
    assumptions: Object.assign(
      {},
      ...layers.map(({ assumptions }) => assumptions),
    ) as ScenarioVersion['assumptions'],
    ...(seed !== undefined && { seed }),
    lineage: line.map(referenceTo),
    from: layers.flatMap((layer) => layer.edits.map(() => referenceTo(layer))),
    inherited: parents.reduce((sum, { edits }) => sum + edits.length, 0),
  };
};

/** A saved scenario with its parents put below it; what is wrong has no pointer, as the caller knows where it stands. */
export const resolve = (log: Log, reference: unknown): Result<ResolvedScenario> => {
  const saved = savedAt(log, reference);
  if (saved.problems) return saved;
  const line = lineOf(log, saved.value);
  if (line.problems) return line;
  const resolved = stackLayers(line.value);
  return resolved.edits.length > mostTogether
    ? problem(
        `${resolved.lineage[0]} has ${resolved.edits.length} edits with those of its parents; ${mostTogether} are the most`,
      )
    : { value: resolved };
};
