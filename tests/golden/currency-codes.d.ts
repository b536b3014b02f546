declare module 'currency-codes/data.js' {
  /** ISO 4217, list one: each code with the number of digits behind the point. */
  const currencies: readonly { code: string; digits: number }[];
  export default currencies;
}
