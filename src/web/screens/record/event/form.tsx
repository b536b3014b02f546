import { useNames } from '../../../words/use-names.js';
import type { EventType } from '../../../worker/protocol.js';
import type { EventDraft } from '../draft/draft.js';
import { slugFor } from '../draft/submission.js';
import { Outcome } from '../outcome.js';
import { AboutFields, PickerLists } from './about-step.js';
import { BodyField } from './body-fields.js';
import { canBeTold, canFollow } from './event-groups.js';
import { PlainField, Step } from './field.js';
import { Recorded } from './recorded.js';
import { SourceStep, WhenStep } from './source-step.js';
import { type DraftAttempt, type DraftWork, useDraft } from './use-draft.js';
import { WhatHappened } from './what-happened.js';

/** The stream has grown, or what it says now forbids this. */
const isConflict = ({ sent }: DraftAttempt): boolean =>
  'refusal' in sent && (sent.refusal.status === 412 || sent.refusal.status === 409);

/** What may be chosen: anything, or what can become of that which an earlier event told of. */
const choicesFor = ({ earlier }: EventDraft, types: readonly EventType[]): EventType[] => {
  const of = earlier && types.find(({ type }) => type === earlier.type);
  return types.filter((one) => canBeTold(one) && (of === undefined || canFollow(of, one)));
};

/** A part that is named stays named when something else is chosen of the same. */
const chooseType = (draft: EventDraft, type: string): EventDraft => ({
  ...draft,
  type,
  body: draft.purpose === 'changed' ? draft.body : {},
});

const Body = ({ work, declared }: { work: DraftWork; declared: EventType }) => {
  const { draft, readings, faults, newParties, change } = work;
  const form = {
    body: draft.body,
    readings,
    faults: Object.fromEntries(
      Object.entries(faults).map(([place, fault]) => [place.replace(/^body\./, ''), fault]),
    ),
    newParties,
    ownParts: 'record-own',
    set: (body: EventDraft['body']) => change({ ...draft, body }),
  };
  return (
    <div class="body-fields">
      {declared.fields.map((field) => (
        <BodyField key={`${declared.type}.${field.name}`} field={field} place={field.name} form={form} />
      ))}
    </div>
  );
};

const Reason = ({ work: { draft, faults, change } }: { work: DraftWork }) => (
  <PlainField
    title="Why it was wrong"
    isRequired
    placeholder="Misread the half-year."
    value={draft.envelope.reason ?? ''}
    fault={faults['body.reason']}
    set={(reason) => change({ ...draft, envelope: { ...draft.envelope, reason } })}
  />
);

const What = ({ work, types }: { work: DraftWork; types: readonly EventType[] }) => {
  const { draft, declared, newParties, faults, change } = work;
  const isCorrection = draft.purpose === 'wrong' || draft.purpose === 'never';
  return (
    <Step title={isCorrection ? 'What is right' : 'What happened'}>
      {!isCorrection && (
        <WhatHappened
          types={choicesFor(draft, types)}
          chosen={declared}
          choose={(type) => change(chooseType(draft, type))}
        />
      )}
      {declared && !draft.earlier && (
        <AboutFields
          draft={draft}
          declared={declared}
          newParties={newParties}
          fault={faults.stream}
          change={(about) => change({ ...draft, about })}
        />
      )}
      {declared && draft.purpose !== 'never' && <Body work={work} declared={declared} />}
      {isCorrection && <Reason work={work} />}
    </Step>
  );
};

const Buttons = ({ work }: { work: DraftWork }) => {
  const { tried, declared } = work;
  const isTried = tried !== undefined && 'recording' in tried.sent && tried.isDry;
  return (
    <div class="record-bar">
      <button type="submit" class="main" disabled={!declared}>
        {isTried ? 'Record it' : 'Try it'}
      </button>
      <span class="source">Trying records nothing: it shows which numbers would move.</span>
    </div>
  );
};

const Steps = ({ work, types }: { work: DraftWork; types: readonly EventType[] }) => {
  const { draft, declared, readings, faults, change } = work;
  const envelope = {
    draft,
    readings,
    faults,
    change: (next: EventDraft['envelope']) => change({ ...draft, envelope: next }),
  };
  return (
    <div class="event-steps">
      <SourceStep {...envelope} />
      <div>
        <What work={work} types={types} />
        {declared && draft.purpose !== 'never' && (
          <WhenStep {...envelope} isCorrection={draft.purpose === 'wrong'} />
        )}
      </div>
    </div>
  );
};

/** What the server says of it; what is new is called as it was typed. */
const Told = ({ work, tried }: { work: DraftWork; tried: DraftAttempt }) => {
  const names = useNames();
  const nameOf = (dimension: string, key: string): string =>
    work.newParties.find((name) => slugFor(name) === key) ?? names.of(dimension, key);
  return (
    <Outcome
      {...tried}
      what={work.what}
      nameOf={nameOf}
      {...(isConflict(tried) && { meanwhile: work.meanwhile })}
      retry={() => void work.attempt(tried.isDry)}
    />
  );
};

interface EventFormProps {
  types: readonly EventType[];
  initial: EventDraft;
  /** Begins with an empty form. */
  begin(): void;
}

/** Recording an event: who says so, what happened, when; tried before it is sent. */
export const EventForm = ({ types, initial, begin }: EventFormProps) => {
  const work = useDraft(initial, types);
  const { tried, stream, attempt } = work;
  const isTaken = tried !== undefined && 'recording' in tried.sent;
  if (isTaken && !tried.isDry && 'recording' in tried.sent)
    return <Recorded recording={tried.sent.recording} moved={tried.moved} stream={stream} begin={begin} />;
  return (
    <form
      class="event-form"
      onSubmit={(event) => {
        event.preventDefault();
        void attempt(!isTaken);
      }}
    >
      <PickerLists stream={stream} />
      <Steps work={work} types={types} />
      {tried && <Told work={work} tried={tried} />}
      <Buttons work={work} />
    </form>
  );
};
