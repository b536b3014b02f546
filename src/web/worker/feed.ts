import { reasonOf } from '../../../events/kit/reason.js';
import { eventTypes } from '../../../events/index.js';
import type { PageLedger } from './ledger.js';
import { UnansweredRequest } from './server.js';
import type { ConnectionState } from './protocol.js';
import type { RecordedEvent } from '../../../events/kit/envelope.js';

/** Beside the folder of scripts, wherever the page stands. */
const base = '../api/v1/events';

export type FeedListener = (
  connection: ConnectionState,
  fault?: { detail: string; requestId?: string | undefined },
) => void;

const readRest = async (ledger: PageLedger): Promise<void> => {
  const address = `${base}.ndjson?after=${ledger.position}`;
  const response = await fetch(address);
  if (!response.ok)
    throw new UnansweredRequest(
      `The server answered ${response.status} to a request for the log.`,
      address,
      response.headers.get('x-request-id') ?? undefined,
    );
  for (const line of (await response.text()).split('\n'))
    if (line !== '') ledger.take(JSON.parse(line) as RecordedEvent);
};

/** Events that come one by one are told once, not each. */
const tellOnce = (tell: () => void): (() => void) => {
  let waiting = false;
  return () => {
    if (waiting) return;
    waiting = true;
    setTimeout(() => {
      waiting = false;
      tell();
    }, 50);
  };
};

/** A server that is full, or stops, is not asked at once again. */
const comeBackMs = 1_000;

const listen = (ledger: PageLedger, tell: FeedListener): void => {
  const source = new EventSource(`${base}/stream?after=${ledger.position}`);
  const grown = tellOnce(() => tell('live'));
  const take = ({ data }: MessageEvent<string>): void => {
    const { data: event } = JSON.parse(data) as { data: RecordedEvent };
    if (event.position <= ledger.position) return;
    if (ledger.take(event)) grown();
    else void readRest(ledger).then(grown);
  };
  for (const { type } of eventTypes) source.addEventListener(type, take as EventListener);
  source.addEventListener('open', () => tell('live'));
  source.addEventListener('error', () => {
    tell('away');
    // Refused for good, not broken off: asking again says why, such as that the log no longer reaches so far.
    if (source.readyState === EventSource.CLOSED) setTimeout(() => void follow(ledger, tell), comeBackMs);
  });
};

/** Reads the log once and, unless it is a copy, keeps up with it; what has been read stays readable while the server is away. */
export const follow = async (ledger: PageLedger, tell: FeedListener, isCopy = false): Promise<void> => {
  try {
    await readRest(ledger);
    if (isCopy) return tell('copy');
    tell('live');
    listen(ledger, tell);
  } catch (error) {
    tell('failed', {
      detail: reasonOf(error),
      ...(error instanceof UnansweredRequest && { requestId: error.requestId }),
    });
  }
};
