/** Why a piece of work has no answer, though nothing is wrong with the question or the log. */
export type Reason = 'time' | 'memory' | 'crowd' | 'closing';

export class WorkFailed extends Error {
  constructor(
    readonly reason: Reason,
    message: string,
  ) {
    super(message);
  }
}
