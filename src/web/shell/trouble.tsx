import type { ComponentChildren } from 'preact';
import { Copy } from './copy.js';

interface TroubleProps {
  title: string;
  children?: ComponentChildren;
  /** What still works. */
  works: string;
  requestId?: string | undefined;
  /** The same question for a command line. */
  curl?: string | undefined;
  retry?: (() => void) | undefined;
}

/** What went wrong in one place, what still works, and what to do about it. */
export const Trouble = ({ title, children, works, requestId, curl, retry }: TroubleProps) => (
  <div class="problem" role="alert">
    <h2>{title}</h2>
    {children}
    <p>{works}</p>
    {requestId && (
      <p class="source">
        request <code>{requestId}</code>
      </p>
    )}
    {(retry || curl) && (
      <div class="controls">
        {retry && (
          <button type="button" onClick={retry}>
            Try again
          </button>
        )}
        {curl && <Copy text={curl} says="Copy as curl" />}
      </div>
    )}
  </div>
);
