import { isOfType } from '../../../events/kit/envelope.js';
import { MarketDefined, ShareReported } from '../../../events/market/market.events.js';
import type { Log } from '../../../projections/kit/log.js';
import type { ProposedEvent } from '../rows/proposal.js';
import { proposeEvent, toldBody } from '../rows/proposal.js';
import type { ShareStatement } from '../rows/share-rows.js';
import { mergeSettlements, type Settlement, settlementOf } from './change.js';
import { boundsText, isSameBounds, isSameDate, outlierAgainst, tellable } from './compare.js';
import { changeWith, countedFacts } from './correct.js';
import type { KnownParties } from './known-parties.js';

const titleOf = (slug: string): string => {
  const words = slug.replaceAll('-', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
};

const isDefined = (log: Log, market: string): boolean =>
  countedFacts(log, `market-${market}`).some(({ type }) => type === MarketDefined.type);

const definition = ({ market, row, source }: ShareStatement): ProposedEvent => ({
  event: {
    stream: `market-${market.value}`,
    type: MarketDefined.type,
    source: source.source,
    body: { name: titleOf(market.value), layer: 'infrastructure', metric: 'unstated', scope: 'unstated' },
  },
  cells: { '': row },
});

const keyOf = ({ market, publisher, party, period }: ShareStatement): string =>
  [market.value, publisher.value, party?.value ?? '', period.value].join('|');

const report = (statement: ShareStatement): ProposedEvent => {
  const { market, publisher, party, period, share, source, row } = statement;
  return proposeEvent(
    `market-${market.value}`,
    ShareReported,
    toldBody({
      publisher,
      ...(party ? { party } : { others: { value: true, address: share.address } }),
      period,
      share: { value: share.value.words, address: share.address },
    }),
    { ...source, row },
    { effectiveOn: period.value, cells: { '/effectiveOn': period.address } },
  );
};

/** What the ledger has for the same publisher, party and period. */
const knownReport = (statement: ShareStatement, log: Log, parties: KnownParties) => {
  const { market, publisher, party, period } = statement;
  const reports = countedFacts(log, `market-${market.value}`).filter((fact) => isOfType(fact, ShareReported));
  return reports.findLast(({ body: said }) => {
    if (said.publisher !== publisher.value) return false;
    const isSameParty = party
      ? said.party !== undefined && parties.countedAs(said.party) === parties.countedAs(party.value)
      : said.others === true;
    return isSameParty && isSameDate(said.period, period.value);
  });
};

const settleShare = (
  statement: ShareStatement,
  log: Log,
  parties: KnownParties,
  today: string,
): Settlement => {
  const { market, party, period, share } = statement;
  const known = knownReport(statement, log, parties);
  if (!known) return settlementOf({ events: [report(statement)] });
  const said = known.body;
  const [sheet, ledger] = [tellable('amountBp', share.value.quantity), tellable('amountBp', said.share)];
  if (isSameBounds(sheet, ledger)) return settlementOf({});
  const { address } = share;
  const change = changeWith({
    ...statement,
    log,
    stream: `market-${market.value}`,
    today,
    address,
    of: `share of ${party?.value ?? 'others'} in ${period.value}`,
    ledger: boundsText(ledger),
    sheet: boundsText(sheet),
    fact: known,
    corrected: { share: share.value.words },
    type: ShareReported,
    body: { ...said, share: share.value.words },
    since: period.value,
  });
  const whose = `that the ledger has for ${period.value}`;
  return settlementOf({ changes: [change], outliers: outlierAgainst(address, sheet, ledger, whose) });
};

/** A share that jumps by ten from one period to the next. */
const jumps = (statements: readonly ShareStatement[]): Settlement => {
  const before = new Map<string, ShareStatement>();
  return settlementOf({
    outliers: statements.flatMap((one) => {
      const key = [one.market.value, one.publisher.value, one.party?.value ?? ''].join('|');
      const last = before.get(key);
      before.set(key, one);
      return last
        ? outlierAgainst(
            one.share.address,
            tellable('amountBp', one.share.value.quantity),
            tellable('amountBp', last.share.value.quantity),
            `of ${last.period.value}`,
          )
        : [];
    }),
  });
};

/** What the rows about market shares come to. */
export const settleShares = (
  statements: readonly ShareStatement[],
  log: Log,
  parties: KnownParties,
  today: string,
): Settlement => {
  const seen = new Map<string, string>();
  const defined = new Set<string>();
  const settled = statements.map((statement): Settlement => {
    const before = seen.get(keyOf(statement));
    const { address } = statement.share;
    if (before !== undefined)
      return settlementOf({
        duplicates: [
          { address, stream: '', because: `says the same party and period as ${before}: left out` },
        ],
      });
    seen.set(keyOf(statement), address);
    const market = statement.market.value;
    const isNew = !defined.has(market) && !isDefined(log, market);
    defined.add(market);
    return mergeSettlements([
      settlementOf({ events: isNew ? [definition(statement)] : [] }),
      settleShare(statement, log, parties, today),
    ]);
  });
  return mergeSettlements([...settled, jumps(statements)]);
};
