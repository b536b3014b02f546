/** The address of a store that can't be understood, in words for whoever set it. */
export class BadAddress extends Error {}
