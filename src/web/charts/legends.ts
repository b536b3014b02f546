import { useEffect, useState } from 'preact/hooks';
import type { Legend } from '../../charts/legend.js';

/** What has to be explained of the figures that are on the screen, by their ids. */
const shown = new Map<string, Legend>();
const listeners = new Set<() => void>();

const put = (id: string, legend: Legend | undefined): void => {
  if (legend) shown.set(id, legend);
  else shown.delete(id);
  for (const listener of listeners) listener();
};

/** A figure has its signs explained in the legend of the screen for as long as it is drawn. */
export const useExplained = (id: string, legend: Legend | undefined): void => {
  useEffect(() => put(id, legend), [id, legend]);
  useEffect(() => () => put(id, undefined), [id]);
};

/** The legends of all figures on the screen. */
export const useLegends = (): Legend[] => {
  const [, renderAgain] = useState({});
  useEffect(() => {
    const listener = (): void => renderAgain({});
    listeners.add(listener);
    listener();
    return () => void listeners.delete(listener);
  }, []);
  return [...shown.values()];
};
