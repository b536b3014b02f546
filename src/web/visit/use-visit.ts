import { useEffect, useState } from 'preact/hooks';
import { lastVisit, subscribeToVisits } from './visit.js';

/** The position up to which the reader had read before this visit; undefined before the log is there. */
export const useSince = (): number | undefined => {
  const [since, setSince] = useState(lastVisit()?.since);
  useEffect(() => {
    const take = (): void => setSince(lastVisit()?.since);
    // The visit may have begun between the first rendering and now.
    take();
    return subscribeToVisits(take);
  }, []);
  return since;
};
