import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ask } from '../../projections/index.js';
import type { History } from '../../projections/kit/log.js';
import { viewHashOf } from '../../src/simulator/answer/hash.js';
import type { ScenarioAnswer } from '../../src/simulator/answer/run.js';
import { adoptChosen, type AdoptedFacts } from '../../src/simulator/saved/adopt.js';
import { record } from '../ledger.js';
import { resolved, save } from '../saved.js';
import { answered, askedOf } from './asked.js';
import { copyOf } from './copied.js';
import { draws, expectFound } from './found.js';
import { allDeals, edits, histories } from './histories.js';

const today = '2026-11-23';
const at = { effectiveAt: today, knownAt: today };
const years = { timeline: 'year', from: '2025-01-01', to: '2030-12-31' };
const views = [
  { view: 'compute-capacity', by: 'tranche,provider,consumer', ...at },
  { view: 'compute-capacity', by: 'deal', ...at, ...years },
  { view: 'obligations', by: 'payment', ...at },
  { view: 'obligations', by: 'deal', ...at, ...years },
];

/** On a whole deal, or on one of its tranches or payments. */
const targeted = fc
  .tuple(edits, fc.constantFrom(...allDeals), fc.constantFrom('', '/a', '/b', '/c'))
  .map(([edit, deal, part]) => ('event' in edit ? edit : { ...edit, target: `${deal}${part}` }));

/** What had come about because of what is otherwise then: once that is recorded it has come about all the same. */
const isCounterfactual = ({ views: shown }: ScenarioAnswer): boolean =>
  shown.some(({ scenario }) => scenario.rows.some(({ flags }) => flags.includes('counterfactual')));

/** Of a payment that something was paid of a part is recorded by itself: of that nobody has seen anything paid. */
const isSeenInPart = (adopted: AdoptedFacts, history: History): boolean =>
  adopted.some(
    ({ stream, type, body: { payment } }) =>
      type === 'PaymentCommitted' &&
      history
        .facts(stream)
        .some(
          (fact) =>
            fact.type === 'PaymentMade' && String(payment).startsWith(`${String(fact.body.payment)}-part-`),
        ),
  );

describe('What is adopted', () => {
  it('shows what the scenario showed, once it is recorded', () => {
    let adopted = 0;
    fc.assert(
      fc.property(histories, fc.array(targeted, { minLength: 6, maxLength: 6 }), (history, all) => {
        for (const [number, edit] of all.entries()) {
          const shown = answered(history, [edit], views);
          if (!shown || isCounterfactual(shown)) continue;
          const name = `scenario-n${number}`;
          save(history, name, { edits: [edit] });
          const { value } = adoptChosen(resolved(history, name), [0], history, today);
          if (!value || isSeenInPart(value.flat(), history)) continue;
          const then = copyOf(history);
          for (const { stream, type, body, effectiveOn } of value.flat())
            record(then, { stream, type, body: { ...body }, effectiveOn, knownOn: today }, today);
          const hashes = views.map((asked) => {
            const { view, question } = askedOf(then, asked);
            return viewHashOf(ask(view, question, then));
          });
          expect([edit, hashes]).toEqual([edit, shown.views.map(({ scenario }) => viewHashOf(scenario))]);
          adopted++;
        }
      }),
      draws(56),
    );
    expectFound(adopted, 50);
  });
});
