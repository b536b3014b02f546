// A process that appends until it is killed, or its batches are done, and says on its standard output what it takes
// for recorded: one id a line.
import 'reflect-metadata';
import { randomUUID } from 'node:crypto';
import { writeSync } from 'node:fs';
import { setTimeout } from 'node:timers/promises';
import { type NewEvent, StoreUnavailable } from '../../src/store/store.js';
import { several, terms, upTo } from '../contract/candidates.js';
import { opened } from './after.js';

const [log, manner, callers, batches] = process.argv.slice(2) as [string, string, string, string];
const store = await opened(log);

const say = (lines: readonly string[]): void => {
  writeSync(1, lines.map((line) => `${line}\n`).join(''));
};

/** A batch is recorded as a whole or not at all; its name tells how many belong to it. */
const batch = (stream: string, size: number): NewEvent[] => {
  const correlationId = `${randomUUID()}/${size}`;
  return several(size, (index) => {
    const { event, ...beside } = terms(stream, `event ${index} `.repeat(1 + (index % 9)), randomUUID());
    return { ...beside, event: { ...event, correlationId } };
  });
};

const append = async (stream: string, events: readonly NewEvent[]): Promise<void> => {
  const ids = events.map(({ event }) => event.id);
  if (manner === 'too-early') say(ids);
  await store.append([{ stream, events }]);
  if (manner === 'when-durable') say(ids);
};

const caller = async (number: number): Promise<void> => {
  for (const turn of upTo(Number(batches))) {
    await append(`deal-${number}`, batch(`deal-${number}`, 1 + (turn % 5))).catch(async (error: unknown) => {
      if (!(error instanceof StoreUnavailable)) throw error;
      await store.read(0, 1);
      say(['refused']);
      await setTimeout(20);
    });
  }
};

await Promise.all(upTo(Number(callers)).map(caller));
await store.close();
