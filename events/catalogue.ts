import { corrections } from './correction/correction.js';
import { deal } from './deal/deal.js';
import type { Category, EventClass } from './kit/declaration.js';
import { partsOf, type StreamDeclaration } from './kit/stream.js';
import { market } from './market/market.js';
import { party } from './party/party.js';
import { scenario } from './scenario/scenario.js';
import { stake } from './stake/stake.js';

const byCategory = { party, market, deal, stake, scenario } as const satisfies Record<
  Category,
  { readonly category: Category }
>;

/** The one list of streams, and with it of event types. */
export const streams = Object.values(byCategory);

const streamByCategory = new Map<string, StreamDeclaration>(
  streams.map((stream) => [stream.category, stream as unknown as StreamDeclaration]),
);

export const eventTypes: readonly EventClass[] = [
  ...streams.flatMap((stream): readonly EventClass[] => stream.events),
  ...corrections,
];
const typeByName = new Map(eventTypes.map((type) => [type.type, type]));

/** The category of stream that an event type belongs on; any for corrections. */
export const categoryOf = (type: EventClass): Category | undefined =>
  streams.find((stream) => stream.events.some((one: EventClass) => one === type))?.category;

export const eventType = (name: string): EventClass | undefined => typeByName.get(name);
export const streamOf = (name: string): StreamDeclaration | undefined =>
  streamByCategory.get(partsOf(name).category);

/** Categories of what is said of the world; scenarios, which stay as they were saved, say nothing of it. */
export const worldCategories = streams
  .filter((stream) => !('isImmutable' in stream && stream.isImmutable))
  .map(({ category }) => category);

/** Whether what stands in a stream is said of the world. */
export const isOfWorld = (stream: string): boolean => !streamOf(stream)?.isImmutable;
