import { isPlainObject } from '../../events/kit/decode.js';
import type { Identifiers } from '../../events/party/party.events.js';
import { type Identified, slugCalled, slugIdentified } from './identified.js';
import type { Log } from './log.js';

const isText = (value: unknown): value is string => typeof value === 'string';

const identifiersIn = (body: unknown): Identifiers | undefined => {
  if (!isPlainObject(body) || !isPlainObject(body.identifiers)) return undefined;
  return Object.fromEntries(Object.entries(body.identifiers).filter(([, value]) => isText(value)));
};

/** What a batch says of its own parties. */
const identifiedIn = (events: readonly unknown[]): Identified[] =>
  events.flatMap((raw) => {
    if (!isPlainObject(raw) || !isText(raw.stream) || !raw.stream.startsWith('party-')) return [];
    const identifiers = identifiersIn(raw.body);
    return identifiers ? [{ slug: raw.stream.slice('party-'.length), identifiers }] : [];
  });

/** Parties by their identifiers: of the log, and of a batch that is to be recorded in it or to be assumed beside it. */
export class PartiesCalled {
  readonly #found = new Map<string, string | undefined>();
  #batch: Identified[] | undefined;

  constructor(
    private readonly log: Log,
    private readonly events: readonly unknown[],
  ) {}

  partyCalled = (name: string): string | undefined => {
    if (!this.#found.has(name)) this.#found.set(name, this.#find(name));
    return this.#found.get(name);
  };

  #find(name: string): string | undefined {
    const slug = slugCalled(this.log, name);
    return slug === name ? slugIdentified((this.#batch ??= identifiedIn(this.events)), name) : slug;
  }
}
