import { useMemo } from 'preact/hooks';
import type { SettingName, SideName } from '../place/place.js';
import { usePlace } from '../place/use-place.js';
import { useContents } from '../words/use-names.js';
import { neighbour } from './clock.js';

export interface ClockState {
  name: SettingName;
  title: string;
  says: string;
  days: readonly string[];
  first: string;
  last: string;
  today: string;
  value: string;
  set(day: string, isDragged?: boolean): void;
  /** To the event before or after. */
  step(by: -1 | 1): void;
}

const clockNames: Record<SideName, readonly [SettingName, SettingName]> = {
  A: ['effective', 'known'],
  B: ['effectiveB', 'knownB'],
};

/** The sliders begin where the log becomes dense; what lies before can be typed. */
const beginningOf = (days: readonly string[]): string => {
  const stated = days.filter((day) => day > '1900');
  return stated[Math.floor(stated.length / 4)] ?? '2020-01-01';
};

const uniqueDays = (days: readonly string[]): string[] => [...new Set(days)];

/** The two clocks of one side. */
export const useClocks = (side: SideName): [ClockState, ClockState] => {
  const { place, go } = usePlace();
  const { knownDays, effectiveDays, today } = useContents();
  const known = useMemo(() => uniqueDays(knownDays), [knownDays]);
  const effective = useMemo(() => uniqueDays(effectiveDays), [effectiveDays]);
  const first = `${beginningOf(knownDays).slice(0, 4)}-01-01`;
  const ahead = `${Number(today.slice(0, 4)) + 3}-12-31`;
  const [effectiveName, knownName] = clockNames[side];
  const stateOf = (
    name: SettingName,
    days: readonly string[],
    more: { title: string; says: string; last: string },
  ) => {
    const value = place.settings[name];
    const set = (day: string, isDragged = false): void =>
      go({ [name]: day === today ? '' : day }, { replace: isDragged });
    const step = (by: -1 | 1): void => {
      const next = neighbour(days, value || today, by);
      if (next !== undefined) set(next);
    };
    return { name, days, first, today, value, set, step, ...more };
  };
  return [
    stateOf(effectiveName, effective, {
      title: 'Effective',
      says: 'True in the world by then.',
      last: ahead,
    }),
    stateOf(knownName, known, {
      title: 'Known at',
      says: 'What could be known by then.',
      last: today,
    }),
  ];
};
