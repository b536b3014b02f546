import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import { IsString, Length } from 'class-validator';
import type { Problem } from '../../events/index.js';
import type { Count, EventId, Instant, Ordinal } from '../../events/kit/formats.js';
import { readReference } from '../../events/scenario/reference.js';
import type { Log } from '../../projections/kit/log.js';
import {
  type ScenarioBase,
  type ResolvedScenario,
  resolve,
  type ScenarioVersion,
  savedAt,
  savedScenarios,
  type ScenarioId,
  type ScenarioName,
  versionsOf,
} from '../simulator/scenario/resolve.js';
import type { State } from '../simulator/saved/state.js';
import type { EditVerdict } from '../simulator/saved/verdict.js';
import { Answering } from './answering.js';
import { BadRequest, NotFound } from './refusals.js';

interface VersionEntry {
  id: ScenarioId;
  version: Ordinal;
  name: ScenarioName;
  base: ScenarioBase;
  /** The version that it builds on, as scenario@version. */
  parent?: string;
  /** The version that it began as a copy of. */
  forkedFrom?: string;
  savedAt: Instant;
  state: State;
}

/** A version in brief. */
interface ScenarioEntry extends VersionEntry {
  /** How many it has itself. */
  edits: Count;
}

/** A version whole. */
export interface ScenarioShown extends VersionEntry {
  edits: readonly Record<string, unknown>[];
  assumptions: Readonly<Record<string, unknown>>;
  seed?: Count;
  position: Count;
  versions: { version: Ordinal; name: ScenarioName; savedAt: Instant; position: Count }[];
  /** With what it builds on. */
  resolved: Pick<ResolvedScenario, 'edits' | 'assumptions' | 'seed'>;
  /** The version itself, then its parents, the nearest first. */
  lineage: string[];
  /** What was recorded about the world since its base, or since it was saved where it is live. */
  since: { position: Count; id: EventId; stream: string; type: string }[];
  verdicts: EditVerdict[];
}

const instantOf = ({ savedAt, savedOn }: ScenarioVersion): string => savedAt ?? `${savedOn}T00:00:00Z`;

const summaryOf = ({ id, version, name, base, parent, forkedFrom }: ScenarioVersion) => ({
  id,
  version,
  name,
  base,
  ...(parent !== undefined && { parent }),
  ...(forkedFrom !== undefined && { forkedFrom }),
});

export interface ScenarioList {
  scenarios: ScenarioEntry[];
}

/** The latest version of every saved scenario. */
export class ListScenarios extends Query<ScenarioList> {}

@QueryHandler(ListScenarios)
export class ListScenariosHandler implements IQueryHandler<ListScenarios> {
  constructor(private readonly answering: Answering) {}

  async execute(query: ListScenarios): Promise<ScenarioList> {
    const { history } = this.answering;
    const all = savedScenarios(history).map((saved) => ({
      saved,
      resolved: resolve(history, saved.id).value,
    }));
    const whole = all.flatMap(({ resolved }) => resolved ?? []);
    const states = await this.answering.answer('states', { scenarios: whole }, query);
    const stateOf = new Map(whole.map(({ id }, place) => [id, states[place]]));
    return {
      scenarios: all.map(({ saved }) => ({
        ...summaryOf(saved),
        edits: saved.edits.length,
        savedAt: instantOf(saved),
        // What can't be put together may be about anything.
        state: stateOf.get(saved.id) ?? 'affected',
      })),
    };
  }
}

const wordsOf = (problems: readonly Problem[]): string => problems.map(({ detail }) => detail).join('; ');

/** The version that a reference names, with its parents. Throws NotFound; BadRequest where they don't fit together. */
export const versionNamed = (reference: string, history: Log): ResolvedScenario => {
  if (!readReference(reference)) throw new NotFound(`there is no scenario "${reference}"`);
  const saved = savedAt(history, reference);
  if (saved.problems) throw new NotFound(wordsOf(saved.problems));
  const resolved = resolve(history, reference);
  if (resolved.problems) throw new BadRequest(wordsOf(resolved.problems));
  return resolved.value;
};

/** One version whole: what it says, what it comes to with its parents, and what became of it since. */
export class ShowScenario extends Query<ScenarioShown> {
  /** Its id, with @version if not the latest. */
  @IsString() @Length(1, 200) readonly reference: string;

  constructor(reference: string) {
    super();
    this.reference = reference;
  }
}

@QueryHandler(ShowScenario)
export class ShowScenarioHandler implements IQueryHandler<ShowScenario> {
  constructor(private readonly answering: Answering) {}

  async execute(query: ShowScenario): Promise<ScenarioShown> {
    const { history } = this.answering;
    const resolved = versionNamed(query.reference, history);
    const versions = versionsOf(history, resolved.id);
    const own = versions.find(({ version }) => version === resolved.version)!;
    const standing = await this.answering.answer('standing', { scenario: resolved }, query);
    return {
      ...summaryOf(own),
      edits: own.edits,
      assumptions: own.assumptions,
      ...(own.seed !== undefined && { seed: own.seed }),
      savedAt: instantOf(own),
      position: own.position,
      versions: versions.map((one) => ({
        version: one.version,
        name: one.name,
        savedAt: instantOf(one),
        position: one.position,
      })),
      resolved: {
        edits: resolved.edits,
        assumptions: resolved.assumptions,
        ...(resolved.seed !== undefined && { seed: resolved.seed }),
      },
      lineage: resolved.lineage,
      ...standing,
    };
  }
}
