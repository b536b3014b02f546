import { schema } from './job-rows.js';
import { QueueDatabase } from './queue-database.js';

/** How many processes there are that work on jobs and nothing else, that serve, and that only ask. */
export type Attending = Readonly<Record<string, number>>;

const thereSql = `SELECT to_regclass('${schema}.instance') IS NOT NULL AS there`;
const attendingSql = `SELECT name, count(*)::int AS count FROM ${schema}.instance
WHERE stopped_on IS NULL AND heartbeat_on > now() - 3 * heartbeat_seconds * interval '1 second' GROUP BY name`;

/** Who attends to the queue of a database, looked at without joining; undefined where none was made. Throws StoreUnavailable. */
export const attendingTo = async (address: string): Promise<Attending | undefined> => {
  const database = new QueueDatabase(address);
  try {
    const [found] = (await database.executeSql<{ there: boolean }>(thereSql)).rows;
    if (!found?.there) return undefined;
    const { rows } = await database.executeSql<{ name: string; count: number }>(attendingSql);
    return Object.fromEntries(rows.map(({ name, count }) => [name, count]));
  } finally {
    await database.close();
  }
};
