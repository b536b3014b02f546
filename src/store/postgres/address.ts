import pg from 'pg';
import { BadAddress } from '../bad-address.js';

/** How to reach one of the servers that an address names. */
export interface ServerAddress {
  /** As whoever set it wrote it, without a secret. */
  name: string;
  connectionString: string;
}

/** What an address says: where the servers are, and how safe what is written there must be. */
interface DatabaseAddress {
  servers: ServerAddress[];
  /** Synchronous standbys that there must be for the store to count as able to write. */
  standbys: number;
}

const form =
  /^postgres(?:ql)?:\/\/(?:(?<login>[^/?]*)@)?(?<hosts>[^@/?]+)(?<database>\/[^?]*)(?:\?(?<options>.*))?$/;

/** The wishes of libpq that a ledger can serve: it always needs the server that takes writes. */
const attributes = new Set(['read-write', 'primary', 'any']);

export const isPostgresAddress = (url: string): boolean => /^postgres(?:ql)?:/.test(url);

/** What may be said of an address where others read it: no login, no options. */
export const publicAddress = (url: string): string => {
  const { hosts, database } = form.exec(url)?.groups ?? {};
  return hosts === undefined ? 'postgres://…' : `postgres://${hosts}${database}`;
};

/**
 * Reads an address as libpq does: `postgres://user:password@host:port,host:port/database?sslmode=…`, with `standbys` of
 * our own. The driver itself knows one host only, and would take any of several, a standby too. Throws BadAddress.
 */
export const readAddress = (url: string): DatabaseAddress => {
  const parts = form.exec(url)?.groups;
  if (!parts || parts.database === '/')
    throw new BadAddress(
      'STORE_URL must be postgres://USER:PASSWORD@HOST:PORT/DATABASE; several hosts are separated by commas',
    );
  const options = new URLSearchParams(parts.options);
  const wish = options.get('target_session_attrs') ?? 'read-write';
  if (!attributes.has(wish))
    throw new BadAddress(`target_session_attrs is ${wish}, and the ledger writes: read-write`);
  const standbys = options.get('standbys') ?? '0';
  if (!/^\d$/.test(standbys))
    throw new BadAddress(`standbys is "${standbys}", and must be how many there must be: 0 to 9`);
  for (const own of ['target_session_attrs', 'standbys']) options.delete(own);
  const login = parts.login === undefined ? '' : `${parts.login}@`;
  const query = options.size > 0 ? `?${options}` : '';
  const servers = parts.hosts!.split(',').map((host) => ({
    name: `postgres://${host}${parts.database}`,
    connectionString: `postgres://${login}${host}${parts.database}${query}`,
  }));
  return { servers, standbys: Number(standbys) };
};

/** Whole numbers of eight bytes as numbers: positions stay far below 2^53. */
const types: pg.CustomTypesConfig = {
  getTypeParser: (oid: number, format?: 'text' | 'binary') =>
    oid === pg.types.builtins.INT8 ? Number : (pg.types.getTypeParser(oid, format as 'text') as never),
};

/** After how long a server that doesn't answer counts as away, in milliseconds. */
const connectingMs = 2_000;
const answeringMs = 5_000;

/** What the driver is told; it waits for ever by itself. */
export const clientConfig = ({ connectionString }: ServerAddress): pg.ClientConfig => ({
  connectionString,
  connectionTimeoutMillis: connectingMs,
  query_timeout: answeringMs,
  keepAlive: true,
  application_name: 'gigaledger',
  types,
});
