import type { Scope } from '../../access/access-key.js';
import { type ProblemMembers, Refusal } from '../../messages/refusals.js';

export class Unauthorized extends Refusal {
  readonly status = 401;
  readonly kind = 'unauthorized';
  readonly title = 'A key is needed';
}

export class OutOfScope extends Refusal {
  readonly status = 403;
  readonly kind = 'out-of-scope';
  readonly title = 'The key may not do that';
  constructor(need: Scope, name: string, scopes: readonly Scope[]) {
    super(`this needs the scope ${need}; the key "${name}" has ${[...scopes].join(', ')}`);
  }
}

export class TooMany extends Refusal {
  readonly status = 429;
  readonly kind = 'too-many';
  readonly title = 'Too many requests';
  override readonly more: ProblemMembers;
  constructor(detail: string, retryAfterSeconds: number) {
    super(detail);
    this.more = { retryAfterSeconds };
  }
}
