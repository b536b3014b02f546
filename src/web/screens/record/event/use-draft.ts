import { useEffect, useRef, useState } from 'preact/hooks';
import { useContents } from '../../../words/use-names.js';
import { client } from '../../../worker/client.js';
import type { EventType } from '../../../worker/protocol.js';
import { useAnswer } from '../../../worker/use-answer.js';
import { type EventDraft, emptyDraft } from '../draft/draft.js';
import { keepDraft } from '../draft/kept-draft.js';
import { type RecordingReply, send, type SendResult } from '../draft/send.js';
import {
  newPartiesIn,
  registrationOf,
  streamOf,
  submissionOf,
  type SubmittedEvent,
} from '../draft/submission.js';

export interface DraftAttempt {
  sent: SendResult;
  isDry: boolean;
  /** The numbers that the dry run before said would move. */
  moved?: RecordingReply['moved'];
}

const newKey = (): string => crypto.randomUUID();

/** What is sent: the event alone, or behind the parties that are registered with it. */
const sendingOf = (
  event: SubmittedEvent,
  newParties: readonly string[],
): SubmittedEvent | readonly SubmittedEvent[] =>
  newParties.length === 0 ? event : [...newParties.map(registrationOf), event];

/** "parties.0.role" of "/body/parties/0/role", wherever the event stands in what was sent. */
const placeIn = (pointer: string): string =>
  pointer
    .replace(/^\/\d+(?=\/)/, '')
    .replace(/^\/body\/body\//, '/body/')
    .slice(1)
    .replaceAll('/', '.');

/** What the server says is wrong, by the places of the fields. */
const faultsIn = (tried: DraftAttempt | undefined): Record<string, string> =>
  tried && 'refusal' in tried.sent
    ? Object.fromEntries(tried.sent.refusal.errors.map(({ pointer, detail }) => [placeIn(pointer), detail]))
    : {};

/** What is typed, by the places by which it is read. */
const placesOf = ({ envelope, body }: EventDraft): Record<string, string> => ({
  ...envelope,
  ...Object.fromEntries(Object.entries(body).map(([place, text]) => [`body.${place}`, text])),
});

const movedBefore = (tried: DraftAttempt | undefined): Pick<DraftAttempt, 'moved'> => {
  const moved = tried && 'recording' in tried.sent ? tried.sent.recording.moved : undefined;
  return moved ? { moved } : {};
};

/** How a draft is tried and sent, after a revision of its stream. */
const useAttempts = (
  draft: EventDraft,
  stream: string,
  whatAfter: (revision: number) => ReturnType<typeof sendingOf>,
) => {
  const [tried, setTried] = useState<DraftAttempt>();
  const [key, setKey] = useState(newKey);
  const [revision, setRevision] = useState<number>();
  const turn = useRef(0);
  const { value: events, isOld } = useAnswer('stream', { stream });
  useEffect(() => setKey(newKey()), [draft]);
  // Asked anew, as what is shown may still be the answer to what was typed before.
  const revisionNow = async (): Promise<number> => (await client.ask('stream', { stream })).length;
  const attempt = async (isDry: boolean, known = revision): Promise<void> => {
    const asked = turn.current;
    const after = known ?? (await revisionNow());
    // What was tried before something else was typed says nothing of that; what was recorded is told in any case.
    const isOld = (): boolean => isDry && asked !== turn.current;
    if (isOld()) return;
    if (isDry) setRevision(after);
    const sent = await send(whatAfter(after), { isDry, key });
    if (!isDry && 'recording' in sent) keepDraft(emptyDraft);
    if (!isOld()) setTried({ sent, isDry, ...movedBefore(tried) });
  };
  const appendAfter = async (): Promise<void> => {
    const now = await revisionNow();
    setRevision(now);
    await attempt(false, now);
  };
  const forget = (): void => {
    turn.current += 1;
    setTried(undefined);
    setRevision(undefined);
  };
  const meanwhile = { events: (!isOld && events?.slice(revision ?? 0)) || [], appendAfter };
  return { tried, what: whatAfter(revision ?? 0), meanwhile, attempt, forget };
};

/** A draft with what its words are read as, and what became of it when it was tried and sent. */
export const useDraft = (initial: EventDraft, types: readonly EventType[]) => {
  const known = useContents();
  const [draft, setDraft] = useState(initial);
  const declared = types.find(({ type }) => type === draft.type);
  const stream = declared ? streamOf(draft, declared, known) : '';
  const newParties = declared ? newPartiesIn(draft, declared, known) : [];
  const { value: readings = {} } = useAnswer('words', { type: draft.type, typed: placesOf(draft) });
  const attempts = useAttempts(draft, stream, (revision) =>
    sendingOf(
      { ...(declared && submissionOf(draft, declared, known)), expectedRevision: revision },
      newParties,
    ),
  );
  const change = (next: EventDraft): void => {
    setDraft(next);
    keepDraft(next);
    attempts.forget();
  };
  return {
    draft,
    declared,
    stream,
    newParties,
    readings,
    faults: faultsIn(attempts.tried),
    change,
    ...attempts,
  };
};

export type DraftWork = ReturnType<typeof useDraft>;
