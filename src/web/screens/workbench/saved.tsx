import { Link } from '../../shell/link.js';
import { dateText, plural } from '../../../charts/words/dates.js';
import { baseText, referenceOf } from './bench/saved.js';
import type { SavedEntry } from '../../worker/protocol.js';
import { useAnswer } from '../../worker/use-answer.js';

const signs: Readonly<Record<SavedEntry['state'], string>> = { fresh: '●', behind: '◐', affected: '▲' };

/** How it stands to what was recorded since: a sign and the word. */
export const State = ({ state }: Pick<SavedEntry, 'state'>) => (
  <span class={`state ${state}`}>
    <span aria-hidden="true">{signs[state]}</span> {state}
  </span>
);

const Entry = ({ entry, isOpen }: { entry: SavedEntry; isOpen: boolean }) => (
  <li>
    <div class="edit-head">
      <Link step={{ scenario: referenceOf(entry), fragment: '' }} current={isOpen}>
        {entry.name}
      </Link>
      <State state={entry.state} />
    </div>
    <p class="source">
      {referenceOf(entry)} · {plural(entry.edits, 'edit')} · {baseText(entry.base)} ·{' '}
      {dateText(entry.savedOn)}
    </p>
  </li>
);

/** Every saved scenario, read off the log that the page holds. */
export const SavedList = ({ openId }: { openId: string | undefined }) => {
  const { value: entries } = useAnswer('scenarios', {});
  return (
    <section class="box" aria-label="Saved scenarios">
      <h2>Saved scenarios</h2>
      {entries?.length === 0 && <p class="source">None is saved yet.</p>}
      <ul class="plain saved">
        {entries?.map((entry) => (
          <Entry key={entry.id} entry={entry} isOpen={entry.id === openId} />
        ))}
      </ul>
    </section>
  );
};
