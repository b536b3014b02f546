import { Command, CommandBus, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { IsBoolean, IsInt, IsObject, IsOptional, IsString, Length, Min } from 'class-validator';
import type { Problem } from '../../events/index.js';
import type { Ordinal } from '../../events/kit/formats.js';
import { Projector } from '../projector/projector.js';
import {
  decisionProblems,
  type Resolutions,
  staysOf,
  undecidedConflicts,
} from '../simulator/saved/rebase.js';
import {
  type ScenarioBase,
  type ScenarioVersion,
  type ScenarioId,
  versionsOf,
} from '../simulator/scenario/resolve.js';
import { type EditVerdict, shownVerdict, type Verdict } from '../simulator/saved/verdict.js';
import { Answering } from './answering.js';
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

/** The numbers of the edits that stay. Throws Invalid and, where a person has to decide, Undecided. */
const decidedOn = (
  verdicts: readonly Verdict[],
  resolve: Resolutions,
  { dryRun }: RebaseScenario,
): number[] => {
  const wrong = decisionProblems(verdicts, resolve);
  if (wrong.length > 0) throw new Invalid('the rebase is not valid; nothing was saved', wrong);
  const open = undecidedConflicts(verdicts, resolve);
  if (open.length > 0 && !dryRun) throw new Undecided(open, verdicts.map(shownVerdict));
  return staysOf(verdicts, resolve);
};

@CommandHandler(RebaseScenario)
export class RebaseScenarioHandler implements ICommandHandler<RebaseScenario> {
  constructor(
    private readonly commands: CommandBus,
    private readonly projector: Projector,
    private readonly answering: Answering,
  ) {}

  async execute(command: RebaseScenario): Promise<RebaseAnswer> {
    await this.projector.catchUp();
    const { ground } = this.answering;
    const { history, position } = ground;
    const scenario = versionNamed(command.scenario, history);
    const to = command.to ?? position;
    const resolve = (command.resolve ?? {}) as Resolutions;
    const problems = [...rangeProblems(to, scenario.countsFrom, position), ...wordProblems(resolve)];
    if (problems.length > 0) throw new Invalid('the rebase is not valid; nothing was saved', problems);
    const asked = { scenario, to };
    const { verdicts, isUnchanged } = await this.answering.answer('verdicts', asked, command, ground);
    const stays = decidedOn(verdicts, resolve, command);
    const left = command.dryRun
      ? []
      : await this.answering.answer('stays', { ...asked, stays }, command, ground);
    if (left.length > 0) throw new Invalid('the rebase is not valid; nothing was saved', left);
    const { id, version, base } = scenario;
    if (command.dryRun || (isUnchanged && stays.length === verdicts.length))
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
