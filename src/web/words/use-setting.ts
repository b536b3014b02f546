import { useMemo } from 'preact/hooks';
import type { ChartSettings } from '../../charts/chart.js';
import { usePlace } from '../place/use-place.js';
import { useNames } from './use-names.js';

/** What every chart is drawn with on this page. */
export const useSetting = (): ChartSettings => {
  const { unit, bounds, others } = usePlace().place.settings;
  const names = useNames();
  return useMemo(
    () => ({ names, unit, hasBounds: bounds === 'shown', hasOthers: others === 'shown' }),
    [names, unit, bounds, others],
  );
};
