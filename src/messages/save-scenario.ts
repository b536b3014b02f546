import { Command, CommandBus, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { ArrayMaxSize, IsArray, IsInt, IsOptional, IsString, Length, Matches, Min } from 'class-validator';
import type { Problem } from '../../events/index.js';
import type { Result } from '../../events/kit/decode.js';
import { mostEdits } from '../../events/scenario/scenario.events.js';
import { logUpTo } from '../../projections/kit/prefix.js';
import { Projector } from '../projector/projector.js';
import { editLog } from '../simulator/edits/editing.js';
import { type ScenarioBase, mostTogether, resolve } from '../simulator/scenario/resolve.js';
import { problemsAsSent, type StackedScenario, stackOnParent } from '../simulator/scenario/stack.js';
import { questionOn } from '../simulator/saved/trial.js';
import { readEdits } from '../simulator/scenario/read-edits.js';
import { Clock } from './clock.js';
import { Invalid } from './refusals.js';
import { ScenarioMember } from './scenario-member.js';
import { type SavedVersion, saveNew, saveVersion } from './saving.js';

/** "Keep this what-if": a new scenario or, with the id of one, a new version of it. Versions are never changed. */
export class SaveScenario extends Command<SavedVersion> {
  /** Its stream; made out of the name when missing. */
  @IsOptional()
  @IsString()
  @Length(1, 100)
  @Matches(/^scenario-[a-z0-9]+(?:-[a-z0-9]+)*$/, { message: 'id must be written like scenario-late-chips' })
  readonly id?: string;

  @IsString() @Length(1, 120) readonly name!: string;
  /** "live", or the position that it is pinned to; "live" when missing. */
  @ScenarioMember('base') readonly base?: unknown;
  /** The scenario that it builds on; its latest version unless it says which. */
  @ScenarioMember('parent') readonly parent?: string;
  @IsArray() @ArrayMaxSize(mostEdits) readonly edits!: readonly Record<string, unknown>[];
  @ScenarioMember('assumptions') readonly assumptions?: Record<string, unknown>;
  @ScenarioMember('seed') readonly seed?: number;
  /** The latest version that there is; 0 for a new scenario. */
  @IsOptional() @IsInt() @Min(0) readonly expectedVersion?: number;

  constructor(scenario: Record<string, unknown> = {}) {
    super();
    Object.assign(this, scenario);
  }
}

const readBase = (base: unknown, head: number): Result<ScenarioBase> => {
  if (base === undefined || base === 'live') return { value: 'live' };
  if (typeof base === 'number' && Number.isSafeInteger(base) && base >= 0 && base <= head)
    return { value: base };
  const detail = `must be "live" or a position from 0 to the head of the log, ${head}`;
  return { problems: [{ pointer: '/base', detail }] };
};

@CommandHandler(SaveScenario)
export class SaveScenarioHandler implements ICommandHandler<SaveScenario> {
  constructor(
    private readonly commands: CommandBus,
    private readonly projector: Projector,
    private readonly clock: Clock,
  ) {}

  async execute(command: SaveScenario): Promise<SavedVersion> {
    await this.projector.catchUp();
    const { history, position } = this.projector;
    const { id, name, edits, assumptions = {}, seed, expectedVersion } = command;
    const base = readBase(command.base, position);
    const stack = stackOnParent(
      { edits, assumptions, ...(command.parent !== undefined && { parent: command.parent }) },
      history,
    );
    const problems = [
      ...(base.problems ?? []),
      ...(id === undefined && expectedVersion
        ? [{ pointer: '/expectedVersion', detail: 'is of the scenario that id names: give both' }]
        : []),
      ...(stack.problems ?? this.#wrongWith(stack.value, base.value ?? 'live')),
    ];
    if (problems.length > 0 || base.problems)
      throw new Invalid('the scenario is not valid; nothing was saved', problems);
    const parent =
      command.parent === undefined ? undefined : resolve(history, command.parent).value!.lineage[0]!;
    const content = {
      name,
      base: base.value,
      ...(parent !== undefined && { parent }),
      edits,
      assumptions,
      ...(seed !== undefined && { seed }),
    };
    if (id !== undefined) return saveVersion(this.commands, history, id, content, expectedVersion);
    return saveNew(this.commands, history, content);
  }

  /** What can't be read, or can't be made on the log at the base. */
  #wrongWith(
    { scenario, from }: StackedScenario<{ edits: readonly unknown[]; assumptions: Record<string, unknown> }>,
    base: ScenarioBase,
  ): Problem[] {
    const { edits, assumptions } = scenario;
    if (edits.length > mostTogether)
      return [
        {
          pointer: '/edits',
          detail: `are ${edits.length} with those of its parents; ${mostTogether} are the most`,
        },
      ];
    const read = readEdits(edits, this.projector.history, { assumptions });
    if (read.problems) return problemsAsSent(read.problems, from);
    const log = base === 'live' ? this.projector.history : logUpTo(this.projector.history, base);
    const { today } = this.clock;
    return problemsAsSent(
      editLog(read.value, log, { question: questionOn(log, today) }, today).problems ?? [],
      from,
    );
  }
}
