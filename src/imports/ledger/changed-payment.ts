import type { Deal } from '../../../events/deal/deal.js';
import { PaymentAmended, PaymentCommitted } from '../../../events/deal/payment/payment.events.js';
import type { Fact } from '../../../events/index.js';
import { lengthOf, type Term } from '../../../events/deal/term.js';
import type { Log } from '../../../projections/kit/log.js';
import type { DealStatement, StatedPayment } from '../rows/deal-statement.js';
import { mergeSettlements, type Settlement, settlementOf } from './change.js';
import { boundsText, isSameBounds, outlierAgainst, tellable, type TellableBounds } from './compare.js';
import { changeWith, lastFact } from './correct.js';
import { commitment, termOf } from './new-deal.js';

export interface KnownRow {
  log: Log;
  stream: string;
  deal: Deal;
  statement: DealStatement;
  countedAs: (slug: string) => string;
  today: string;
}

type KnownPayments = Deal['payments'];

/** The payments of the deal between the sides that the row names. */
const paymentsBetween = (
  { deal, countedAs }: KnownRow,
  { from, to }: StatedPayment,
): [string, NonNullable<ReturnType<KnownPayments['get']>>][] =>
  [...deal.payments].filter(
    ([, known]) =>
      countedAs(known.from) === countedAs(from) &&
      (to === undefined || known.to === undefined || countedAs(known.to) === countedAs(to)),
  );

const nameFor = (payments: KnownPayments, wanted: string): string => {
  let name = wanted;
  for (let number = 2; payments.has(name); number++) name = `${wanted}-${number}`;
  return name;
};

const isSameTerm = (known: Term | undefined, stated: Term | undefined): boolean => {
  if (!stated) return true;
  return known !== undefined && lengthOf(known)?.months === lengthOf(stated)?.months;
};

const termText = (term: Term | undefined): string => {
  const length = term && lengthOf(term);
  return length ? ` over ${length.months} months` : '';
};

/** The members of a commitment or an amendment that say how much, as they would be were we wrong. */
const correctedAmount = ({ type }: Fact, isRate: boolean, words: string): Record<string, unknown> => {
  const isCommitment = type === PaymentCommitted.type;
  const whole = isCommitment ? 'amount' : 'to';
  return {
    ...(isCommitment ? {} : { by: undefined }),
    [whole]: isRate ? undefined : words,
    ratePerMonth: isRate ? words : undefined,
  };
};

type KnownPayment = NonNullable<ReturnType<KnownPayments['get']>>;

interface ComparedPayment {
  sheet: TellableBounds;
  ledger: TellableBounds;
  isSameAmount: boolean;
  /** The term that the row says otherwise than the ledger. */
  term?: { from: string; months: number };
}

/** The row's amount and term beside the ledger's; undefined where a rate stands beside a whole amount. */
const comparePayment = (known: KnownPayment, stated: StatedPayment): ComparedPayment | undefined => {
  const { amount, isRate } = stated.amount.value;
  const rate = known.rates?.at(-1)?.rate;
  if (isRate !== (rate !== undefined)) return undefined;
  const isUndisclosed = amount.quantity.qualifier === 'undisclosed';
  const currency = isUndisclosed ? undefined : known.currency;
  const sheet = tellable('amountUsCents', amount.quantity);
  const ledger: TellableBounds = { bounds: rate ?? known.amount, unit: 'amountUsCents', currency };
  const over = termOf(stated);
  const isSame = isSameTerm(known.over, over);
  return {
    sheet,
    ledger,
    isSameAmount: isSameBounds(sheet, ledger),
    ...(!isSame && over && { term: { ...over, from: known.over?.from ?? over.from } }),
  };
};

const lastAmount = ({ log, stream }: KnownRow, name: string): Fact | undefined =>
  lastFact(log, stream, [PaymentCommitted, PaymentAmended], ({ payment, by, to, amount, ratePerMonth }) => {
    const isStated = [by, to, amount, ratePerMonth].some((one) => one !== undefined);
    return payment === name && isStated;
  });

/** What changes where the amount or the term of a known payment is another one. */
const amountChanged = (
  row: KnownRow,
  name: string,
  known: KnownPayment,
  stated: StatedPayment,
): Settlement => {
  const { amount, isRate } = stated.amount.value;
  const compared = comparePayment(known, stated);
  const fact = lastAmount(row, name);
  if (!compared || !fact || (compared.isSameAmount && !compared.term)) return settlementOf({});
  const { sheet, ledger, isSameAmount, term } = compared;
  const over = term && { over: term };
  const { address } = stated.amount;
  const change = changeWith({
    ...row,
    row: row.statement.row,
    source: row.statement.source,
    address,
    of: `payment ${name}`,
    ledger: boundsText(ledger) + termText(known.over),
    sheet: boundsText(sheet) + termText(termOf(stated)),
    fact,
    corrected: { ...(isSameAmount ? {} : correctedAmount(fact, isRate, amount.words)), ...over },
    type: PaymentAmended,
    body: {
      payment: name,
      ...(isSameAmount ? {} : { [isRate ? 'ratePerMonth' : 'to']: amount.words }),
      ...over,
    },
  });
  const whose = `that the ledger has for ${row.stream}/${name}`;
  return settlementOf({ changes: [change], outliers: outlierAgainst(address, sheet, ledger, whose) });
};

/** What a row says of the money of a deal that the ledger knows. */
export const settlePayment = (row: KnownRow): Settlement => {
  const { payment: stated } = row.statement;
  if (!stated) return settlementOf({});
  const between = paymentsBetween(row, stated);
  const alike = between.filter(([, { kind }]) => kind === stated.kind);
  const [found, second] = alike.length > 0 ? alike : between;
  if (!found) {
    const name = nameFor(row.deal.payments, stated.kind);
    return settlementOf({ events: [commitment(row.stream, name, stated, row.statement)] });
  }
  if (second)
    return settlementOf({
      duplicates: [
        {
          address: stated.amount.address,
          stream: row.stream,
          because: `the ledger has several payments there (${alike.map(([name]) => name).join(', ')}): the amount is not compared`,
        },
      ],
    });
  return mergeSettlements([amountChanged(row, ...found, stated)]);
};
