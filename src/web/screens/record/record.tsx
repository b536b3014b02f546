import { Finding } from '../../shell/finding.js';
import { copiedOn } from '../../copied.js';
import { usePlace } from '../../place/use-place.js';
import type { SideProps } from '../../place/place.js';
import { Link } from '../../shell/link.js';
import { useStanding } from '../../worker/use-answer.js';
import { TellEvent } from './event/tell-event.js';
import { RecordFile } from './file.js';

/** Recording: one event, or a sheet or a file of them; tried before anything is sent. */
export const RecordScreen = (_: SideProps) => {
  const { connection } = useStanding();
  const { way, correct } = usePlace().place.settings;
  const isFile = way === 'file';
  if (copiedOn)
    return (
      <>
        <h1>Record an event</h1>
        <Finding says="This is a copy of a ledger, to be read: nothing is recorded here. A server of one takes events." />
      </>
    );
  return (
    <>
      <h1>{correct === '' ? 'Record an event' : 'Correct an event'}</h1>
      {!isFile && (
        <Finding says={correct === '' ? 'What happened, who said so, and when?' : 'What is right?'} />
      )}
      <nav class="ways" aria-label="Ways to record">
        <Link step={{ way: '' }} current={!isFile}>
          One event
        </Link>
        <Link step={{ way: 'file' }} current={isFile}>
          A sheet or a file
        </Link>
      </nav>
      {connection === 'away' && (
        <p class="problem" role="status">
          The server is away: what you type stays here, nothing is queued, and recording works again once it
          is back.
        </p>
      )}
      {isFile ? <RecordFile /> : <TellEvent />}
    </>
  );
};
