import { FeedFile } from './feed-file.js';
import type { Alert, KeptWatch, ToldNumbers, Watch } from './watch.js';

interface WatchRow {
  watch: string;
  alertCount: number;
}

/** So many alerts of a watch are kept: the last ones. */
export const mostAlerts = 1_000;

const keptOf = ({ watch, alertCount }: WatchRow): KeptWatch => ({ watch: JSON.parse(watch), alertCount });

const select = 'SELECT watch, alertCount FROM watches';

/** Which numbers are watched, and what was told of each. */
export class WatchBook {
  constructor(private readonly file = new FeedFile()) {}

  get all(): KeptWatch[] {
    const rows = this.file.toRead?.prepare<[], WatchRow>(`${select} ORDER BY id`).all() ?? [];
    return rows.map(keptOf);
  }

  find(id: string): KeptWatch | undefined {
    const row = this.file.toRead?.prepare<[string], WatchRow>(`${select} WHERE id = ?`).get(id);
    return row && keptOf(row);
  }

  get count(): number {
    const row = this.file.toRead?.prepare<[], { of: number }>('SELECT count(*) AS of FROM watches').get();
    return row?.of ?? 0;
  }

  /** The numbers of a watch as they were told last, as JSON; they may be many. Undefined when it is gone. */
  toldOf(id: string): ToldNumbers | undefined {
    return this.file.toRead
      ?.prepare<[string], { told: ToldNumbers }>('SELECT told FROM watches WHERE id = ?')
      .get(id)?.told;
  }

  /** Keeps a new watch; false when there is one of that id. Throws NoFeedFile. */
  keep(watch: Watch, told: ToldNumbers): boolean {
    const { changes } = this.file.toWrite
      .prepare('INSERT INTO watches (id, watch, told) VALUES (?, ?, ?) ON CONFLICT DO NOTHING')
      .run(watch.id, JSON.stringify(watch), told);
    return changes === 1;
  }

  /** Forgets a watch and its alerts; false when there is none. */
  drop(id: string): boolean {
    return (this.file.toRead?.prepare('DELETE FROM watches WHERE id = ?').run(id).changes ?? 0) > 0;
  }

  /** Keeps an alert with what counts as told from now on, both or neither; undefined when the watch is gone. */
  tell(alert: Omit<Alert, 'number'>, told: ToldNumbers): Alert | undefined {
    const database = this.file.toWrite;
    const keep = database.transaction((): Alert | undefined => {
      const { alertCount } = this.find(alert.watch) ?? {};
      if (alertCount === undefined) return undefined;
      const numbered: Alert = { ...alert, number: alertCount + 1 };
      const { number, watch } = numbered;
      database.prepare('UPDATE watches SET told = ?, alertCount = ? WHERE id = ?').run(told, number, watch);
      database
        .prepare('INSERT INTO alerts (watch, number, alert) VALUES (?, ?, ?)')
        .run(watch, number, JSON.stringify(numbered));
      database.prepare('DELETE FROM alerts WHERE watch = ? AND number <= ?').run(watch, number - mostAlerts);
      return numbered;
    });
    return keep.immediate();
  }

  /** Alerts of a watch after a number, in order. */
  alertsAfter(watch: string, after: number, limit = 100): Alert[] {
    const rows =
      this.file.toRead
        ?.prepare<[string, number, number], { alert: string }>(
          'SELECT alert FROM alerts WHERE watch = ? AND number > ? ORDER BY number LIMIT ?',
        )
        .all(watch, after, limit) ?? [];
    return rows.map(({ alert }): Alert => JSON.parse(alert));
  }

  /** The last alerts of a watch, the newest first. */
  lastAlerts(watch: string, limit: number): Alert[] {
    const { alertCount = 0 } = this.find(watch) ?? {};
    return this.alertsAfter(watch, alertCount - limit, limit).reverse();
  }
}
