import { useEffect } from 'preact/hooks';
import { useNews } from '../visit/use-news.js';
import { markVisited } from '../visit/visit.js';
import { useStanding } from '../worker/use-answer.js';
import { loadLater } from './later.js';

const CameIn = loadLater(async () => (await import('./came-in.js')).CameIn, <div aria-busy="true" />);

/** What came in since the last visit; most visits find nothing. */
export const News = () => {
  const { position } = useStanding();
  const { length: count } = useNews().events;
  useEffect(() => {
    if (position > 0) markVisited(position);
  }, [position]);
  return count === 0 ? null : <CameIn />;
};
