import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Problem } from './http-server.js';
import {
  amd,
  assumeMore,
  at,
  cancelAmd,
  head,
  headlineOf,
  pointersOf,
  type SavedVersion,
  source,
  type View,
  Workbench,
} from './workbench.js';

describe('a saved scenario', () => {
  let bench: Workbench;
  beforeAll(async () => {
    bench = await Workbench.open();
  });
  afterAll(() => bench.server.stop());

  it('is named after what it asks, and says where it stands', async () => {
    const { status, body } = await bench.save({ name: 'AMD is cancelled!', edits: [cancelAmd] });
    expect([status, body]).toEqual([
      201,
      { id: 'scenario-amd-is-cancelled', version: 1, position: head + 1, saved: true },
    ]);
    expect(await bench.show('scenario-amd-is-cancelled')).toMatchObject({
      base: 'live',
      state: 'fresh',
      edits: [cancelAmd],
      resolved: { edits: [cancelAmd], assumptions: {} },
      since: [],
      verdicts: [{ edit: 0, verdict: 'clean' }],
    });
  });

  it('gets a number behind a name that is taken', async () => {
    const { body } = await bench.save({ name: 'AMD is cancelled', edits: [cancelAmd] });
    expect(body.id).toBe('scenario-amd-is-cancelled-2');
  });

  it('has versions, none of which ever changes; the same again adds none', async () => {
    const id = 'scenario-amd-grows';
    const first = { id, name: 'AMD grows', edits: [assumeMore], assumptions: { slip: 3 }, seed: 7 };
    expect((await bench.save(first)).body).toMatchObject({ version: 1, saved: true });
    const again = await bench.save({ ...first, expectedVersion: 1 });
    expect([again.status, again.body]).toMatchObject([200, { version: 1, saved: false }]);
    const second = await bench.save({ ...first, edits: [assumeMore, cancelAmd], expectedVersion: 1 });
    expect([second.status, second.body]).toMatchObject([201, { version: 2, saved: true }]);
    expect(await bench.show(`${id}@1`)).toMatchObject({ version: 1, edits: [assumeMore] });
    expect((await bench.show(id)).versions.map(({ version }) => version)).toEqual([1, 2]);
  });

  it('is saved on the version that whoever sends it has seen', async () => {
    const { status, body } = await bench.save<Problem>({
      id: 'scenario-amd-grows',
      name: 'AMD grows',
      edits: [],
      expectedVersion: 1,
    });
    expect([status, body]).toMatchObject([412, { expected: 1, actual: 2 }]);
  });

  it('is listed with its latest version', async () => {
    const { body } = await bench.server.ask<{ scenarios: object[] }>('/api/v1/scenarios');
    expect(body.scenarios).toMatchObject([
      { id: 'scenario-amd-grows', version: 2, edits: 2, base: 'live', state: 'fresh' },
      { id: 'scenario-amd-is-cancelled', version: 1 },
      { id: 'scenario-amd-is-cancelled-2', version: 1 },
    ]);
  });

  it('is forked: the same under another name, that remembers where it began', async () => {
    const { status, body } = await bench.server.post<SavedVersion>(
      '/api/v1/scenarios/scenario-amd-grows@1/fork',
      { name: 'My AMD' },
    );
    expect([status, body]).toMatchObject([201, { id: 'scenario-my-amd', version: 1 }]);
    expect(await bench.show('scenario-my-amd')).toMatchObject({
      forkedFrom: 'scenario-amd-grows@1',
      edits: [assumeMore],
      resolved: { assumptions: { slip: 3 } },
    });
    // A later version is still a fork of it.
    await bench.save({ id: 'scenario-my-amd', name: 'My AMD', edits: [] });
    expect((await bench.show('scenario-my-amd')).versions).toHaveLength(2);
    expect((await bench.show('scenario-my-amd')).forkedFrom).toBe('scenario-amd-grows@1');
  });

  it('builds on others, whose edits come first', async () => {
    await bench.save({ id: 'scenario-base', name: 'Base', edits: [assumeMore] });
    await bench.save({ id: 'scenario-middle', name: 'Middle', parent: 'scenario-base', edits: [] });
    const delay = { op: 'delay', target: `${amd}/more`, months: 3 };
    await bench.save({ id: 'scenario-top', name: 'Top', parent: 'scenario-middle', edits: [delay] });
    const shown = await bench.show('scenario-top');
    expect(shown).toMatchObject({
      parent: 'scenario-middle@1',
      edits: [delay],
      resolved: { edits: [assumeMore, delay] },
      verdicts: [{ edit: 0, op: 'delay' }],
    });
  });

  it('changes no view and no other stream', async () => {
    const viewsOf = async () => (await bench.server.fingerprint()).hashes;
    const streams = async () =>
      Promise.all(
        ['party-amd', amd, 'stake-microsoft-openai', 'market-cloud'].map(
          async (stream) => (await bench.server.ask(`/api/v1/events?stream=${stream}`)).text,
        ),
      );
    const before = [await viewsOf(), await streams()];
    await bench.save({ name: 'Nothing else', edits: [cancelAmd] });
    expect([await viewsOf(), await streams()]).toEqual(before);
  });
});

