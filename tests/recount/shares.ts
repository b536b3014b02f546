import { exactly, isNothing, isUndisclosed, minus, sum, type Bounds } from './bounds.js';
import {
  boundsIn,
  qualifierIn,
  streamsAt,
  textIn,
  type Body,
  type Cut,
  type Fact,
  type Recorded,
  type Weigher,
  weightsOf,
} from './log.js';

/** A share as published, and as far off as its last digit may be. */
interface Share {
  parties: string[];
  share: Bounds;
  rounded: Bounds;
  isOthers: boolean;
}

interface Series {
  keys: { market: string; publisher: string; period: string };
  shares: Map<string, Share>;
  /** By currency, the last said last. */
  sizes: Map<string, Bounds>;
}

const whole = 10_000n;

/** Half a unit of the last digit that is written; in basis points. */
const halfDigit = (text: string): bigint => {
  const decimals = /\.(\d+)/.exec(text)?.[1]?.length ?? 0;
  return decimals === 0 ? 50n : decimals === 1 ? 5n : 0n;
};

const rounded = (share: Bounds, quantity: unknown): Bounds => {
  if (qualifierIn(quantity) !== 'exactly' || share.point === null) return share;
  const half = halfDigit(textIn((quantity as Body).text));
  const low = share.low - half;
  const high = (share.high ?? whole) + half;
  return { low: low < 0n ? 0n : low, point: share.point, high: high > whole ? whole : high };
};

const weighShares = (): Weigher => (facts: Fact[]) =>
  weightsOf(
    facts.filter(({ type }) => type === 'ShareReported'),
    () => '',
    ({ body }) => boundsIn(body.share),
  );

const seriesOf = (log: readonly Recorded[], cut: Cut): Series[] => {
  const all = new Map<string, Series>();
  for (const [stream, facts] of streamsAt(log, cut, weighShares)) {
    if (!stream.startsWith('market-')) continue;
    // A rival restates nothing that was known after what it is a rival of.
    const saidOn = (one: Recorded): string => {
      const rivalled = log.find(({ id }) => id === one.rivalOf);
      return rivalled ? saidOn(rivalled) : one.knownOn;
    };
    const byKnown = facts
      .map((fact) => ({ fact, said: saidOn(fact) }))
      .sort((a, b) => (a.said < b.said ? -1 : a.said > b.said ? 1 : a.fact.position - b.fact.position))
      .map(({ fact }) => fact);
    for (const { type, body } of byKnown) take(all, stream.slice('market-'.length), type, body);
  }
  return [...all.values()];
};

const take = (all: Map<string, Series>, market: string, type: string, body: Body): void => {
  if (type !== 'ShareReported' && type !== 'MarketSizeReported') return;
  const keys = { market, publisher: textIn(body.publisher), period: textIn(body.period) };
  const id = JSON.stringify(keys);
  const series = all.get(id) ?? { keys, shares: new Map<string, Share>(), sizes: new Map<string, Bounds>() };
  all.set(id, series);
  if (type === 'MarketSizeReported') {
    const currency = textIn((body.size as Body).currency, 'USD');
    series.sizes.delete(currency);
    series.sizes.set(currency, boundsIn(body.size));
    return;
  }
  const parties = [
    ...((body.parties as string[] | undefined) ?? (body.party === undefined ? [] : [textIn(body.party)])),
  ].sort();
  const share = boundsIn(body.share);
  const isOthers = body.others === true;
  series.shares.set(isOthers ? 'others' : parties.join('+'), {
    parties,
    share,
    rounded: rounded(share, body.share),
    isOthers,
  });
};

const capped = (bounds: Bounds): Bounds => ({
  ...bounds,
  high: bounds.high === null || bounds.high > whole ? whole : bounds.high,
});

/** What is left of the whole, each published share as far off as its last digit may be. */
const othersOf = (named: readonly Share[]): Bounds => {
  const known = named.filter(({ share }) => !isUndisclosed(share));
  if (known.length === 0) return { low: 0n, point: null, high: whole };
  return capped(minus(exactly(whole), sum(named.map((one) => one.rounded))));
};

