import { AsyncResource } from 'node:async_hooks';
import { Room } from './room.js';

/** Let in by turns: whoever records does not wait behind all who ask, nor who records little behind who records much. */
const lanes = ['order', 'batch', 'question'] as const;
export type Lane = (typeof lanes)[number];

interface Newcomer {
  came: number;
  bytes: number;
  enter: (leave: () => void) => void;
  turnAway: () => void;
}

const kibibyte = 1_024;

/**
 * Orders wait for the store after they were let in, so how long that takes does not show while they are: half a second
 * of what one core records, and what a group commit holds twice. Questions that wait have processes of their own.
 */
const roomsOf = (): Record<Lane, Room> => ({
  order: new Room({ requests: 128, bytes: 64 * kibibyte }),
  batch: new Room({ requests: 8, bytes: 512 * kibibyte }),
  question: new Room({ requests: Infinity, bytes: Infinity }),
});

/** So long is begun with what comes in before the event loop goes round again. */
const sliceMs = 20;
/** So long connections that wait are taken before work goes on. */
const acceptingMs = 30;
/** Beside orders that were let in before a round takes longer: then at least so many connections are taken, or for so long. */
const enoughConnections = 128;
const mostAcceptingMs = 250;
/** One piece of work that holds the thread for longer counts as so long: while it does nobody could be let in. */
const longestHoldMs = 250;
/** A burst may wait so long. */
const patienceMs = 3_000;
/** Once somebody was turned away the others wait so long at most, and calm is when nobody was for so long. */
const overloadedPatienceMs = 1_000;
const calmAfterMs = 5_000;

/** Where there is room for none of those that wait, it is looked again after so long at the latest. */
const restMs = 20;

/** Decides when what comes in is begun, and whether. */
export interface LettingIn {
  /** How many were turned away since the start. */
  readonly shed: Readonly<Record<Lane, number>>;
  /** A connection was accepted. */
  connected(): void;
  /**
   * Calls one of both, `enter` when it is the turn of whoever came, with what is to be called once it was dealt with.
   * `bytes`: what it sends.
   */
  admit(lane: Lane, enter: Newcomer['enter'], turnAway: () => void, bytes?: number): void;
}

/**
 * What comes in is begun at once while there is time for it, and else by turns, so that the event loop goes round often
 * whatever is asked; whoever has waited too long is turned away before anything was done.
 *
 * The system hands over one new connection each time that the event loop goes round. Were all begun that is at hand, a
 * round would take as long as the work that waits, and a thousand connections a thousand rounds.
 */
export class Turnstile implements LettingIn {
  readonly #waiting: Record<Lane, Newcomer[]> = { order: [], batch: [], question: [] };
  readonly #shed: Record<Lane, number> = { order: 0, batch: 0, question: 0 };
  readonly #rooms = roomsOf();
  #resting: NodeJS.Timeout | undefined;
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

  admit(lane: Lane, enter: Newcomer['enter'], turnAway: () => void, bytes = 0): void {
    const isNext = this.#waiting[lane].length === 0 && this.#rooms[lane].hasFor(bytes);
    if (isNext && this.#hasTime(this.now())) return enter(this.#leaving(lane, bytes));
    const one = {
      came: this.#passing(),
      bytes,
      enter: AsyncResource.bind(enter),
      turnAway: AsyncResource.bind(turnAway),
    };
    const [first] = this.#waiting[lane];
    if (first && this.#hasWaitedTooLong(first)) return this.#turnAway(lane, one);
    this.#waiting[lane].push(one);
    this.#hold();
    this.#wake();
  }

  /** What gives back the room of somebody who is let in now. */
  #leaving(lane: Lane, bytes: number): () => void {
    const leave = this.#rooms[lane].take(bytes);
    return () => {
      leave();
      this.#wake();
    };
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
    setImmediate(() => this.#lookRound(since, before, before));
  }

  /** Goes round for as long as that brings connections, then lets in those who wait. */
  #lookRound(since: number, first: number, before: number): void {
    const connections = this.#connections;
    const took = this.now() - since;
    const isEnough =
      took >= acceptingMs && (connections - first >= enoughConnections || took >= mostAcceptingMs);
    if (connections > before && !isEnough)
      return void setImmediate(() => this.#lookRound(since, first, connections));
    this.#passing();
    this.#isHolding = lanes.some((lane) => this.#waiting[lane].length > 0);
    if (this.#isHolding) this.#letIn(this.now());
  }

  /** One after the other, each once what the one before does without waiting is done, until the slice is over. */
  #letIn(began: number): void {
    if (this.now() - began >= sliceMs) return this.#goRound();
    const lane = this.#nextLane();
    const one = lane && this.#waiting[lane].shift();
    if (!lane || !one) return this.#rest();
    if (this.#hasWaitedTooLong(one)) this.#turnAway(lane, one);
    else one.enter(this.#leaving(lane, one.bytes));
    queueMicrotask(() => process.nextTick(() => this.#letIn(began)));
  }

  /** By turns, one for whom there is room, or who has waited too long for it. */
  #nextLane(): Lane | undefined {
    const after = lanes.indexOf(this.#last) + 1;
    const inTurn = [...lanes.slice(after), ...lanes.slice(0, after)];
    const next = inTurn.find((lane) => {
      const [first] = this.#waiting[lane];
      return first && (this.#rooms[lane].hasFor(first.bytes) || this.#hasWaitedTooLong(first));
    });
    if (next) this.#last = next;
    return next;
  }

  /** Nobody waits, or there is room for none of those who do. */
  #rest(): void {
    if (lanes.every((lane) => this.#waiting[lane].length === 0)) return this.#goRound();
    this.#resting = setTimeout(() => this.#wake(), restMs);
  }

  /** Somebody came, or left. */
  #wake(): void {
    if (this.#resting === undefined) return;
    clearTimeout(this.#resting);
    this.#resting = undefined;
    this.#goRound();
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
