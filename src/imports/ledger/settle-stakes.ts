import { StakeDisclosed } from '../../../events/stake/stake.events.js';
import type { Quantity } from '../../../events/kit/quantity.js';
import type { Log } from '../../../projections/kit/log.js';
import type { Fact } from '../../../events/index.js';
import { proposeEvent, type ToldBody, toldBody } from '../rows/proposal.js';
import type { QuantityWords } from '../rows/amounts.js';
import type { Told } from '../rows/readings.js';
import type { StakeRow } from '../rows/stake-rows.js';
import { mergeSettlements, type Settlement, settlementOf } from './change.js';
import { boundsText, isSameBounds, isSameDate, outlierAgainst, tellable } from './compare.js';
import { changeWith, countedFacts } from './correct.js';

const wordsOf = (told: Told<QuantityWords> | undefined): Told | undefined =>
  told && { value: told.value.words, address: told.address };

const bodyOf = ({ stake, basis, value, shares, price }: StakeRow): ToldBody =>
  toldBody({
    stake: { value: stake.value.words, address: stake.address },
    basis: basis ?? 'unstated',
    value: wordsOf(value),
    shares: wordsOf(shares),
    price: wordsOf(price),
  });

/** Where shares are counted, they are the same. */
const isSameCount = ({ shares }: StakeRow, before: { shares?: Quantity }): boolean =>
  shares === undefined ||
  (before.shares !== undefined &&
    isSameBounds(tellable('amount', shares.value.quantity), tellable('amount', before.shares)));

/** What the ledger has for the date of the row, or for now where it has none. */
const knownStake = ({ basis, on }: StakeRow, log: Log, stream: string): Fact | undefined => {
  const levels = countedFacts(log, stream).filter(
    ({ type, body }) =>
      type === StakeDisclosed.type && (!basis || (body as { basis: string }).basis === basis.value),
  );
  return on ? levels.findLast(({ effectiveOn }) => isSameDate(effectiveOn, on.value)) : levels.at(-1);
};

const newStake = (row: StakeRow, stream: string): Settlement => {
  const { on, source } = row;
  const clocks = on
    ? { effectiveOn: on.value, knownOn: on.value, cells: { '/effectiveOn': on.address } }
    : {};
  return settlementOf({
    events: [proposeEvent(stream, StakeDisclosed, bodyOf(row), { ...source, row: row.row }, clocks)],
  });
};

const settleStake = (row: StakeRow, log: Log, today: string): Settlement => {
  const { holder, issuer, stake, on } = row;
  const stream = `stake-${holder.value}-${issuer.value}`;
  const known = knownStake(row, log, stream);
  if (!known) return newStake(row, stream);
  const body = known.body as { stake: Quantity; basis: string; shares?: Quantity };
  const [sheet, ledger] = [tellable('amountBp', stake.value.quantity), tellable('amountBp', body.stake)];
  if (isSameBounds(sheet, ledger) && isSameCount(row, body)) return settlementOf({});
  const told = { ...bodyOf(row).body, basis: body.basis };
  const change = changeWith({
    ...row,
    log,
    stream,
    today,
    address: stake.address,
    of: 'stake',
    ledger: boundsText(ledger),
    sheet: boundsText(sheet),
    fact: known,
    corrected: told,
    type: StakeDisclosed,
    body: told,
    ...(on && { since: on.value }),
  });
  return settlementOf({
    changes: [change],
    outliers: outlierAgainst(stake.address, sheet, ledger, 'that the ledger has'),
  });
};

/** What the rows about stakes come to. */
export const settleStakes = (statements: readonly StakeRow[], log: Log, today: string): Settlement =>
  mergeSettlements(statements.map((statement) => settleStake(statement, log, today)));
