import { Command, CommandBus, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { IsBoolean, IsInt, IsObject, IsOptional, IsString, Length, Min } from 'class-validator';
import type { Problem } from '../../events/index.js';
import type { Ordinal } from '../../events/kit/formats.js';
import type { Log } from '../../projections/kit/log.js';
import { logUpTo } from '../../projections/kit/prefix.js';
import { Projector } from '../projector/projector.js';
import {
  decisionProblems,
  type Resolutions,
  stayProblems,
  staysOf,
  undecidedConflicts,
} from '../simulator/saved/rebase.js';
import { factsRecordedSince } from '../../projections/kit/recorded-since.js';
import {
  type ScenarioBase,
  type ResolvedScenario,
  type ScenarioVersion,
  type ScenarioId,
  versionsOf,
} from '../simulator/scenario/resolve.js';
import { type EditVerdict, type Verdict, verdictsOf } from '../simulator/saved/verdict.js';
import { Clock } from './clock.js';
import { Invalid, Undecided } from './refusals.js';
import { saveVersion } from './saving.js';
import { versionNamed } from './show-scenarios.js';

export interface RebaseAnswer {
  id: ScenarioId;
  version: Ordinal;
  base: ScenarioBase;
  verdicts: EditVerdict[];
  /** False on a dry run, and where nothing was recorded since. */
  saved: boolean;
}

/** "What of it still stands?": a new version that takes into account what was recorded since. */
export class RebaseScenario extends Command<RebaseAnswer> {
  /** An id, with @version if not the latest. */
  @IsString() @Length(1, 200) readonly scenario: string;
  /** The position up to which it counts; the head of the log when missing. */
  @IsOptional() @IsInt() @Min(0) readonly to?: number;
  /** "keep" or "drop" by the number of an edit, for what was recorded in conflict with it. */
  @IsOptional() @IsObject() readonly resolve?: Record<string, unknown>;
  /** Show the verdicts, but save nothing. */
  @IsOptional() @IsBoolean() readonly dryRun?: boolean;

  constructor(scenario: string, rebase: Record<string, unknown> = {}) {
    super();
    Object.assign(this, rebase);
    this.scenario = scenario;
  }
}

const shownVerdict = ({ isRefused: _, ...verdict }: Verdict): EditVerdict => verdict;

const rangeProblems = (to: number, from: number, head: number): Problem[] =>
  to < from || to > head
    ? [
        {
          pointer: '/to',
          detail: `must be a position from ${from}, where it stands, to the head of the log, ${head}`,
        },
      ]
    : [];

const wordProblems = (resolve: Record<string, unknown>): Problem[] =>
  Object.entries(resolve)
    .filter(([, word]) => word !== 'keep' && word !== 'drop')
    .map(([edit]) => ({ pointer: `/resolve/${edit}`, detail: 'must be "keep" or "drop"' }));

@CommandHandler(RebaseScenario)
export class RebaseScenarioHandler implements ICommandHandler<RebaseScenario> {
  constructor(
    private readonly commands: CommandBus,
    private readonly projector: Projector,
    private readonly clock: Clock,
  ) {}

  async execute(command: RebaseScenario): Promise<RebaseAnswer> {
    await this.projector.catchUp();
    const { history, position } = this.projector;
    const scenario = versionNamed(command.scenario, this.projector);
    const to = command.to ?? position;
    const resolve = (command.resolve ?? {}) as Resolutions;
    const problems = [...rangeProblems(to, scenario.countsFrom, position), ...wordProblems(resolve)];
    if (problems.length > 0) throw new Invalid('the rebase is not valid; nothing was saved', problems);
    const log = logUpTo(history, to);
    const verdicts = verdictsOf(scenario, log, this.clock.today);
    const stays = this.#decided(verdicts, resolve, command, scenario, log);
    const { id, version, base } = scenario;
    const isSettled =
      factsRecordedSince(log, scenario.countsFrom).length === 0 && stays.length === verdicts.length;
    if (command.dryRun || isSettled)
      return { id, version, base, verdicts: verdicts.map(shownVerdict), saved: false };
    const content = this.#rebased(scenario, stays, to);
    const latest = versionsOf(history, id).at(-1)!.version;
    const saved = await saveVersion(this.commands, history, id, content, latest);
    return {
      id,
      version: saved.version,
      base: content.base,
      verdicts: verdicts.map(shownVerdict),
      saved: saved.saved,
    };
  }

  /** The numbers of the edits that stay. Throws Invalid and, where a person has to decide, Undecided. */
  #decided(
    verdicts: readonly Verdict[],
    resolve: Resolutions,
    { dryRun }: RebaseScenario,
    scenario: ResolvedScenario,
    log: Log,
  ): number[] {
    const wrong = decisionProblems(verdicts, resolve);
    if (wrong.length > 0) throw new Invalid('the rebase is not valid; nothing was saved', wrong);
    const open = undecidedConflicts(verdicts, resolve);
    if (open.length > 0 && !dryRun) throw new Undecided(open, verdicts.map(shownVerdict));
    const stays = staysOf(verdicts, resolve);
    const left = dryRun ? [] : stayProblems(scenario, stays, log, this.clock.today);
    if (left.length > 0) throw new Invalid('the rebase is not valid; nothing was saved', left);
    return stays;
  }

  /** What is pinned is pinned to the new position; what is live stays so, and remembers how far it counts. */
  #rebased({ id, version }: ScenarioVersion, stays: readonly number[], to: number) {
    const own = versionsOf(this.projector.history, id).find((one) => one.version === version)!;
    const { name, base, parent, edits, assumptions, seed } = own;
    return {
      name,
      base: base === 'live' ? base : to,
      ...(base === 'live' && { rebasedTo: to }),
      ...(parent !== undefined && { parent }),
      edits: stays.map((edit) => edits[edit]!),
      assumptions,
      ...(seed !== undefined && { seed }),
    };
  }
}
