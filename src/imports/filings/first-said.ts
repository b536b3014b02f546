import { type AtLeastOne, groupBy } from '../../../events/kit/group.js';
import { isSameBounds } from '../ledger/compare.js';
import type { Findings } from '../rows/readings.js';
import { reportedConcepts } from './concepts.js';
import type { FiledTotal } from './filed-total.js';

const groupsOf = (
  totals: readonly FiledTotal[],
  nameOf: (total: FiledTotal) => string,
): AtLeastOne<FiledTotal>[] => [...groupBy(totals, nameOf).values()];

/** The currency that most of the values are in: others are translations of it. */
export const mainCurrency = (totals: readonly FiledTotal[]): string | undefined =>
  groupsOf(totals, ({ currency }) => currency).reduce<AtLeastOne<FiledTotal> | undefined>(
    (most, group) => (most && most.length >= group.length ? most : group),
    undefined,
  )?.[0].currency;

const rankOf = ({ concept }: FiledTotal): number =>
  reportedConcepts.findIndex((one) => one.concept === concept);

/** Of several concepts of a measure the first counts, for a day or period all along: they overlap. */
const ofFirstConcept = (totals: AtLeastOne<FiledTotal>, findings: Findings): FiledTotal[] => {
  const first = totals.reduce((best, one) => (rankOf(one) < rankOf(best) ? one : best));
  return totals.filter((one) => {
    const counts = one.concept === first.concept;
    if (!counts) findings.leaveOut(one.address, `${one.measure} of ${one.at} is read from ${first.concept}`);
    return counts;
  });
};

const valueOf = ({ bounds }: FiledTotal): bigint => bounds.bounds.low;

const zerosOf = (value: bigint): number => /0*$/.exec(value.toString())?.[0].length ?? 0;

/** The same value with fewer digits, as the text of a filing has it beside its table. */
const isRoundingOf = (rounded: bigint, value: bigint): boolean => {
  const ten = 10n ** BigInt(zerosOf(rounded));
  return ((value + ten / 2n) / ten) * ten === rounded;
};

/** What one filing says of one total: once, as exactly as it does; two things that differ are both left out. */
const ofOneFiling = (totals: AtLeastOne<FiledTotal>, findings: Findings): FiledTotal[] => {
  const exact = totals.reduce((one, next) => (zerosOf(valueOf(next)) < zerosOf(valueOf(one)) ? next : one));
  const other = totals.find((one) => !isRoundingOf(valueOf(one), valueOf(exact)));
  if (!other) return [exact];
  for (const { address } of totals)
    findings.leaveOut(
      address,
      `${exact.accession} says both ${exact.amount} and ${other.amount} of ${exact.at}: record the right one by hand`,
    );
  return [];
};

const isBefore = (one: FiledTotal, other: FiledTotal): number =>
  one.filed.localeCompare(other.filed) || one.accession.localeCompare(other.accession);

const isOther = (one: FiledTotal, before: FiledTotal | undefined): boolean =>
  !before || !isSameBounds(one.bounds, before.bounds);

/** The filings in which a total first has a value, or another one than before. */
const firstOrChanged = (totals: AtLeastOne<FiledTotal>, findings: Findings): FiledTotal[] => {
  const counted = ofFirstConcept(totals, findings);
  const said = groupsOf(counted, ({ accession }) => accession)
    .flatMap((group) => ofOneFiling(group, findings))
    .sort(isBefore);
  return said.filter((one, index) => isOther(one, said[index - 1]));
};

/** What is new in filings, in their order; what a later filing repeats is nothing new. */
export const firstSaid = (totals: readonly FiledTotal[], findings: Findings): FiledTotal[] =>
  groupsOf(totals, ({ measure, at }) => `${measure}|${at}`)
    .flatMap((group) => firstOrChanged(group, findings))
    .sort((one, other) => isBefore(one, other) || one.at.localeCompare(other.at));
