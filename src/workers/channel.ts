import type { MessagePort } from 'node:worker_threads';
import type { Progress } from './work.js';

/** What a thread says while it works: how far it is, or a numbered part for somebody else to work on. */
type WorkerReport<Part> = { progress: Progress } | { number: number; part: Part };

/** What it hears: the answer to a part; none when everybody else is busy. */
export interface PartReply<Answer> {
  number: number;
  answer: Answer | undefined;
}

/** A thread's line to the one that gave it its work. */
export interface WorkerChannel {
  port: MessagePort;
  /** How many others there may be to help. */
  helpers: number;
}

interface WorkSupport<Part, Answer> {
  heard?: (progress: Progress) => void;
  /** Resolves with nothing when nobody is free. */
  help: (part: Part) => Promise<Answer | undefined>;
}

/** Answers what a thread says on its line. */
export const answerLine = <Part, Answer>(
  port: MessagePort,
  { heard, help }: WorkSupport<Part, Answer>,
): void => {
  port.on('message', (said: WorkerReport<Part>) => {
    if ('progress' in said) return heard?.(said.progress);
    const { number, part } = said;
    // Help that fails is no help: whoever asked works on the part itself, and says what is wrong with it.
    return void help(part).then(
      (answer) => port.postMessage({ number, answer }),
      () => port.postMessage({ number, answer: undefined }),
    );
  });
};
