import type { Recording } from '../../messages/record-events.js';
import type { ExitReason } from '../failure.js';
import { type LedgerClient, RecordEvents } from '../ledger.js';
import { isPlainObject } from '../../../events/kit/decode.js';
import { type EventFile, UnreadableEvents } from './event-file.js';
import { chunkEvents, type EventSource } from './event-source.js';
import { refusalOf } from './refusal.js';

/** Why a file is not recorded, or not to its end. */
export interface FileRefusal {
  outcome: ExitReason;
  lines: readonly string[];
  /** It may be recorded once other files are. */
  waits: boolean;
}

const warningLines = (chunk: EventFile, { events }: Recording): string[] => {
  if (events.every(({ warnings }) => warnings.length === 0)) return [];
  const index = new Map(
    chunk.events.map((event, at) => [isPlainObject(event) ? String(event.id).toLowerCase() : '', at]),
  );
  return events.flatMap(({ id, warnings }) =>
    warnings.map(
      ({ rule, detail }) => `${chunk.placeOf(index.get(id) ?? 0, '')} warning, ${rule}: ${detail}`,
    ),
  );
};

/** What breaks a rule in a chunk that is full may rest on what stands in the next one. */
const withHint = (refusal: FileRefusal, { events }: EventFile): FileRefusal =>
  refusal.waits && events.length >= chunkEvents
    ? {
        ...refusal,
        lines: [...refusal.lines, '  With --atomic the whole file is decided as one, in any order.'],
      }
    : refusal;

/** A file on its way into the ledger: recorded chunk by chunk, and taken up again where a chunk was refused. */
export class FileRecording {
  recorded = 0;
  skipped = 0;
  position = 0;
  readonly warnings: string[] = [];
  /** Of every chunk, where they are to be told. */
  readonly answers: Recording[] = [];
  /** Why its next chunk is not recorded. */
  refusal: FileRefusal | undefined;
  #next: EventFile | undefined;

  constructor(
    private readonly source: EventSource,
    private readonly keepsAnswers: boolean,
  ) {
    this.#next = source.first;
  }

  get name(): string {
    return this.source.name;
  }

  /** Something of it was recorded, or found to be recorded. */
  get isBegun(): boolean {
    return this.recorded + this.skipped > 0;
  }

  /** Records what is left of it, until a chunk is refused; tells of each chunk how much of the file that was. */
  async goOn(ledger: LedgerClient, reached: (characters: number) => void): Promise<void> {
    this.refusal = undefined;
    for (let chunk = this.#next; chunk; chunk = this.#next) {
      try {
        this.#add(chunk, await ledger.tell(new RecordEvents(chunk.events)));
      } catch (error) {
        this.refusal = withHint(refusalOf(error, [chunk]), chunk);
        return;
      }
      reached(chunk.characters);
      if (!(await this.#readOn())) return;
    }
  }

  #add(chunk: EventFile, answer: Recording): void {
    this.recorded += answer.events.length;
    this.skipped += answer.skipped.length;
    this.position = answer.position;
    this.warnings.push(...warningLines(chunk, answer));
    if (this.keepsAnswers) this.answers.push(answer);
  }

  async #readOn(): Promise<boolean> {
    try {
      const next = await this.source.rest.next();
      this.#next = next.done === true ? undefined : next.value;
      return true;
    } catch (error) {
      if (!(error instanceof UnreadableEvents)) throw error;
      this.#next = undefined;
      this.refusal = { outcome: error.outcome, lines: error.lines, waits: false };
      return false;
    }
  }
}
