import { describe, expect, it } from 'vitest';
import { ask } from '../../projections/index.js';
import { dealAt } from '../../projections/deals.js';
import type { History } from '../../projections/kit/log.js';
import { viewHashOf } from '../../src/simulator/answer/hash.js';
import { askThrough, readLogThrough } from '../../src/simulator/saved/look-through.js';
import { ledger, record, type Sent } from '../given.js';
import { save } from '../saved.js';
import { gigawatts, whatIf } from '../what-if.js';
import { cast, deal, fact, tranche } from './facts.js';

type Parameters = Record<string, unknown>;

const world = (): History =>
  ledger([...cast, deal('deal-a'), tranche('deal-a', 'one', '1 GW', { due: '2027-Q1' })]);

/** A second gigawatt, of which nobody says when it became true or known. */
const { effectiveOn: _on, knownOn: _known, ...second } = tranche('deal-a', 'two', '2 GW', { due: '2027-Q3' });
const assumeSecond = { op: 'assume', event: second };

describe('A view through a saved scenario', () => {
  it('answers as if it were the log, and flags what is hypothetical', () => {
    const history = save(world(), 'scenario-x', { edits: [assumeSecond] });
    expect(headline(history, {})).toEqual([1]);
    expect(headline(history, { scenario: 'scenario-x' })).toEqual([1 + 2]);
    const { answer } = look(history, 'compute-capacity', { scenario: 'scenario-x', by: 'tranche' });
    expect(answer!.rows.map(({ tranche: name, flags }) => [name, flags.includes('hypothetical')])).toEqual([
      ['deal-a/one', false],
      ['deal-a/two', true],
    ]);
  });

  it('says of an uncertain edit whether it is assumed to be made', () => {
    const history = save(world(), 'scenario-x', {
      edits: [
        { op: 'cancel', target: 'deal-a/one', probability: 0.2 },
        { op: 'delay', target: 'deal-a/one', months: 3, probability: 0.8 },
      ],
    });
    const { notes, answer } = look(history, 'compute-capacity', { scenario: 'scenario-x' });
    expect(answer!.totals.map(({ headlineKw }) => gigawatts(headlineKw))).toEqual([1]);
    expect(notes).toEqual([
      'Edit 1 of the scenario, cancel, is assumed not made, 20 % likely.',
      'Edit 2 of the scenario, delay, is assumed made, 80 % likely.',
    ]);
  });

  it('is asked of the version that it names, and says which', () => {
    const history = save(world(), 'scenario-x', { edits: [assumeSecond] });
    save(history, 'scenario-x', { edits: [] });
    const versions = ['scenario-x', 'scenario-x@1', 'scenario-x@2'].map((scenario) => [
      look(history, 'compute-capacity', { scenario }).asked!.question.scenario,
      headline(history, { scenario })[0],
    ]);
    expect(versions).toEqual([
      ['scenario-x@2', 1],
      ['scenario-x@1', 3],
      ['scenario-x@2', 1],
    ]);
  });

  it('is cut at its base where it is pinned, and not later', () => {
    const history = save(world(), 'scenario-x', { base: 6, edits: [] });
    record(history, fact('2026-01-01', 'deal-a', 'CapacityResized', { tranche: 'one', power: '5 GW' }));
    expect(headline(history, {})).toEqual([5]);
    expect(headline(history, { scenario: 'scenario-x' })).toEqual([1]);
    expect(look(history, 'compute-capacity', { scenario: 'scenario-x' }).asked!.question.atPosition).toBe(6);
    expect(pointersOf(history, { scenario: 'scenario-x', atPosition: '7' })).toEqual(['/atPosition']);
    expect(pointersOf(history, { scenario: 'scenario-x', atPosition: '5' })).toEqual([]);
  });

  const happenings: Sent[] = [
    // Takes the name of the tranche that is assumed, so that the same could not be assumed of the new log.
    tranche('deal-a', 'two', '7 GW', { due: '2027' }),
    fact('2025-06-01', 'deal-a', 'CapacityResized', { tranche: 'one', power: '5 GW' }),
    fact('2025-06-01', 'deal-a', 'StageReached', { stage: 'cancelled' }),
  ];

  it.each([
    ['live', { base: 'live' }],
    ['pinned', { base: 6 }],
  ])(
    'stays what it is when the question is pinned, whatever is recorded, on whatever day: %s',
    (_name, content) => {
      const history = save(world(), 'scenario-x', {
        ...content,
        edits: [assumeSecond, assumeMoved, { op: 'delay', target: 'deal-a', months: 3 }],
      });
      // A known date that lies ahead of the day on which it is first asked.
      const pinned = {
        effectiveAt: '2026-01-01',
        knownAt: '2027-03-01',
        atPosition: '6',
        scenario: 'scenario-x@1',
      };
      const asked = (today?: string) =>
        ['compute-capacity', 'market-share', 'obligations', 'exposure'].map((view) =>
          JSON.stringify(look(history, view, pinned, today).answer),
        );
      const dealAsked = (today?: string) => {
        const { asked: through, log } = look(history, 'compute-capacity', pinned, today);
        return JSON.stringify(dealAt(log!, 'deal-a', through!.question));
      };
      const before = [...asked(), dealAsked()];
      for (const sent of happenings) record(history, sent);
      save(history, 'scenario-x', { edits: [] });
      expect([...asked('2031-01-01'), dealAsked('2031-01-01')]).toEqual(before);
      expect(headline(history, pinned)).toEqual([1 + 2]);
    },
  );

  it('is refused by name where the scenario is not there, or cannot be made there', () => {
    const history = save(world(), 'scenario-x', {
      edits: [{ op: 'delay', target: 'deal-a/one', months: 1 }],
    });
    expect(pointersOf(history, { scenario: 'scenario-y' })).toEqual(['/scenario']);
    expect(pointersOf(history, { scenario: 'scenario-x@2' })).toEqual(['/scenario']);
    expect(pointersOf(history, { scenario: 'x', policy: 'best' })).toEqual(['/scenario', '/policy']);
    // At position 5 the deal is announced, but has no tranche yet.
    expect(pointersOf(history, { scenario: 'scenario-x', atPosition: '5' })).toEqual([
      '/scenario/edits/0/target',
    ]);
  });

  it('is no view of a scenario that is run: that is named as a parent', () => {
    const history = save(world(), 'scenario-x', {});
    expect(() =>
      whatIf(history, { edits: [], views: [{ view: 'compute-capacity', scenario: 'scenario-x' }] }),
    ).toThrow('/views/0/scenario');
  });

  it('has the hash of the scenario side of a run on the same base', () => {
    const history = save(world(), 'scenario-x', { base: 6, edits: [assumeSecond] });
    const view = { effectiveAt: '2026-01-01', timeline: 'quarter', from: '2027-01-01', to: '2027-12-31' };
    const { views } = whatIf(history, {
      parent: 'scenario-x',
      edits: [],
      views: [{ view: 'compute-capacity', ...view }],
    });
    const { answer } = look(history, 'compute-capacity', { ...view, scenario: 'scenario-x' });
    expect(viewHashOf(answer!)).toBe(views[0]!.scenario.viewHash);
  });
});

