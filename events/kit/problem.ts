/** One thing that is wrong with what was sent, and where. */
export interface Problem {
  /** A JSON Pointer (RFC 6901) into the body, or / and the name of a parameter. */
  pointer: string;
  detail: string;
  /** The rule that it breaks, where it is one. */
  rule?: string;
}
