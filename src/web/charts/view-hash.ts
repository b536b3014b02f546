import { useEffect, useState } from 'preact/hooks';
import type { Citation } from '../../charts/chart.js';
import { client } from '../worker/client.js';
import type { ViewRequest } from '../worker/protocol.js';

/** So long an answer must stand: counting its hash while a clock is dragged would cost as much as the next frame. */
const restMs = 120;

/** The question that was answered, as the worker is asked; none of an answer that no view gave. */
const askAgain = ({ view, question }: Citation): ViewRequest | undefined =>
  view === undefined || question === undefined
    ? undefined
    : {
        view,
        parameters: Object.fromEntries(
          Object.entries(question).map(([name, value]) => [name, String(value)]),
        ),
      };

/** The hash that comes with an answer, or is counted anew. */
export const viewHashOf = async (citation: Citation): Promise<string | undefined> => {
  const ask = askAgain(citation);
  if (citation.viewHash !== undefined || !ask) return citation.viewHash;
  const [hash] = await client.ask('hashes', { asks: [ask] }, true);
  return hash;
};

/** The same once the answer has stood for a moment; until then none. */
export const useViewHash = (citation: Citation): string | undefined => {
  const key = JSON.stringify(askAgain(citation) ?? null);
  const [counted, setCounted] = useState<{ key: string; hash: string | undefined }>();
  useEffect(() => {
    let isCurrent = true;
    const tell = (hash: string | undefined): void => {
      if (isCurrent) setCounted({ key, hash });
    };
    // While the script that counts it cannot be fetched, the figure stands without.
    const timer = setTimeout(() => void viewHashOf(citation).then(tell, () => undefined), restMs);
    return () => {
      isCurrent = false;
      clearTimeout(timer);
    };
  }, [key]);
  return citation.viewHash ?? (counted?.key === key ? counted.hash : undefined);
};
