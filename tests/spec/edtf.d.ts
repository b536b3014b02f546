declare module 'edtf' {
  /** Parses ISO 8601-2 text; `min` and `max` are instants in milliseconds. Throws on anything else. */
  export default function edtf(text: string): { min: number; max: number };
}
