// Text and numbers of a certain form. To the compiler they are text and numbers; the schemas of answers say the form.

/** @format uuid */
export type EventId = string;

/** @format date-time */
export type Instant = string;

/**
 * SHA-256 in lower-case hexadecimal.
 * @pattern ^[0-9a-f]{64}$
 */
export type Hash = string;

/** @asType integer */
export type Integer = number;

/**
 * @asType integer
 * @minimum 0
 */
export type Count = number;

/**
 * @asType integer
 * @minimum 1
 */
export type Ordinal = number;
