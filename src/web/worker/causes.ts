import type { RecordedEvent } from '../../../events/kit/envelope.js';
import type { ChangedEntry, Difference } from '../../../projections/difference.js';
import { isChange } from '../../../projections/difference.js';
import { ByKeys } from '../../../projections/kit/by-keys.js';
import type { Entry } from '../../../projections/kit/line.js';

const isNewer = (one: RecordedEvent, other: RecordedEvent): boolean =>
  one.knownOn === other.knownOn ? one.position > other.position : one.knownOn > other.knownOn;

const newestOf = (events: readonly RecordedEvent[]): string | undefined =>
  events.reduce<RecordedEvent | undefined>(
    (newest, one) => (newest === undefined || isNewer(one, newest) ? one : newest),
    undefined,
  )?.id;

const keysOf = (entry: ChangedEntry): Record<string, unknown> =>
  Object.fromEntries(Object.entries(entry).filter(([, value]) => !isChange(value)));

/** For each row that moved the newest of some events that it rests on; of a row that is gone, the newest of its deal. */
export const causesOf = (
  { rows }: Difference,
  after: readonly Entry[],
  events: readonly RecordedEvent[],
): (string | undefined)[] => {
  const byId = new Map(events.map((event) => [event.id, event]));
  const found = new ByKeys(after, (entry) => entry);
  return rows.map((entry) => {
    const rests = found
      .at(keysOf(entry))
      .flatMap((row) => (Array.isArray(row.rests) ? row.rests.map(String) : []));
    const own = rests.flatMap((id) => byId.get(id) ?? []);
    return newestOf(own.length > 0 ? own : events.filter(({ stream }) => stream === entry.deal));
  });
};
