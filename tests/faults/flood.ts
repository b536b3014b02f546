import { Agent, request } from 'node:http';
import { setTimeout } from 'node:timers/promises';
import { Progress } from './progress.js';

/** What came of one request; `status` 0 where its connection was cut off before an answer. */
export interface Outcome {
  status: number;
  retryAfter: string | null;
  ms: number;
}

export interface Told extends Outcome {
  text: string;
}

/** As a browser or a proxy asks that has no connection free: it opens another one. */
export const asker = (address: string) => {
  const agent = new Agent({ keepAlive: true, maxFreeSockets: Infinity });
  const ask = (path: string, body?: string, type = 'application/json', by = agent): Promise<Told> => {
    const begun = performance.now();
    const { promise, resolve } = Promise.withResolvers<Told>();
    const sent = { method: body === undefined ? 'GET' : 'POST', headers: { 'content-type': type } };
    const asked = request(address + path, { ...sent, agent: by }, async (answer) => {
      const text = (await answer.toArray()).join('');
      const { statusCode: status = 0, headers } = answer;
      const retryAfter = headers['retry-after'] ?? null;
      resolve({ status, retryAfter, text, ms: performance.now() - begun });
    });
    // A system whose queue of connections stays full for a minute resets those at its end: an outcome, not a fault of the test.
    asked.on('error', ({ message }) => {
      resolve({ status: 0, retryAfter: null, text: message, ms: performance.now() - begun });
    });
    asked.end(body);
    return promise;
  };
  /** On a connection of its own. */
  const askAnew = (path: string, body?: string): Promise<Told> =>
    ask(path, body, 'application/json', new Agent());
  return { ask, askAnew, leave: () => agent.destroy() };
};
export type Asker = ReturnType<typeof asker>;

/** The number that so large a part of them does not exceed. */
export const partOf = (part: number, numbers: readonly number[]): number =>
  numbers.toSorted((left, right) => left - right)[Math.floor(numbers.length * part)] ?? NaN;

/** Asks at a rate, whether or not what was asked before is answered. */
export const flood = async <T>(perSecond: number, count: number, ask: () => Promise<T>): Promise<T[]> => {
  const begun = performance.now();
  const progress = new Progress('requests of a flood', count);
  const all: Promise<T>[] = [];
  while (all.length < count) {
    const due = Math.min(count, 1 + ((performance.now() - begun) * perSecond) / 1_000);
    while (all.length < due) {
      all.push(ask());
      progress.count();
    }
    await setTimeout(5);
  }
  progress.end();
  return Promise.all(all);
};
