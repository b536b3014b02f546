import { exactly, isNothing, sum, undisclosed, type Bounds } from './bounds.js';
import { dealsOf, drawn, foldDeal, type Deal, type Warrant } from './deals.js';
import { drawnTogether } from './drawing.js';
import {
  boundsIn,
  namesAt,
  streamsAt,
  textIn,
  type Body,
  type Cut,
  type Fact,
  type Recorded,
  type Weigher,
} from './log.js';

export interface Stake {
  keys: { holder: string; issuer: string; basis: string; currency: string };
  stake: Bounds;
  value: Bounds | null;
  /** The stake that the value was told of. */
  valued: Bounds;
}

const whole = 10_000n;

const changed = (stake: Bounds, by: Bounds, isGrowth: boolean): Bounds => {
  const clamp = (value: bigint): bigint => (value < 0n ? 0n : value > whole ? whole : value);
  if (isGrowth)
    return {
      low: clamp(stake.low + by.low),
      point: stake.point === null || by.point === null ? null : clamp(stake.point + by.point),
      high: stake.high === null ? null : clamp(stake.high + (by.high ?? whole)),
    };
  return {
    low: by.high === null ? 0n : clamp(stake.low - by.high),
    point: stake.point === null || by.point === null ? null : clamp(stake.point - by.point),
    high: stake.high === null ? null : clamp(stake.high - by.low),
  };
};

interface Folded {
  stake: Bounds;
  basis: string;
  value: Bounds | null;
  valued: Bounds;
  currency: string;
  isGone: boolean;
}

const fold = (facts: readonly Fact[]): Folded | undefined => {
  let now: Folded | undefined;
  for (const { type, body } of facts) {
    if (type === 'StakeDisclosed') now = disclosed(now, body);
    if (type === 'StakeChanged' && now)
      now = {
        ...now,
        stake: changed(now.stake, boundsIn(body.by), !['sale', 'dilution'].includes(textIn(body.cause))),
      };
    if (type === 'StakeExited' && now) now = { ...now, stake: exactly(0n), value: null, isGone: true };
  }
  return now;
};

const disclosed = (before: Folded | undefined, body: Body): Folded => {
  const value = body.value as Body | undefined;
  const stake = body.stake === undefined ? undisclosed : boundsIn(body.stake);
  return {
    stake,
    valued: value ? stake : (before?.valued ?? stake),
    basis: textIn(body.basis),
    value: value ? boundsIn(value) : (before?.value ?? null),
    currency: value ? textIn(value.currency, 'USD') : (before?.currency ?? 'USD'),
    isGone: false,
  };
};

const weighStakes = (): Weigher => (facts) => {
  const held = fold(facts);
  return new Map(held ? [[held.basis, held.stake]] : []);
};

const partiesIn = (stream: string, slugs: ReadonlySet<string>): [string, string] | undefined => {
  const name = stream.slice('stake-'.length);
  for (const [index, letter] of [...name].entries()) {
    const [holder, issuer] = [name.slice(0, index), name.slice(index + 1)];
    if (letter === '-' && slugs.has(holder) && slugs.has(issuer)) return [holder, issuer];
  }
  return undefined;
};

export const stakesAt = (log: readonly Recorded[], cut: Cut): Stake[] => {
  const streams = streamsAt(log, cut, weighStakes);
  const name = namesAt(streams);
  const slugs = new Set(
    [...streams.keys()].filter((one) => one.startsWith('party-')).map((one) => one.slice('party-'.length)),
  );
  return [...streams].flatMap(([stream, facts]) => {
    const sides = stream.startsWith('stake-') ? partiesIn(stream, slugs) : undefined;
    const now = sides ? fold(facts) : undefined;
    if (!sides || !now || now.isGone || isNothing(now.stake)) return [];
    const [holder, issuer] = sides.map(name) as [string, string];
    return [
      {
        keys: { holder, issuer, basis: now.basis, currency: now.currency },
        stake: now.stake,
        value: now.value,
        valued: now.valued,
      },
    ];
  });
};

const nearest = (value: bigint, by: bigint): bigint => (2n * value + by) / (2n * by);

