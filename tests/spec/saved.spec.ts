import { describe, expect, it } from 'vitest';
import { savedScenarios, versionsOf } from '../../src/simulator/scenario/resolve.js';
import { standingOf } from '../../src/simulator/saved/state.js';
import { given, record, type Sent } from '../given.js';
import { resolved, save, savedScenario } from '../saved.js';
import { gigawatts, problemsOf, whatIf } from '../what-if.js';
import { cast, deal, energized, fact, id, tranche } from './facts.js';

const delay = (months: unknown, target = 'deal-a/one') => ({ op: 'delay', target, months });
const cancelB = { op: 'cancel', target: 'deal-b' };

/** Two deals of 1 GW each; the first one is due in 2027-Q1. */
const two = given(
  ...cast,
  deal('deal-a'),
  tranche('deal-a', 'one', '1 GW', { due: '2027-Q1' }),
  deal('deal-b'),
  tranche('deal-b', 'one', '1 GW'),
);

describe('Saving a scenario', () => {
  it('adds a version, and nothing where the latest one says the same', () => {
    const once = two.and(saving({ edits: [delay(6)] }));
    once.when(saving({ edits: [delay(6)] })).saysNothingNew();
    // The order of an edit's members says nothing.
    once.when(saving({ edits: [{ months: 6, target: 'deal-a/one', op: 'delay' }] })).saysNothingNew();
    once.when(saving({ edits: [delay(7)] })).isRecorded();
  });

  it('numbers versions as they are recorded, whenever they are said to be effective', () => {
    const { history } = two.and(
      { ...saving({ edits: [delay(1)] }), effectiveOn: '2026-02-01' },
      { ...saving({ edits: [delay(2)] }), effectiveOn: '2026-01-01' },
    );
    expect(versionsOf(history, 'scenario-x').map(({ version, edits }) => [version, edits])).toEqual([
      [1, [delay(1)]],
      [2, [delay(2)]],
    ]);
    expect(savedScenarios(history).map(({ version }) => version)).toEqual([2]);
    expect(resolved(history, 'scenario-x@1').edits).toEqual([delay(1)]);
  });

  it('takes two hundred edits, and none at all', () => {
    const delays = (count: number) => Array.from({ length: count }, () => delay(1));
    two.when(saving({ edits: delays(200) })).isRecorded();
    two.when(saving({ edits: delays(201) })).isUnreadableAt('/body/edits');
    two.when(saving({ edits: [] })).isRecorded();
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
    two.and(savedScenario('scenario-p', {})).when(saving(body)).refuses(rule);
  });

  it('is refused in its own line of parents, near or far', () => {
    const three = two.and(
      savedScenario('scenario-x', {}),
      savedScenario('scenario-y', { parent: 'scenario-x@1' }),
      savedScenario('scenario-z', { parent: 'scenario-y@1' }),
    );
    for (const parent of ['scenario-x@1', 'scenario-y@1', 'scenario-z@1'])
      three.when(saving({ parent })).refuses('parents-end');
  });

  it.each<[string, object]>([
    ['EventCorrected', { effectiveOn: '2025-01-01' }],
    ['EventRetracted', {}],
  ])('is for good: a version is refused its %s', (type, more) => {
    const body = { event: id(1), reason: 'Wrong.', ...more };
    two
      .and({ ...saving({}), id: id(1) })
      .when({ stream: 'scenario-x', type, body })
      .refuses('versions-stay');
  });
});

describe('A scenario that builds on others', () => {
  const history = save(two.and().history, 'scenario-late', {
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
    const moved = save(two.and().history, 'scenario-late', { edits: [delay(6)] });
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

  const problemsWith = (scenario: { parent: string; edits: unknown[] }): string[] =>
    problemsOf(history, { ...scenario, views: [{ view: 'compute-capacity' }] }).map(({ pointer }) => pointer);

  it('names what is wrong where whoever runs it finds it', () => {
    expect(problemsWith({ parent: 'scenario-nobody', edits: [] })).toEqual(['/parent']);
    expect(problemsWith({ parent: 'scenario-late@9', edits: [] })).toEqual(['/parent']);
    expect(problemsWith({ parent: 'scenario-later', edits: [delay(1), delay(1, 'deal-z')] })).toEqual([
      '/edits/1/target',
    ]);
    save(history, 'scenario-lost', { edits: [delay(1, 'deal-z')] });
    expect(problemsWith({ parent: 'scenario-lost', edits: [] })).toEqual(['/parent']);
  });
});

describe('A saved scenario stands', () => {
  const statesOf = (content: Record<string, unknown>, ...later: Sent[]): [string, number] => {
    const history = save(two.and().history, 'scenario-x', content);
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
    const history = save(two.and().history, 'scenario-p', { edits: [delay(6)] });
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
    const history = save(two.and(inner).history, 'scenario-x', { edits: [delay(6)] });
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
