import type { QueryBus } from '@nestjs/cqrs';
import { describe, expect, it } from 'vitest';
import { firstMinute } from '../../src/cli/first-minute.js';
import { attentionTo } from '../../src/messages/attention.js';

/** A ledger that answers as given, once it is asked. */
const asked = (execute: (query: object) => Promise<unknown>): QueryBus =>
  ({ execute }) as unknown as QueryBus;

const told = async (queries: QueryBus, ms: number): Promise<string[]> => {
  const pieces: string[] = [];
  for await (const text of firstMinute(queries, 'http://here', ms)) pieces.push(text);
  return pieces;
};

const leftOut = (seconds: number): string[] => [
  'Serving at http://here/\n',
  `What takes more than ${seconds} s or more memory than there is is left out here: ask for it on the page.\n\n`,
  'The page      http://here/\nThe API       http://here/docs\n',
];

describe('The first minute', () => {
  it('says where the ledger is served before anything is answered', async () => {
    let questions = 0;
    const pieces = firstMinute(
      asked(async () => ++questions),
      'http://here',
    );
    expect([(await pieces.next()).value, questions]).toEqual(['Serving at http://here/\n', 0]);
  });

  it('asks no view of 100,001 events, which whoever comes first would wait for', async () => {
    const questions: string[] = [];
    const pieces = await told(
      asked(async (query) => {
        questions.push(query.constructor.name);
        return { position: 100_001 };
      }),
      60_000,
    );
    expect(questions).toEqual(['ProveLog']);
    expect(pieces).toEqual([
      'Serving at http://here/\n',
      '100001 events are in the ledger: too many to be told of here. Ask for what they say on the page.\n\n',
      'The page      http://here/\nThe API       http://here/docs\n',
    ]);
  });

  it('is left out, and is no error, where questions fail', async () => {
    expect(
      await told(
        asked(() => Promise.reject(new Error('no memory'))),
        60_000,
      ),
    ).toEqual(leftOut(60));
  });

  it('ends in time: a question that is never answered is called off', async () => {
    const waiting = (query: object): Promise<unknown> =>
      new Promise((_, reject) => {
        // As long as a timer of nobody else keeps the process running.
        const hold = setTimeout(() => {}, 60_000);
        attentionTo(query).signal?.addEventListener('abort', () => {
          clearTimeout(hold);
          reject(new Error('called off'));
        });
      });
    expect(await told(asked(waiting), 50)).toEqual(leftOut(0.05));
  });
});
