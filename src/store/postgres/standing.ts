import type pg from 'pg';
import { type AppendStanding, StoreUnavailable } from '../store.js';

/** A login that may not see how others stand sees that they are there, and no more. */
const standingSql = `SELECT current_setting('transaction_read_only') AS refused,
  current_setting('synchronous_standby_names') AS promised,
  (SELECT count(*) FROM pg_stat_replication
    WHERE sync_state IS NULL OR (sync_state IN ('sync', 'quorum') AND state = 'streaming'))::int AS following`;

interface StandingRow {
  refused: string;
  promised: string;
  following: number;
}

/** How many standbys a commit waits for, as PostgreSQL reads its setting: "FIRST 2 (a, b)", "ANY 1 (…)", "2 (…)", "a, b". */
export const promisedBy = (names: string): number => {
  if (names.trim() === '') return 0;
  return Number(/^\s*(?:(?:FIRST|ANY)\s+)?(\d+)\s*\(/i.exec(names)?.[1] ?? 1);
};

const ofStandbys = (count: number): string => (count === 1 ? 'one standby' : `${count} standbys`);

/** Throws StoreUnavailable when what is written now would wait for a standby that is away, or lack one that was asked for. */
export const standingOf = async (client: pg.Client, asked: number): Promise<AppendStanding> => {
  const { rows } = await client.query<StandingRow>(standingSql);
  const [{ refused, promised, following } = { refused: 'on', promised: '', following: 0 }] = rows;
  if (refused === 'on') throw new StoreUnavailable('the database takes no writes');
  const waitedFor = promisedBy(promised);
  if (following < waitedFor)
    throw new StoreUnavailable(
      `writes wait for ${ofStandbys(waitedFor)}, and ${following} of them follow: synchronous_standby_names is "${promised}"`,
    );
  if (waitedFor < asked)
    throw new StoreUnavailable(
      `STORE_URL asks for ${ofStandbys(asked)}, and writes wait for ${waitedFor}: set synchronous_standby_names on the server that was promoted`,
    );
  return { standbys: Math.min(following, waitedFor) };
};
