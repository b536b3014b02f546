import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ask, views } from '../../projections/index.js';
import { Board } from '../../projections/kit/board.js';
import type { Keys, Line } from '../../projections/kit/line.js';
import { LoneStreams } from '../../projections/kit/lone-streams.js';
import type { History } from '../../projections/kit/log.js';
import { Sum } from '../../projections/kit/measure.js';
import { editLog } from '../../src/simulator/answer/run.js';
import { IncrementalBoard } from '../../src/simulator/compute/incremental-board.js';
import { readEdits } from '../../src/simulator/scenario/read-edits.js';
import { ledger, type Sent } from '../ledger.js';
import { askedOf, editedLog } from './asked.js';
import { anyEdit } from './any-edit.js';
import { draws, expectFound } from './found.js';
import { capacityHistories, histories, questions } from './histories.js';
import { kinHistories } from './kin.js';
import { announced, registered } from './opening.js';
import { peopledHistories } from './peopled.js';

const years = { timeline: 'year', from: '2025-01-01', to: '2028-12-31' };
/** All views of deals, as tables and as timelines, and by deal. */
const ofDeals = views.filter(({ category }) => category === 'deal');
const asked = ofDeals.flatMap(({ name: view, timelines, dimensions }) => [
  { view },
  ...(dimensions.includes('deal') ? [{ view, by: 'deal' }] : []),
  ...(timelines ? [{ view, ...years }] : []),
]);
const logs = fc.oneof(histories, capacityHistories, kinHistories, kinHistories, peopledHistories);
const days = ['2026-02-15', '2026-03-15', '2026-04-15', '2026-05-15', '2026-07-01', '2026-11-23'];

const parties = ['openai', 'amd'];
const said = (stream: string, type: string, body: object, more: object = {}): Sent => ({
  stream,
  type,
  effectiveOn: '2025-06-01',
  knownOn: '2025-06-01',
  body: { ...body },
  ...more,
});
const commitment = {
  layer: 'chips',
  provider: 'amd',
  consumer: 'openai',
  power: '1 GW',
  basis: 'it',
  bindingness: 'firm',
};
const committed = (stream: string, body: object, more: object = {}): Sent =>
  said(stream, 'CapacityCommitted', { ...commitment, ...body }, more);
const begun = [...parties.map(registered), ...['deal-one', 'deal-two'].map(announced)];

const byId = (one: Line, other: Line): number => (one.id < other.id ? -1 : 1);

const names = (all: readonly string[]): string[] => [...new Set(all)].sort();

/** What lines that count together come to, whichever of them has it. */
const sumOfGroup = (lines: readonly Line[]): object => {
  const sums = new Map<string, Sum>();
  for (const { parts } of lines)
    for (const [measure, part] of Object.entries(parts)) {
      const sum = sums.get(measure) ?? new Sum();
      sum.add(part, 1n);
      sums.set(measure, sum);
    }
  return {
    sums: [...sums].map(([measure, { bounds }]) => [measure, bounds] as const).sort(),
    ids: lines.map(({ id }) => id).sort(),
    rests: names(lines.flatMap(({ rests }) => rests)),
    flags: names(lines.flatMap(({ flags }) => flags)),
  };
};

const grouped = (
  lines: readonly Line[],
  groupOf: (keys: Keys) => string | null | undefined,
): Map<unknown, object> =>
  new Map(
    [...Map.groupBy(lines, ({ keys }) => groupOf(keys))].map(([group, some]) => [group, sumOfGroup(some)]),
  );

/** All that one may ask of a board, lines in one order. */
const toldBy = (board: Board, ids: readonly string[], deals: readonly string[]): object => {
  const byProvider = ({ provider, party, giver }: Keys) => provider ?? party ?? giver ?? undefined;
  const inOne = (): string => 'all';
  // In what order a line names what it rests on says nothing.
  const sorted = (lines: readonly Line[]): Line[] =>
    lines.toSorted(byId).map((line) => ({ ...line, rests: line.rests.toSorted() }));
  return {
    answer: board.answer(),
    lines: sorted(board.lines),
    byProvider: grouped(board.countedBy(byProvider), byProvider),
    ofAll: grouped(
      board.countedOf(({ keys }) => keys.deal ?? undefined),
      ({ deal }) => deal,
    ),
    ofOneKind: grouped(board.counted({ layer: 'chips', basis: 'it' }), inOne),
    ofOneParty: grouped(board.counted({ provider: 'amd' }), inOne),
    shown: sorted(ids.flatMap((id) => board.shownLine(id) ?? [])),
    each: ids.map((id) => board.line(id)),
    ofDeals: deals.map((deal) => sorted(board.linesOf(deal))),
  };
};

/** How many lines there are beside those that are kept, after each move to what was known on another day. */
const compareMoved = (history: History, question: { view: string }, known: readonly string[]) => {
  const { view, question: last } = askedOf(history, question);
  const deals = [...history.streams('deal')];
  const all = new Board(view, last, history);
  const ids = [...all.lines.map(({ id }) => id), 'deal-nobody/t'];
  const first = { ...last, knownAt: known[0]! };
  const [kept, lone] = [
    new Board(view, first, history),
    new Board(view, first, history, { Lone: LoneStreams }),
  ];
  const counts = [lone.lines.length - lone.room.lines];
  for (const knownAt of known) {
    for (const board of [kept, lone]) board.moveKnown({ knownAt }, deals);
    expect(toldBy(lone, ids, deals)).toEqual(toldBy(kept, ids, deals));
    counts.push(lone.lines.length - lone.room.lines);
  }
  return counts;
};

