import { daysOf } from '../events/kit/date.js';
import { type Bounds, boundsOf, isUndisclosed, addBounds, type Quantity } from '../events/kit/quantity.js';
import type { Party } from '../events/party/party.js';
import type { StatedValue } from '../events/party/statements.js';
import { dilutionIn } from './dilution.js';
import { Board } from './kit/board.js';
import { claimSetsOf, pickClaims, selectClaims } from './kit/claims.js';
import { visibleFacts } from './kit/cut.js';
import { fold } from './kit/log.js';
import type { Entry, Line, Row } from './kit/line.js';
import { type Measure, measureOf, subtractBounds, sumOfLines } from './kit/measure.js';
import { cutOf, isAmong } from './kit/question.js';
import { obligations } from './obligations.js';

/** A value that somebody stated of all of a party, under the name that it counts by. */
export interface IssuerValue extends StatedValue {
  readonly issuer: string;
}

/** All values stated within the cut, the latest last. */
export const statedValues = ({ log, question, context }: Board): IssuerValue[] => {
  const all = [...log.streams('party')].sort().flatMap((stream) => {
    const facts = visibleFacts(log.facts(stream), cutOf(question));
    if (!facts.some(({ type }) => type === 'ValueStated')) return [];
    const sets = claimSetsOf(facts);
    // `lowest` and `highest` compare stakes, so that among rival claims on a party they take the primary one.
    const party = fold<Party>(stream, selectClaims(facts, sets, pickClaims(sets, question.policy)));
    return party.values.map((value) => ({ ...value, issuer: context.parties.identityOf(party.slug) }));
  });
  return all.sort(byDate);
};

/** By the date of which it was stated, and what is known later last; with the money of the round after without. */
const byDate = (left: IssuerValue, right: IssuerValue): number => {
  const text = ({ on, knownOn, counted }: IssuerValue): string =>
    JSON.stringify([daysOf(on).last, counted === 'after', knownOn]);
  return text(left) < text(right) ? -1 : 1;
};

const currencyOf = (amount: Quantity): string => amount.currency ?? 'USD';

/** Of values, and of money beside them: each by itself may be stated otherwise. */
const flagsOf = (told: readonly { hypothetical?: boolean; rivals?: number }[]): string[] => {
  const rivals = told.reduce((sum, one) => sum + (one.rivals ?? 0), 0);
  return [
    ...(told.some(({ hypothetical }) => hypothetical) ? ['hypothetical'] : []),
    ...(rivals > 0 ? [`rivals:${rivals}`] : []),
  ];
};

export const valueEntry = (value: IssuerValue): Entry => ({
  issuer: value.issuer,
  counted: value.counted,
  round: value.round ?? null,
  on: value.on,
  knownOn: value.knownOn,
  currency: currencyOf(value.amount),
  wholeUsCents: measureOf(boundsOf(value.amount)),
  text: value.amount.text ?? null,
  rests: value.rests,
  flags: flagsOf([value]),
});

/** The row with the latest value that somebody stated of all of its issuer, beside the one that stakes imply. */
export const withStated = (row: Row, stated: readonly IssuerValue[]): Row => {
  const last = stated.findLast(
    ({ issuer, amount }) => issuer === row.issuer && currencyOf(amount) === row.currency,
  );
  if (!last) return row;
  return {
    ...row,
    statedWholeUsCents: measureOf(boundsOf(last.amount)),
    statedWholeOn: last.on,
    rests: [...new Set([...row.rests, ...last.rests])].sort(),
    ...(last.hypothetical && { flags: [...new Set([...row.flags, 'hypothetical'])].sort() }),
  };
};

interface RaisedAmount {
  bounds: Bounds;
  rests: readonly string[];
  rivals: number;
  /** Other currencies in which more is raised: nobody said what that comes to in this one. */
  beside: readonly string[];
}

/** Whether it is of a deal, or in a sum of that deal, wherever it is told. */
const isWithin = (deal: string, { families }: Board, line: Line): boolean => {
  const seen = new Set<Line>();
  for (let at: Line | undefined = line; at && !seen.has(at); at = families.line(at.container ?? '')) {
    if (at.keys.deal === deal) return true;
    seen.add(at);
  }
  return false;
};

