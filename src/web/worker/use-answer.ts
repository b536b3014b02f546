import { useContext, useEffect, useLayoutEffect, useMemo, useRef, useState } from 'preact/hooks';
import { copiedOn } from '../copied.js';
import { useSince } from '../visit/use-visit.js';
import { client, QuestionRefusal, type ConnectionStatus } from './client.js';
import { curlAsking } from './curl.js';
import { PatienceContext } from './patience.js';
import type { QuestionKind, Questions } from './protocol.js';
import type { Problem } from '../../../events/kit/decode.js';

export const useStanding = (): ConnectionStatus => {
  const [standing, setStanding] = useState(client.standing);
  useEffect(() => client.onStanding(() => setStanding(client.standing)), []);
  return standing;
};

export interface LiveAnswer<T> {
  value?: T;
  problems?: readonly Problem[];
  /** The value is of an older question; the new one is being answered. */
  isOld: boolean;
  /** The line that asks the server the same. */
  curl?: string | undefined;
  again?: () => void;
}

type QuestionOutcome<K extends QuestionKind> = Pick<LiveAnswer<Questions[K]['answer']>, 'value' | 'problems'>;

/** One question at a time: while it is being answered only the latest of the next ones waits. */
class Desk<K extends QuestionKind> {
  #next: (() => Promise<void>) | undefined;
  #isBusy = false;
  #asked = 0;
  #told = 0;

  constructor(
    readonly kind: K,
    readonly isPatient: boolean,
  ) {}

  ask(question: Questions[K]['ask'], tell: (found: QuestionOutcome<K>) => void): void {
    const number = ++this.#asked;
    const tellNewer = (found: QuestionOutcome<K>): void => {
      if (number <= this.#told) return;
      this.#told = number;
      tell(found);
    };
    const next = async () =>
      client.ask(this.kind, question, this.isPatient).then(
        (value) => tellNewer({ value }),
        (error: unknown) => tellNewer({ problems: error instanceof QuestionRefusal ? error.problems : [] }),
      );
    // What is there already waits for no answer before it.
    const isThere = client.isForeseen(this.kind, question, this.isPatient);
    this.#next = isThere ? undefined : next;
    if (isThere) void next();
    else if (!this.#isBusy) void this.#work();
  }

  forget(): void {
    this.#next = undefined;
  }

  async #work(): Promise<void> {
    this.#isBusy = true;
    for (let next = this.#next; next !== undefined; next = this.#next) {
      this.#next = undefined;
      await next();
    }
    this.#isBusy = false;
  }
}

type KeyedAnswer<K extends QuestionKind> = QuestionOutcome<K> & { key: string };

/**
 * Asks the worker, again whenever the question or the log changes; the old answer stays until the new one is there.
 * While a clock is dragged the answers of the days in between are shown as they come, and none queues up.
 */
export const useAnswer = <K extends QuestionKind>(
  kind: K,
  question: Questions[K]['ask'] | undefined,
): LiveAnswer<Questions[K]['answer']> => {
  const { position, connection } = useStanding();
  const [found, setFound] = useState<KeyedAnswer<K>>();
  const desk = useRef<Desk<K>>(undefined);
  const isPatient = useContext(PatienceContext);
  desk.current ??= new Desk(kind, isPatient);
  const since = useSince();
  const [turn, setTurn] = useState(0);
  // Only views know of marks; the others are not asked anew when these are cleared.
  const asked = kind === 'views' && question ? { ...question, since } : question;
  const key = JSON.stringify([kind, asked, position, turn]);
  const isReady = question !== undefined && (position > 0 || !['loading', 'failed'].includes(connection));
  // Asked before the next frame is painted, and not after it.
  useLayoutEffect(() => {
    if (isReady) desk.current!.ask(asked!, (next) => setFound({ ...next, key }));
  }, [key, isReady]);
  useEffect(() => () => desk.current!.forget(), []);
  const curl = useMemo(() => (question && !copiedOn ? curlAsking(kind, question) : undefined), [key]);
  return {
    ...found,
    isOld: found?.key !== key,
    curl,
    again: () => setTurn(turn + 1),
  };
};
