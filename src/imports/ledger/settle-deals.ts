import type { Deal } from '../../../events/deal/deal.js';
import { type Log, stateAt } from '../../../projections/kit/log.js';
import type { DealStatement } from '../rows/deal-statement.js';
import { type DuplicateRow, mergeSettlements, type Settlement, settlementOf } from './change.js';
import { settlePayment } from './changed-payment.js';
import { settleStage, settleTranche } from './changed-tranche.js';
import { tellable, outlierAgainst } from './compare.js';
import { keyOfStatement, KnownDeals } from './find-deal.js';
import type { KnownParties } from './known-parties.js';
import { eventsOfNewDeal } from './new-deal.js';

const duplicateOf = ({ row }: DealStatement, stream: string, because: string): DuplicateRow => ({
  address: row,
  stream,
  because,
});

/** Levels of one site that jump by ten from one date to the next. */
const jumpsIn = ({ levels }: DealStatement): Settlement =>
  settlementOf({
    outliers: levels.flatMap((one, index) => {
      const before = levels[index - 1];
      return before
        ? outlierAgainst(
            one.address,
            tellable('amountKw', one.value.quantity),
            tellable('amountKw', before.value.quantity),
            `of ${before.period}`,
          )
        : [];
    }),
  });

/** What the rows about deals come to: new ones, what is added to known ones, and what they say otherwise. */
export const settleDeals = (
  statements: readonly DealStatement[],
  log: Log,
  parties: KnownParties,
  today: string,
): Settlement => {
  const known = new KnownDeals(log, parties);
  const rows = new Map<string, string>();
  const settle = (statement: DealStatement): Settlement => {
    const key = keyOfStatement(statement);
    const before = rows.get(key);
    if (before !== undefined)
      return settlementOf({
        duplicates: [
          duplicateOf(statement, '', `says the same parties and date as the row of ${before}: left out`),
        ],
      });
    rows.set(key, statement.row);
    const stream = known.find(statement);
    if (stream === undefined)
      return settlementOf({ events: eventsOfNewDeal(known.newStream(statement), statement) });
    known.take(stream);
    const row = {
      log,
      stream,
      deal: stateAt<Deal>(log, stream),
      statement,
      countedAs: (slug: string) => parties.countedAs(slug),
      today,
    };
    const because = `the ledger has it as ${stream}: matched on its parties and ${statement.isNamed ? 'name' : 'date'}`;
    return mergeSettlements([
      settlementOf({ duplicates: [duplicateOf(statement, stream, because)] }),
      settleStage(row),
      settlePayment(row),
      settleTranche(row),
    ]);
  };
  return mergeSettlements(statements.flatMap((statement) => [settle(statement), jumpsIn(statement)]));
};
