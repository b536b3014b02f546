/** A whole number with its thousands apart: "160,000,000". Others as they are. */
export const grouped = (number: number): string =>
  Number.isInteger(number) ? String(number).replaceAll(/\B(?=(\d{3})+$)/g, ',') : String(number);
