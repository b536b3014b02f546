import { setTimeout } from 'node:timers/promises';
import { upTo } from '../contract/candidates.js';
import { party } from '../e2e/http-server.js';
import { type Asker, flood, type Told } from './flood.js';

/** What came of one order, and the streams that it would have begun. */
interface Ordered extends Told {
  streams: string[];
}

const tenfold = 10;
const fewestPerOrder = 50;
/** So many orders in a second can be refused beside whoever sends them: where a disk is quick, each has more events. */
const mostRecorded = 130;
let orders = 0;

const send = async (asked: Asker, name: string, perOrder = fewestPerOrder): Promise<Ordered> => {
  const slugs = upTo(perOrder).map((index) => `${name}-${orders}-${index}`);
  orders++;
  const told = await asked.ask('/api/v1/events', JSON.stringify(slugs.map(party)));
  return { ...told, streams: slugs.map((slug) => `party-${slug}`) };
};

/** How many are recorded in a second where sixteen send one after the other. */
const capacityOf = async (asked: Asker, forMs: number, perOrder = fewestPerOrder): Promise<number> => {
  const begun = performance.now();
  let recorded = 0;
  const sending = async (): Promise<void> => {
    while (performance.now() - begun < forMs)
      if ((await send(asked, 'before', perOrder)).status === 201) recorded++;
  };
  await Promise.all(upTo(16).map(sending));
  return (recorded * 1_000) / (performance.now() - begun);
};

/** Ten times as many orders as can be recorded, whether or not those before are answered; beside them somebody watches. */
export const floodOfOrders = async (asked: Asker, forSeconds: number) => {
  await capacityOf(asked, 1_000);
  const ofFewest = await capacityOf(asked, 1_500);
  const perOrder = Math.ceil(fewestPerOrder * Math.max(1, ofFewest / mostRecorded));
  const perSecond = await capacityOf(asked, 1_500, perOrder);
  const watched: Told[] = [];
  let isOver = false;
  const looking = ['/health/live', '/health/ready', '/metrics'].map(async (path) => {
    for (; !isOver; await setTimeout(100)) watched.push(await asked.askAnew(path));
  });
  const rate = perSecond * tenfold;
  const all = await flood(rate, Math.ceil(rate * forSeconds), () => send(asked, 'flood', perOrder));
  isOver = true;
  await Promise.all(looking);
  return { perSecond, perOrder, orders: all, watched };
};

/** Whether an order is recorded as soon as one usually is. */
export const isUsualAgain = async (asked: Asker): Promise<boolean> => {
  const { status, ms } = await send(asked, 'after');
  return status === 201 && ms < 1_000;
};

/** The streams of all events of a log, in its order. */
export const streamsIn = async (address: string): Promise<string[]> => {
  const log = await (await fetch(`${address}/api/v1/events.ndjson`)).text();
  const lines = log.split('\n').slice(0, -1);
  return lines.map((line) => String((JSON.parse(line) as { stream: unknown }).stream));
};
