import type { Scope } from '../../access/access-key.js';
import type { toAsk } from './route-scopes.js';
import { Refusal } from '../../messages/refusals.js';

export class Unauthorized extends Refusal {
  readonly kind = 'unauthorized';
}

export class OutOfScope extends Refusal {
  readonly kind = 'out-of-scope';
  constructor(need: Scope | typeof toAsk, name: string, scopes: readonly Scope[]) {
    super(`this needs the scope ${need}; the key "${name}" has ${[...scopes].join(', ')}`);
  }
}

/** What is asked for is nothing that the application does with the facts that it is about. */
export class NotWithTheseFacts extends Refusal {
  readonly kind = 'out-of-scope';
}

export class TooMany extends Refusal {
  readonly kind = 'too-many';
  constructor(detail: string, retryAfterSeconds: number) {
    super(detail, [], { retryAfterSeconds });
  }
}
