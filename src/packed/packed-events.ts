import { type Fact, type RecordedEvent, Reviver } from '../../events/index.js';
import { eventIn } from '../store/rows.js';
import { StoreUnavailable, type WrittenEvent } from '../store/store.js';
import { Bytes } from './bytes.js';
import { numberColumn, wholeColumn } from './columns.js';
import { type SplitText, splitText, hexOf, idOf } from './split-text.js';
import { Ids } from './ids.js';
import { NumberedTexts } from './numbered-texts.js';

/** An id takes so many bytes in front of its text. */
const idBytes = 16;
/** The form of an event that is kept as it is written; others are a type and a version. */
const whole = 0;

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

  /** Appends the event of the next position. */
  append(event: WrittenEvent): void {
    const cut = splitText(event);
    const { start, length } = this.#bytes.append(cut?.hex ?? '', cut?.rest ?? event.canonical);
    this.#position = event.position;
    this.#start.set(event.position, start);
    this.#length.set(event.position, length);
    if (cut) this.#setColumns(event, cut);
    this.#ids.append(event.id);
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

  /** The position of the event with an id. */
  find(id: string): number | undefined {
    const hex = hexOf(id);
    return this.#ids.find(id, (position) =>
      this.#form.get(position) === whole
        ? eventIn(this.#textAt(position)).id === id
        : this.#bytes.hex(this.#start.get(position), idBytes) === hex,
    );
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
