import { dateText } from '../../../../charts/words/dates.js';
import { sourceText } from '../../../words/sources.js';
import { useTold } from '../../../words/use-sentences.js';
import { useNames } from '../../../words/use-names.js';
import type { RecordedEvent } from '../../../../../events/kit/envelope.js';
import type { DraftPurpose } from '../draft/draft.js';

interface CorrectionProps {
  event: RecordedEvent;
  purpose: DraftPurpose;
  /** What may be said of it: of a correction only that it never was one. */
  offered: readonly DraftPurpose[];
  choose(purpose: DraftPurpose): void;
}

const answers: readonly (readonly [DraftPurpose, string, string])[] = [
  ['wrong', 'We were wrong', 'It is corrected for every date.'],
  ['changed', 'The world changed', 'What was believed until then stays.'],
  ['never', 'It never happened', 'It counts no more.'],
];

/** Correcting asks one thing. */
export const CorrectionQuestion = ({ event, purpose, offered, choose }: CorrectionProps) => {
  const names = useNames();
  const { says, body } = useTold([event])(event);
  return (
    <section class="correction" aria-label="Correction">
      <p class="summary">
        <b>{says}</b>, {names.of('deal', event.stream)}: {body}. Known {dateText(event.knownOn)},{' '}
        {sourceText(event.source)}.{event.quote && <q> {event.quote}</q>}
      </p>
      <h2>Were we wrong, or did the world change?</h2>
      <div class="one-of" role="radiogroup" aria-label="Were we wrong, or did the world change?">
        {answers
          .filter(([one]) => offered.includes(one))
          .map(([one, title, says]) => (
            <label key={one} class={purpose === one ? 'chosen' : ''}>
              <input type="radio" name="purpose" checked={purpose === one} onChange={() => choose(one)} />
              <span>
                <b>{title}</b>
                <small>{says}</small>
              </span>
            </label>
          ))}
      </div>
    </section>
  );
};
