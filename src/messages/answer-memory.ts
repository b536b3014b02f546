import { LRUCache } from 'lru-cache';
import type { ViewAnswer } from '../simulator/answer/view-answer.js';

const texts = new WeakMap<ViewAnswer, string>();

/** An answer as it is sent, written once for as long as it is remembered. */
export const jsonOf = (answer: ViewAnswer): string => {
  const text = texts.get(answer) ?? JSON.stringify(answer);
  texts.set(answer, text);
  return text;
};

const mebibyte = 2 ** 20;
const usualMebibytes = 64;

/** The answers that were given last, as many as fit into so much JSON; what is larger by itself is not kept. */
export class AnswerMemory {
  readonly #answers: LRUCache<string, ViewAnswer>;

  constructor(mebibytes = usualMebibytes) {
    this.#answers = new LRUCache<string, ViewAnswer>({
      maxSize: mebibytes * mebibyte,
      sizeCalculation: (answer) => jsonOf(answer).length,
    });
  }

  get(question: string): ViewAnswer | undefined {
    return this.#answers.get(question);
  }

  put(question: string, answer: ViewAnswer): void {
    this.#answers.set(question, answer);
  }
}
