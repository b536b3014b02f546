import { useState } from 'preact/hooks';
import { keep, readKept } from '../keeping.js';
import { plural } from '../../charts/words/dates.js';
import { useContents } from '../words/use-names.js';
import { loadLater } from './later.js';
import { Link } from './link.js';
import { Sign } from './sign.js';

const kept = 'gigaledger-welcomed';

const StartEmpty = loadLater(async () => (await import('./start-empty.js')).StartEmpty);

const useDismissal = (): [boolean, () => void] => {
  const [isDismissed, setDismissed] = useState(readKept(kept) !== null);
  const dismiss = (): void => {
    keep(kept, '1');
    setDismissed(true);
  };
  return [isDismissed, dismiss];
};

const ImportLink = () => <Link step={{ screen: 'record', way: 'file' }}>Import your sheet</Link>;

const Nothing = () => (
  <section class="strip" aria-label="Welcome">
    <p>
      <b>Nothing is recorded yet.</b> Every screen fills as events come in.
    </p>
    <Link step={{ screen: 'record' }}>Record the first event</Link>
    <ImportLink />
  </section>
);

/** Says what is in the ledger on a first visit, and how to begin with one's own. */
export const Welcome = () => {
  const { position, deals, sourced } = useContents();
  const [isDismissed, dismiss] = useDismissal();
  const [isStarting, setStarting] = useState(false);
  if (position === 0) return <Nothing />;
  if (isDismissed || !deals.some(({ id }) => id === 'deal-openai-aws-2025')) return null;
  return (
    <section class="strip" aria-label="Welcome">
      <p>
        <b>The public record is loaded:</b> {plural(position, 'event')} about {plural(deals.length, 'deal')},
        {sourced === position ? ' each' : ` ${sourced} of them`} with a source.
      </p>
      <button type="button" aria-expanded={isStarting} onClick={() => setStarting(!isStarting)}>
        Start empty
      </button>
      <ImportLink />
      <button type="button" class="quiet" onClick={dismiss} aria-label="Dismiss this message">
        <Sign of="close" />
      </button>
      {isStarting && <StartEmpty />}
    </section>
  );
};
