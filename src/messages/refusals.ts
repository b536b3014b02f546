import type { Problem } from '../../events/index.js';
import type { Count, Hash } from '../../events/kit/formats.js';
import type { EditVerdict } from '../simulator/saved/verdict.js';

/** Further members of a problem document. */
export interface ProblemMembers {
  /** The rule that would be broken. */
  rule?: string;
  /** The revision that was expected. */
  expected?: Count;
  /** The revision that the stream has. */
  actual?: Count;
  /** The position at which the log ends. */
  position?: Count;
  /** The hash of the event at that position. */
  hash?: Hash;
  /** Where the log is broken; 0 when it is the store as a whole. */
  firstBadPosition?: Count;
  /** What became of every edit of a scenario. */
  verdicts?: readonly EditVerdict[];
  retryAfterSeconds?: Count;
}

/** An order or a question that is not carried out, as a problem document tells it. */
export abstract class Obstacle extends Error {
  abstract readonly status: number;
  /** The name of this kind of problem, and of its page in the documentation. */
  abstract readonly kind: string;
  abstract readonly title: string;
  readonly problems: readonly Problem[] = [];
  readonly more: ProblemMembers = {};
}

/** The fault is the caller's: another order, or another question, would be carried out. */
export abstract class Refusal extends Obstacle {}

/** The fault is the world's: the same order may be carried out later. */
export abstract class Unable extends Obstacle {}

export class BadRequest extends Refusal {
  readonly status = 400;
  readonly kind = 'bad-request';
  readonly title = 'The request cannot be read';
  constructor(
    detail: string,
    override readonly problems: readonly Problem[] = [],
  ) {
    super(detail);
  }
}

export class NotFound extends Refusal {
  readonly status = 404;
  readonly kind = 'not-found';
  readonly title = 'There is no such thing';
}

export class RuleBroken extends Refusal {
  readonly status = 409;
  readonly kind = 'rule-broken';
  readonly title = 'A rule of the ledger would be broken';
  override readonly more: ProblemMembers;
  constructor(
    rule: string,
    detail: string,
    override readonly problems: readonly Problem[],
  ) {
    super(detail);
    this.more = { rule };
  }
}

export class IdTaken extends Refusal {
  readonly status = 409;
  readonly kind = 'id-reused';
  readonly title = 'The id belongs to an event with other content';
  constructor(
    detail: string,
    override readonly problems: readonly Problem[],
  ) {
    super(detail);
  }
}

/** Edits of a scenario that what was recorded since contradicts. */
export class Undecided extends Refusal {
  readonly status = 409;
  readonly kind = 'undecided';
  readonly title = 'Edits are in conflict with what was recorded since';
  override readonly problems: readonly Problem[];
  override readonly more: ProblemMembers;
  constructor(open: readonly { edit: number; because: string }[], verdicts: readonly EditVerdict[]) {
    super('say for each edit in conflict whether to keep or to drop it; nothing was saved');
    this.problems = open.map(({ edit, because }) => ({ pointer: `/resolve/${edit}`, detail: because }));
    this.more = { verdicts };
  }
}

export class StillRunning extends Refusal {
  readonly status = 409;
  readonly kind = 'still-running';
  readonly title = 'A request with this key is still running';
}

export class RevisionMismatch extends Refusal {
  readonly status = 412;
  readonly kind = 'wrong-revision';
  readonly title = 'The stream has another revision';
  override readonly more: ProblemMembers;
  constructor(detail: string, expected: number, actual: number) {
    super(detail);
    this.more = { expected, actual };
  }
}

export class Invalid extends Refusal {
  readonly status = 422;
  readonly kind = 'invalid';
  readonly title = 'The content is not valid';
  constructor(
    detail: string,
    override readonly problems: readonly Problem[],
  ) {
    super(detail);
  }
}

export class Unavailable extends Unable {
  readonly status = 503;
  readonly kind = 'store-unavailable';
  readonly title = 'The store is away';
  override readonly more = { retryAfterSeconds: 1 };
}

/** The log was verified and found broken. */
export class ReadOnly extends Unable {
  readonly status = 503;
  readonly kind = 'log-broken';
  readonly title = 'The log is broken and is only read';
  override readonly more: ProblemMembers;
  constructor(detail: string, firstBadPosition: number) {
    super(detail);
    this.more = { firstBadPosition, retryAfterSeconds: 60 };
  }
}

/** The store did not say in time whether it recorded. */
export class Unconfirmed extends Refusal {
  readonly status = 503;
  readonly kind = 'outcome-unknown';
  readonly title = 'Nobody knows yet whether it was recorded';
  override readonly more = { retryAfterSeconds: 1 };
}

/** The question is answerable, but not within the limits of time and memory. */
export class TooMuchWork extends Refusal {
  readonly status = 422;
  readonly kind = 'too-much-work';
  readonly title = 'The question takes too much work';
}

export class Busy extends Unable {
  readonly status = 503;
  readonly kind = 'busy';
  readonly title = 'Too much other work waits';
  override readonly more = { retryAfterSeconds: 5 };
}

export class TooLarge extends Refusal {
  readonly status = 413;
  readonly kind = 'too-large';
  readonly title = 'The request is too large';
}
