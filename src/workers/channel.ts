import type { Progress } from './work.js';

/** What a worker says while it works: how far it is, or a numbered part for somebody else to work on. */
export type WorkerReport<Part = unknown> = { progress: Progress } | { number: number; part: Part };

/** What it hears: the answer to a part; none when everybody else is busy. */
export interface PartReply<Answer = unknown> {
  number: number;
  answer: Answer | undefined;
}

/** A worker's line to the process that gave it its work. */
export interface WorkerChannel<Part = unknown, Answer = unknown> {
  /** How many others there may be to help. */
  helpers: number;
  say: (report: WorkerReport<Part>) => void;
  /** Every reply from now on goes to the listener. */
  listen: (listener: (reply: PartReply<Answer>) => void) => void;
}

interface WorkSupport<Part, Answer> {
  heard?: (progress: Progress) => void;
  /** Resolves with nothing when nobody is free. */
  help: (part: Part) => Promise<Answer | undefined>;
}

/** Answers what a worker says on its line. */
export const answerReport = <Part, Answer>(
  said: WorkerReport<Part>,
  { heard, help }: WorkSupport<Part, Answer>,
  reply: (reply: PartReply<Answer>) => void,
): void => {
  if ('progress' in said) return heard?.(said.progress);
  const { number, part } = said;
  // Help that fails is no help: whoever asked works on the part itself, and says what is wrong with it.
  return void help(part).then(
    (answer) => reply({ number, answer }),
    () => reply({ number, answer: undefined }),
  );
};
