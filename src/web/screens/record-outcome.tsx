import { Table } from '../charts/table.js';
import type { Refusal, Sent } from '../recording/send.js';
import { wordsIn } from '../words/bodies.js';
import { useNames } from '../words/use-names.js';
import type { LoggedEvent } from '../worker/protocol.js';
import { movedGrid } from './deal-difference.js';
import { numbersIn } from './lately.js';

interface OutcomeProps {
  sent: Sent;
  isDry: boolean;
  events: readonly LoggedEvent[];
  revision: number;
  appendAfter(): Promise<void>;
}

const Conflict = ({
  events,
  revision,
  appendAfter,
}: Pick<OutcomeProps, 'events' | 'revision' | 'appendAfter'>) => (
  <>
    <p>Meanwhile this was recorded on the same stream:</p>
    <ul class="plain">
      {events.slice(revision).map((event) => (
        <li key={event.id}>
          {event.type}: {wordsIn(event.body)}
        </li>
      ))}
    </ul>
    <button type="button" onClick={() => void appendAfter()}>
      Record mine after it
    </button>
  </>
);

const Refused = ({ refusal }: { refusal: Refusal }) => (
  <>
    <h2>{refusal.title}</h2>
    <p>{refusal.detail}</p>
    <ul>
      {refusal.errors.map(({ pointer, detail }) => (
        <li key={pointer + detail}>
          <code>{pointer}</code> {detail}
        </li>
      ))}
    </ul>
  </>
);

/** What the server says: which numbers would move, what was recorded, or why not. */
export const Outcome = ({ sent, isDry, ...conflict }: OutcomeProps) => {
  const names = useNames();
  if ('refusal' in sent)
    return (
      <section class="problem" role="alert">
        <Refused refusal={sent.refusal} />
        {sent.refusal.status === 412 && <Conflict {...conflict} />}
      </section>
    );
  const { recording } = sent;
  const warnings = recording.events.flatMap((event) => event.warnings);
  const moved = (recording.moved ?? []).flatMap(({ rows }) =>
    rows.flatMap((entry) => numbersIn(entry, names.of)),
  );
  return (
    <section class="box" role="status">
      <h2>
        {isDry
          ? 'It would be recorded'
          : `Recorded at position ${recording.events[0]?.position ?? recording.position}`}
      </h2>
      {recording.skipped.length > 0 && <p>The ledger says this already: nothing new would be recorded.</p>}
      {warnings.map(({ rule, detail }) => (
        <p key={`${rule}${detail}`} class="wrong">
          Warning: {detail ?? rule}
        </p>
      ))}
      {isDry && moved.length === 0 && <p>No number would move.</p>}
      {isDry && moved.length > 0 && (
        <Table grid={movedGrid(moved, ['now', 'then'])} caption="The numbers that would move" />
      )}
    </section>
  );
};
