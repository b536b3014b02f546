import type { SideName } from '../place/place.js';
import { usePlace } from '../place/use-place.js';
import { dayNumber, dayOfNumber } from '../../charts/words/dates.js';
import { useContents } from '../words/use-names.js';
import { Clock } from './clock.js';
import { useClocks } from './use-clocks.js';

const SideClocks = ({ side, isAlone }: { side: SideName; isAlone: boolean }) => (
  <div class="clock-row">
    {!isAlone && <b class="side-name">{side}</b>}
    {useClocks(side).map(({ name, step: _, ...clock }) => (
      <Clock key={name} id={name} {...clock} title={isAlone ? clock.title : `${clock.title} ${side}`} />
    ))}
  </div>
);

/** A year before: what a comparison begins with when nothing else is asked. */
export const useComparing = (): { isOn: boolean; toggle(): void } => {
  const { place, go } = usePlace();
  const { today } = useContents();
  const { compare, effective, known } = place.settings;
  const aYearAgo = dayOfNumber(dayNumber(today) - 365);
  const toggle = (): void =>
    compare
      ? go({ compare: '', effectiveB: '', knownB: '' })
      : go({ compare: '1', ...(!effective && !known && { known: aYearAgo }) });
  return { isOn: compare !== '', toggle };
};

export const nowAgain = { effective: '', known: '', effectiveB: '', knownB: '' };

/** Time is the header: what was true, and what could be known. */
export const Clocks = () => {
  const { isOn } = useComparing();
  return (
    <div class="clock-rows">
      <SideClocks side="A" isAlone={!isOn} />
      {isOn && <SideClocks side="B" isAlone={false} />}
    </div>
  );
};
