import { setImmediate } from 'node:timers/promises';
import type { WorkerChannel } from './channel.js';

interface LaneItem<Part, Answer> {
  part: Part;
  resolve: (answer: Answer) => void;
  reject: (reason: unknown) => void;
}

/** Shares out parts of one piece of work: this process takes one after the other, and so does every helper. */
export class Lanes<Part, Answer> {
  readonly #left: LaneItem<Part, Answer>[] = [];
  readonly #asked = new Map<number, (answer: Answer | undefined) => void>();
  #count = 0;
  #isRunning = false;

  constructor(
    private readonly line: WorkerChannel<Part, Answer>,
    private readonly work: (part: Part) => Answer,
  ) {
    line.listen(({ number, answer }) => this.#asked.get(number)?.(answer));
  }

  /** Resolves with the answer to a part, whoever worked on it. */
  workOut(part: Part): Promise<Answer> {
    const { promise, resolve, reject } = Promise.withResolvers<Answer>();
    this.#left.push({ part, resolve, reject });
    if (!this.#isRunning) void this.#run();
    return promise;
  }

  async #run(): Promise<void> {
    this.#isRunning = true;
    // Nothing comes between the last look and the end: a round may begin with the last answer of the one before.
    while (this.#left.length > 0) {
      // All parts of a round are there before the first is taken.
      await setImmediate();
      const helped = Array.from({ length: this.line.helpers }, () => this.#handOut());
      await Promise.all([...helped, this.#workAlone()]);
    }
    this.#isRunning = false;
  }

  async #workAlone(): Promise<void> {
    for (let item = this.#left.shift(); item; item = this.#left.shift()) {
      try {
        item.resolve(this.work(item.part));
      } catch (error) {
        item.reject(error);
      }
      // Lets the answers of the helpers in.
      await setImmediate();
    }
  }

  async #handOut(): Promise<void> {
    for (let item = this.#left.shift(); item; item = this.#left.shift()) {
      const answer = await this.#ask(item.part);
      if (answer === undefined) {
        this.#left.unshift(item);
        return;
      }
      item.resolve(answer);
    }
  }

  async #ask(part: Part): Promise<Answer | undefined> {
    const number = ++this.#count;
    const { promise, resolve } = Promise.withResolvers<Answer | undefined>();
    this.#asked.set(number, resolve);
    this.line.say({ number, part });
    const answer = await promise;
    this.#asked.delete(number);
    return answer;
  }
}
