import { daysOf } from '../../../events/kit/date.js';
import { isOfType } from '../../../events/kit/envelope.js';
import { groupBy } from '../../../events/kit/group.js';
import { itemAt } from '../../../events/kit/item-at.js';
import { TotalDisclosed } from '../../../events/party/party.events.js';
import type { Log } from '../../../projections/kit/log.js';
import { type Settlement, settlementOf } from '../ledger/change.js';
import { isSameBounds, outlierAgainst, tellable, type TellableBounds } from '../ledger/compare.js';
import { countedFacts } from '../ledger/correct.js';
import type { ProposedEvent } from '../rows/proposal.js';
import type { CompanyFacts } from './company-facts.js';
import type { FiledTotal } from './filed-total.js';
import { addressOfFiling } from './filer.js';

/** Of one total: what was said of it, since when it is known. */
interface SaidTotal {
  measure: string;
  at: string;
  bounds: TellableBounds;
  knownOn: string;
}

/** What the ledger has of the party's totals towards all others, whenever due. */
const saidTotals = (log: Log, party: string): SaidTotal[] =>
  countedFacts(log, `party-${party}`).flatMap((fact) => {
    if (!isOfType(fact, TotalDisclosed)) return [];
    const { measure, at, amount, towards, over, within } = fact.body;
    return towards === undefined && over === undefined && within === undefined
      ? [{ measure, at, bounds: tellable('amountUsCents', amount), knownOn: fact.knownOn }]
      : [];
  });

/** However the day or the period is written. */
const nameOf = ({ measure, at }: Pick<SaidTotal, 'measure' | 'at'>): string => {
  const { first, last } = daysOf(at);
  return [measure, first, last].join(' ');
};

/** What was said of each total, in the order in which it became known. */
class SaidTotals {
  readonly #said: Map<string, SaidTotal[]>;

  constructor(all: readonly SaidTotal[]) {
    const inOrder = all.toSorted((one, other) => one.knownOn.localeCompare(other.knownOn));
    this.#said = new Map([...groupBy(inOrder, nameOf)].map(([name, own]) => [name, [...own]]));
  }

  /** What was known last when a total was filed, and whether the filing says something else: that is said from then on. */
  add(total: FiledTotal): { last: SaidTotal | undefined; isNew: boolean } {
    const name = nameOf(total);
    const own = this.#said.get(name) ?? [];
    const at = own.findLastIndex(({ knownOn }) => knownOn <= total.filed);
    const last = own[at];
    if (isSaidBy(own, at, total)) return { last, isNew: false };
    own.splice(at + 1, 0, { ...total, knownOn: total.filed });
    this.#said.set(name, own);
    return { last, isNew: true };
  }
}

/** By the last that was known of it, or by another that became known on that very day. */
const isSaidBy = (own: readonly SaidTotal[], last: number, { bounds, filed }: FiledTotal): boolean => {
  for (let at = last; at >= 0; at--) {
    const one = itemAt(own, at);
    if (at < last && one.knownOn !== filed) return false;
    if (isSameBounds(one.bounds, bounds)) return true;
  }
  return false;
};

const eventOf = (total: FiledTotal, party: string, { cik, name }: CompanyFacts): ProposedEvent => {
  const { address, accession, form, filed, concept, measure, at, end, amount } = total;
  return {
    event: {
      stream: `party-${party}`,
      type: TotalDisclosed.type,
      effectiveOn: end,
      knownOn: filed,
      source: {
        title: `${form} ${accession} of ${name}: ${concept}`,
        url: addressOfFiling(cik, accession),
        publisher: name,
        publishedOn: filed,
        kind: 'filing',
      },
      body: { measure, amount, at },
    },
    cells: {
      '': address,
      '/body/amount': address,
      '/effectiveOn': `${address}/end`,
      '/knownOn': `${address}/filed`,
    },
  };
};

/** What filings add to what the ledger knows of a party's totals, in their order. */
export const settleFilings = (
  totals: readonly FiledTotal[],
  party: string,
  facts: CompanyFacts,
  log: Log,
): Settlement => {
  const said = new SaidTotals(saidTotals(log, party));
  const outliers: Settlement['outliers'][number][] = [];
  const events = totals.flatMap((total) => {
    const { last, isNew } = said.add(total);
    if (!isNew) return [];
    if (last)
      outliers.push(
        ...outlierAgainst(total.address, total.bounds, last.bounds, `said of ${total.at} before`),
      );
    return [eventOf(total, party, facts)];
  });
  return settlementOf({ events, outliers });
};
