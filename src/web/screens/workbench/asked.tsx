import { Refused } from './save.js';
import type { AskedServer } from './bench/use-asked.js';
import { copiedOn } from '../../copied.js';

/** Asks the server, and says that it does: everything else on the bench is worked out in the browser. */
export const AskButton = ({ asked, says, isReady = true }: AskButtonProps) => (
  <p class="controls">
    <button type="submit" disabled={!isReady || asked.isWaiting || copiedOn !== ''}>
      {asked.isWaiting ? 'Working it out…' : says}
    </button>
    <span class="source">
      {copiedOn
        ? 'This takes a server; this is a copy of a ledger.'
        : 'Asking sends the edits to the server, which records nothing.'}
    </span>
  </p>
);

interface AskButtonProps {
  asked: AskedServer<unknown>;
  says: string;
  isReady?: boolean;
}

/** Why the server did not answer. */
export const AskRefusal = ({ asked }: { asked: AskedServer<unknown> }) =>
  asked.told && 'refusal' in asked.told ? <Refused refusal={asked.told.refusal} /> : null;
