import { Link } from '../../../shell/link.js';
import { useNames } from '../../../words/use-names.js';
import type { RecordingReply } from '../draft/send.js';
import { MovedNumbers, recordedText } from '../outcome.js';
import { Undo } from '../undo.js';

const Where = ({ stream }: { stream: string }) => {
  const names = useNames();
  if (!stream.startsWith('deal-')) return null;
  return (
    <Link step={{ screen: 'deals', deal: stream }} class="to-deal">
      {names.deal(stream)}
    </Link>
  );
};

interface RecordedProps {
  recording: RecordingReply;
  moved: RecordingReply['moved'];
  stream: string;
  begin(): void;
}

/** Afterwards: what moved, where it is seen, and how it is undone. */
export const Recorded = ({ recording, moved, stream, begin }: RecordedProps) => (
  <section class="box recorded" role="status">
    <h2>{recordedText(recording)}</h2>
    <Where stream={stream} />
    <h3>What moved</h3>
    <MovedNumbers moved={moved} none="No number moved." titles={['before', 'after']} />
    <div class="controls">
      <button type="button" class="main" onClick={begin}>
        Record another
      </button>
      {recording.events.length > 0 && <Undo recording={recording} />}
    </div>
  </section>
);
