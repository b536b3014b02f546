import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Fact } from '../../events/index.js';
import { Board } from '../../projections/kit/board.js';
import { claimSetsOf } from '../../projections/kit/claims.js';
import { cutOf } from '../../projections/kit/question.js';
import { visibleFacts } from '../../projections/kit/cut.js';
import { History, type Log } from '../../projections/kit/log.js';
import type { ViewQuestion } from '../../projections/asking.js';
import { anyEdit } from './any-edit.js';
import { answered, askedOf } from './asked.js';
import { draws } from './found.js';
import { allDeals, allParties, histories } from './histories.js';

const policies = ['latest', 'lowest', 'highest'] as const;
const questionsOfPolicies = fc
  .tuple(
    fc.constantFrom(
      { view: 'compute-capacity', by: 'deal' },
      { view: 'compute-capacity', by: 'tranche' },
      { view: 'obligations', by: 'payment' },
    ),
    fc.constantFrom('2025-11-30', '2026-10-15', '2028-01-01'),
    fc.constantFrom(...policies),
  )
  .map(([view, effectiveAt, policy]) => ({ ...view, effectiveAt, policy }));

/** What edits and claims have nothing to say of: an edit on an event may name a claim that does not count. */
const isOnEvents = ({ op }: { op?: unknown }): boolean =>
  ['amend', 'suppress', 'assume', 'oneOf'].includes(String(op));

/** The claims of a deal that do not count in the answer to a question. */
const droppedOf = (log: Log, stream: string, { view, question }: ViewQuestion): Set<string> => {
  const selection = new Board(view, question, log).selectionOf(stream);
  const sets = claimSetsOf(visibleFacts(log.facts(stream), cutOf(question)));
  return new Set(
    sets.flatMap(({ root, claims }) =>
      claims.filter(({ id }) => id !== selection.get(root)).map(({ id }) => id),
    ),
  );
};

/** The log had only those claims been recorded that count in the answer to a question. */
const withChosen = (log: Log, asked: ViewQuestion): History => {
  const chosen = new History();
  const streams = [...allParties.map((slug) => `party-${slug}`), ...allDeals];
  for (const stream of streams) {
    const dropped = stream.startsWith('deal-') ? droppedOf(log, stream, asked) : new Set<string>();
    const isKept = ({ id, body }: Fact): boolean =>
      !dropped.has(id) && !dropped.has(String((body as { event?: string }).event));
    for (const fact of log.facts(stream).filter(isKept))
      chosen.append({ ...fact, position: chosen.position + 1 });
  }
  return chosen;
};

type Cell = Readonly<Record<string, unknown>>;

/** What a row or a total says, without what tells of the claims beside. */
const said = ({ flags: _f, rests: _r, span: _s, ...cell }: Cell): Cell => cell;

describe('An edit, under any policy', () => {
  it('acts on the claims that the answer shows, and leaves them chosen', { timeout: 300_000 }, () => {
    const counts = { compared: 0, contested: 0 };
    fc.assert(
      fc.property(
        histories,
        fc.array(fc.tuple(anyEdit, questionsOfPolicies), { minLength: 12, maxLength: 12 }),
        (history, cases) => {
          for (const [editFor, asking] of cases) {
            const edit = editFor(history) as { op?: unknown };
            if (isOnEvents(edit)) continue;
            const asked = askedOf(history, asking);
            const alone = withChosen(history, asked);
            const all = answered(history, [edit], [asking]);
            const chosen = answered(alone, [edit], [{ ...asking, policy: 'primary' }]);
            if (!all || !chosen) continue;
            const [one, other] = [all.views[0]!, chosen.views[0]!];
            if (alone.position < history.position && one.difference.rows.length > 0) counts.contested++;
            expect(one.scenario.rows.map(said)).toEqual(other.scenario.rows.map(said));
            expect(one.scenario.totals.map(said)).toEqual(other.scenario.totals.map(said));
            counts.compared++;
          }
        },
      ),
      { numRuns: Number(process.env.LAW_RUNS ?? draws(110).numRuns) },
    );
    expect(counts.compared).toBeGreaterThan(500);
    expect(counts.contested).toBeGreaterThan(30);
  });
});
