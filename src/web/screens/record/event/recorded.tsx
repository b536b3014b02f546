import { useState } from 'preact/hooks';
import { Link } from '../../../shell/link.js';
import { useNames } from '../../../words/use-names.js';
import { type RecordingReply, send, type SendResult } from '../draft/send.js';
import { MovedNumbers, Outcome, recordedText } from '../outcome.js';

/** What takes back what was recorded, the last first: nothing is deleted, it only counts no more. */
const retractionsOf = ({ events }: RecordingReply) =>
  events.toReversed().map(({ id, stream }) => ({
    stream,
    type: 'EventRetracted',
    body: { event: id, reason: 'Undone right after it was recorded.' },
  }));

const Undo = ({ recording }: { recording: RecordingReply }) => {
  const [sent, setSent] = useState<SendResult>();
  const [key] = useState(() => crypto.randomUUID());
  const what = retractionsOf(recording);
  const undo = async (): Promise<void> => setSent(await send(what, { isDry: false, key }));
  if (sent && 'recording' in sent)
    return (
      <p role="status">
        <b>Undone.</b> It counts no more; that it was said stays in the history.
      </p>
    );
  return (
    <>
      {sent && <Outcome sent={sent} isDry={false} what={what} retry={() => void undo()} />}
      <button type="button" onClick={() => void undo()}>
        Undo it
      </button>
    </>
  );
};

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
