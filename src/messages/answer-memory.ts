import { LRUCache } from 'lru-cache';
import type { WrittenView } from '../workers/work.js';
import { jsonOf } from '../simulator/answer/written-answer.js';

const mebibyte = 2 ** 20;
const usualMebibytes = 64;

/** The answers that were given last, as they are sent, as many as fit; what is larger by itself is not kept. */
export class AnswerMemory {
  readonly #answers: LRUCache<string, WrittenView>;

  /** So many bytes of answers are kept at most. */
  readonly mostBytes: number;

  constructor(mebibytes = usualMebibytes) {
    this.mostBytes = mebibytes * mebibyte;
    this.#answers = new LRUCache<string, WrittenView>({
      maxSize: this.mostBytes,
      sizeCalculation: (answer) => jsonOf(answer).length,
    });
  }

  get(question: string): WrittenView | undefined {
    return this.#answers.get(question);
  }

  /** The answer as it is kept: written once for as long as it is remembered. */
  put(question: string, { viewHash, ...answer }: WrittenView): WrittenView {
    const kept = { viewHash, written: jsonOf(answer) };
    this.#answers.set(question, kept);
    return kept;
  }
}
