import { type Fact, type RecordedEvent, Reviver } from '../../events/index.js';
import { eventIn } from '../store/rows.js';
import { StoreUnavailable, type WrittenEvent } from '../store/store.js';
import { Bytes } from './bytes.js';
import { numberColumn, wholeColumn } from './columns.js';
import { type SplitText, splitText, readWords, idOf } from './split-text.js';
import { Ids } from './ids.js';
import { NumberedTexts } from './numbered-texts.js';

/** An id takes so many bytes in front of its text. */
const idBytes = 16;
/** And is so many words of four. */
const idWords = 4;
/** The form of an event that is kept as it is written; others are a type and a version. */
const whole = 0;

/** How many words of each kind there are. */
export interface WordCounts {
  forms: number;
  days: number;
}

/** What is kept of some events that follow each other. */
export interface EventColumns {
  /** One behind the other, as long as `lengths` says. */
  texts: Uint8Array;
  lengths: Uint32Array;
  /** Numbers of words. */
  forms: Uint32Array;
  effectiveOn: Uint32Array;
  knownOn: Uint32Array;
  /** In milliseconds since 1970. */
  recordedAt: Float64Array;
  /** Words that no event before has. */
  newForms: readonly string[];
  newDays: readonly string[];
}

/** Events as bytes outside the heap, each of which is a fact again when it is asked for. */
export class PackedEvents {
  readonly #bytes = new Bytes();
  readonly #reviver = new Reviver();
  readonly #ids = new Ids();
  readonly #forms = new NumberedTexts();
  readonly #days = new NumberedTexts();
  readonly #start = numberColumn();
  readonly #length = wholeColumn();
  readonly #form = wholeColumn();
  readonly #effectiveOn = wholeColumn();
  readonly #knownOn = wholeColumn();
  readonly #recordedAt = numberColumn();
  readonly #columns = [this.#start, this.#length, this.#form, this.#effectiveOn, this.#knownOn];
  /** Of the id that is looked for. */
  readonly #words = new Uint32Array(idWords);
  #position = 0;

  constructor() {
    this.#forms.numberOf('whole');
  }

  get position(): number {
    return this.#position;
  }

