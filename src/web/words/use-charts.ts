import { useMemo } from 'preact/hooks';
import type { ChartSettings } from '../../charts/chart.js';
import { useSetting } from './use-setting.js';

/** What is made of an answer, once: until another comes it stays the same, and so does what is drawn of it. */
export const useCharts = <Made>(make: (setting: ChartSettings) => Made, of: readonly unknown[]): Made => {
  const setting = useSetting();
  return useMemo(() => make(setting), [setting, ...of]);
};
