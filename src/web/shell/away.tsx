import type { SideName } from '../place/place.js';
import { usePlace } from '../place/use-place.js';
import { dateText, plural } from '../../charts/words/dates.js';
import { useContents } from '../words/use-names.js';
import { nowAgain } from './clocks.js';

const readingText = (effective: string, known: string): string => {
  if (effective && known) return `the world of ${dateText(effective)} as known on ${dateText(known)}`;
  return known ? `the world as known on ${dateText(known)}` : `the world of ${dateText(effective)}`;
};

const useReading = (side: SideName): string | undefined => {
  const { settings } = usePlace().place;
  const { knownDays, effectiveDays, today } = useContents();
  const [effective, known] =
    side === 'A' ? [settings.effective, settings.known] : [settings.effectiveB, settings.knownB];
  if (!effective && !known) return undefined;
  const later = Math.max(
    known ? knownDays.filter((day) => day > known).length : 0,
    effective && effective < today ? effectiveDays.filter((day) => day > effective).length : 0,
  );
  const hidden =
    later === 0
      ? 'No event is hidden'
      : `${plural(later, 'later event')} ${later === 1 ? 'is' : 'are'} hidden`;
  return `${readingText(effective, known)}. ${hidden}.`;
};

/** Away from now it says so, and stays in sight. */
export const Away = () => {
  const { place, go } = usePlace();
  const [a, b] = [useReading('A'), useReading('B')];
  const isComparing = place.settings.compare !== '';
  if (!a && !(isComparing && b)) return null;
  const says = isComparing
    ? `A: ${a ?? 'the world as it is known now.'} B: ${b ?? 'the world as it is known now.'}`
    : `You are reading ${a}`;
  return (
    <div class="away-bar" role="status">
      <span>{says}</span>
      <button type="button" onClick={() => go(nowAgain)}>
        Back to now
      </button>
    </div>
  );
};
