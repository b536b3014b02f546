import { reasonOf } from '../../../events/kit/reason.js';
import type { Configuration } from '../../configuration.js';
import type { DatabaseState } from '../../inspect-database.js';
import type { ServerState } from '../../store/postgres/inspect.js';
import type { Finding } from './finding.js';

/** Recorded instants of two servers further apart than this are out of order after a failover, in milliseconds. */
const mostApartMs = 1_000;

const states = { 'takes writes': 'takes writes', standby: 'is a standby', away: 'is away' };

const adviceOnServers = (servers: readonly ServerState[]): string | undefined => {
  const count = (wanted: ServerState['standing']): number =>
    servers.filter(({ standing }) => standing === wanted).length;
  if (count('takes writes') === 0) return 'Nothing can be recorded: start the primary, or promote a standby.';
  if (count('takes writes') > 1)
    return 'An old primary takes writes beside the one that was promoted: stop it, and make it a standby.';
  return count('away') > 0 ? 'Start it, or take it out of STORE_URL.' : undefined;
};

/** Which servers there are, and whether one and only one takes writes. */
export const findingOfServers = (servers: readonly ServerState[]): Finding => {
  const advice = adviceOnServers(servers);
  const found = servers.map(({ name, standing }) => `${name} ${states[standing]}`).join(', ');
  return { what: 'servers', ok: advice === undefined, found, ...(advice !== undefined && { advice }) };
};

/** Whether what is acknowledged stands on a second server; nothing where no server takes writes. */
export const findingsOfStandbys = (servers: readonly ServerState[]): Finding[] => {
  const what = 'standbys';
  const kept = servers.find(({ standing }) => standing === 'takes writes')?.kept;
  if (kept === undefined) return [];
  if (typeof kept === 'string')
    return [{ what, ok: false, found: kept, advice: 'Until then `/health/ready` is a 503.' }];
  const { standbys = 0 } = kept;
  if (standbys > 0) return [{ what, ok: true, found: `writes are on ${standbys} beside the primary` }];
  const found = 'what is acknowledged stands on one server alone';
  const advice = 'To survive its loss set synchronous_standby_names, and ?standbys=1 in STORE_URL.';
  return [{ what, ok: !servers.some(({ standing }) => standing === 'standby'), found, advice }];
};

export const findingOfClocks = (servers: readonly ServerState[]): Finding => {
  const apart = servers.flatMap(({ name, clock }) =>
    clock && Math.abs(clock.aheadMs) > mostApartMs + clock.give
      ? [
          `${name} is ${Math.abs(clock.aheadMs / 1_000).toFixed(1)} s ${clock.aheadMs > 0 ? 'ahead' : 'behind'}`,
        ]
      : [],
  );
  if (apart.length === 0)
    return { what: 'clocks', ok: true, found: 'of the servers and of this machine agree' };
  const advice = 'Have every machine keep time (NTP): instants of recording are those of whoever writes.';
  return { what: 'clocks', ok: false, found: apart.join(', '), advice };
};

/** Whether a job that is asked for now would be worked on. */
export const findingOfQueue = (attending: DatabaseState['attending']): Finding => {
  const what = 'queue';
  if (!attending) return { what, ok: true, found: 'there is none yet; `serve` and `work` make it' };
  const { work = 0, serve = 0, ask = 0 } = attending;
  const found = `${work} work, ${serve} serve and stand in, ${ask} only ask`;
  if (work + serve > 0 || ask === 0) return { what, ok: true, found };
  const advice = 'Jobs are refused: start `gigaledger work`, or a server with WORKERS of 1 or more.';
  return { what, ok: false, found, advice };
};

/** What is to be said of a database, of which the log is looked at elsewhere; nothing for a file. */
export const checkDatabase = async ({ storeUrl }: Configuration): Promise<Finding[]> => {
  const { inspectDatabase } = await import('../../inspect-database.js');
  try {
    const state = await inspectDatabase(storeUrl);
    if (!state) return [];
    const { servers, attending } = state;
    const standing = [findingOfServers(servers), ...findingsOfStandbys(servers), findingOfClocks(servers)];
    const isWritten = servers.some(({ kept }) => kept !== undefined);
    return isWritten ? [...standing, findingOfQueue(attending)] : standing;
  } catch (error) {
    return [{ what: 'servers', ok: false, found: reasonOf(error), advice: 'Change STORE_URL.' }];
  }
};
