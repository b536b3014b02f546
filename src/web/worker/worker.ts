import { reasonOf } from '../../../events/kit/reason.js';
import { answers } from './answers.js';
import { follow } from './feed.js';
import { PageLedger } from './ledger.js';
import { UnanswerableQuestion } from './unanswerable.js';
import type { WorkerRequest, QuestionKind, Questions, WorkerMessage } from './protocol.js';

interface Port {
  /** Not empty where the page is a copy. */
  readonly name: string;
  postMessage(told: WorkerMessage): void;
  addEventListener(type: 'message', listener: (event: MessageEvent<WorkerRequest>) => void): void;
}

const port = self as unknown as Port;
const ledger = new PageLedger();

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

port.addEventListener('message', async ({ data }) => {
  try {
    const value = answer(data);
    port.postMessage({ number: data.number, value: value instanceof Promise ? await value : value });
  } catch (error) {
    port.postMessage({ number: data.number, problems: problemsIn(error) });
  }
});

void follow(
  ledger,
  (connection, fault) => port.postMessage({ position: ledger.position, connection, ...fault }),
  port.name !== '',
);
