import { AsyncResource } from 'node:async_hooks';

/** Let in by turns: whoever records does not wait behind all who ask. */
const lanes = ['order', 'question'] as const;
export type Lane = (typeof lanes)[number];

interface Newcomer {
  came: number;
  enter: () => void;
  turnAway: () => void;
}

/** So long is begun with what comes in before the event loop goes round again. */
const sliceMs = 20;
/** So long connections that wait are taken before work goes on. */
const acceptingMs = 30;
/** One piece of work that holds the thread for longer counts as so long: while it does nobody could be let in. */
const longestHoldMs = 250;
/** A burst may wait so long. */
const patienceMs = 3_000;
/** Once somebody was turned away the others wait so long at most, and calm is when nobody was for so long. */
const overloadedPatienceMs = 1_000;
const calmAfterMs = 5_000;

/** Decides when what comes in is begun, and whether. */
export interface LettingIn {
  /** How many were turned away since the start. */
  readonly shed: Readonly<Record<Lane, number>>;
  /** A connection was accepted. */
  connected(): void;
  /** Calls one of both, `enter` when it is the turn of whoever came. */
  admit(lane: Lane, enter: () => void, turnAway: () => void): void;
}

/**
 * What comes in is begun at once while there is time for it, and else by turns, so that the event loop goes round often
 * whatever is asked; whoever has waited too long is turned away before anything was done.
 *
 * The system hands over one new connection each time that the event loop goes round. Were all begun that is at hand, a
 * round would take as long as the work that waits, and a thousand connections a thousand rounds.
 */
export class Turnstile implements LettingIn {
  readonly #waiting: Record<Lane, Newcomer[]> = { order: [], question: [] };
  readonly #shed: Record<Lane, number> = { order: 0, question: 0 };
  #waitingTime = 0;
  #lookedAt = 0;
  #lastShedAt = -Infinity;
  #roundBegan: number | undefined;
  #isHolding = false;
  #connections = 0;
  #last: Lane = 'question';

  /** `now`: milliseconds that only grow. */
  constructor(private readonly now: () => number = () => performance.now()) {}

  get shed(): Readonly<Record<Lane, number>> {
    return this.#shed;
  }

  connected(): void {
    this.#connections++;
  }

  admit(lane: Lane, enter: () => void, turnAway: () => void): void {
    if (this.#hasTime(this.now())) return enter();
    const one = {
      came: this.#passing(),
      enter: AsyncResource.bind(enter),
      turnAway: AsyncResource.bind(turnAway),
    };
    const [first] = this.#waiting[lane];
    if (first && this.#hasWaitedTooLong(first)) return this.#turnAway(lane, one);
    this.#waiting[lane].push(one);
    this.#hold();
  }

  #hasTime(now: number): boolean {
    if (this.#isHolding) return false;
    if (this.#roundBegan === undefined) {
      this.#roundBegan = now;
      setImmediate(() => this.#endRound());
    }
    return now - this.#roundBegan < sliceMs;
  }

  /** A round that took long is followed by a look at who wants to be connected. */
  #endRound(): void {
    const isOver = this.#roundBegan === undefined || this.now() - this.#roundBegan < sliceMs;
    this.#roundBegan = undefined;
    if (!isOver) this.#hold();
  }

  #hold(): void {
    if (this.#isHolding) return;
    this.#isHolding = true;
    this.#goRound();
  }

  #goRound(): void {
    const [since, before] = [this.now(), this.#connections];
    setImmediate(() => this.#lookRound(since, before));
  }

  /** Goes round for as long as that brings connections, then lets in those who wait. */
  #lookRound(since: number, before: number): void {
    const connections = this.#connections;
    if (connections > before && this.now() - since < acceptingMs)
      return void setImmediate(() => this.#lookRound(since, connections));
    this.#passing();
    this.#isHolding = lanes.some((lane) => this.#waiting[lane].length > 0);
    if (this.#isHolding) this.#letIn(this.now());
  }

  /** One after the other, each once what the one before does without waiting is done, until the slice is over. */
  #letIn(began: number): void {
    if (this.now() - began >= sliceMs) return this.#goRound();
    const lane = this.#nextLane();
    if (lane === undefined) return this.#goRound();
    const one = this.#waiting[lane].shift();
    if (one && this.#hasWaitedTooLong(one)) this.#turnAway(lane, one);
    else one?.enter();
    queueMicrotask(() => process.nextTick(() => this.#letIn(began)));
  }

  #nextLane(): Lane | undefined {
    const inTurn = this.#last === 'order' ? lanes.toReversed() : lanes;
    const next = inTurn.find((lane) => this.#waiting[lane].length > 0);
    if (next) this.#last = next;
    return next;
  }

  /** The time that waiting is counted by, in milliseconds. */
  #passing(): number {
    const now = this.now();
    this.#waitingTime += Math.min(now - this.#lookedAt, longestHoldMs);
    this.#lookedAt = now;
    return this.#waitingTime;
  }

  #hasWaitedTooLong({ came }: Newcomer): boolean {
    const isCalm = this.now() - this.#lastShedAt > calmAfterMs;
    return this.#passing() - came >= (isCalm ? patienceMs : overloadedPatienceMs);
  }

  #turnAway(lane: Lane, { turnAway }: Newcomer): void {
    this.#lastShedAt = this.now();
    this.#shed[lane]++;
    turnAway();
  }
}
