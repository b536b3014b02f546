import { fromEvent, merge, type Observable, firstValueFrom, timer } from 'rxjs';

/** Something that is told in order, by numbers that go up. */
export interface FeedSource<Told> {
  /** What stands after a number, in order; what comes later needs another call. */
  pagesAfter(after: number): AsyncIterable<readonly Told[]>;
  numberOf(told: Told): number;
  /** The name of its kind of message, and what the message holds. */
  messageOf(told: Told): { event: string; data: unknown };
  /** The last number that there is. */
  position(): number;
  /** Wakes the feed; a lost nudge costs a heartbeat at most. */
  grew: Observable<unknown>;
  /** The reader or the server leaves. */
  left: AbortSignal;
  heartbeatMs: number;
}

/** After how long a reader whose connection broke comes back. */
const retryMs = 2_000;

const textOf = <Told>(told: Told, { numberOf, messageOf }: FeedSource<Told>): string => {
  const { event, data } = messageOf(told);
  return `id: ${numberOf(told)}\nevent: ${event}\ndata: ${JSON.stringify(data)}\n\n`;
};

/**
 * Server-sent events from after a number on, for ever. Nothing is read before the reader has taken what came before,
 * so a slow one costs no more than a fast one.
 */
export async function* feed<Told>(after: number, source: FeedSource<Told>): AsyncGenerator<string> {
  const { pagesAfter, position, numberOf, grew, left, heartbeatMs } = source;
  yield `retry: ${retryMs}\n\n`;
  let reached = after;
  while (!left.aborted) {
    if (position() > reached) {
      for await (const page of pagesAfter(reached)) {
        for (const told of page) {
          yield textOf(told, source);
          reached = numberOf(told);
        }
      }
      continue;
    }
    const woken = merge(grew, timer(heartbeatMs), fromEvent(left, 'abort'));
    await firstValueFrom(woken, { defaultValue: undefined });
    if (position() <= reached && !left.aborted) yield ': nothing new\n\n';
  }
}
