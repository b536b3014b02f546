import type { Cut } from '../../../projections/kit/cut.js';
import type { Log } from '../../../projections/kit/log.js';
import { Parties } from '../../../projections/kit/parties.js';

/** The parties that a log registers, read once for each cut at which they are asked for. */
export class PartiesOfLog {
  readonly position: number;
  readonly #at = new Map<string, Parties>();

  constructor(private readonly log: Log) {
    this.position = log.position;
  }

  at(cut: Cut): Parties {
    const key = JSON.stringify(cut);
    const known = this.#at.get(key) ?? new Parties(this.log, cut);
    this.#at.set(key, known);
    return known;
  }
}

const onLogs = new WeakMap<Log, PartiesOfLog>();

/** The same of a log that no edit changed in its parties, read once for all edits on it. */
export const partiesOn = (log: Log): PartiesOfLog => {
  const known = onLogs.get(log);
  if (known?.position === log.position) return known;
  const parties = new PartiesOfLog(log);
  onLogs.set(log, parties);
  return parties;
};
