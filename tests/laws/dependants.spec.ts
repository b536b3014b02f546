import fc from 'fast-check';
import { describe, expect, it, vi } from 'vitest';
import { streams } from '../../events/index.js';
import { Overlay } from '../../projections/kit/log.js';
import { dependantsOf, factsWithout } from '../../src/simulator/edits/dependants.js';
import { ledger, type Sent } from '../ledger.js';
import { anyBatch } from './any-batch.js';
import { bulks } from './bulk.js';
import { expectFound } from './found.js';
import { byReplays, day, recorded, stage } from './replays.js';

describe('What depends on an event', () => {
  it('is what a replay of the whole stream without it refuses', () => {
    let found = 0;
    fc.assert(
      fc.property(anyBatch(60), (sent) => {
        const history = recorded(sent);
        const all = streams.flatMap(({ category }) => [...history.streams(category)]);
        for (const event of all.flatMap((stream) => history.facts(stream))) {
          const dependants = dependantsOf(event, history);
          expect(dependants).toEqual(byReplays(event, history));
          found += dependants.length;
        }
      }),
      { numRuns: 400 },
    );
    expectFound(found, 300);
  });

  it('is the same once others were taken out before it, one after the other', () => {
    let found = 0;
    fc.assert(
      fc.property(anyBatch(60), fc.array(fc.nat(), { maxLength: 8 }), (sent, picks) => {
        const history = recorded(sent);
        for (const stream of streams.flatMap(({ category }) => [...history.streams(category)])) {
          let facts = history.facts(stream);
          for (const pick of picks) {
            const event = facts[pick % facts.length];
            if (!event) break;
            const log = new Overlay(history, new Map([[stream, facts]]));
            const dependants = dependantsOf(event, log);
            expect(dependants).toEqual(byReplays(event, log));
            found += dependants.length;
            facts = factsWithout(stream, facts, new Set([event.id, ...dependants]));
          }
        }
      }),
      { numRuns: 200 },
    );
    expectFound(found, 100);
  });

  it('is also what was said of a tranche that it brings as corrected', () => {
    const said = (type: string, id: string, body: Record<string, unknown>): Sent => ({
      ...day,
      id: `00000000-0000-4000-8000-00000000000${id}`,
      stream: 'deal-one',
      type,
      body,
    });
    const tranche = (name: string) => ({
      tranche: name,
      layer: 'hosting',
      provider: 'b',
      consumer: 'a',
      power: '1 GW',
      due: '2027-Q1',
      bindingness: 'firm',
    });
    const committed = said('CapacityCommitted', '1', tranche('t'));
    const corrected = said('EventCorrected', '2', { event: committed.id, body: tranche('u'), reason: 'x' });
    const moved = said('CapacityRescheduled', '3', { tranche: 'u', due: '2028-Q1' });
    const history = ledger([...stage, committed, corrected, moved]);
    const [first, second] = [committed, corrected].map(({ id }) => history.fact(String(id))!);
    expect(dependantsOf(first!, history)).toEqual([corrected.id, moved.id]);
    expect(dependantsOf(second!, history)).toEqual([moved.id]);
    expect(byReplays(second!, history)).toEqual([moved.id]);
  });

  it('costs what depends on it, however much else is on its stream', () => {
    const decisionsWith = (count: number): number => {
      const told = bulks['tranches of one deal']!(count).map((event) => ({ ...day, ...event }));
      const history = ledger(told);
      const event = history.facts('deal-one').at(-1)!;
      const spies = streams.map((stream) => vi.spyOn(stream, 'decide'));
      expect(dependantsOf(event, history)).toEqual([]);
      const decisions = spies.reduce((sum, { mock }) => sum + mock.calls.length, 0);
      spies.forEach((spy) => spy.mockRestore());
      return decisions;
    };
    expect(decisionsWith(10)).toBeGreaterThan(0);
    expect(decisionsWith(200)).toBe(decisionsWith(10));
  });
});
