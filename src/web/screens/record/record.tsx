import { useEffect, useState } from 'preact/hooks';
import { Finding } from '../../shell/finding.js';
import { copiedOn } from '../../copied.js';
import { usePlace } from '../../place/use-place.js';
import { type EventDraft, draftFrom, emptyDraft, submissionOf } from './draft/draft.js';
import { send, type SendResult } from './draft/send.js';
import type { SideProps } from '../../place/place.js';
import { Link } from '../../shell/link.js';
import { Panel } from '../../shell/states.js';
import { client } from '../../worker/client.js';
import type { EventType } from '../../worker/protocol.js';
import { useAnswer, useStanding } from '../../worker/use-answer.js';
import { CorrectionQuestion } from './correction.js';
import { RecordFile } from './file.js';
import { RecordFields } from './fields.js';
import { Outcome } from './outcome.js';

interface DraftAttempt {
  sent: SendResult;
  isDry: boolean;
}

/** The stream has grown, or what it says now forbids this. */
const isConflict = ({ sent }: DraftAttempt): boolean =>
  'refusal' in sent && (sent.refusal.status === 412 || sent.refusal.status === 409);

const newKey = (): string => crypto.randomUUID();

/** A draft, and what became of it when it was tried and sent after a revision of its stream. */
const useDraft = (types: readonly EventType[], firstType: string) => {
  const [draft, setDraft] = useState<EventDraft>({ ...emptyDraft, type: firstType });
  const [tried, setTried] = useState<DraftAttempt>();
  const [key, setKey] = useState(newKey);
  const [revision, setRevision] = useState<number>();
  const { value: events } = useAnswer('stream', { stream: draft.stream });
  const declared = types.find(({ type }) => type === draft.type) ?? types[0]!;
  const change = (next: EventDraft): void => {
    setDraft(next);
    setTried(undefined);
    setRevision(undefined);
  };
  useEffect(() => setKey(newKey()), [draft]);
  const whatAfter = (after: number): Record<string, unknown> => ({
    ...submissionOf(draft, declared),
    expectedRevision: after,
  });
  const attempt = async (isDry: boolean, after = revision ?? events?.length ?? 0): Promise<void> => {
    if (isDry) setRevision(after);
    setTried({ sent: await send(whatAfter(after), { isDry, key }), isDry });
  };
  const appendAfter = async (): Promise<void> => {
    const now = await client.ask('stream', { stream: draft.stream });
    setRevision(now.length);
    await attempt(false, now.length);
  };
  const what = whatAfter(revision ?? 0);
  const meanwhile = { events: events?.slice(revision ?? 0) ?? [], appendAfter };
  return { draft, declared, tried, what, meanwhile, change, attempt };
};

const Form = ({ types }: { types: readonly EventType[] }) => {
  const { correct, type } = usePlace().place.settings;
  const { draft, declared, tried, what, meanwhile, change, attempt } = useDraft(
    types,
    type || emptyDraft.type,
  );
  const isGood = tried !== undefined && 'recording' in tried.sent;
  return (
    <>
      {correct && <CorrectionQuestion id={correct} choose={(event, how) => change(draftFrom(event, how))} />}
      <form
        class="record"
        onSubmit={(event) => {
          event.preventDefault();
          void attempt(!(isGood && tried.isDry));
        }}
      >
        <RecordFields draft={draft} declared={declared} types={types} change={change} />
        <div class="controls">
          <button type="submit" disabled={isGood && !tried.isDry}>
            {isGood && tried.isDry ? 'Record it' : 'Try it'}
          </button>
          <span class="source">Trying records nothing: it shows which numbers would move.</span>
        </div>
      </form>
      {tried && (
        <Outcome
          {...tried}
          what={what}
          {...(isConflict(tried) && { meanwhile })}
          retry={() => void attempt(tried.isDry)}
        />
      )}
    </>
  );
};

/** Recording an event: a form made from the declaration, tried before it is sent. */
export const RecordScreen = (_: SideProps) => {
  const { value: types, ...state } = useAnswer('types', {});
  const { connection } = useStanding();
  const isFile = usePlace().place.settings.way === 'file';
  if (copiedOn)
    return (
      <>
        <h1>Record an event</h1>
        <Finding says="This is a copy of a ledger, to be read: nothing is recorded here. A server of one takes events." />
      </>
    );
  return (
    <>
      <h1>Record an event</h1>
      {!isFile && <Finding says="What happened, who said so, and when?" />}
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
      {isFile ? (
        <RecordFile />
      ) : (
        <Panel value={types} {...state} isOld={types === undefined}>
          {types && <Form types={types} />}
        </Panel>
      )}
    </>
  );
};
