import { isOfType } from '../../../events/kit/envelope.js';
import { TotalDisclosed } from '../../../events/party/party.events.js';
import type { Log } from '../../../projections/kit/log.js';
import { type Settlement, settlementOf } from '../ledger/change.js';
import {
  isSameBounds,
  isSameDate,
  outlierAgainst,
  tellable,
  type TellableBounds,
} from '../ledger/compare.js';
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

const isOfSame = (total: FiledTotal, said: SaidTotal): boolean =>
  said.measure === total.measure && isSameDate(said.at, total.at);

/** What was known of a total when it was filed, latest last. */
const saidBy = (total: FiledTotal, said: readonly SaidTotal[]): SaidTotal[] =>
  said
    .filter((one) => one.knownOn <= total.filed && isOfSame(total, one))
    .sort((one, other) => one.knownOn.localeCompare(other.knownOn));

/** It was the last that was known of it, or became known on that very day. */
const isSaid = (total: FiledTotal, before: readonly SaidTotal[]): boolean =>
  before.some(
    ({ bounds, knownOn }, index) =>
      isSameBounds(bounds, total.bounds) && (index === before.length - 1 || knownOn === total.filed),
  );

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
  const said = saidTotals(log, party);
  const outliers: Settlement['outliers'][number][] = [];
  const events = totals.flatMap((total) => {
    const before = saidBy(total, said);
    if (isSaid(total, before)) return [];
    const last = before.at(-1);
    if (last)
      outliers.push(
        ...outlierAgainst(total.address, total.bounds, last.bounds, `said of ${total.at} before`),
      );
    said.push({ ...total, knownOn: total.filed });
    return [eventOf(total, party, facts)];
  });
  return settlementOf({ events, outliers });
};
