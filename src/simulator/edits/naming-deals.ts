import { isPlainObject } from '../../../events/kit/decode.js';
import type { Fact } from '../../../events/index.js';
import type { Log } from '../../../projections/kit/log.js';

/** By tranche or payment, as deal/part, the deals in which something is told to be part of it or to overlap it. */
type DealsByPart = ReadonlyMap<string, readonly string[]>;

const addNamed = (byPart: Map<string, readonly string[]>, { stream, body }: Fact): void => {
  // A correction says it in the body that it gives to another event.
  const said = isPlainObject(body.body) ? body.body : body;
  for (const name of [said.partOf, said.with]) {
    if (typeof name !== 'string') continue;
    const known = byPart.get(name) ?? [];
    if (!known.includes(stream)) byPart.set(name, [...known, stream]);
  }
};

const onLogs = new WeakMap<Log, { readonly position: number; readonly byPart: DealsByPart }>();

/** What the facts of a log name, read once for all edits on it. */
const namedOn = (log: Log): DealsByPart => {
  const known = onLogs.get(log);
  if (known?.position === log.position) return known.byPart;
  const byPart = new Map<string, readonly string[]>();
  for (const deal of log.streams('deal')) for (const fact of log.facts(deal)) addNamed(byPart, fact);
  onLogs.set(log, { position: log.position, byPart });
  return byPart;
};

/** The deals that name a tranche or a payment, on a log and in what edits have said since. */
export class NamingDeals {
  readonly #since: Map<string, readonly string[]>;

  constructor(
    private readonly base: Log,
    before?: NamingDeals,
  ) {
    this.#since = new Map(before ? before.#since : []);
  }

  add(fact: Fact): void {
    if (fact.stream.startsWith('deal-')) addNamed(this.#since, fact);
  }

  /** In which something is, or once was, told to be part of it or to overlap it. */
  of(reference: string): string[] {
    return [
      ...new Set([...(namedOn(this.base).get(reference) ?? []), ...(this.#since.get(reference) ?? [])]),
    ];
  }
}
