import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { streams } from '../../events/index.js';
import { ask, views } from '../../projections/index.js';
import { History } from '../../projections/kit/log.js';
import { run } from '../../src/simulator/answer/run.js';
import { askThrough, readLogThrough } from '../../src/simulator/saved/look-through.js';
import { standingOf } from '../../src/simulator/saved/state.js';
import { viewHashOf } from '../../src/simulator/answer/hash.js';
import { resolved, save, verdictsIn } from '../saved.js';
import { allDeals, edits, histories, questions } from './histories.js';
import { peopledHistories } from './peopled.js';

const today = '2026-11-23';

const asks = views.flatMap(({ name: view, timelines }): Record<string, string>[] => [
  { view },
  ...(timelines ? [{ view, timeline: 'quarter', from: '2025-10-01', to: '2027-12-31' }] : []),
]);

const look = (history: History, { view, ...parameters }: Record<string, unknown>) => {
  const standing = { history, position: history.position, today };
  const asked = askThrough(String(view), parameters, standing);
  if (asked.problems) throw new Error(JSON.stringify(asked.problems));
  const log = readLogThrough(asked.value, standing);
  return log.problems ? undefined : ask(asked.value.view, asked.value.question, log.value.log);
};

/** The beginning of a log, as a log of its own. */
const beginning = (history: History, position: number): History => {
  const log = new History();
  const facts = streams.flatMap(({ category }) =>
    [...history.streams(category)].flatMap((stream) => history.facts(stream)),
  );
  facts.sort((left, right) => left.position - right.position);
  for (const fact of facts) if (fact.position <= position) log.append(fact);
  return log;
};

const logs = fc.oneof(histories, peopledHistories);
const someEdits = fc.array(edits, { maxLength: 4 });

describe('A saved scenario', () => {
  it('is looked through as it is run, cell for cell, for every view', () => {
    let compared = 0;
    fc.assert(
      fc.property(logs, someEdits, questions, (history, scenario, parts) => {
        save(history, 'scenario-x', { edits: scenario });
        const ran = run(
          { parent: 'scenario-x', edits: [], views: asks.map((one) => ({ ...one, ...parts })) },
          { history, position: history.position, today, logHash: '' },
        );
        asks.forEach((one, index) => {
          const seen = look(history, { ...one, ...parts, scenario: 'scenario-x' });
          if (!ran.value) return;
          const { viewHash, ...side } = ran.value.views[index]!.scenario;
          expect(seen).toEqual(side);
          expect(viewHashOf(seen!)).toBe(viewHash);
          compared++;
        });
      }),
      { numRuns: 60 },
    );
    expect(compared).toBeGreaterThan(200);
  });

  it('is answered off its base as a log that ends there would answer it', () => {
    fc.assert(
      fc.property(logs, someEdits, questions, fc.nat(), (history, scenario, parts, place) => {
        const base = Math.max(8, place % (history.position + 1));
        const short = save(beginning(history, base), 'scenario-x', { edits: scenario });
        save(history, 'scenario-x', { base, edits: scenario });
        const asked = { ...parts, scenario: 'scenario-x@1' };
        for (const one of asks.slice(0, 4))
          expect(look(history, { ...one, ...asked })).toEqual(
            look(short, { ...one, ...asked, atPosition: base }),
          );
      }),
      { numRuns: 60 },
    );
  });

  it('is clean edit by edit while it is fresh or behind', () => {
    fc.assert(
      fc.property(logs, someEdits, fc.nat(), (history, scenario, place) => {
        const base = Math.max(8, place % (history.position + 1));
        save(history, 'scenario-x', { base, edits: scenario });
        const { state } = standingOf(resolved(history, 'scenario-x'), history, today);
        const words = verdictsIn(history, 'scenario-x').filter(({ isRefused }) => !isRefused);
        if (state !== 'affected')
          // Something that was assumed may have happened in a deal of its own.
          expect(words.every(({ verdict }) => verdict === 'clean' || verdict === 'realised')).toBe(true);
      }),
      { numRuns: 60 },
    );
  });

  it('leaves every other stream as it was', () => {
    fc.assert(
      fc.property(logs, someEdits, (history, scenario) => {
        const read = () => JSON.stringify(allDeals.map((stream) => history.facts(stream)));
        const before = read();
        save(history, 'scenario-x', { edits: scenario });
        verdictsIn(history, 'scenario-x');
        look(history, { ...asks[0], scenario: 'scenario-x' });
        expect(read()).toBe(before);
      }),
      { numRuns: 30 },
    );
  });
});
