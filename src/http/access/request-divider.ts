import type { IncomingMessage, RequestListener, ServerResponse } from 'node:http';
import { factsMeant, meanPublicly, takeFactsOut } from './facts.js';
import type { AccessGuard } from './guard.js';

/**
 * One address, two applications: the key of a request decides which one it reaches, before either has looked at it. What
 * is confidential is only ever in the second one.
 */
export class RequestDivider {
  #confidential: RequestListener | undefined;
  #guard: AccessGuard | undefined;

  /** Whose keys decide; until then there is nobody to have a right. */
  divideBy(guard: AccessGuard): void {
    this.#guard = guard;
  }

  /** The application that those with the right reach. */
  handOver(confidential: RequestListener): void {
    this.#confidential = confidential;
  }

  take(toPublic: RequestListener, request: IncomingMessage, response: ServerResponse): void {
    const meant = factsMeant(request);
    const confidential = this.#mayHaveAll(request) ? this.#confidential : undefined;
    // Asked for without the right, or where there are none, the word stays, and the guard refuses it.
    if (meant === 'public' || (meant && confidential)) takeFactsOut(request);
    if (meant === 'public') meanPublicly(request);
    if (confidential && meant !== 'public') confidential(request, response);
    else toPublic(request, response);
  }

  #mayHaveAll(request: IncomingMessage): boolean {
    return this.#guard?.keyBehind(request)?.scopes.includes('confidential') === true;
  }
}