/** All money that was promised, at the cut of another board. */
const promisedBeside = ({ question, log }: Board): Board => {
  const { effectiveAt, knownAt, atPosition, policy } = question;
  const asked = { effectiveAt, knownAt, atPosition, policy, by: [], only: {}, options: {} };
  return new Board(obligations, asked, log);
};

/** The equity that a deal brings a party, in one currency: all that is not cancelled, on condition or not. */
const equityRaised = (
  round: string,
  issuer: string,
  currency: string,
  promised: Board,
): RaisedAmount | undefined => {
  // Of a round whose parts are told in deals of their own the whole is raised, not what they leave of it.
  const all = promised.families.countedBy((line) =>
    line.keys.issuer === issuer && isWithin(round, promised, line) ? (line.keys.currency ?? '') : undefined,
  );
  const lines = all.filter(({ keys }) => keys.currency === currency);
  if (lines.length === 0) return undefined;
  const currencies = new Set(all.map(({ keys }) => keys.currency ?? ''));
  currencies.delete(currency);
  const rests = lines.flatMap((line) => line.rests);
  return {
    bounds: sumOfLines(lines, 'statedUsCents'),
    rests,
    rivals: promised.contested.rivalsOf(new Set(rests)),
    beside: [...currencies].sort(),
  };
};

/** All that is raised: at least this where there is more in another currency. */
const allRaised = ({ bounds, beside }: RaisedAmount): Bounds =>
  beside.length > 0 ? { low: bounds.low, point: null, high: null } : bounds;

/** What is left of one beside the other, which only bounds it where the two are told apart. */
const gapBetween = (one: Bounds, other: Bounds): Measure => measureOf(subtractBounds(one, other));

interface Round {
  issuer: string;
  round: string;
  currency: string;
  before?: IssuerValue;
  after?: IssuerValue;
  raised?: RaisedAmount;
}

const boundsOfStated = (value: IssuerValue | undefined): Bounds | undefined =>
  value && boundsOf(value.amount);

/** Before and money beside after, each derived of the other two where it alone was not stated. */
const entryOfRound = ({ before, after, raised }: Round): Entry => {
  const [start, end] = [boundsOfStated(before), boundsOfStated(after)];
  const added = raised && allRaised(raised);
  const sum = start && added && addBounds(start, added);
  const first = start ?? (end && added && subtractBounds(end, added));
  const last = end ?? sum;
  return {
    beforeUsCents: first ? measureOf(first) : null,
    raisedUsCents: raised ? measureOf(raised.bounds) : null,
    afterUsCents: last ? measureOf(last) : null,
    missingUsCents: sum && end ? gapBetween(end, sum) : null,
    beyondUsCents: sum && end ? gapBetween(sum, end) : null,
    dilutionBp: added && last && !isUndisclosed(added) ? dilutionIn(added, last) : null,
  };
};

const roundEntry = (round: Round): Entry => {
  const { before, after, raised } = round;
  const told = [before, after].filter((value) => value !== undefined);
  const flags = flagsOf([...told, ...(raised ? [raised] : [])]);
  return {
    issuer: round.issuer,
    round: round.round,
    currency: round.currency,
    ...entryOfRound(round),
    ...(raised && raised.beside.length > 0 && { besideCurrencies: raised.beside }),
    rests: [...new Set([...told, ...(raised ? [raised] : [])].flatMap(({ rests }) => rests))].sort(),
    flags: [...new Set([...flags, ...(told.length < 2 && raised ? ['derived'] : [])])].sort(),
  };
};

/** Each round of which a value was stated: the value before, the money, and the value after. */
export const roundsOf = (stated: readonly IssuerValue[], board: Board): Entry[] => {
  const { only } = board.question;
  const rounds = new Map<string, Round>();
  let promised: Board | undefined;
  for (const value of stated) {
    const { issuer, round, amount, counted } = value;
    if (round === undefined || !isAmong(issuer, only.issuer)) continue;
    const currency = currencyOf(amount);
    const key = JSON.stringify([issuer, round, currency]);
    // Put together once for all rounds: it is a whole view, and dearer than all that is read off it.
    promised ??= promisedBeside(board);
    const one = rounds.get(key) ?? {
      issuer,
      round,
      currency,
      raised: equityRaised(round, issuer, currency, promised),
    };
    rounds.set(key, { ...one, [counted]: value });
  }
  return [...rounds].sort(([left], [right]) => (left < right ? -1 : 1)).map(([, one]) => roundEntry(one));
};
