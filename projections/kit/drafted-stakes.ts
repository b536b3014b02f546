import type { Stake } from '../../events/stake/stake.js';
import type { StakeBasis } from '../../events/stake/stake.events.js';
import type { StakeParties } from './parties.js';

/** What the stakes of a draft are read off. */
export interface StakeReader {
  stakeParties(stream: string): StakeParties | undefined;
  stake(stream: string): Stake;
}

interface CountedStake {
  issuer: string;
  lows: ReadonlyMap<StakeBasis, bigint>;
}

const wordsOf = (stream: string): string[] => stream.split('-').slice(1);

/** "stake-soft-bank-openai": of whom it may be a part, "bank-openai" and "openai". */
const endingsOf = (stream: string): string[] => {
  const words = wordsOf(stream);
  return words.slice(1).map((_, index) => words.slice(index + 1).join('-'));
};

/** Whose it may be: "soft" and "soft-bank". */
const beginningsOf = (stream: string): string[] => {
  const words = wordsOf(stream);
  return words.slice(1).map((_, index) => words.slice(0, index + 1).join('-'));
};

const lowsOf = ({ holdings }: Stake): Map<StakeBasis, bigint> =>
  new Map([...holdings].map(([basis, { stake }]) => [basis, BigInt(stake.low)]));

const addTo = (sets: Map<string, Set<string>>, key: string, value: string): void => {
  const known = sets.get(key);
  if (known) known.add(value);
  else sets.set(key, new Set([value]));
};

/** How much of each issuer is held, kept as stakes are added. */
export class DraftedStakes {
  readonly #byParty = new Map<string, Set<string>>();
  readonly #counted = new Map<string, CountedStake>();
  readonly #totals = new Map<string, bigint>();
  /** By what their names end in. */
  readonly #unsettled = new Map<string, Set<string>>();

  constructor(
    private readonly reader: StakeReader,
    streams: Iterable<string>,
  ) {
    for (const stream of streams) this.touch(stream);
  }

  /** Something was said on the stream of a stake. */
  touch(stream: string): void {
    for (const issuer of endingsOf(stream)) addTo(this.#unsettled, issuer, stream);
    if (this.#counted.has(stream)) return;
    for (const slug of [...endingsOf(stream), ...beginningsOf(stream)]) addTo(this.#byParty, slug, stream);
  }

  /** A party is registered, or no longer: stakes may be read otherwise that have its slug in their names. */
  touchParty(slug: string): void {
    for (const stream of this.#byParty.get(slug) ?? []) this.touch(stream);
  }

  /** The least that others than one stream's holder hold of an issuer on a basis, in basis points. */
  heldByOthers(stream: string, issuer: string, basis: StakeBasis): bigint {
    for (const one of this.#unsettled.get(issuer) ?? []) this.#recount(one);
    this.#unsettled.delete(issuer);
    const own = this.#counted.get(stream);
    const all = this.#totals.get(`${issuer}|${basis}`) ?? 0n;
    return own?.issuer === issuer ? all - (own.lows.get(basis) ?? 0n) : all;
  }

  #recount(stream: string): void {
    const before = this.#counted.get(stream);
    if (before) this.#add(before, -1n);
    const issuer = this.reader.stakeParties(stream)?.issuer;
    if (issuer === undefined) {
      this.#counted.delete(stream);
      return;
    }
    const now = { issuer, lows: lowsOf(this.reader.stake(stream)) };
    this.#counted.set(stream, now);
    this.#add(now, 1n);
  }

  #add({ issuer, lows }: CountedStake, times: bigint): void {
    for (const [basis, low] of lows) {
      const key = `${issuer}|${basis}`;
      this.#totals.set(key, (this.#totals.get(key) ?? 0n) + times * low);
    }
  }
}
