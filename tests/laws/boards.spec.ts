import fc from 'fast-check';
import { beforeAll, describe, expect, it } from 'vitest';
import { normalise } from '../../projections/asking.js';
import { ask, views } from '../../projections/index.js';
import { publicRecord } from '../../src/public-record.js';
import { ClockBoards } from '../../src/web/worker/boards.js';
import type { PageLedger } from '../../src/web/worker/ledger.js';
import type { Sent } from '../given.js';
import { readPage } from '../page-ledger.js';
import { valid } from '../valid.js';
import { draws } from './found.js';

const today = '2026-11-23';

const timeline = { timeline: 'half', from: '2025-01-01', to: '2028-12-31' };
const questions = [
  ...views.map(({ name }) => [name, {}] as const),
  ['compute-capacity', { by: 'tranche', policy: 'lowest' }],
  ['compute-capacity', { by: 'layer', ...timeline }],
  ['obligations', { by: 'kind', policy: 'latest' }],
] as const;

describe('A board that the page keeps', () => {
  let log: PageLedger;
  beforeAll(async () => {
    log = readPage((await publicRecord()) as Sent[]);
  });

  it.each(questions)('answers %s %o on any day as one that is built for that day', (name, parameters) => {
    const boards = new ClockBoards(log);
    const days = [...new Set(log.events.map(({ knownOn }) => knownOn))].sort().slice(-60);
    // Now one clock moves, now the other, now both.
    const anyDay = fc
      .date({ min: new Date('2024-06-01'), max: new Date('2031-01-01'), noInvalidDate: true })
      .map((date) => date.toISOString().slice(0, 10));
    const day = fc.oneof(fc.constantFrom('2026-03-01', ...days), anyDay);
    const cuts = fc.oneof(
      fc.record({ knownAt: day }),
      fc.record({ effectiveAt: day }),
      fc.record({ knownAt: day, effectiveAt: day }),
    );
    fc.assert(
      fc.property(cuts, (cut) => {
        const now = { today, position: log.position };
        const asked = valid(normalise(name, { ...parameters, ...cut }, now, log.history));
        expect(boards.answer(asked)).toEqual(ask(asked.view, asked.question, log.history));
      }),
      draws(15),
    );
  });
});
