import { firstQuarterOf, quarterOf } from './portions.js';

/** What a cap leaves free: in each quarter, or in all. */
class CapRoom {
  readonly #used = new Map<number, bigint>();

  constructor(
    readonly cap: bigint,
    readonly isCumulative: boolean,
  ) {}

  free(quarter: number): bigint {
    const free = this.cap - (this.#used.get(this.#key(quarter)) ?? 0n);
    return free > 0n ? free : 0n;
  }

  /** Takes as much of an amount as there is room for in a quarter; gives what it took. */
  take(amount: bigint, quarter: number): bigint {
    const free = this.free(quarter);
    const taken = amount < free ? amount : free;
    this.reserve(taken, quarter);
    return taken;
  }

  reserve(amount: bigint, quarter: number): void {
    const key = this.#key(quarter);
    this.#used.set(key, (this.#used.get(key) ?? 0n) + amount);
  }

  #key(quarter: number): number {
    return this.isCumulative ? 0 : quarter;
  }
}

/** What a cap leaves free by the days on which tranches are surely due, and by those from which on they may come. */
export class CapRooms {
  readonly #surely: CapRoom;
  readonly #perhaps: CapRoom;

  constructor(cap: bigint, isCumulative: boolean) {
    this.#surely = new CapRoom(cap, isCumulative);
    this.#perhaps = new CapRoom(cap, isCumulative);
  }

  get isCumulative(): boolean {
    return this.#surely.isCumulative;
  }

  /** Takes of an amount, or of one without end, as much as there is room for in a quarter. */
  take(amount: bigint | null, quarter: number): bigint {
    return this.#surely.take(amount ?? this.#surely.free(quarter), quarter);
  }

  /** For what keeps its place: of a vague date the quarter in which it may come first, and that by which it surely has. */
  reserve(amount: bigint, due: string): void {
    const [first, last] = [firstQuarterOf(due), quarterOf(due)];
    this.#surely.reserve(amount, last);
    if (first !== last && !this.isCumulative) this.#surely.reserve(amount, first);
    this.#perhaps.reserve(amount, first);
  }

  /** Whether an amount has room where a date begins and where it ends. */
  fits(amount: bigint, due: string): boolean {
    const [first, last] = [firstQuarterOf(due), quarterOf(due)];
    return [this.#surely.free(last), this.#surely.free(first), this.#perhaps.free(first)].every(
      (free) => amount <= free,
    );
  }

  /** What draws power and has no date takes of what there is in all. */
  reserveInAll(amount: bigint): void {
    for (const room of [this.#surely, this.#perhaps]) room.reserve(amount, 0);
  }

  /** The first quarter by which all of an amount may have come, where it may from one quarter on and is due in another. */
  earliest(amount: bigint, from: number, until: number): number {
    if (this.isCumulative) return from;
    let left = amount;
    for (let quarter = from; quarter < until; quarter++) {
      left -= this.#perhaps.take(left, quarter);
      if (left <= 0n) return quarter;
    }
    this.#perhaps.reserve(left, until);
    return until;
  }
}
