import { afterEach, describe, expect, it } from 'vitest';
import { upTo } from '../contract/candidates.js';
import { type Besieged, onFile, onPair, sendAll } from './retries.js';

const count = Number(process.env.RETRIES ?? 300);
const strikes = Math.max(2, Math.round(count / 500));
const enoughTime = 180_000 + count * 400;

describe('Events that are each sent one to three times, while connections are cut and processes killed', () => {
  let besieged: Besieged;
  afterEach(() => besieged.stop());

  it.each([
    ['a file, whose one process is killed and started again', onFile],
    ['PostgreSQL, two processes of which are killed in turn and whose primary is lost once', onPair],
  ])(
    'with their keys are each recorded once, and all answers to one are alike: %s',
    async (_, begin) => {
      besieged = await begin();
      const { answers, recorded } = await sendAll(besieged, count, strikes, true);
      const all = [...answers.values()].flat();
      console.log(
        `${recorded.size} of ${count} events recorded, ${all.length} answers, ${all.filter(({ status }) => status === 201).length} of them 201, ${strikes} strikes`,
      );
      expect([...recorded].sort(([left], [right]) => left - right)).toEqual(
        upTo(count).map((one) => [one, 1]),
      );
      for (const own of answers.values()) {
        const told = own.filter(({ status }) => status === 201).map(({ body }) => JSON.stringify(body));
        expect(told.length).toBeGreaterThan(0);
        expect(new Set(told).size).toBe(1);
      }
      expect(all.filter(({ status }) => status >= 500 && status !== 503)).toEqual([]);
    },
    enoughTime,
  );

  it(
    'without keys are recorded more than once: the control',
    async () => {
      besieged = await onFile();
      const { recorded } = await sendAll(besieged, Math.min(count, 300), 2, false);
      expect([...recorded.values()].filter((times) => times > 1).length).toBeGreaterThan(100);
    },
    enoughTime,
  );
});
