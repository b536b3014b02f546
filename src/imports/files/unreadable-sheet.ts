/** Why a file is no sheet that can be read. */
export class UnreadableSheet extends Error {
  constructor(
    detail: string,
    /** It would be one, if it were smaller. */
    readonly isTooLarge = false,
  ) {
    super(detail);
  }
}
