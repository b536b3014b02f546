import { useEffect, useState } from 'preact/hooks';
import { client, Refused, type Standing } from './client.js';
import type { Kind, Problem, Questions } from './protocol.js';

export const useStanding = (): Standing => {
  const [standing, setStanding] = useState(client.standing);
  useEffect(() => client.onStanding(() => setStanding(client.standing)), []);
  return standing;
};

export interface Awaited<T> {
  value?: T;
  problems?: readonly Problem[];
  /** The value is of an older question; the new one is being answered. */
  isOld: boolean;
}

/** Asks the worker, again whenever the question or the log changes; the old answer stays until the new one is there. */
export const useAnswer = <K extends Kind>(
  kind: K,
  question: Questions[K]['ask'] | undefined,
): Awaited<Questions[K]['answer']> => {
  const { position, connection } = useStanding();
  const [found, setFound] = useState<Awaited<Questions[K]['answer']> & { key?: string }>({ isOld: true });
  const key = JSON.stringify([kind, question, position]);
  const isReady = question !== undefined && (position > 0 || connection === 'live' || connection === 'away');
  useEffect(() => {
    if (!isReady) return undefined;
    let isCurrent = true;
    client.ask(kind, question).then(
      (value) => isCurrent && setFound({ value, isOld: false, key }),
      (error: unknown) =>
        isCurrent &&
        setFound({ problems: error instanceof Refused ? error.problems : [], isOld: false, key }),
    );
    return () => {
      isCurrent = false;
    };
  }, [key, isReady]);
  return found.key === key ? found : { ...found, isOld: true };
};
