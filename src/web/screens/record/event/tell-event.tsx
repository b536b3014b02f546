import { useState } from 'preact/hooks';
import { usePlace } from '../../../place/use-place.js';
import { Empty, Panel } from '../../../shell/states.js';
import { useContents } from '../../../words/use-names.js';
import type { EventType } from '../../../worker/protocol.js';
import { useAnswer } from '../../../worker/use-answer.js';
import type { RecordedEvent } from '../../../../../events/kit/envelope.js';
import { asItCounts } from '../draft/as-it-counts.js';
import { draftFrom, type DraftPurpose, type EventDraft, emptyDraft } from '../draft/draft.js';
import { keepDraft, keptDraft } from '../draft/kept-draft.js';
import { CorrectionQuestion } from './correction.js';
import { canBeTold } from './event-groups.js';
import { EventForm } from './form.js';

interface CorrectingProps {
  event: RecordedEvent;
  declared: EventType;
  types: readonly EventType[];
}

const purposes: readonly DraftPurpose[] = ['wrong', 'never', 'changed'];

/** An event that was wrong, or that is not true any more: the one question, and the form that its answer asks for. */
const Correcting = ({ event, declared, types }: CorrectingProps) => {
  const { place, go } = usePlace();
  const known = useContents();
  const kept = keptDraft();
  const isKept = kept?.earlier?.id === event.id;
  const offered: readonly DraftPurpose[] = canBeTold(declared) ? purposes : ['never'];
  const asked = offered.find((one) => one === place.settings.how);
  const [purpose, setPurpose] = useState<DraftPurpose>(
    asked ?? (isKept ? kept.purpose : (offered[0] ?? 'never')),
  );
  const initial = isKept && kept.purpose === purpose ? kept : draftFrom(event, declared, purpose, known);
  return (
    <>
      <CorrectionQuestion event={event} purpose={purpose} offered={offered} choose={setPurpose} />
      <EventForm
        key={event.id + purpose}
        types={types}
        initial={initial}
        begin={() => go({ correct: '', how: '' })}
      />
    </>
  );
};

const Anew = ({ types }: { types: readonly EventType[] }) => {
  const { type } = usePlace().place.settings;
  const [turn, setTurn] = useState(0);
  const kept = keptDraft();
  const isKept = turn === 0 && type === '' && kept !== undefined && kept.earlier === undefined;
  const initial: EventDraft = isKept ? kept : { ...emptyDraft, type };
  const begin = (): void => {
    keepDraft(emptyDraft);
    setTurn(turn + 1);
  };
  return (
    <>
      {isKept && (
        <p class="kept-draft" role="status">
          This is the draft that you left.{' '}
          <button type="button" onClick={begin}>
            Begin anew
          </button>
        </p>
      )}
      <EventForm key={`${turn} ${type}`} types={types} initial={initial} begin={begin} />
    </>
  );
};

/** Telling of one event: anew, or of one that is corrected. */
export const TellEvent = () => {
  const { place, go } = usePlace();
  const { correct } = place.settings;
  const { value: types, ...state } = useAnswer('types', {});
  const { value: evidence } = useAnswer('evidence', { ids: correct === '' ? [] : [correct] });
  const event = correct === '' ? undefined : evidence?.find(({ id }) => id === correct);
  const { value: stream } = useAnswer('stream', event && { stream: event.stream });
  const declared = types?.find(({ type }) => type === event?.type);
  const isReady =
    types !== undefined && (correct === '' || (evidence !== undefined && (!event || stream !== undefined)));
  return (
    <Panel value={isReady ? types : undefined} {...state} isOld={false}>
      {types && event && declared && stream && (
        <Correcting key={event.id} event={asItCounts(event, stream)} declared={declared} types={types} />
      )}
      {correct !== '' && !event && (
        <Empty
          says="There is no such event here."
          undo={{ says: 'Record another', act: () => go({ correct: '', how: '' }) }}
        />
      )}
      {types && correct === '' && <Anew types={types} />}
    </Panel>
  );
};
