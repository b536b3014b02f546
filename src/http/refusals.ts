import { type ProblemMembers, Refusal, Unable } from '../messages/refusals.js';
import type { Lane } from './turnstile.js';

export class NoSuchMethod extends Refusal {
  readonly kind = 'method-not-allowed';
  /** The methods that it takes. */
  constructor(readonly allowed: readonly string[]) {
    super(`it takes ${allowed.join(', ')}`);
  }
}

export class UnsupportedMedia extends Refusal {
  readonly kind = 'unsupported-media-type';
}

export class CrossSite extends Refusal {
  readonly kind = 'cross-site';
}

export class Misdirected extends Refusal {
  readonly kind = 'misdirected';
}

export class NotReady extends Unable {
  readonly kind = 'not-ready';
  constructor(detail: string, more: ProblemMembers = {}) {
    super(detail, [], { ...more, retryAfterSeconds: 1 });
  }
}

/** More comes in than can be answered: it was turned away before anything was done. */
export class Overloaded extends Unable {
  readonly kind = 'overloaded';
  constructor(lane: Lane) {
    super(
      lane === 'question'
        ? 'more is asked than can be answered'
        : 'more is sent than can be recorded; of this nothing was',
      [],
      { retryAfterSeconds: 2 },
    );
  }
}

export class Stopping extends Refusal {
  readonly kind = 'stopping';
  override readonly more = { retryAfterSeconds: 5 };
}

/** What the web framework refuses before anything of ours is asked. */
export class UnreadableRequest extends Refusal {
  readonly kind = 'bad-request';
  constructor(
    detail: string,
    private readonly own = 400,
  ) {
    super(detail);
  }

  override get status(): number {
    return this.own;
  }
}

/** A fault of ours: it says nothing of what went wrong inside. */
export class Unexpected extends Unable {
  readonly kind = 'unexpected';
  constructor() {
    super('the fault is ours; nothing was recorded unless the log shows it');
  }
}
