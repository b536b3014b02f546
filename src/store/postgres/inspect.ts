import pg from 'pg';
import { reasonOf } from '../../../events/kit/reason.js';
import type { AppendStanding } from '../store.js';
import { clientConfig, readAddress, type ServerAddress } from './address.js';
import { standingOf } from './standing.js';

/** One of the servers that an address names, as it answers by itself. */
export interface ServerState {
  name: string;
  standing: 'takes writes' | 'standby' | 'away';
  /** How far its clock is ahead of this machine's, in milliseconds, and how well that is known. */
  clock?: { aheadMs: number; give: number };
  /** Where it takes writes: on how many standbys they are kept; or why they are not, as asked for. */
  kept?: AppendStanding | string;
}

interface StateRow {
  standby: boolean;
  now: string;
}

const stateSql = 'SELECT pg_is_in_recovery() AS standby, extract(epoch FROM clock_timestamp()) * 1000 AS now';

const keptOn = (client: pg.Client, asked: number): Promise<AppendStanding | string> =>
  standingOf(client, asked).catch(reasonOf);

const stateOf = async (server: ServerAddress, standbys: number): Promise<ServerState> => {
  const client = new pg.Client(clientConfig(server));
  client.on('error', () => undefined);
  try {
    await client.connect();
    await client.query('SELECT 1');
    const asked = Date.now();
    const { rows } = await client.query<StateRow>(stateSql);
    const answered = Date.now();
    const { standby, now } = rows[0] ?? { standby: false, now: NaN };
    return {
      name: server.name,
      standing: standby ? 'standby' : 'takes writes',
      clock: { aheadMs: Number(now) - (asked + answered) / 2, give: (answered - asked) / 2 },
      ...(!standby && { kept: await keptOn(client, standbys) }),
    };
  } catch {
    return { name: server.name, standing: 'away' };
  } finally {
    client.connection.stream.destroy();
  }
};

/** How each server of a database stands, asked all at once. Throws BadAddress. */
export const inspectServers = async (address: string): Promise<ServerState[]> => {
  const { servers, standbys } = readAddress(address);
  return Promise.all(servers.map((server) => stateOf(server, standbys)));
};
