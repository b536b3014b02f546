import { type ProblemMembers, Refusal, Unable } from '../messages/refusals.js';

export class NoSuchMethod extends Refusal {
  readonly status = 405;
  readonly kind = 'method-not-allowed';
  readonly title = 'The address does not take this method';
  /** The methods that it takes. */
  constructor(readonly allowed: readonly string[]) {
    super(`it takes ${allowed.join(', ')}`);
  }
}

export class UnsupportedMedia extends Refusal {
  readonly status = 415;
  readonly kind = 'unsupported-media-type';
  readonly title = 'The body has a type that is not read here';
}

export class CrossSite extends Refusal {
  readonly status = 403;
  readonly kind = 'cross-site';
  readonly title = 'Another site may not write here';
}

export class Misdirected extends Refusal {
  readonly status = 421;
  readonly kind = 'misdirected';
  readonly title = 'This server is not known by that name';
}

export class NotReady extends Unable {
  readonly status = 503;
  readonly kind = 'not-ready';
  readonly title = 'The server is not ready';
  override readonly more: ProblemMembers;
  constructor(detail: string, more: ProblemMembers = {}) {
    super(detail);
    this.more = { ...more, retryAfterSeconds: 1 };
  }
}

export class Stopping extends Refusal {
  readonly status = 503;
  readonly kind = 'stopping';
  readonly title = 'The server is being stopped';
  override readonly more = { retryAfterSeconds: 5 };
}

/** What the web framework refuses before anything of ours is asked. */
export class UnreadableRequest extends Refusal {
  readonly kind = 'bad-request';
  readonly title = 'The request cannot be read';
  constructor(
    detail: string,
    readonly status: number = 400,
  ) {
    super(detail);
  }
}

/** A fault of ours: it says nothing of what went wrong inside. */
export class Unexpected extends Unable {
  readonly status = 500;
  readonly kind = 'unexpected';
  readonly title = 'Something went wrong here';
  constructor() {
    super('the fault is ours; nothing was recorded unless the log shows it');
  }
}
