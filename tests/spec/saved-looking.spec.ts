import { describe, expect, it } from 'vitest';
import { viewHashOf } from '../../src/simulator/answer/hash.js';
import { given, record, type Sent } from '../given.js';
import type { LookingThrough } from '../looking.js';
import { save, savedScenario } from '../saved.js';
import { assume, delay, whatIf } from '../what-if.js';
import { cast, deal, fact, tranche } from './facts.js';

const capacity = 'compute-capacity';
const world = given(...cast, deal('deal-a'), tranche('deal-a', 'one', '1 GW', { due: '2027-Q1' }));
/** A second gigawatt, of which nobody says when it became true or known. */
const { effectiveOn: _on, knownOn: _known, ...second } = tranche('deal-a', 'two', '2 GW', { due: '2027-Q3' });
const assumeSecond = assume(second);
/** The scenario of that, cut at the end of the world as it is. */
const pinnedAt6 = () => world.and(savedScenario('scenario-x', { base: 6, edits: [assumeSecond] }));

describe('A view through a saved scenario', () => {
  it('answers as if it were the log, and flags what is hypothetical', () => {
    const saved = world.saving(assumeSecond);
    saved.looking({}).shows(capacity, { headlineKw: 1 });
    const through = saved.through('scenario-x').shows(capacity, { headlineKw: 1 + 2 });
    const { rows } = through.by('tranche').answer(capacity);
    expect(rows.map(({ tranche: name, flags }) => [name, flags.includes('hypothetical')])).toEqual([
      ['deal-a/one', false],
      ['deal-a/two', true],
    ]);
  });

  it('says of an uncertain edit whether it is assumed to be made', () => {
    world
      .saving(
        { op: 'cancel', target: 'deal-a/one', probability: 0.2 },
        delay('deal-a/one', 3, { probability: 0.8 }),
      )
      .through('scenario-x')
      .shows(capacity, { headlineKw: 1 })
      .assumes(
        capacity,
        'Edit 1 of the scenario, cancel, is assumed not made, 20 % likely.',
        'Edit 2 of the scenario, delay, is assumed made, 80 % likely.',
      );
  });

  it.each([
    ['scenario-x', 'scenario-x@2', 1],
    ['scenario-x@1', 'scenario-x@1', 1 + 2],
    ['scenario-x@2', 'scenario-x@2', 1],
  ])('is asked of the version that it names, and says which: %s is %s', (named, version, headlineKw) => {
    const through = world.saving(assumeSecond).saving().through(named).shows(capacity, { headlineKw });
    expect(through.question(capacity).scenario).toBe(version);
  });

  it('is cut at its base where it is pinned, and not later', () => {
    const resized = fact('2026-01-01', 'deal-a', 'CapacityResized', { tranche: 'one', power: '5 GW' });
    const later = world.and(savedScenario('scenario-x', { base: 6 }), resized);
    later.looking({}).shows(capacity, { headlineKw: 5 });
    const through = later.through('scenario-x').shows(capacity, { headlineKw: 1 });
    expect(through.question(capacity).atPosition).toBe(6);
    through.asking({ atPosition: '7' }).isRefusedAt(capacity, '/atPosition');
    through.asking({ atPosition: '5' }).isRefusedAt(capacity);
  });

  // A known date that lies ahead of the day on which it is first asked.
  const pinned = { effectiveAt: '2026-01-01', knownAt: '2027-03-01', atPosition: '6' };
  /** Known when it is asked, so that the delay after it goes on from it. */
  const assumeMoved = assume({
    stream: 'deal-a',
    type: 'CapacityRescheduled',
    body: { tranche: 'one', due: '2027-Q2' },
  });
  const happenings: Sent[] = [
    // Takes the name of the tranche that is assumed, so that the same could not be assumed of the new log.
    tranche('deal-a', 'two', '7 GW', { due: '2027' }),
    fact('2025-06-01', 'deal-a', 'CapacityResized', { tranche: 'one', power: '5 GW' }),
    fact('2025-06-01', 'deal-a', 'StageReached', { stage: 'cancelled' }),
    savedScenario('scenario-x', {}),
  ];
  const answersOf = (through: LookingThrough): string[] => {
    const views = ['compute-capacity', 'market-share', 'obligations', 'exposure'];
    return [...views.map((view) => through.answer(view)), through.deal('deal-a')].map((one) =>
      JSON.stringify(one),
    );
  };

  it.each(['live', 6])(
    'stays what it is when the question is pinned, whatever is recorded, on whatever day: %s',
    (base) => {
      const edits = [assumeSecond, assumeMoved, delay('deal-a', 3)];
      const saved = world.and(savedScenario('scenario-x', { base, edits }));
      const through = saved.through('scenario-x@1').asking(pinned);
      const before = answersOf(through);
      for (const sent of happenings) record(saved.history, sent);
      expect(answersOf(through.on('2031-01-01'))).toEqual(before);
      through.shows(capacity, { headlineKw: 1 + 2 });
    },
  );

  it('is refused by name where the scenario is not there, or cannot be made there', () => {
    const saved = world.saving(delay('deal-a/one', 1));
    saved.through('scenario-y').isRefusedAt(capacity, '/scenario');
    saved.through('scenario-x@2').isRefusedAt(capacity, '/scenario');
    saved.through('x').asking({ policy: 'best' }).isRefusedAt(capacity, '/scenario', '/policy');
    // At position 5 the deal is announced, but has no tranche yet.
    saved.through('scenario-x').asking({ atPosition: '5' }).isRefusedAt(capacity, '/scenario/edits/0/target');
  });

  it('is no view of a scenario that is run: that is named as a parent', () => {
    const { history } = world.saving();
    expect(() => whatIf(history, { edits: [], views: [{ view: capacity, scenario: 'scenario-x' }] })).toThrow(
      '/views/0/scenario',
    );
  });

  it('has the hash of the scenario side of a run on the same base', () => {
    const saved = pinnedAt6();
    const asked = { effectiveAt: '2026-01-01', timeline: 'quarter', from: '2027-01-01', to: '2027-12-31' };
    const { views } = whatIf(saved.history, {
      parent: 'scenario-x',
      edits: [],
      views: [{ view: capacity, ...asked }],
    });
    const seen = saved.through('scenario-x').asking(asked).answer(capacity);
    expect(viewHashOf(seen)).toBe(views[0]!.scenario.viewHash);
  });
});

describe('Saving a scenario', () => {
  it('changes no view of the world', () => {
    const known = world.and();
    const through = known.looking({ effectiveAt: '2026-01-01' });
    const hashes = () =>
      ['compute-capacity', 'market-share', 'obligations', 'ownership', 'exposure', 'reconciliation'].map(
        (view) => viewHashOf(through.answer(view)),
      );
    const before = hashes();
    save(known.history, 'scenario-x', { edits: [assumeSecond] });
    expect(hashes()).toEqual(before);
  });
});

describe('A run on a pinned base', () => {
  it('keeps its answer and its hash, whatever is recorded, on whatever day', () => {
    const { history } = pinnedAt6();
    const view = { view: capacity, effectiveAt: '2026-01-01', knownAt: '2026-01-01' };
    const asked = { parent: 'scenario-x@1', edits: [], views: [view] };
    const before = whatIf(history, asked);
    // Takes the name of the tranche that is assumed.
    record(history, tranche('deal-a', 'two', '7 GW'));
    expect(whatIf(history, asked, '2031-01-01')).toEqual(before);
  });
});
