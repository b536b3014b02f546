/** Why a piece of work has no answer, though nothing is wrong with the question or the log. */
export type FailureReason = 'time' | 'memory' | 'crowd' | 'closing';

export class WorkFailed extends Error {
  constructor(
    readonly reason: FailureReason,
    message: string,
  ) {
    super(message);
  }
}
