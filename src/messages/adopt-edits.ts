import { Command, CommandBus, CommandHandler, type ICommandHandler } from '@nestjs/cqrs';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  IsBoolean,
  IsOptional,
  IsString,
  Length,
} from 'class-validator';
import { decodeAs } from '../../events/kit/decode.js';
import { Source } from '../../events/kit/envelope.js';
import { Nested, Text, VagueDate, Whole } from '../../events/kit/fields.js';
import { referenceTo } from '../../events/scenario/reference.js';
import { mostEdits } from '../../events/scenario/scenario.events.js';
import type { Log } from '../../projections/kit/log.js';
import { Projector } from '../projector/projector.js';
import type { AdoptedFacts } from '../simulator/saved/adopt.js';
import { Answering } from './answering.js';
import { attachAttention, attentionTo } from './attention.js';
import { Invalid } from './refusals.js';
import { type Recording, RecordEvents } from './record-events.js';
import { placeProblems } from './saving.js';
import { versionNamed } from './show-scenarios.js';

/** One edit that came true, and who says so. */
export class Adoption {
  @Whole("The edit's number among the scenario's own.") edit!: number;
  @Nested(() => Source, 'The source it rests on.') source!: Source;
  @Text('The sentence it rests on.', { optional: true }) quote?: string;
  @VagueDate('When it could be known; today when missing.', { optional: true }) knownOn?: string;
  @VagueDate('When it became true; the date that the edit states when missing, else today.', {
    optional: true,
  })
  effectiveOn?: string;
}

/** "This happened as assumed": records what chosen edits stand for as real events, each with its source. */
export class AdoptEdits extends Command<Recording> {
  /** An id, with @version if not the latest. */
  @IsString() @Length(1, 200) readonly scenario: string;
  @IsArray() @ArrayMinSize(1) @ArrayMaxSize(mostEdits) readonly edits!: readonly unknown[];
  /** Show what would be recorded, but record nothing. */
  @IsOptional() @IsBoolean() readonly dryRun?: boolean;

  constructor(scenario: string, adoption: Record<string, unknown> = {}) {
    super();
    Object.assign(this, adoption);
    this.scenario = scenario;
  }
}

interface AdoptedEvent {
  /** The place of its edit in the order. */
  index: number;
  event: Record<string, unknown>;
}

const mostOfCorrelation = 120;

const itemsOf = (
  adoptions: readonly Adoption[],
  found: readonly AdoptedFacts[],
  reference: string,
  today: string,
): AdoptedEvent[] =>
  adoptions.flatMap(({ source, quote, knownOn = today, effectiveOn }, index) =>
    found[index]!.map(({ stream, type, body, effectiveOn: own }) => ({
      index,
      event: {
        stream,
        type,
        body,
        effectiveOn: effectiveOn ?? own,
        knownOn,
        source,
        ...(quote !== undefined && { quote }),
        ...(reference.length <= mostOfCorrelation && { correlationId: reference }),
      },
    })),
  );

/** Each stream must be as it was when the edits were made on it. */
const expectRevisions = (items: readonly AdoptedEvent[], log: Log): unknown[] => {
  const seen = new Set<unknown>();
  return items.map(({ event }) => {
    const { stream } = event;
    if (seen.has(stream)) return event;
    seen.add(stream);
    return { ...event, expectedRevision: log.facts(String(stream)).length };
  });
};

const own = new Set(['source', 'quote', 'knownOn', 'effectiveOn']);

/** What is wrong with an event is wrong with the edit that brought it, but for what the order itself says. */
const pointerInOrder =
  (items: readonly AdoptedEvent[]) =>
  (pointer: string): string => {
    const [, number, rest] = (items.length === 1 ? ['', '0', pointer] : /^\/(\d+)(.*)$/.exec(pointer)) ?? [];
    const index = items[Number(number)]?.index;
    const field = rest?.split('/')[1] ?? '';
    return index === undefined ? pointer : `/edits/${index}${own.has(field) ? rest : '/edit'}`;
  };

@CommandHandler(AdoptEdits)
export class AdoptEditsHandler implements ICommandHandler<AdoptEdits> {
  constructor(
    private readonly commands: CommandBus,
    private readonly projector: Projector,
    private readonly answering: Answering,
  ) {}

  async execute(command: AdoptEdits): Promise<Recording> {
    const { scenario: reference, edits, dryRun = false } = command;
    await this.projector.catchUp();
    const { ground } = this.answering;
    const { history, today } = ground;
    const scenario = versionNamed(reference, history);
    const decoded = edits.map((raw, index) => decodeAs(Adoption, raw, `/edits/${index}`));
    const problems = decoded.flatMap((one) => one.problems ?? []);
    if (problems.length > 0) throw new Invalid('the adoption is not valid; nothing was recorded', problems);
    const adoptions = decoded.map(({ value }) => value!);
    const asked = { scenario, chosen: adoptions.map(({ edit }) => edit) };
    const found = await this.answering.answer('adopted', asked, command, ground);
    if (found.problems) throw new Invalid('the adoption is not valid; nothing was recorded', found.problems);
    const items = itemsOf(adoptions, found.value, referenceTo(scenario), today);
    try {
      const order = new RecordEvents(expectRevisions(items, history), { dryRun });
      return await this.commands.execute(attachAttention(order, attentionTo(command)));
    } catch (error) {
      throw placeProblems(error, pointerInOrder(items));
    }
  }
}
