import { isPlainObject } from '../../../events/kit/decode.js';
import { dateOf } from '../../../events/kit/calendar.js';
import { readDate } from '../../../events/kit/date.js';
import type { DisclosedMeasure } from '../../../events/party/party.events.js';
import { readWords } from '../../../events/kit/words/reader.js';
import { UnreadableWords } from '../../../events/kit/words/unreadable.js';
import { tellable, type TellableBounds } from '../ledger/compare.js';
import type { Findings } from '../rows/readings.js';
import type { FiledValue } from './company-facts.js';

/** What a filing says of one total on a day or over a period. */
export interface FiledTotal {
  address: string;
  concept: string;
  measure: DisclosedMeasure;
  /** The day or the period that it is about, and the last day of it. */
  at: string;
  end: string;
  amount: string;
  bounds: TellableBounds;
  currency: string;
  /** The filing that says it: its accession number, form and day. */
  accession: string;
  form: string;
  filed: string;
}

const isDay = (value: unknown): value is string =>
  typeof value === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(value) && readDate(value) !== undefined;

const isForm = (value: unknown): value is string =>
  typeof value === 'string' && /^[\w ./-]{1,20}$/.test(value);

const isAccession = (value: unknown): value is string =>
  typeof value === 'string' && /^\d{10}-\d{2}-\d{6}$/.test(value);

/** Beyond 2^53 a JSON number is no longer what was written. */
const isExact = (value: unknown): value is number =>
  typeof value === 'number' &&
  Math.abs(value) <= Number.MAX_SAFE_INTEGER &&
  /^-?\d+(?:\.\d\d?)?$/.test(String(value));

/** What is wrong with the members of a value; nothing where it can be read. */
const faultsOf = ({ end, start, val, accn, form, filed }: Record<string, unknown>): string[] => [
  ...(isDay(end) ? [] : ['end must be a day like 2025-05-31']),
  ...(start === undefined || (isDay(start) && isDay(end) && start <= end)
    ? []
    : ['start must be a day before end']),
  ...(isExact(val)
    ? []
    : ['val must be a number of at most 2^53 - 1, with at most two digits behind the point']),
  ...(isAccession(accn) ? [] : ['accn must be an accession number like 0001234567-25-000001']),
  ...(isForm(form) ? [] : ['form must be the name of a form, like 10-Q']),
  ...(isDay(filed) ? [] : ['filed must be a day like 2025-06-20']),
];

/** Only money is read: "USD", not "shares" or "USD/shares". */
const isCurrency = (unit: string): boolean => !(readWords(`1 ${unit}`, 'money') instanceof UnreadableWords);

/** Why a value is left out, though nothing is wrong with it. */
const reasonToLeave = (
  { concept: { concept, covers }, unit }: FiledValue,
  { start, val }: Record<string, unknown>,
): string | undefined => {
  if (!isCurrency(unit)) return `is in ${unit}, which is no currency`;
  if (covers === 'day' && start !== undefined) return `has a start: ${concept} is a level on a day`;
  if (covers === 'period' && start === undefined) return `has no start: ${concept} is a sum over a period`;
  return Number(val) < 0 ? 'is less than nothing' : undefined;
};

/** A value as what its filing says; nothing where it is wrong or left out, which is noted. */
export const filedTotalOf = (filed: FiledValue, findings: Findings): FiledTotal | undefined => {
  const { address, concept, unit, value } = filed;
  if (!isPlainObject(value))
    return findings.fault(address, 'must be an object with end, val, accn and filed');
  const faults = faultsOf(value);
  if (faults.length > 0) return findings.fault(address, faults.join('; '));
  const left = reasonToLeave(filed, value);
  if (left !== undefined) return findings.leaveOut(address, left);
  const amount = `${String(value.val)} ${unit}`;
  const quantity = readWords(amount, 'money');
  if (quantity instanceof UnreadableWords) return findings.fault(address, quantity.detail);
  const [start, end] = [String(value.start ?? value.end), String(value.end)];
  return {
    address,
    concept: concept.concept,
    measure: concept.measure,
    at: dateOf({ first: start, last: end }),
    end,
    amount,
    bounds: tellable('amountUsCents', quantity),
    currency: unit,
    accession: String(value.accn),
    form: String(value.form),
    filed: String(value.filed),
  };
};
