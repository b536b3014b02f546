import { describe, expect, it } from 'vitest';
import type { History } from '../../projections/kit/log.js';
import { run } from '../../src/simulator/answer/run.js';
import { savedScenarios, versionsOf } from '../../src/simulator/scenario/resolve.js';
import { standingOf } from '../../src/simulator/saved/state.js';
import { ledger, record, type Sent } from '../given.js';
import { resolved, save } from '../saved.js';
import { gigawatts, whatIf } from '../what-if.js';
import { cast, deal, energized, fact, id, tranche, verdict } from './facts.js';

const delay = (months: unknown, target = 'deal-a/one') => ({ op: 'delay', target, months });
const cancelB = { op: 'cancel', target: 'deal-b' };

/** Two deals of 1 GW each; the first one is due in 2027-Q1. */
const world = (...more: Sent[]): History =>
  ledger([
    ...cast,
    deal('deal-a'),
    tranche('deal-a', 'one', '1 GW', { due: '2027-Q1' }),
    deal('deal-b'),
    tranche('deal-b', 'one', '1 GW'),
    ...more,
  ]);

describe('Saving a scenario', () => {
  it('adds a version, and nothing where the latest one says the same', () => {
    const history = save(world(), 'scenario-x', { edits: [delay(6)] });
    expect(verdict(history, saving({ name: 'scenario-x', edits: [delay(6)] }))).toBe('nothing new');
    // The order of an edit's members says nothing.
    expect(
      verdict(
        history,
        saving({ name: 'scenario-x', edits: [{ months: 6, target: 'deal-a/one', op: 'delay' }] }),
      ),
    ).toBe('nothing new');
    expect(verdict(history, saving({ name: 'scenario-x', edits: [delay(7)] }))).toBe('recorded');
  });

  it('numbers versions as they are recorded, whenever they are said to be effective', () => {
    const history = world();
    record(history, { ...saving({ edits: [delay(1)] }), effectiveOn: '2026-02-01' });
    record(history, { ...saving({ edits: [delay(2)] }), effectiveOn: '2026-01-01' });
    expect(versionsOf(history, 'scenario-x').map(({ version, edits }) => [version, edits])).toEqual([
      [1, [delay(1)]],
      [2, [delay(2)]],
    ]);
    expect(savedScenarios(history).map(({ version }) => version)).toEqual([2]);
    expect(resolved(history, 'scenario-x@1').edits).toEqual([delay(1)]);
  });

  it('takes two hundred edits, and none at all', () => {
    expect(verdict(world(), saving({ edits: Array.from({ length: 200 }, () => delay(1)) }))).toBe('recorded');
    expect(verdict(world(), saving({ edits: Array.from({ length: 201 }, () => delay(1)) }))).toBe(
      'unreadable at /body/edits',
    );
    expect(verdict(world(), saving({ edits: [] }))).toBe('recorded');
  });

  it.each([
    ['a base beyond the head', { base: '99' }, 'base-is-recorded'],
    ['a base that is no position', { base: 'soon' }, 'base-is-recorded'],
    ['a rebase beyond the head', { rebasedTo: 99 }, 'base-is-recorded'],
    ['a parent that is not there', { parent: 'scenario-y@1' }, 'references-are-saved'],
    ['a version of its parent that is not there', { parent: 'scenario-p@2' }, 'references-are-saved'],
    ['a parent without a version', { parent: 'scenario-p' }, 'references-are-saved'],
    ['an origin that is not there', { forkedFrom: 'scenario-y@1' }, 'references-are-saved'],
  ])('is refused with %s', (_name, body, rule) => {
    const history = save(world(), 'scenario-p', {});
    expect(verdict(history, saving(body))).toBe(`refused: ${rule}`);
  });

  it('is refused in its own line of parents, near or far', () => {
    const history = save(world(), 'scenario-x', {});
    save(history, 'scenario-y', { parent: 'scenario-x@1' });
    save(history, 'scenario-z', { parent: 'scenario-y@1' });
    for (const parent of ['scenario-x@1', 'scenario-y@1', 'scenario-z@1'])
      expect(verdict(history, saving({ parent }))).toBe('refused: parents-end');
  });

  it('is for good: a version is neither corrected nor retracted', () => {
    const history = world();
    record(history, { ...saving({}), id: id(1) });
    for (const type of ['EventCorrected', 'EventRetracted'])
      expect(
        verdict(history, {
          stream: 'scenario-x',
          type,
          body: {
            event: id(1),
            reason: 'Wrong.',
            ...(type === 'EventCorrected' && { effectiveOn: '2025-01-01' }),
          },
        }),
      ).toBe('refused: versions-stay');
  });
});

