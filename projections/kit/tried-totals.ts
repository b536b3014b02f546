import type { ClaimedParts, ComparedParts } from './claimed-parts.js';
import { areTriedOneByOne, type ClaimSet, type CountedClaims, type Selection } from './claims.js';
import { Families } from './family.js';
import type { FamilyRule } from './family-rule.js';
import { isAlone, type Keys, type Line } from './line.js';
import { Sum } from './measure.js';
import type { TriedTotals, UnitSums } from './outermost.js';
import { periodsOf, type Question } from './question.js';
import { familyRuleOf, type View } from './view.js';

/** Tells a stream under a selection of its claims, as a whole or part by part. */
interface ToldStream {
  linesOf(claims: CountedClaims, question: Question): readonly Line[];
  partsOf(claims: CountedClaims, question: Question): ClaimedParts | undefined;
}

/** Money is in a currency; power, and a part of a company, on a basis. */
const unitOf = (measure: string, { currency, basis }: Keys): string =>
  (measure.endsWith('UsCents') ? currency : basis) ?? '';

/** What the lines of one stream add: what holds others counts with them once. */
const countedTogether = (lines: readonly Line[], rule: FamilyRule): readonly Line[] => {
  if (lines.every(isAlone)) return lines;
  const families = new Families(rule);
  for (const line of lines) families.put(line);
  return families.counted(() => true);
};

/** What lines come to in the first measure, which is what a view is about, in each of some periods. */
class FirstSums {
  readonly #sums = new Map<string | null | undefined, Map<string, Sum>>();

  constructor(
    private readonly measure: string,
    private readonly periods: readonly (string | undefined)[],
  ) {}

  add(lines: readonly Line[], sign: 1n | -1n): void {
    for (const { keys, parts } of lines) {
      const part = parts[this.measure];
      if (!part) continue;
      const period = this.periods[0] === undefined ? undefined : keys.period;
      const sums = this.#sums.get(period) ?? new Map<string, Sum>();
      this.#sums.set(period, sums);
      const unit = unitOf(this.measure, keys);
      const sum = sums.get(unit) ?? new Sum();
      sums.set(unit, sum);
      sum.add(part, sign);
    }
  }

  swap(gone: readonly Line[], come: readonly Line[]): void {
    this.add(gone, -1n);
    this.add(come, 1n);
  }

  get told(): UnitSums[] {
    return this.periods.map(
      (period) => new Map([...(this.#sums.get(period) ?? [])].map(([unit, sum]) => [unit, sum.bounds])),
    );
  }
}

/** A question of which the totals are compared, and those of which periods: all of it where there are none. */
interface Compared {
  readonly question: Question;
  readonly periods: readonly (string | undefined)[];
}

/**
 * What a stream comes to at the as-of date; where claims come to the same there, for what they are about is over by then
 * or yet to come, what stands at the end of each period that is asked for decides, the first first.
 */
const comparedIn = ({ traits }: View, question: Question): Compared[] => {
  const { timeline, from, to, ...table } = question;
  const now: Compared = { question: table, periods: [undefined] };
  const isOfStocks = timeline && !traits?.isFlow;
  if (!isOfStocks || from === undefined || to === undefined) return [now];
  return [now, { question, periods: periodsOf(from, to, timeline).map(({ name }) => name) }];
};

const firstMeasure = ({ measures: [first = ''] }: View): string => first;

/** Told as a whole for each selection. */
class WholeTotals implements TriedTotals {
  readonly #chosen: Map<string, string>;

  constructor(
    private readonly view: View,
    private readonly compared: readonly Compared[],
    private readonly claims: CountedClaims,
    private readonly stream: ToldStream,
  ) {
    this.#chosen = new Map(claims.selection);
  }

  under({ root }: ClaimSet, id: string): UnitSums[] {
    const selection: Selection = new Map(this.#chosen).set(root, id);
    return this.compared.flatMap(({ question, periods }) => {
      const lines = this.stream.linesOf({ ...this.claims, selection }, question);
      const sums = new FirstSums(firstMeasure(this.view), periods);
      sums.add(countedTogether(lines, familyRuleOf(this.view, question)), 1n);
      return sums.told;
    });
  }

  choose({ root }: ClaimSet, id: string): void {
    this.#chosen.set(root, id);
  }
}

/** What lowest and highest compare, from a selection on. */
export const triedTotals = (
  view: View,
  question: Question,
  claims: CountedClaims,
  stream: ToldStream,
): TriedTotals => {
  const compared = comparedIn(view, question);
  const whole = new WholeTotals(view, compared, claims, stream);
  if (!areTriedOneByOne(claims.sets)) return whole;
  const told = compared.flatMap(({ question: asked, periods }): ComparedParts[] => {
    const [lines, parts] = [stream.linesOf(claims, asked), stream.partsOf(claims, asked)];
    if (!parts || !lines.every(isAlone)) return [];
    const sums = new FirstSums(firstMeasure(view), periods);
    sums.add(lines, 1n);
    return [{ parts, sums }];
  });
  const [first] = told;
  return first && told.length === compared.length ? first.parts.totals(told, whole) : whole;
};