/** value ÷ the stake that it was told of, to the nearest cent. */
export const impliedWhole = ({ valued: stake, value }: Stake): Bounds | null => {
  if (!value || (value.point === null && value.low === 0n)) return null;
  return {
    low: nearest(value.low * whole, stake.high ?? whole),
    point: value.point === null || !stake.point ? null : nearest(value.point * whole, stake.point),
    high: value.high === null || stake.low === 0n ? null : nearest(value.high * whole, stake.low),
  };
};

export const totalStakes = (stakes: readonly Stake[]): Bounds => sum(stakes.map(({ stake }) => stake));

type Held = 'yes' | 'no' | 'unknown';

const conditionHolds = (deal: Deal, condition: Body): Held => {
  if (condition.named !== undefined) {
    const holds = deal.conditions.get(textIn(condition.named));
    return holds === undefined ? 'unknown' : holds ? 'yes' : 'no';
  }
  const sought = boundsIn(condition.energized).point ?? 0n;
  const level = drawnTogether(deal, (tranche) => drawn(deal, tranche));
  return level.low >= sought ? 'yes' : level.high !== null && level.high < sought ? 'no' : 'unknown';
};

export interface Vesting {
  name: string;
  issued: Bounds;
  vested: Bounds;
  statuses: string[];
}

/** One condition day by day: unseen before a look that it fails it had not come about, unless it had held before. */
const historyOf = (days: readonly Deal[], condition: Body): Held[] => {
  const seen = days.map((deal) => conditionHolds(deal, condition));
  const firstHeld = seen.indexOf('yes');
  const lastFailed = seen.lastIndexOf('no', firstHeld < 0 ? seen.length : firstHeld);
  return seen.map((held, index) => (index < lastFailed ? 'no' : held));
};

/** It vests on the first day on which all its conditions hold, and stays so; it may have where none is known to fail. */
const statusOf = (days: readonly Deal[], conditions: readonly Body[]): Held => {
  const histories = conditions.map((condition) => historyOf(days, condition));
  const answers = days.map((_, index) => new Set(histories.map((history) => history[index])));
  if (answers.some((all) => !all.has('no') && !all.has('unknown'))) return 'yes';
  return answers.some((all) => !all.has('no')) ? 'unknown' : 'no';
};

const vesting = (days: readonly Deal[], warrant: Warrant): Vesting => {
  const statuses = warrant.tranches.map(({ conditions }) => statusOf(days, conditions));
  const add = (wanted: Held[]): bigint =>
    warrant.tranches.reduce(
      (total, { shares }, index) => (wanted.includes(statuses[index] ?? 'no') ? total + shares : total),
      0n,
    );
  const untold = warrant.shares - add(['yes', 'unknown', 'no']);
  const most = (shares: bigint): bigint => (shares > warrant.shares ? warrant.shares : shares);
  const [low, high] = [most(add(['yes'])), most(add(['yes', 'unknown']) + (untold > 0n ? untold : 0n))];
  return {
    name: warrant.name,
    issued: exactly(warrant.shares),
    vested: low === high ? exactly(low) : { low, point: null, high },
    statuses,
  };
};

/** The deal as it stood on each day on which something took effect, once the warrant was there. */
const daysOf = (stream: string, facts: readonly Fact[], name: string): Deal[] =>
  [...new Set(facts.map(({ last }) => last))]
    .sort()
    .map((day) =>
      foldDeal(
        stream,
        facts.filter(({ last }) => last <= day),
      ),
    )
    .filter(({ warrants }) => warrants.has(name));

export const warrantsAt = (log: readonly Recorded[], cut: Cut): Vesting[] => {
  const streams = streamsAt(log, cut, weighStakes);
  return [...dealsOf(streams).values()].flatMap((deal) =>
    [...deal.warrants]
      .filter(([, { recorded }]) => recorded === 0n)
      .map(([slug, warrant]) => vesting(daysOf(deal.stream, streams.get(deal.stream) ?? [], slug), warrant)),
  );
};

export const isHeld = ({ stake }: Stake): boolean => !isNothing(stake);