describe('A board that keeps no lines of streams that no other goes together with', () => {
  it('says what one does that keeps all of them, whatever becomes known or is forgotten again', () => {
    let [unkept, released] = [0, 0];
    fc.assert(
      fc.property(
        logs,
        questions,
        fc.constantFrom(...asked),
        fc.array(fc.constantFrom(...days), { minLength: 2, maxLength: 5 }),
        (history, parts, question, known) => {
          const counts = compareMoved(history, { ...parts, ...question }, known);
          unkept += counts.filter((count) => count > 0).length;
          released += counts.filter((count, place) => count < (counts[place - 1] ?? 0)).length;
        },
      ),
      draws(160),
    );
    expectFound(unkept, 300);
    expectFound(released, 30);
  });

  it('says it of what-ifs and once they are undone, with all lines kept from then on or not', () => {
    let moved = 0;
    const edits = fc.array(fc.array(anyEdit, { maxLength: 3 }), { minLength: 1, maxLength: 3 });
    fc.assert(
      fc.property(logs, edits, fc.constantFrom(...asked), (history, all, question) => {
        const viewed = askedOf(history, question);
        const deals = [...history.streams('deal')];
        const lone = new Board(viewed.view, viewed.question, history, { Lone: LoneStreams });
        const kept = new IncrementalBoard(viewed, history).keepLines();
        for (const made of all) {
          const log = editedLog(
            history,
            made.map((edit) => edit(history)),
            viewed,
          );
          if (!log) continue;
          lone.moveTo(log, deals);
          const again = new Board(viewed.view, viewed.question, log);
          const ids = again.lines.map(({ id }) => id);
          expect(toldBy(lone, ids, deals)).toEqual(toldBy(again, ids, deals));
          lone.moveTo(history, deals);
          expect(lone.answer()).toEqual(kept.baseline);
          moved++;
        }
        expect(kept.room.lines).toBe(kept.at().lines.length);
      }),
      { numRuns: 100 },
    );
    expectFound(moved, 80);
  });

  it.each([
    [32, 0],
    [33, 33],
  ])('keeps the lines of a long deal, so that one that moves costs itself: of %d lines %d', (count, kept) => {
    const tranches = Array.from({ length: count }, (_, number) =>
      committed('deal-one', { tranche: `t${number}` }),
    );
    const history = ledger([...begun, ...tranches]);
    const { view, question } = askedOf(history, { view: 'compute-capacity' });
    const board = new Board(view, question, history, { Lone: LoneStreams });
    expect(board.room.lines).toBe(kept);
    expect(board.answer()).toEqual(ask(view, question, history));
  });

  it('knows how far a number reaches where only a rival claim names another deal', () => {
    const first = { id: '00000000-0000-4000-8000-00000000aaaa' };
    // What was known later counts.
    const earlier = { effectiveOn: '2025-05-01', knownOn: '2025-05-01' };
    const history = ledger([
      ...begun,
      committed('deal-two', { tranche: 'site', power: '3 GW' }),
      committed('deal-one', { tranche: 't' }, first),
      // One who says that it is in the other's 3 GW: 3 or 4 in all.
      committed('deal-one', { tranche: 't', partOf: 'deal-two/site' }, { rivalOf: first.id, ...earlier }),
    ]);
    const { view, question } = askedOf(history, { view: 'compute-capacity' });
    const board = new Board(view, question, history, { Lone: LoneStreams });
    const { totals, ...rest } = board.answer();
    expect(totals.map(({ span }) => span?.headlineKw)).toEqual([{ low: 3_000_000, high: 4_000_000 }]);
    expect({ totals, ...rest }).toEqual(ask(view, question, history));
  });

  it('takes off what was stated to be the same in two layers of one deal, once that is undone', () => {
    const overlap = said('deal-one', 'OverlapStated', { tranche: 'chips', with: 'deal-one/hall' });
    const history = ledger([
      ...begun,
      committed('deal-one', { tranche: 'chips' }),
      committed('deal-one', { tranche: 'hall', layer: 'hosting' }),
      overlap,
    ]);
    const viewed = askedOf(history, { view: 'compute-capacity' });
    const board = new IncrementalBoard(viewed, history);
    const distinct = (): unknown => board.at().answer().distinctKw;
    const once = { low: 1_000_000, point: 1_000_000, high: 1_000_000 };
    expect(distinct()).toEqual(once);
    const event = history.facts('deal-one').at(-1)!.id;
    const without = editLog(
      readEdits([{ op: 'suppress', event }], history).value!,
      history,
      viewed,
      '2026-11-23',
    );
    expect(board.at(without.value!.log).answer().distinctKw).toEqual({
      low: 1_000_000,
      point: null,
      high: 2_000_000,
    });
    expect(distinct()).toEqual(once);
    expect(board.room.lines).toBe(0);
  });
});

describe('The name of a line', () => {
  it.each(ofDeals.map(({ name, timelines }) => [name, timelines] as const))(
    'says of which stream it is: %s',
    (view, hasTimeline) => {
      let named = 0;
      fc.assert(
        fc.property(logs, fc.boolean(), (history, isTimeline) => {
          const viewed = askedOf(history, { view, ...(isTimeline && hasTimeline && years) });
          const board = new Board(viewed.view, viewed.question, history);
          const lone = new LoneStreams('deal', board.families.rule, []);
          for (const stream of history.streams('deal'))
            for (const { id, statement } of board.linesOf(stream)) {
              expect(lone.streamNamed(id)).toBe(stream);
              if (statement !== undefined) expect(lone.streamNamed(statement)).toBe(stream);
              named++;
            }
        }),
      );
      expectFound(named, 50);
    },
  );
});