/** Each party counts once: in the combined share that holds it, if there is one. */
const counted = (shares: readonly Share[]): Share[] => {
  const combined = shares.filter(({ parties }) => parties.length > 1);
  const covered = new Set(combined.flatMap(({ parties }) => parties));
  return [
    ...combined,
    ...shares.filter(({ parties }) => parties.length === 1 && !covered.has(parties[0] ?? '')),
  ];
};

const squares = (shares: readonly Share[]): Bounds | null => {
  const known = shares.filter(({ share, parties }) => parties.length === 1 && share.point !== null);
  if (known.length === 0) return null;
  const add = (of: (one: Share) => bigint): bigint => known.reduce((total, one) => total + of(one) ** 2n, 0n);
  const high = add((one) => one.rounded.high ?? whole);
  const most = whole ** 2n;
  return {
    low: add((one) => one.rounded.low),
    point: add((one) => one.share.point ?? 0n),
    high: high > most ? most : high,
  };
};

export interface ReportedRow {
  keys: Record<string, string>;
  shareBp: Bounds;
}

export interface ReportedTotal {
  keys: Record<string, string>;
  /** In squares of basis points: 10,000 times the usual figure. */
  hhi: Bounds | null;
  othersBp: Bounds | null;
  sizeUsCents: Bounds | null;
  hasCombined: boolean;
}

export const reportedAt = (
  log: readonly Recorded[],
  cut: Cut,
): { rows: ReportedRow[]; totals: ReportedTotal[] } => {
  const [rows, totals]: [ReportedRow[], ReportedTotal[]] = [[], []];
  for (const { keys, shares, sizes } of seriesOf(log, cut)) {
    const named = [...shares.values()].filter(({ isOthers }) => !isOthers);
    const stated = shares.get('others')?.share;
    const others = stated ?? (named.length > 0 ? othersOf(counted(named)) : null);
    for (const [party, { share }] of shares) rows.push({ keys: { ...keys, party }, shareBp: share });
    if (!stated && others) rows.push({ keys: { ...keys, party: 'others' }, shareBp: others });
    totals.push({
      keys,
      hhi: squares(named),
      othersBp: others,
      sizeUsCents: [...sizes.values()].at(-1) ?? null,
      hasCombined: named.some(({ parties }) => parties.length > 1),
    });
  }
  return { rows, totals };
};

/** Shares of points by largest remainder, adding to 10,000; and how low and high each may be. */
export const sharesOf = (parts: ReadonlyMap<string, Bounds>): Map<string, Bounds> => {
  const named = [...parts].filter(([, part]) => !isUndisclosed(part) && !isNothing(part));
  const points = named.map(([, { point }]) => point);
  const total = points.reduce<bigint>((sum_, point) => sum_ + (point ?? 0n), 0n);
  const isKnown = total > 0n && points.every((point) => point !== null);
  const floors = points.map((point) => (isKnown ? ((point ?? 0n) * whole) / total : 0n));
  let odd = isKnown ? whole - floors.reduce((sum_, one) => sum_ + one, 0n) : 0n;
  const byRest = points
    .map((point, index) => ({ index, rest: isKnown ? ((point ?? 0n) * whole) % total : 0n }))
    .sort((a, b) => (a.rest === b.rest ? a.index - b.index : a.rest > b.rest ? -1 : 1));
  for (const { index } of byRest)
    if (odd > 0n) {
      floors[index] = (floors[index] ?? 0n) + 1n;
      odd -= 1n;
    }
  return new Map(
    named.map(([key, part], index) => [
      key,
      { ...endsOf(key, part, parts), point: isKnown ? (floors[index] ?? 0n) : null },
    ]),
  );
};

const endsOf = (key: string, part: Bounds, parts: ReadonlyMap<string, Bounds>): Bounds => {
  const rest = sum([...parts].filter(([other]) => other !== key).map(([, one]) => one));
  const most = rest.high === null ? null : part.low + rest.high;
  const low = most === null || most === 0n ? 0n : (part.low * whole) / most;
  if (part.high === null) return { low, point: null, high: whole };
  const least = part.high + rest.low;
  return { low, point: null, high: least === 0n ? 0n : (part.high * whole + least - 1n) / least };
};
