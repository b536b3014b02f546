import { Command, CommandBus, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import { IsBoolean, IsObject, IsOptional, IsString, Length } from 'class-validator';
import type { Problem } from '../../events/index.js';
import { answeredEvents } from '../imports/ledger/answered.js';
import type { ChangeAnswer, SheetChange } from '../imports/ledger/change.js';
import type { ChangesAnswered } from '../imports/ledger/read-answers.js';
import { joinMappings, type MappingGiven } from '../imports/mapping/mapping.js';
import { type ImportedFile, importedFile } from '../imports/imported-file.js';
import type { SheetProposal } from '../imports/propose.js';
import type { ProposedEvent } from '../imports/rows/proposal.js';
import type { SheetFault } from '../imports/rows/readings.js';
import { Projector } from '../projector/projector.js';
import { Answering } from './answering.js';
import { attachAttention, attentionTo } from './attention.js';
import { idOfContent } from './ids.js';
import { mapInTurns } from './in-turns.js';
import { Mappings } from './mappings.js';
import { mostEvents, RecordEvents, type RecordingAnswer } from './record-events.js';
import { Invalid, Refusal, TooLarge } from './refusals.js';

/** What a file was read as, and what came of it. */
export interface ImportAnswer extends ImportedFile {
  /** What was recorded, or on a dry run would be; missing where errors stand in the way. */
  recording?: RecordingAnswer;
}

interface ImportOptions {
  /** Record it, and don't only show what it would come to. */
  record?: boolean;
  mapping?: MappingGiven;
  changes?: ChangesAnswered;
}

/** "Take in this sheet": read into events, shown, and recorded all or nothing. */
export class ImportSheet extends Command<ImportAnswer> {
  @IsObject() readonly bytes: Uint8Array;
  /** The name of the file, which is the source of what names no other. */
  @IsString() @Length(1, 200) readonly file: string;
  @IsOptional() @IsBoolean() readonly record?: boolean;
  @IsObject() readonly mapping: MappingGiven;
  @IsOptional() readonly changes?: ChangesAnswered;

  constructor(bytes: Uint8Array, file: string, { record, mapping = {}, changes }: ImportOptions = {}) {
    super();
    this.bytes = bytes;
    this.file = file;
    this.record = record;
    this.mapping = mapping;
    this.changes = changes;
  }
}

/** A cell's address in the place of a pointer into a body. */
const problemAt = ({ address, detail }: SheetFault): Problem => ({ pointer: `/${address}`, detail });

const answerTo = (change: SheetChange, answered: ChangesAnswered | undefined): ChangeAnswer | undefined =>
  typeof answered === 'string' ? answered : answered?.[change.address];

const unanswered = ({ address, of, ledger, sheet }: SheetChange): Problem => ({
  pointer: `/${address}`,
  detail: `${of} is ${ledger} in the ledger and ${sheet} in the sheet. Were we wrong, or did the world change? Answer changes with "wrong", "world" or "skip"`,
});

/** The events of changes as they were answered. Throws Invalid where an answer is missing or names no change. */
const eventsOfChanges = (
  changes: readonly SheetChange[],
  answered: ChangesAnswered | undefined,
): ProposedEvent[] => {
  const open = changes.filter((change) => answerTo(change, answered) === undefined);
  const strange = Object.keys(typeof answered === 'object' ? answered : {}).filter(
    (address) => !changes.some((change) => change.address === address),
  );
  if (open.length + strange.length > 0)
    throw new Invalid('say of each change whether we were wrong or the world changed; nothing was recorded', [
      ...open.map(unanswered),
      ...strange.map((address) => ({ pointer: `/${address}`, detail: 'nothing changes there' })),
    ]);
  return answeredEvents(changes, (change) => answerTo(change, answered));
};

/** The cell of a place in a batch: of the member, else of the nearest thing around it, else of the row. */
const faultAt = (events: readonly ProposedEvent[], { pointer, detail }: Problem): SheetFault => {
  const [, index, path] =
    events.length === 1 ? ['', '0', pointer] : (/^\/(\d+)(.*)$/.exec(pointer) ?? ['', '0', pointer]);
  const cells: ProposedEvent['cells'] = events[Number(index)]?.cells ?? {};
  let place = path ?? '';
  while (place !== '' && cells[place] === undefined) place = place.slice(0, place.lastIndexOf('/'));
  return { address: cells[place] ?? cells[''] ?? '', detail };
};

const isWordForWord = ({ kind }: SheetProposal['mapping']): boolean =>
  kind === 'events' || kind === 'company-facts' || kind === 'cap-table';

/** What says when it was known, word for word, has the id of its content, so that it can be recorded again. */
const sentEvents = (events: readonly ProposedEvent[], { mapping }: SheetProposal): Promise<unknown[]> =>
  mapInTurns(events, ({ event }): unknown =>
    isWordForWord(mapping) && !('id' in event) ? { id: idOfContent(event), ...event } : event,
  );

@CommandHandler(ImportSheet)
export class ImportSheetHandler implements ICommandHandler<ImportSheet> {
  constructor(
    private readonly commands: CommandBus,
    private readonly projector: Projector,
    private readonly answering: Answering,
    private readonly mappings: Mappings,
  ) {}

  async execute(command: ImportSheet): Promise<ImportAnswer> {
    const { file, record = false } = command;
    const { sheet, proposal } = await this.#read(command);
    const answer = importedFile(proposal, file, sheet);
    return record ? this.#record(proposal, answer, command) : this.#show(proposal, answer, command);
  }

  /** A large sheet is read by a process beside this one. */
  async #read(command: ImportSheet): Promise<{ sheet: string; proposal: SheetProposal }> {
    const { bytes, file, mapping } = command;
    await this.projector.catchUp();
    const asked = { bytes, file, given: mapping, remembered: this.mappings.recallAll() };
    const reading = await this.answering.answer('sheet', asked, command);
    if (!('unreadable' in reading)) return reading;
    throw reading.isTooLarge ? new TooLarge(reading.unreadable) : new Invalid(reading.unreadable, []);
  }

  async #record(proposal: SheetProposal, answer: ImportAnswer, command: ImportSheet): Promise<ImportAnswer> {
    const { mapping, changes } = command;
    refuse(proposal.faults);
    const events = [...proposal.events, ...eventsOfChanges(proposal.changes, changes)];
    const { faults, recording } = await this.#tell(events, proposal, command);
    refuse(faults);
    const before = this.mappings.recallAll().get(proposal.shape);
    this.mappings.remember(proposal.shape, joinMappings(before, mapping));
    return { ...answer, ...(recording && { recording }) };
  }

  /** What would come of it, with what rules say; of changes, where they are answered. */
  async #show(proposal: SheetProposal, answer: ImportAnswer, command: ImportSheet): Promise<ImportAnswer> {
    const { changes } = command;
    const answered = changes === undefined ? [] : eventsOfChanges(proposal.changes, changes);
    const { faults, recording } = await this.#tell([...proposal.events, ...answered], proposal, command);
    return { ...answer, errors: [...answer.errors, ...faults], ...(recording && { recording }) };
  }

  async #tell(
    events: readonly ProposedEvent[],
    proposal: SheetProposal,
    command: ImportSheet,
  ): Promise<{ faults: SheetFault[]; recording?: RecordingAnswer }> {
    if (events.length === 0)
      return { faults: [], recording: { position: this.projector.position, events: [], skipped: [] } };
    if (events.length > mostEvents)
      throw new TooLarge(
        `the sheet comes to ${events.length} events; one import may have ${mostEvents}: import it in parts`,
      );
    try {
      const { replayed: _, ...recording } = await this.commands.execute(
        attachAttention(
          new RecordEvents(await sentEvents(events, proposal), { dryRun: !command.record }),
          attentionTo(command),
        ),
      );
      return { faults: [], recording };
    } catch (error) {
      if (!(error instanceof Refusal) || error.problems.length === 0) throw error;
      return { faults: error.problems.map((problem) => faultAt(events, problem)) };
    }
  }
}

const refuse = (faults: readonly SheetFault[]): void => {
  if (faults.length === 0) return;
  throw new Invalid(
    `${faults.length} ${faults.length === 1 ? 'cell is' : 'cells are'} not valid; nothing was recorded`,
    faults.map(problemAt),
  );
};
