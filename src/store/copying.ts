import type { Candidate } from '../../events/index.js';
import { type EventStore, OtherHistory, type StoredEvent, type Write } from './store.js';

const pageSize = 2_000;

/** Its place, its instant and its hash come out the same when it is appended behind the same log. */
const writeOf = ({ event, ...beside }: StoredEvent): Write => {
  const { revision, position: _position, recordedAt, hash, ...candidate } = event;
  const added = { event: candidate as unknown as Candidate, ...beside, as: { recordedAt, hash } };
  return { stream: event.stream, expectedRevision: revision - 1, events: [added] };
};

/** Throws OtherHistory when one log does not begin with the other. */
const assertPrefix = async (from: EventStore, to: EventStore): Promise<number> => {
  const { position, hash } = await to.head();
  if (position === 0) return 0;
  const [same] = await from.read(position - 1, 1);
  if (same?.event.hash !== hash) throw new OtherHistory(position);
  return position;
};

/**
 * Appends what the other log lacks, up to where this one ends now: positions, recorded instants and hashes stay. Goes
 * on where an earlier copy ended. Gives how many events it appended. Throws OtherHistory, and then appended nothing.
 */
export const copyLog = async (
  from: EventStore,
  to: EventStore,
  reached: (position: number, of: number) => void = () => undefined,
): Promise<{ copied: number; position: number; hash: string }> => {
  const end = (await from.head()).position;
  const start = await assertPrefix(from, to);
  for (let after = start; after < end;) {
    const page = await from.read(after, Math.min(pageSize, end - after));
    await to.append(page.map(writeOf));
    after += page.length;
    reached(after, end);
  }
  return { copied: Math.max(0, end - start), ...(await to.head()) };
};