describe('A scenario that builds on others', () => {
  const history = save(world(), 'scenario-late', {
    edits: [delay(6)],
    assumptions: { slip: 1, size: 9 },
    seed: 7,
  });
  save(history, 'scenario-later', { parent: 'scenario-late@1', edits: [delay(3)], assumptions: { slip: 2 } });
  save(history, 'scenario-latest', { parent: 'scenario-later@1', edits: [cancelB] });

  it('has the edits of all of them, the eldest first', () => {
    expect(resolved(history, 'scenario-latest')).toMatchObject({
      edits: [delay(6), delay(3), cancelB],
      from: ['scenario-late@1', 'scenario-later@1', 'scenario-latest@1'],
      lineage: ['scenario-latest@1', 'scenario-later@1', 'scenario-late@1'],
      inherited: 2,
    });
  });

  it('has their assumptions and seed, the nearest winning', () => {
    expect(resolved(history, 'scenario-latest')).toMatchObject({
      assumptions: { slip: 2, size: 9 },
      seed: 7,
    });
  });

  it('keeps to the version of its parent', () => {
    const moved = save(world(), 'scenario-late', { edits: [delay(6)] });
    save(moved, 'scenario-child', { parent: 'scenario-late@1' });
    save(moved, 'scenario-late', { edits: [delay(12)] });
    expect(resolved(moved, 'scenario-child').edits).toEqual([delay(6)]);
  });

  const timeline = {
    view: 'compute-capacity',
    deal: 'deal-a',
    timeline: 'quarter',
    from: '2027-01-01',
    to: '2027-12-31',
  };

  it('runs as its edits in a row do, to the hash, and says where each is from', () => {
    const direct = whatIf(history, {
      edits: [delay(6), delay(3), cancelB],
      assumptions: { slip: 2, size: 9 },
      views: [timeline],
    });
    const saved = whatIf(history, { parent: 'scenario-latest@1', edits: [], views: [timeline] });
    expect(saved.resultHash).toBe(direct.resultHash);
    expect(saved.views).toEqual(direct.views);
    expect(saved.effects.map(({ edit, from }) => [edit, from])).toEqual([
      [0, 'scenario-late@1'],
      [1, 'scenario-later@1'],
      [2, 'scenario-latest@1'],
    ]);
  });

  it('is stacked once more by what is run on it: 6 + 3 + 1 months after 2027-Q1 is 2028-Q1', () => {
    const { views, effects } = whatIf(history, {
      parent: 'scenario-later',
      edits: [delay(1)],
      views: [{ ...timeline, to: '2028-03-31' }],
    });
    const planned = views[0]!.scenario.rows.map(({ period, plannedKw }) => [period, gigawatts(plannedKw)]);
    expect(planned).toEqual([
      ['2027-Q1', 0],
      ['2027-Q2', 0],
      ['2027-Q3', 0],
      ['2027-Q4', 0],
      ['2028-Q1', 1],
    ]);
    expect(effects.map(({ from }) => from)).toEqual(['scenario-late@1', 'scenario-later@1', undefined]);
  });

  const problemsOf = (scenario: { parent: string; edits: unknown[] }) => {
    const ground = { history, position: history.position, today: '2026-11-23', logHash: '' };
    const answer = run({ ...scenario, views: [{ view: 'compute-capacity' }] }, ground);
    return (answer.problems ?? []).map(({ pointer }) => pointer);
  };

  it('names what is wrong where whoever runs it finds it', () => {
    expect(problemsOf({ parent: 'scenario-nobody', edits: [] })).toEqual(['/parent']);
    expect(problemsOf({ parent: 'scenario-late@9', edits: [] })).toEqual(['/parent']);
    expect(problemsOf({ parent: 'scenario-later', edits: [delay(1), delay(1, 'deal-z')] })).toEqual([
      '/edits/1/target',
    ]);
    save(history, 'scenario-lost', { edits: [delay(1, 'deal-z')] });
    expect(problemsOf({ parent: 'scenario-lost', edits: [] })).toEqual(['/parent']);
  });
});

