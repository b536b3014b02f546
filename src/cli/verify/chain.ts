import { decode } from '../../../events/index.js';
import { isPlainObject } from '../../../events/kit/decode.js';
import { canonicalJson, eventHash, genesisHash } from '../../store/canonical.js';
import type { IntegrityReport } from '../../store/store.js';

type ExportedEvent = Record<string, unknown> & {
  position: number;
  stream: string;
  revision: number;
  recordedAt: string;
  hash: string;
};

const isEvent = (value: unknown): value is ExportedEvent =>
  isPlainObject(value) &&
  typeof value.position === 'number' &&
  typeof value.stream === 'string' &&
  typeof value.recordedAt === 'string' &&
  typeof value.hash === 'string';

const parseLine = (line: string): unknown => {
  try {
    return JSON.parse(line);
  } catch {
    return undefined;
  }
};

/** Walks the lines of an export from the first event, with nothing but the lines themselves. */
export class HashChain {
  position = 0;
  hash = genesisHash;
  readonly faults: IntegrityReport['faults'] = [];
  readonly #revisions = new Map<string, number>();
  readonly #types = new Map<string, string>();
  #recordedAt = '';

  check(line: string): void {
    const event = parseLine(line);
    const details = isEvent(event) ? [...this.#wrong(event)] : ['is not a recorded event'];
    this.faults.push(...details.map((detail) => ({ position: this.position + 1, detail })));
    this.position = isEvent(event) ? event.position : this.position + 1;
    // The stored hash, right or wrong: one bad event must not make all later ones look bad.
    if (isEvent(event)) this.#goOn(event);
  }

  *#wrong(event: ExportedEvent): Generator<string> {
    const { hash, ...rest } = event;
    if (event.position !== this.position + 1) yield `is missing: ${event.position} follows ${this.position}`;
    const due = (this.#revisions.get(event.stream) ?? 0) + 1;
    if (event.revision !== due) yield `is revision ${event.revision} of ${event.stream} where ${due} is due`;
    if (hash !== this.#hashOf(rest)) yield 'the hash does not match';
    if (event.recordedAt < this.#recordedAt) yield 'was recorded before the event in front of it';
    yield* this.#problems(event);
  }

  #hashOf(event: Record<string, unknown>): string | undefined {
    try {
      return eventHash(this.hash, canonicalJson(event));
    } catch {
      return undefined;
    }
  }

  /** What recording the event as it stands would be refused for. */
  #problems({ revision: _r, position: _p, recordedAt, hash: _h, ...submission }: ExportedEvent): string[] {
    const { problems = [] } = decode(submission, {
      today: recordedAt.slice(0, 10),
      isRecorded: true,
      newId: () => '',
      typeOf: (id) => this.#types.get(id),
    });
    return problems.map(({ pointer, detail }) => `${pointer} ${detail}`);
  }

  #goOn({ hash, stream, revision, recordedAt, id, type }: ExportedEvent): void {
    this.hash = hash;
    this.#revisions.set(stream, revision);
    this.#types.set(String(id), String(type));
    this.#recordedAt = recordedAt;
  }
}
