import type { Quantity } from '../../../events/kit/quantity.js';
import type { RecordedEvent } from '../../../events/kit/envelope.js';
import { minorDigitsOf } from '../../../events/kit/words/minor-units.js';
import { StakeDisclosed } from '../../../events/stake/stake.events.js';
import type { Entry } from '../../../projections/kit/line.js';
import { isMeasure, type Measure } from '../../../projections/kit/measure.js';

/** An object of the format. */
export type CapTableObject = Readonly<Record<string, unknown>>;

/** What could be written of something, or why it could not. */
export type Written = { object: CapTableObject; unsaid: readonly string[] } | { because: string };

/** The one value of a measure that is known exactly. */
export const exactOf = (measure: unknown): string | undefined =>
  isMeasure(measure) && measure.low === measure.point && measure.low === measure.high
    ? String(measure.low)
    : undefined;

/** Minor units of a currency as the format writes money. */
export const monetary = (minor: string, currency: string): CapTableObject => {
  const digits = minorDigitsOf(currency);
  const padded = minor.padStart(digits + 1, '0');
  const amount = digits === 0 ? minor : `${padded.slice(0, -digits)}.${padded.slice(-digits)}`;
  return { amount, currency };
};

export const isDay = (date: string): boolean => /^\d{4}-\d{2}-\d{2}$/.test(date);

/** Since when it is known, by whom. */
export const saidBeside = ({ knownOn, source, quote }: RecordedEvent): string[] => {
  const said = [source?.title, source?.publisher, source?.publishedOn, source?.url].filter(
    (each) => each !== undefined,
  );
  return [
    `known: ${knownOn}`,
    ...(said.length > 0 ? [`source: ${said.join(', ')}`] : []),
    ...(quote === undefined ? [] : [`quote: ${quote}`]),
  ];
};

const isSameMeasure = (one: Measure, { low, point, high }: Quantity): boolean =>
  one.low === low && one.point === point && one.high === high;

const partText = (stake: Measure, told: Quantity): string =>
  told.text !== undefined && isSameMeasure(stake, told)
    ? told.text
    : `${stake.low}-${stake.high ?? 10_000} basis points`;

const isDisclosure = (event: RecordedEvent): event is RecordedEvent & { body: StakeDisclosed } =>
  event.type === StakeDisclosed.type;

/** The event that says of a stake how many shares it is, if nothing changed the stake since. */
const disclosureOf = (row: Entry, events: readonly RecordedEvent[]) => {
  const stream = `stake-${String(row.holder)}-${String(row.issuer)}`;
  const own = events.filter((event) => event.stream === stream);
  const last = own.at(-1);
  return last && isDisclosure(last) && last.body.basis === row.basis ? last : undefined;
};

const unsaidOfStakes = [
  'its part of the whole and the basis of that part stand in comments',
  'its date is the day as of which it was disclosed',
];

/** What every issuance of stock has, whatever is issued. */
const issuanceOf = (event: RecordedEvent, security: string, { holder }: Entry): CapTableObject => ({
  object_type: 'TX_STOCK_ISSUANCE',
  id: event.id,
  date: event.effectiveOn,
  security_id: security,
  custom_id: security,
  stakeholder_id: `party-${String(holder)}`,
  security_law_exemptions: [],
});

/** A stake as an issuance of stock: only what is known to the share and to the cent. */
export const stakeWritten = (
  row: Entry,
  events: readonly RecordedEvent[],
  stockClass: string | undefined,
): Written => {
  if (!isMeasure(row.stakeBp)) return { because: 'is held through others only' };
  const shares = exactOf(row.heldShares);
  if (shares === undefined) return { because: 'how many shares it is, is not known' };
  const event = disclosureOf(row, events);
  if (!event) return { because: 'it was changed or corrected since its shares were counted' };
  const { price, stake, value, shares: counted } = event.body;
  if (counted === undefined || exactOf(counted) !== shares)
    return { because: 'it was changed or corrected since its shares were counted' };
  const paid = price && exactOf(price);
  if (price?.currency === undefined || paid === undefined)
    return { because: 'what was paid for a share is not known' };
  if (!isDay(event.effectiveOn))
    return { because: `its day is not known: it was disclosed as of ${event.effectiveOn}` };
  if (stockClass === undefined)
    return { because: 'of which class the stock is, is not known: the terms say it under stock_class' };
  return {
    object: {
      ...issuanceOf(event, `${event.stream}/${String(row.basis)}`, row),
      stock_class_id: stockClass,
      share_price: monetary(paid, price.currency),
      quantity: shares,
      stock_legend_ids: [],
      comments: [
        `stake: ${partText(row.stakeBp, stake)}`,
        `basis: ${String(row.basis)}`,
        ...(value?.text === undefined ? [] : [`value: ${value.text}`]),
        ...saidBeside(event),
      ],
    },
    unsaid: unsaidOfStakes,
  };
};
