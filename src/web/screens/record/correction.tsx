import { dateText } from '../../../charts/words/dates.js';
import { wordsIn } from '../../words/bodies.js';
import { useAnswer } from '../../worker/use-answer.js';
import type { RecordedEvent } from '../../../../events/kit/envelope.js';

interface CorrectionProps {
  id: string;
  choose(event: RecordedEvent, how: 'correct' | 'change'): void;
}

/** Correcting asks one thing. */
export const CorrectionQuestion = ({ id, choose }: CorrectionProps) => {
  const { value: events } = useAnswer('evidence', { ids: [id] });
  const event = events?.[0];
  if (!event) return null;
  return (
    <section class="box" aria-label="Correction">
      <h2>Were we wrong, or did the world change?</h2>
      <p>
        {event.type} on {event.stream}, known {dateText(event.knownOn)}: {wordsIn(event.body)}
      </p>
      <div class="controls">
        <button type="button" onClick={() => choose(event, 'correct')}>
          We were wrong: correct it
        </button>
        <button type="button" onClick={() => choose(event, 'change')}>
          The world changed: record what is new
        </button>
      </div>
    </section>
  );
};
