import { reasonOf } from '../../../events/kit/reason.js';
import { answers } from './answers.js';
import { follow } from './feed.js';
import { PageLedger } from './ledger.js';
import { borrow, LentLog } from './lent-log.js';
import { UnanswerableQuestion } from './unanswerable.js';
import {
  borrowerName,
  type LogRequest,
  type WorkerRequest,
  type QuestionKind,
  type Questions,
  type WorkerMessage,
} from './protocol.js';

interface Port {
  /** Not empty where the page is a copy, and of the worker that borrows its log. */
  readonly name: string;
  postMessage(told: WorkerMessage): void;
  addEventListener(
    type: 'message',
    listener: (event: MessageEvent<WorkerRequest | LogRequest>) => void,
  ): void;
}

const port = self as unknown as Port;
const ledger = new PageLedger();
const lent = new LentLog(ledger);

/** Answers for good: each is of one position of the log. */
const remembered = new Map<string, unknown>();
const mostRemembered = 300;

const answer = <K extends QuestionKind>({ kind, question }: WorkerRequest<K>): unknown => {
  const key = `${ledger.position}|${ledger.today}|${kind}|${JSON.stringify(question)}`;
  if (!remembered.has(key)) {
    if (remembered.size >= mostRemembered) remembered.clear();
    const answerer = answers[kind] as (asked: Questions[K]['ask'], log: PageLedger) => unknown;
    const found = answerer(question, ledger);
    remembered.set(key, found);
    // What could not be fetched now may be there the next time.
    if (found instanceof Promise) found.catch(() => remembered.delete(key));
  }
  return remembered.get(key);
};

const problemsIn = (error: unknown): { pointer: string; detail: string }[] =>
  error instanceof UnanswerableQuestion ? error.problems : [{ pointer: '', detail: reasonOf(error) }];

const tellAnswer = async (asked: WorkerRequest): Promise<void> => {
  const { number } = asked;
  try {
    const value = answer(asked);
    port.postMessage({ number, value: value instanceof Promise ? await value : value });
  } catch (error) {
    port.postMessage({ number, problems: problemsIn(error) });
  }
};

/** Asked of more of the log than has been handed on yet. */
let early: WorkerRequest[] = [];

const take = (asked: WorkerRequest): void => {
  if (asked.position > ledger.position) early.push(asked);
  // In a turn of its own: what has arrived until then is answered first.
  else if (asked.isPatient) setTimeout(() => void tellAnswer(asked));
  else void tellAnswer(asked);
};

const takeEarly = (): void => {
  const waiting = early;
  early = [];
  waiting.forEach(take);
};

/** The page's first worker keeps up with the server, and hands on what it reads before it tells of it. */
const read = (): void =>
  void follow(
    ledger,
    (connection, fault) => {
      lent.handOn();
      port.postMessage({ position: ledger.position, connection, ...fault });
    },
    port.name !== '',
  );

port.addEventListener('message', ({ data }) => {
  if ('lendTo' in data) lent.lendTo(data.lendTo);
  else if ('borrowFrom' in data) borrow(ledger, data.borrowFrom, takeEarly);
  else take(data);
});
if (port.name !== borrowerName) read();
