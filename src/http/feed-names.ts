import { v5 } from 'uuid';

/** What names in feeds are made in (RFC 9562, version 5): the same for every ledger, which is named beside. */
const space = '3d0a6a5c-6f0b-5a55-9d0b-6b1f3d7f5a10';

/** A name that stays, made of what it is the name of. */
export const nameOf = (...parts: readonly unknown[]): string =>
  `urn:uuid:${v5(JSON.stringify(parts), space)}`;

export const atomType = 'application/atom+xml; charset=utf-8';
