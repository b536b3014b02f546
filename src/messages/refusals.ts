import type { Problem } from '../../events/index.js';
import type { Count, Hash } from '../../events/kit/formats.js';
import type { EditVerdict } from '../simulator/saved/verdict.js';
import { type RefusalKind, refusalKinds } from './refusal-kinds.js';

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
  /** The name of this kind of problem, and of its page in the documentation. */
  abstract readonly kind: RefusalKind;

  constructor(
    detail: string,
    readonly problems: readonly Problem[] = [],
    readonly more: ProblemMembers = {},
  ) {
    super(detail);
  }

  get status(): number {
    return refusalKinds[this.kind].status;
  }

  get title(): string {
    return refusalKinds[this.kind].title;
  }
}

/** The fault is the caller's: another order, or another question, would be carried out. */
export abstract class Refusal extends Obstacle {}

/** The fault is the world's: the same order may be carried out later. */
export abstract class Unable extends Obstacle {}

export class BadRequest extends Refusal {
  readonly kind = 'bad-request';
}

export class NotFound extends Refusal {
  readonly kind = 'not-found';
}

export class RuleBroken extends Refusal {
  readonly kind = 'rule-broken';
  constructor(rule: string, detail: string, problems: readonly Problem[]) {
    super(detail, problems, { rule });
  }
}

export class IdTaken extends Refusal {
  readonly kind = 'id-reused';
}

export class NameTaken extends Refusal {
  readonly kind = 'name-taken';
}

export class NoPlace extends Refusal {
  readonly kind = 'no-place';
}

/** Edits of a scenario that what was recorded since contradicts. */
export class Undecided extends Refusal {
  readonly kind = 'undecided';
  constructor(
    open: readonly { edit: number; because: string }[],
    readonly verdicts: readonly EditVerdict[],
  ) {
    const problems = open.map(({ edit, because }) => ({ pointer: `/resolve/${edit}`, detail: because }));
    super('say for each edit in conflict whether to keep or to drop it; nothing was saved', problems, {
      verdicts,
    });
  }
}

export class StillRunning extends Refusal {
  readonly kind = 'still-running';
}

export class RevisionMismatch extends Refusal {
  readonly kind = 'wrong-revision';
  constructor(detail: string, expected: number, actual: number) {
    super(detail, [], { expected, actual });
  }
}

export class Invalid extends Refusal {
  readonly kind = 'invalid';
}

export class Unavailable extends Unable {
  readonly kind = 'store-unavailable';
  override readonly more = { retryAfterSeconds: 1 };
}

/** Whoever records must ask another process of the ledger. */
export class RecordsNothing extends Refusal {
  readonly kind = 'reads-a-standby';
}

/** The log was verified and found broken. */
export class ReadOnly extends Unable {
  readonly kind = 'log-broken';
  constructor(detail: string, firstBadPosition: number) {
    super(detail, [], { firstBadPosition, retryAfterSeconds: 60 });
  }
}

/** The store did not say in time whether it recorded. */
export class Unconfirmed extends Refusal {
  readonly kind = 'outcome-unknown';
  override readonly more = { retryAfterSeconds: 1 };
}

/** The question is answerable, but not within the limits of time and memory. */
export class TooMuchWork extends Refusal {
  readonly kind = 'too-much-work';
}

export class Busy extends Unable {
  readonly kind = 'busy';
  override readonly more = { retryAfterSeconds: 5 };
}

export class TooLarge extends Refusal {
  readonly kind = 'too-large';
}