describe('what is saved', () => {
  let bench: Workbench;
  beforeAll(async () => {
    bench = await Workbench.open();
    await bench.save({ id: 'scenario-one', name: 'One', edits: [] });
    await bench.save({ id: 'scenario-two', name: 'Two', parent: 'scenario-one', edits: [] });
  });
  afterAll(() => bench.server.stop());

  it.each<[string, object, number, string[]]>([
    ['an unknown parent', { parent: 'scenario-nobody' }, 422, ['/parent']],
    ['an unknown version of its parent', { parent: 'scenario-one@7' }, 422, ['/parent']],
    ['no name of a scenario as its parent', { parent: 'deal-openai-amd-2025' }, 422, ['/parent']],
    ['itself among its parents', { id: 'scenario-one', parent: 'scenario-two' }, 409, ['/parent']],
    ['a base beyond the head', { base: 999 }, 422, ['/base']],
    ['a base that is no position', { base: 'soon' }, 422, ['/base']],
    ['201 edits', { edits: Array.from({ length: 201 }, () => cancelAmd) }, 422, ['/edits']],
    ['an edit of no kind', { edits: [cancelAmd, { op: 'explode' }] }, 422, ['/edits/1/op']],
    ['an edit without its fields', { edits: [{ op: 'delay' }] }, 422, ['/edits/0/target', '/edits/0/months']],
    ['an unknown target', { edits: [{ op: 'cancel', target: 'deal-nobody' }] }, 422, ['/edits/0/target']],
    ['a target that is not there at its base', { base: 16, edits: [cancelAmd] }, 422, ['/edits/0/target']],
    [
      'an assumption that nobody gave',
      { edits: [{ op: 'delay', target: amd, months: { assumption: 'slip' } }] },
      422,
      ['/edits/0/months'],
    ],
    ['an unknown member', { views: [] }, 422, ['/views']],
    ['no name', { name: '' }, 422, ['/name']],
    ['a name that hides something', { name: 'a\u202eb' }, 422, ['/name']],
    ['an id of another kind of stream', { id: 'deal-openai-amd-2025' }, 422, ['/id']],
    ['a version to expect without an id', { expectedVersion: 3 }, 422, ['/expectedVersion']],
    ['several faults at once', { base: 999, parent: 'scenario-nobody' }, 422, ['/base', '/parent']],
  ])('is refused with %s', async (_name, wrong, status, pointers) => {
    const before = await bench.server.fingerprint();
    const answer = await bench.save<Problem>({ name: 'X', edits: [], ...wrong });
    expect([answer.status, pointersOf(answer)]).toEqual([status, expect.arrayContaining(pointers)]);
    expect(await bench.server.fingerprint()).toEqual(before);
  });

  it('is refused as an event, too', async () => {
    const event = { stream: 'scenario-one', type: 'ScenarioSaved' };
    const body = { name: 'One', base: 'live', edits: [] };
    for (const [wrong, rule] of [
      [{ parent: 'scenario-two@1' }, 'parents-end'],
      [{ parent: 'scenario-two' }, 'references-are-saved'],
      [{ base: '999' }, 'base-is-recorded'],
    ] as const) {
      const answer = await bench.server.record<Problem>({ ...event, body: { ...body, ...wrong } });
      expect([answer.status, answer.body.rule]).toEqual([409, rule]);
    }
    const [saved] = (
      await bench.server.ask<{ events: { id: string }[] }>('/api/v1/events?stream=scenario-one')
    ).body.events;
    const retraction = {
      stream: 'scenario-one',
      type: 'EventRetracted',
      body: { event: saved!.id, reason: 'No.' },
    };
    expect((await bench.server.record<Problem>(retraction)).body.rule).toBe('versions-stay');
  });

  it.each([
    ['GET', '/api/v1/scenarios/scenario-nobody', 404],
    ['GET', '/api/v1/scenarios/scenario-one@9', 404],
    ['GET', '/api/v1/scenarios/nothing', 404],
    ['GET', '/api/v1/scenarios/run', 405],
    ['GET', '/api/v1/scenarios?state=fresh', 400],
    ['POST', '/api/v1/scenarios/scenario-nobody/fork', 404],
    ['POST', '/api/v1/scenarios/scenario-nobody/rebase', 404],
    ['POST', '/api/v1/scenarios/scenario-nobody/adopt', 404],
  ])('is not found elsewhere: %s %s is %i', async (method, address, status) => {
    const body = { name: 'X', edits: [{ edit: 0, source }] };
    const { fork, rebase, adopt } = { fork: { name: 'X' }, rebase: {}, adopt: { edits: body.edits } };
    const sent = address.endsWith('fork') ? fork : address.endsWith('rebase') ? rebase : adopt;
    const answer =
      method === 'GET' ? await bench.server.ask(address) : await bench.server.post(address, sent);
    expect(answer.status).toBe(status);
  });

  it('is not forked over another scenario', async () => {
    const { status } = await bench.server.post('/api/v1/scenarios/scenario-one/fork', {
      name: 'X',
      id: 'scenario-two',
    });
    expect(status).toBe(412);
  });
});

