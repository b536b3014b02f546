import { DealAnnounced } from '../../../events/deal/agreement/agreement.events.js';
import type { Deal } from '../../../events/deal/deal.js';
import { daysOf, daysBetween } from '../../../events/kit/date.js';
import { type Log, stateAt } from '../../../projections/kit/log.js';
import type { DealStatement } from '../rows/deal-statement.js';
import { countedFacts } from './correct.js';
import { type KnownParties, plainPartyName } from './known-parties.js';

interface ListedDeal {
  stream: string;
  title: string;
  parties: ReadonlySet<string>;
  /** When it was announced; missing where the ledger doesn't say. */
  on?: string;
}

/** Announced and signed may lie some days apart. */
const mostDaysApart = 7n;

const daysApart = (one: string, other: string): bigint => {
  const [left, right] = [daysOf(one), daysOf(other)];
  if (left.first <= right.last && right.first <= left.last) return 0n;
  return left.last < right.first ? daysBetween(left.last, right.first) : daysBetween(right.last, left.first);
};

const partiesIn = (deal: Deal, countedAs: (slug: string) => string): Set<string> =>
  new Set(
    [
      ...deal.parties.map(({ party }) => party),
      ...[...deal.tranches.values()].flatMap(({ provider, consumer, supplier }) => [
        provider,
        consumer,
        supplier,
      ]),
      ...[...deal.payments.values()].flatMap(({ from, to }) => [from, to]),
    ].flatMap((slug) => (slug === undefined ? [] : countedAs(slug))),
  );

/** The deals of the ledger, and which of them a row is about. */
export class KnownDeals {
  readonly #deals = new Map<string, ListedDeal>();
  readonly #taken = new Set<string>();
  readonly #names = new Set<string>();

  constructor(
    log: Log,
    private readonly parties: KnownParties,
  ) {
    for (const stream of log.streams('deal')) {
      const deal = stateAt<Deal>(log, stream);
      const on = countedFacts(log, stream).find(({ type }) => type === DealAnnounced.type)?.effectiveOn;
      this.#deals.set(stream, {
        stream,
        title: deal.title,
        parties: partiesIn(deal, (slug) => parties.countedAs(slug)),
        ...(on !== undefined && { on }),
      });
    }
  }

  /** Another row of the same sheet is about another deal, unless it has the title of this one. */
  take(stream: string): void {
    this.#taken.add(stream);
  }

  /** The deal that a row is about, matched on who is in it and when it was announced; undefined when it is new. */
  find(statement: DealStatement): string | undefined {
    const { stream } = statement;
    if (stream !== undefined) return this.#deals.has(stream) ? stream : undefined;
    const between = [...this.#deals.values()].filter((deal) => this.#isBetween(deal, statement));
    const [best] = between
      .map((deal) => ({ deal, far: this.#distance(deal, statement) }))
      .filter((one): one is { deal: ListedDeal; far: number } => one.far !== undefined)
      .sort((one, other) => one.far - other.far);
    return best?.deal.stream;
  }

  /** A stream for a deal that is new. */
  newStream({ stream, newName }: DealStatement): string {
    if (stream !== undefined) return stream;
    const isTaken = (name: string): boolean => this.#names.has(name) || this.#deals.has(name);
    let name = newName;
    for (let number = 2; isTaken(name); number++) name = `${newName}-${number}`;
    this.#names.add(name);
    return name;
  }

  #isBetween(deal: ListedDeal, { parties }: DealStatement): boolean {
    return parties.every(({ party }) => deal.parties.has(this.parties.countedAs(party)));
  }

  /** How far a deal is from what a row says, of those between its parties; undefined where it is another one. */
  #distance(deal: ListedDeal, { title, on, toldTitle, isNamed, newName }: DealStatement): number | undefined {
    const isTitled = toldTitle !== undefined && plainPartyName(title) === plainPartyName(deal.title);
    const isOwn = deal.stream === newName;
    if (isNamed) return isTitled || isOwn ? 0 : undefined;
    const apart = on && deal.on !== undefined ? daysApart(on.value, deal.on) : undefined;
    if (apart === undefined) return isTitled || isOwn ? 0 : undefined;
    const isTaken = this.#taken.has(deal.stream) && !isTitled;
    return apart > mostDaysApart || isTaken ? undefined : Number(apart) + (isTitled ? 0 : 1);
  }
}

/** What two rows of one sheet have in common where they are about one deal. */
export const keyOfStatement = ({ stream, parties, on, title, toldTitle, isNamed }: DealStatement): string =>
  stream ??
  [
    ...parties.map(({ party }) => party).sort(),
    ...(isNamed
      ? [plainPartyName(title)]
      : [on ? daysOf(on.value).first : '', toldTitle ? plainPartyName(title) : '']),
  ].join(' ');