  /** How many bytes it takes outside the heap. */
  get bytes(): number {
    const columns = [...this.#columns, this.#recordedAt, this.#ids, this.#bytes];
    return columns.reduce((sum, { bytes }) => sum + bytes, 0);
  }

  /** How many words of each kind there are: only more of them come. */
  get words(): WordCounts {
    return { forms: this.#forms.count, days: this.#days.count };
  }

  /** Appends the event of the next position. */
  append(event: WrittenEvent): void {
    const cut = splitText(event);
    const { start, length } = this.#bytes.append(cut?.hex ?? '', cut?.rest ?? event.canonical);
    this.#position = event.position;
    this.#start.set(event.position, start);
    this.#length.set(event.position, length);
    if (cut) this.#setColumns(event, cut);
    this.#ids.append(cut ? this.#hashAt(start) : this.#hashOf(event.id));
  }

  /** What is kept of so many events from a position on, and the words that came with them. */
  slice(from: number, count: number, before: WordCounts, after: WordCounts): EventColumns {
    const lengths = this.#length.slice(from, count);
    const texts = new Uint8Array(lengths.reduce((sum, length) => sum + length, 0));
    let end = 0;
    for (const [index, length] of lengths.entries()) {
      this.#bytes.copy(this.#start.get(from + index), length, texts, end);
      end += length;
    }
    return {
      texts,
      lengths,
      forms: this.#form.slice(from, count),
      effectiveOn: this.#effectiveOn.slice(from, count),
      knownOn: this.#knownOn.slice(from, count),
      recordedAt: this.#recordedAt.slice(from, count),
      newForms: this.#forms.slice(before.forms, after.forms),
      newDays: this.#days.slice(before.days, after.days),
    };
  }

  /** Appends the events of the next positions as they were sliced of another one that had the same events before. */
  appendAll(columns: EventColumns): void {
    const from = this.#position + 1;
    for (const form of columns.newForms) this.#forms.numberOf(form);
    for (const day of columns.newDays) this.#days.numberOf(day);
    this.#length.setAll(from, columns.lengths);
    this.#form.setAll(from, columns.forms);
    this.#effectiveOn.setAll(from, columns.effectiveOn);
    this.#knownOn.setAll(from, columns.knownOn);
    this.#recordedAt.setAll(from, columns.recordedAt);
    let start = this.#bytes.appendAll(columns.texts);
    for (const length of columns.lengths) {
      this.#start.set(++this.#position, start);
      this.#ids.append(
        this.#form.get(this.#position) === whole
          ? this.#hashOf(eventIn(this.#textAt(this.#position)).id)
          : this.#hashAt(start),
      );
      start += length;
    }
  }

  /** The fact at a position of a stream. Throws StoreUnavailable where what was read of the store can't be read. */
  factAt(position: number, stream: string): Fact {
    const text = this.#textAt(position);
    const form = this.#form.get(position);
    const said = eventIn(text);
    const event = form === whole ? said : { ...said, ...this.#columnsAt(position, stream) };
    if (event.position !== position || event.stream !== stream)
      throw new StoreUnavailable('the log is damaged; verify says where');
    return this.#reviver.revive(event);
  }

  /** Throws as that does, where what stands beside the text of an event was not found in it. */
  assertRead(position: number, stream: string): void {
    if (this.#form.get(position) === whole) this.factAt(position, stream);
  }

  /** The position of the event with an id. */
  find(id: string): number | undefined {
    const hash = this.#hashOf(id);
    const isPlain = readWords(id, this.#words);
    return this.#ids.find(hash, (position) =>
      this.#form.get(position) === whole
        ? eventIn(this.#textAt(position)).id === id
        : isPlain && this.#hasWords(this.#start.get(position)),
    );
  }

  /** Whether the id that stands there is the one whose words were read last. */
  #hasWords(start: number): boolean {
    return this.#words.every((word, index) => this.#bytes.word(start + 4 * index) === word);
  }

  /** Of the id that stands there. */
  #hashAt(start: number): number {
    return this.#ids.hashOf(idWords, (index) => this.#bytes.word(start + 4 * index));
  }

  /** The same of an id as it is written; one of another form is its characters. */
  #hashOf(id: string): number {
    if (!readWords(id, this.#words)) return this.#ids.hashOf(id.length, (index) => id.charCodeAt(index));
    return this.#ids.hashOf(idWords, (index) => this.#words[index] ?? 0);
  }

  #setColumns({ position, type }: WrittenEvent, cut: SplitText): void {
    this.#form.set(position, this.#forms.numberOf(`${type} ${cut.version}`));
    this.#effectiveOn.set(position, this.#days.numberOf(cut.effectiveOn));
    this.#knownOn.set(position, this.#days.numberOf(cut.knownOn));
    this.#recordedAt.set(position, cut.recordedAt);
  }

  #columnsAt(position: number, stream: string): Omit<RecordedEvent, 'body'> {
    const [type = '', version] = this.#forms.text(this.#form.get(position)).split(' ');
    return {
      id: idOf(this.#bytes.hex(this.#start.get(position), idBytes)),
      stream,
      type,
      version: Number(version),
      effectiveOn: this.#days.text(this.#effectiveOn.get(position)),
      knownOn: this.#days.text(this.#knownOn.get(position)),
      position,
      recordedAt: new Date(this.#recordedAt.get(position)).toISOString(),
      revision: 0,
      hash: '',
    };
  }

  #textAt(position: number): string {
    const before = this.#form.get(position) === whole ? 0 : idBytes;
    return this.#bytes.text(this.#start.get(position) + before, this.#length.get(position) - before);
  }
}