describe('looking through a scenario', () => {
  let bench: Workbench;
  beforeAll(async () => {
    bench = await Workbench.open();
    await bench.save({ id: 'scenario-more', name: 'More', edits: [assumeMore] });
    await bench.save({ id: 'scenario-pinned', name: 'Pinned', base: head, edits: [assumeMore] });
  });
  afterAll(() => bench.server.stop());

  it('answers a view as if it were the log: 6 and at least 10 GW of chips, and 2 more', async () => {
    const plain = await bench.view('compute-capacity', at);
    const through = await bench.view('compute-capacity', { ...at, scenario: 'scenario-more' });
    expect([headlineOf(plain.body), headlineOf(through.body)]).toEqual([16, 18]);
    expect(plain.body.hypothetical).toBeUndefined();
    expect(through.body).toMatchObject({ hypothetical: true, question: { scenario: 'scenario-more@1' } });
    expect(through.body.rows.filter(({ flags }) => flags.includes('hypothetical'))).toHaveLength(1);
  });

  it('has the hashes of the scenario side of a run, view by view', async () => {
    const asks = [
      { view: 'compute-capacity', ...at, policy: 'highest' },
      { view: 'compute-capacity', ...at, timeline: 'quarter', from: '2026-01-01', to: '2026-12-31' },
      { view: 'market-share', ...at, of: 'headline', by: 'provider' },
      { view: 'obligations', ...at, timeline: 'year' },
      { view: 'exposure', ...at },
    ];
    const { body } = await bench.server.post<{ views: { scenario: View }[]; effects: object[] }>(
      '/api/v1/scenarios/run',
      { parent: 'scenario-pinned@1', edits: [], views: asks },
    );
    expect(body.effects).toMatchObject([{ edit: 0, from: 'scenario-pinned@1', status: 'applied' }]);
    for (const [index, { view, ...parameters }] of asks.entries()) {
      const seen = await bench.view(view, { ...parameters, scenario: 'scenario-pinned' });
      const { rows, totals, viewHash } = body.views[index]!.scenario;
      expect([seen.body.viewHash, seen.body.rows, seen.body.totals]).toEqual([viewHash, rows, totals]);
    }
  });

  it('reads deals, and says so', async () => {
    const { body } = await bench.server.ask<{ tranches: { tranche: string; flags: string[] }[] }>(
      `/api/v1/deals/${amd}?effectiveAt=2026-06-30&scenario=scenario-more`,
    );
    expect(body).toMatchObject({ scenario: 'scenario-more@1', hypothetical: true });
    expect(body.tranches.map(({ tranche, flags }) => [tranche, flags])).toEqual([
      ['all', []],
      ['more', ['hypothetical']],
    ]);
    expect((await bench.server.ask('/api/v1/deals?scenario=scenario-more')).body.scenario).toBe(
      'scenario-more@1',
    );
  });

  it('is built upon by a goal and by a plan, too', async () => {
    const lever = { op: 'scale', target: `${amd}/more`, toBp: { assumption: 'size' } };
    const goal = {
      lever: 'size',
      least: 0,
      most: 20_000,
      step: 5_000,
      target: { measure: 'headlineKw', only: { layer: 'chips', basis: 'unstated' }, level: 9_000_000 },
    };
    // 6 GW and the assumed 2 GW, of which a step is half a gigawatt: 9 GW take them to 150 %.
    const found = await bench.server.post<{ found: object }>('/api/v1/scenarios/goal', {
      parent: 'scenario-more',
      edits: [lever],
      views: [{ view: 'compute-capacity', ...at, provider: 'amd' }],
      goal,
    });
    expect([found.status, found.body.found]).toMatchObject([200, { x: 15_000, value: 9_000_000 }]);
    const plan = await bench.server.post<Problem>('/api/v1/scenarios/feasibility', {
      parent: 'scenario-nobody',
      edits: [],
      question: {},
      resources: [{ name: 'AMD', kind: 'power', supply: { perPeriod: 1 } }],
    });
    expect([plan.status, pointersOf(plan)]).toEqual([422, ['/parent']]);
  });

  it('is as described whatever the edit is', async () => {
    const edits = [
      assumeMore,
      { op: 'delay', target: `${amd}/more`, months: 3 },
      { op: 'cap', cumulativeKw: 7_000_000, overflow: 'drop', scope: { deal: amd } },
      { op: 'cancel', target: 'deal-microsoft-iren-2025/services' },
      { op: 'reassign', target: 'deal-openai-nvidia-2025', provider: 'google' },
    ];
    await bench.save({ id: 'scenario-all', name: 'All', edits });
    for (const view of [
      'compute-capacity',
      'obligations',
      'market-share',
      'ownership',
      'exposure',
      'flows',
      'reconciliation',
    ])
      expect((await bench.view(view, { scenario: 'scenario-all' })).status).toBe(200);
    for (const deal of ['', `/${amd}`, '/deal-openai-nvidia-2025', '/deal-microsoft-iren-2025'])
      expect((await bench.server.ask(`/api/v1/deals${deal}?scenario=scenario-all`)).status).toBe(200);
  });

  it('is cited where the answer is copied', async () => {
    const address = '/api/v1/views/compute-capacity';
    for (const ending of ['.csv', '.ndjson', '.md'])
      expect((await bench.server.ask(`${address}${ending}?scenario=scenario-more`)).text).toContain(
        'scenario-more@1',
      );
  });

  it('says above every chart of it that nobody recorded what it shows', async () => {
    const { text } = await bench.server.ask('/api/v1/views/compute-capacity.svg?scenario=scenario-more');
    expect(text).toMatch(
      /<text [^>]*>◇ Hypothetical: as it would read in the scenario scenario-more@\d+, not/,
    );
    expect(text).toMatch(/<desc [^>]*>◇ Hypothetical/);
    const recorded = await bench.server.ask('/api/v1/views/compute-capacity.svg');
    expect(recorded.text).not.toContain('Hypothetical');
  });

  it('is in the catalogue of every view', async () => {
    const { body } = await bench.server.ask<{ views: { parameters: { name: string }[] }[] }>('/api/v1/views');
    for (const { parameters } of body.views) expect(parameters.map(({ name }) => name)).toContain('scenario');
  });

  it.each([
    ['views/compute-capacity?scenario=scenario-nobody', '/scenario'],
    ['views/compute-capacity?scenario=scenario-more@7', '/scenario'],
    ['views/compute-capacity?scenario=more', '/scenario'],
    ['views/compute-capacity?scenario=scenario-more&scenario=scenario-pinned', '/scenario'],
    [`views/compute-capacity?scenario=scenario-pinned&atPosition=${head + 1}`, '/atPosition'],
    ['views/compute-capacity?scenario=scenario-more&atPosition=3', '/scenario/edits/0/event'],
    ['deals?scenario=scenario-nobody', '/scenario'],
    [`deals/${amd}?scenario=scenario-nobody`, '/scenario'],
    [`deals/${amd}/history?scenario=scenario-more`, '/scenario'],
    [`deals/${amd}/why?scenario=scenario-more`, '/scenario'],
    ['parties?scenario=scenario-more', '/scenario'],
  ])('is refused by name: %s', async (address, pointer) => {
    const answer = await bench.server.ask<Problem>(`/api/v1/${address}`);
    expect(answer.status).toBe(400);
    expect(pointersOf(answer).some((one) => one.startsWith(pointer))).toBe(true);
  });
});