describe('A saved scenario stands', () => {
  const statesOf = (content: Record<string, unknown>, ...later: Sent[]): [string, number] => {
    const history = save(world(), 'scenario-x', content);
    for (const sent of later) record(history, sent);
    const { state, since } = standingOf(resolved(history, 'scenario-x'), history, '2026-11-23');
    return [state, since.length];
  };
  const onA = energized('2026-02-01', 'deal-a', 'one', '1 MW');
  const onB = energized('2026-02-01', 'deal-b', 'one', '1 MW');

  it('fresh while nothing is recorded but scenarios', () => {
    expect(statesOf({ edits: [delay(6)] })).toEqual(['fresh', 0]);
    expect(statesOf({ edits: [delay(6)] }, saving({}, 'scenario-other'))).toEqual(['fresh', 0]);
  });

  it('behind once something is recorded elsewhere, and affected by what it touches', () => {
    expect(statesOf({ edits: [delay(6)] }, onB)).toEqual(['behind', 1]);
    expect(statesOf({ edits: [delay(6)] }, onB, onA)).toEqual(['affected', 2]);
  });

  it('affected by what its parents touch', () => {
    const history = save(world(), 'scenario-p', { edits: [delay(6)] });
    save(history, 'scenario-x', { parent: 'scenario-p@1', edits: [cancelB] });
    record(history, onA);
    expect(standingOf(resolved(history, 'scenario-x'), history, '2026-11-23').state).toBe('affected');
  });

  it('affected by every deal where it caps all of them, and by one where it caps that', () => {
    const cap = (scope: object) => ({ op: 'cap', ...scope, perQuarterKw: 1, overflow: 'drop' });
    expect(statesOf({ edits: [cap({})] }, onB)[0]).toBe('affected');
    expect(statesOf({ edits: [cap({ scope: { deal: 'deal-a' } })] }, onB)[0]).toBe('behind');
  });

  it('affected by the party that it hands something to', () => {
    const reassign = { op: 'reassign', target: 'deal-a', provider: 'cloud' };
    const renamed = (slug: string) => fact('2026-02-01', `party-${slug}`, 'PartyAmended', { name: 'New' });
    expect(statesOf({ edits: [reassign] }, renamed('cloud'))[0]).toBe('affected');
    expect(statesOf({ edits: [reassign] }, renamed('bank'))[0]).toBe('behind');
  });

  it('affected by the deal that contains what it touches', () => {
    const inner = tranche('deal-a', 'inner', '100 MW', { partOf: 'deal-b/one' });
    const history = save(world(inner), 'scenario-x', { edits: [delay(6)] });
    record(history, onB);
    expect(standingOf(resolved(history, 'scenario-x'), history, '2026-11-23').state).toBe('affected');
  });

  it('counts from its base where it is pinned', () => {
    // The world ends at position 8; the scenario is pinned to 7, before deal-b had its gigawatt.
    expect(statesOf({ base: 7, edits: [delay(6)] })).toEqual(['behind', 1]);
    expect(statesOf({ base: 8, edits: [delay(6)] })).toEqual(['fresh', 0]);
  });
});

const saving = (body: Record<string, unknown>, stream = 'scenario-x'): Sent => ({
  stream,
  type: 'ScenarioSaved',
  body: { name: 'X', base: 'live', edits: [], ...body },
});
