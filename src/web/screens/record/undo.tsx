import { useState } from 'preact/hooks';
import { type RecordingReply, send, type SendResult } from './draft/send.js';
import { Outcome } from './outcome.js';

/** What takes back what was recorded, the last first: nothing is deleted, it only counts no more. */
const retractionsOf = ({ events }: RecordingReply) =>
  events.toReversed().map(({ id, stream }) => ({
    stream,
    type: 'EventRetracted',
    body: { event: id, reason: 'Undone right after it was recorded.' },
  }));

/** Takes back what was recorded, all of it or nothing. */
export const Undo = ({ recording }: { recording: RecordingReply }) => {
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
