/** What became of one call of a group. */
export type CallOutcome<Answer> = { answer: Answer } | { refusal: unknown };

interface PendingCall<Call, Answer> {
  call: Call;
  resolve: (answer: Answer) => void;
  reject: (reason: unknown) => void;
}

/** Bounds how long one transaction keeps others waiting. */
const mostCalls = 512;

/** Puts the calls that wait at the same moment into one commit: one flush to disk serves them all. */
export class GroupCommit<Call, Answer> {
  #waiting: PendingCall<Call, Answer>[] = [];
  #scheduled = false;
  #idle = Promise.withResolvers<void>();

  /** `commit` answers call by call; when it throws, all calls of that group fail with what it threw. */
  constructor(private readonly commit: (calls: readonly Call[]) => Promise<readonly CallOutcome<Answer>[]>) {}

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

  async #run(): Promise<void> {
    const group = this.#waiting.splice(0, mostCalls);
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
