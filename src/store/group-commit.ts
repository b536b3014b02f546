/** What became of one call of a group. */
export type CallOutcome<Answer> = { answer: Answer } | { refusal: unknown };

interface PendingCall<Call, Answer> {
  call: Call;
  resolve: (answer: Answer) => void;
  reject: (reason: unknown) => void;
}

/** Bounds how long one transaction keeps others waiting: in calls, and in what they weigh together. */
const mostCalls = 512;
const mostWeight = 2_000;

/** Puts the calls that wait at the same moment into one commit: one flush to disk serves them all. */
export class GroupCommit<Call, Answer> {
  #waiting: PendingCall<Call, Answer>[] = [];
  #scheduled = false;
  #idle = Promise.withResolvers<void>();

  /**
   * `commit` answers call by call; when it throws, all calls of that group fail with what it threw. A call that weighs
   * more than a group may, goes alone.
   */
  constructor(
    private readonly commit: (calls: readonly Call[]) => Promise<readonly CallOutcome<Answer>[]>,
    private readonly weigh: (call: Call) => number,
  ) {}

  /** Resolves or rejects once the group that the call went with is committed. */
  submit(call: Call): Promise<Answer> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ call, resolve, reject });
      if (!this.#scheduled) this.#schedule();
    });
  }

  /** Resolves once nothing waits any more. */
  async idle(): Promise<void> {
    if (this.#scheduled) await this.#idle.promise;
  }

  /** A turn of the event loop lets the calls join that are arriving now. */
  #schedule(): void {
    this.#scheduled = true;
    setImmediate(() => void this.#run());
  }

  /** How many of those that wait go together, in their order. */
  #nextCount(): number {
    let weight = 0;
    const over = this.#waiting.findIndex(({ call }) => (weight += this.weigh(call)) > mostWeight);
    return Math.min(mostCalls, over < 0 ? this.#waiting.length : Math.max(1, over));
  }

  async #run(): Promise<void> {
    const group = this.#waiting.splice(0, this.#nextCount());
    try {
      settle(group, await this.commit(group.map(({ call }) => call)));
    } catch (error) {
      for (const { reject } of group) reject(error);
    }
    if (this.#waiting.length > 0) return this.#schedule();
    this.#scheduled = false;
    this.#idle.resolve();
    this.#idle = Promise.withResolvers();
  }
}

const settle = <Answer>(
  group: readonly PendingCall<unknown, Answer>[],
  outcomes: readonly CallOutcome<Answer>[],
): void => {
  group.forEach(({ resolve, reject }, index) => {
    const outcome = outcomes[index]!;
    if ('answer' in outcome) resolve(outcome.answer);
    else reject(outcome.refusal);
  });
};
