import { Command, CommandBus, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { IsOptional, IsString, Length, Matches } from 'class-validator';
import { referenceTo } from '../../events/scenario/reference.js';
import { Projector } from '../projector/projector.js';
import { versionsOf } from '../simulator/scenario/resolve.js';
import { type SavedVersion, saveNew } from './saving.js';
import { versionNamed } from './show-scenarios.js';

/** "Go on from there under another name": a new scenario that says the same and remembers where it began. */
export class ForkScenario extends Command<SavedVersion> {
  /** The version that is copied: an id, with @version if not the latest. */
  @IsString() @Length(1, 200) readonly of: string;
  @IsString() @Length(1, 120) readonly name!: string;
  /** The new scenario's stream; made out of the name when missing. */
  @IsOptional()
  @IsString()
  @Length(1, 100)
  @Matches(/^scenario-[a-z0-9]+(?:-[a-z0-9]+)*$/, { message: 'id must be written like scenario-late-chips' })
  readonly id?: string;

  constructor(of: string, fork: Record<string, unknown> = {}) {
    super();
    Object.assign(this, fork);
    this.of = of;
  }
}

@CommandHandler(ForkScenario)
export class ForkScenarioHandler implements ICommandHandler<ForkScenario> {
  constructor(
    private readonly commands: CommandBus,
    private readonly projector: Projector,
  ) {}

  async execute({ of, name, id }: ForkScenario): Promise<SavedVersion> {
    await this.projector.catchUp();
    const { history } = this.projector;
    const source = versionNamed(of, this.projector.history);
    const { base, parent, edits, assumptions, seed } = versionsOf(history, source.id).find(
      ({ version }) => version === source.version,
    )!;
    const content = {
      name,
      base,
      ...(parent !== undefined && { parent }),
      forkedFrom: referenceTo(source),
      edits,
      assumptions,
      ...(seed !== undefined && { seed }),
    };
    return saveNew(this.commands, history, content, id);
  }
}
