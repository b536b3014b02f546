import { mostFilingsBytes } from '../imports/files/limits.js';

const mebibyte = 1024 * 1024;

export const mostJsonBytes = 16 * mebibyte;
export const mostNdjsonBytes = 64 * mebibyte;
/** The facts of a company, or a sheet, and the form around it. */
export const mostImportBytes = mostFilingsBytes + mebibyte;

/** How deep a body may be nested, and how many members and elements it may have. */
export const mostDepth = 32;
export const mostMembers = 200_000;

/** A request must have arrived whole by then. */
export const requestTimeoutMs = 30_000;
export const headersTimeoutMs = 10_000;

/** A connection on which nothing moves for so long is closed, and with it a reader that can't keep up. */
export const idleConnectionMs = 60_000;
/** How long an answer may be worked on while somebody waits for it: the connection must not fall idle first. */
export const longestWaitMs = 50_000;
export const heartbeatMs = 15_000;

/** How many streams may be open at once: of one key, whose page has one in each tab, and in all. */
export const mostStreamsOfKey = 50;
export const mostStreams = 10_000;

/** What a reader of a stream is handed at once; it is handed more when it has taken that. */
export const readerBufferBytes = 64 * 1024;

/** As long as an address may be at all: a name that is too long is a name that nothing has. */
export const longestPathSegment = 16_384;