describe('Saving a scenario', () => {
  it('changes no view of the world', () => {
    const history = world();
    const asked = () =>
      ['compute-capacity', 'market-share', 'obligations', 'ownership', 'exposure', 'reconciliation'].map(
        (view) => viewHashOf(look(history, view, { effectiveAt: '2026-01-01' }).answer!),
      );
    const before = asked();
    save(history, 'scenario-x', { edits: [assumeSecond] });
    expect(asked()).toEqual(before);
  });
});

describe('A run on a pinned base', () => {
  it('keeps its answer and its hash, whatever is recorded, on whatever day', () => {
    const history = save(world(), 'scenario-x', { base: 6, edits: [assumeSecond] });
    const view = { view: 'compute-capacity', effectiveAt: '2026-01-01', knownAt: '2026-01-01' };
    const asked = { parent: 'scenario-x@1', edits: [], views: [view] };
    const before = whatIf(history, asked);
    // Takes the name of the tranche that is assumed.
    record(history, tranche('deal-a', 'two', '7 GW'));
    expect(whatIf(history, asked, '2031-01-01')).toEqual(before);
  });
});

/** Known when it is asked, so that the delay after it goes on from it. */
const assumeMoved = {
  op: 'assume',
  event: { stream: 'deal-a', type: 'CapacityRescheduled', body: { tranche: 'one', due: '2027-Q2' } },
};

const look = (history: History, view: string, parameters: Parameters, today = '2026-11-23') => {
  const standing = { history, position: history.position, today };
  const asked = askThrough(view, parameters, standing);
  if (asked.problems) return { problems: asked.problems };
  const log = readLogThrough(asked.value, standing);
  return log.problems
    ? { problems: log.problems }
    : {
        asked: asked.value,
        log: log.value.log,
        notes: log.value.notes,
        answer: ask(asked.value.view, asked.value.question, log.value.log),
      };
};

const pointersOf = (history: History, parameters: Parameters): string[] =>
  (look(history, 'compute-capacity', parameters).problems ?? []).map(({ pointer }) => pointer);

const headline = (history: History, parameters: Parameters, today?: string): number[] =>
  look(history, 'compute-capacity', parameters, today).answer!.totals.map(({ headlineKw }) =>
    gigawatts(headlineKw),
  );
