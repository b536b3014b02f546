import { useState } from 'preact/hooks';
import type { ServerAnswer } from './sending.js';

export interface AskedServer<Reply> {
  /** The answer to the question as it stands now; none where another one was answered. */
  told: ServerAnswer<Reply> | undefined;
  isWaiting: boolean;
  ask(): void;
}

/** Asks the server when told to; what it says is shown beside its own question only. */
export const useAsked = <Question, Reply>(
  question: Question,
  send: (question: Question) => Promise<ServerAnswer<Reply>>,
): AskedServer<Reply> => {
  const key = JSON.stringify(question);
  const [told, setTold] = useState<{ key: string; answer: ServerAnswer<Reply> }>();
  const [waiting, setWaiting] = useState<string>();
  const ask = async (): Promise<void> => {
    setWaiting(key);
    setTold({ key, answer: await send(question) });
    setWaiting(undefined);
  };
  return {
    told: told?.key === key ? told.answer : undefined,
    isWaiting: waiting === key,
    ask: () => void ask(),
  };
};
