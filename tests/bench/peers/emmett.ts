import {
  type Event,
  type EventStore,
  STREAM_DOES_NOT_EXIST,
  type AnyReadEventMetadata,
} from '@event-driven-io/emmett';
import type { Submitted } from '../log-of-deals.js';
import type { AppendCall } from './appending.js';

/** An event of ours as Emmett takes it: what it says, with its days, under its type. */
export const emmettEvent = ({ type, body, effectiveOn, knownOn }: Submitted): Event => ({
  type,
  data: { ...body, effectiveOn, knownOn },
  kind: 'Event',
});

/** For each deal, the calls that append its events one by one, at the version that they expect. */
export const emmettCalls = (
  store: EventStore<AnyReadEventMetadata>,
  deals: readonly Submitted[][],
): AppendCall[][] =>
  deals.map((deal) =>
    deal.map((event, version) => {
      const events = [emmettEvent(event)];
      const expectedStreamVersion = version === 0 ? STREAM_DOES_NOT_EXIST : BigInt(version);
      return () => store.appendToStream(event.stream, events, { expectedStreamVersion });
    }),
  );
