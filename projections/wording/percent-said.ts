/** A part of one in percent: "30%". */
export const percentSaid = (probability: number): string => `${Number((probability * 100).toFixed(6))}%`;
