/** One thing that was looked at. */
export interface Finding {
  what: string;
  ok: boolean;
  found: string;
  /** What to do about it. */
  advice?: string;
}
