import type { Count, Instant } from '../../events/kit/formats.js';

/** An address as one may be given, for those who read of it. */
export const exampleAddress = 'https://example.org/hook';

/** What a webhook is told: the alerts of a watch; or events, of one stream or type when it says so. */
export interface HookSubject {
  watch?: string;
  stream?: string;
  type?: string;
}

/** Somebody's address that is told of what happens. */
export interface Hook extends HookSubject {
  /** @format uuid */
  id: string;
  url: string;
  createdAt: Instant;
  /** The access key that made it, or that resumed it last; missing when no key was asked for. */
  madeBy?: string;
}

/** How far a webhook is, and how it fares. */
export interface HookState {
  /** The last position, or the last alert, that it took. */
  delivered: Count;
  /** How often in a row it has not taken the next one. */
  failures: Count;
  failingSince: Instant | null;
  /** When the next one is tried again. */
  retryAt: Instant | null;
  /** Why it did not take it. */
  fault: string | null;
  /** Given up until somebody resumes it. */
  paused: boolean;
}

export interface KeptHook {
  hook: Hook;
  state: HookState;
  /** With which its messages are signed. */
  secret: string;
}
