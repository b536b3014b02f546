/** Amounts of power as answers have them, by the words of a source. */
export interface Ends {
  low: number;
  point: number | null;
  high: number | null;
}
export const gw = 1_000_000;
export const exactly = (count: number): Ends => ({ low: count * gw, point: count * gw, high: count * gw });
export const atLeast = (count: number): Ends => ({ low: count * gw, point: count * gw, high: null });
export const upTo = (count: number): Ends => ({ low: 0, point: count * gw, high: count * gw });
export const about = (low: number, point: number, high: number): Ends => ({
  low: low * gw,
  point: point * gw,
  high: high * gw,
});
export const undisclosed: Ends = { low: 0, point: null, high: null };
export const unseen = (most: number): Ends => ({ low: 0, point: null, high: most * gw });
export const none = exactly(0);

export const chips = (headlineKw: Ends, signedKw: Ends, firmKw: Ends, energizedKw: Ends, more = {}) => ({
  layer: 'chips',
  basis: 'unstated',
  headlineKw,
  signedKw,
  firmKw,
  energizedKw,
  ...more,
});
