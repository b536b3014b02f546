import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Problem } from './http-server.js';
import {
  amd,
  assumeMore,
  at,
  head,
  headlineOf,
  more,
  pointersOf,
  type Rebased,
  source,
  Workbench,
} from './workbench.js';

const scaleAll = { op: 'scale', target: `${amd}/all`, toBp: 5_000 };
const cancelIren = { op: 'cancel', target: 'deal-microsoft-iren-2025/services' };
const x = { id: 'scenario-x', name: 'X' };
const resized = { tranche: 'all', power: '8 GW' };

let bench: Workbench;
const wordsIn = ({ verdicts }: { verdicts: { verdict: string }[] }): string[] =>
  verdicts.map(({ verdict }) => verdict);

describe('a pinned answer', () => {
  beforeAll(async () => {
    bench = await Workbench.open();
  });
  afterAll(() => bench.server.stop());

  it('stays the same to the byte, through further events, a rebase and a restart', async () => {
    await bench.save({ ...x, base: head, edits: [assumeMore, scaleAll] });
    await bench.save({ id: 'scenario-live', name: 'Live', edits: [assumeMore, scaleAll] });
    const asked = { ...at, atPosition: String(head) };
    const answers = async () => [
      (await bench.view('compute-capacity', { ...asked, scenario: 'scenario-x@1' })).text,
      (await bench.view('compute-capacity', { ...asked, scenario: 'scenario-live@1' })).text,
      (await bench.view('market-share', { ...asked, of: 'headline', scenario: 'scenario-x@1' })).text,
      (
        await bench.server.ask(
          `/api/v1/deals/${amd}?${new URLSearchParams({ ...asked, scenario: 'scenario-x@1' })}`,
        )
      ).text,
      (
        await bench.server.post('/api/v1/scenarios/run', {
          parent: 'scenario-x@1',
          edits: [],
          views: [{ view: 'compute-capacity', ...at }],
        })
      ).text,
    ];
    const before = await answers();
    // 6 GW halved and 2 more, beside NVIDIA's 10.
    expect(
      headlineOf((await bench.view('compute-capacity', { ...asked, scenario: 'scenario-x@1' })).body),
    ).toBe(15);
    await bench.record(amd, more.type, more.body);
    await bench.record(amd, 'CapacityResized', resized);
    await bench.rebase('scenario-x', { resolve: { 1: 'drop' } });
    expect(await answers()).toEqual(before);
    await bench.restart();
    expect(await answers()).toEqual(before);
  });
});

describe('a rebase', () => {
  beforeEach(async () => {
    bench = await Workbench.open();
    return () => bench.server.stop();
  });

  it('has nothing to do while nothing was recorded', async () => {
    await bench.save({ ...x, base: head, edits: [scaleAll] });
    expect((await bench.rebase('scenario-x')).body).toMatchObject({ version: 1, base: head, saved: false });
    expect((await bench.show('scenario-x')).state).toBe('fresh');
  });

  it('keeps what stands, drops what happened or has no object, and pins the new version to the head', async () => {
    const first = {
      ...x,
      base: head,
      edits: [assumeMore, cancelIren, { op: 'cancel', target: `${amd}/all` }],
    };
    await bench.save(first);
    await bench.record(amd, more.type, { ...more.body, tranche: 'second' }, '2026-04-01');
    await bench.record('deal-openai-aws-2025', 'StageReached', { stage: 'under-construction' });
    expect((await bench.show('scenario-x')).state).toBe('affected');
    const { status, body } = await bench.rebase('scenario-x');
    expect([status, body]).toMatchObject([
      200,
      { id: 'scenario-x', version: 2, base: head + 3, saved: true },
    ]);
    expect(wordsIn(body)).toEqual(['realised', 'clean', 'adjusted']);
    expect(await bench.show('scenario-x')).toMatchObject({
      version: 2,
      base: head + 3,
      edits: first.edits.slice(1),
      state: 'fresh',
    });
    expect(await bench.show('scenario-x@1')).toMatchObject({
      base: head,
      edits: first.edits,
      state: 'affected',
    });
  });

  it('leaves conflicts to a person, and names each', async () => {
    await bench.save({ ...x, base: head, edits: [scaleAll, cancelIren] });
    await bench.record(amd, 'CapacityResized', resized);
    const refused = await bench.rebase<Problem & Rebased>('scenario-x');
    expect([refused.status, refused.body.type, pointersOf(refused)]).toEqual([
      409,
      '/docs/problems/undecided',
      ['/resolve/0'],
    ]);
    expect(wordsIn(refused.body)).toEqual(['conflict', 'clean']);
    expect((await bench.show('scenario-x')).version).toBe(1);
    const dry = await bench.rebase('scenario-x', { dryRun: true });
    expect([dry.status, dry.body.saved, wordsIn(dry.body)]).toEqual([200, false, ['conflict', 'clean']]);
    const kept = await bench.rebase('scenario-x', { resolve: { 0: 'keep' } });
    expect(kept.body).toMatchObject({ version: 2, saved: true });
    expect((await bench.show('scenario-x')).edits).toEqual([scaleAll, cancelIren]);
    const dropped = await bench.rebase('scenario-x@1', { resolve: { 0: 'drop' } });
    expect(dropped.body).toMatchObject({ version: 3, saved: true });
    expect((await bench.show('scenario-x')).edits).toEqual([cancelIren]);
  });

  it('goes only as far as it is told', async () => {
    await bench.save({ ...x, base: head, edits: [scaleAll] });
    await bench.record('deal-openai-aws-2025', 'StageReached', { stage: 'under-construction' });
    await bench.record(amd, 'CapacityResized', resized);
    const { body } = await bench.rebase('scenario-x', { to: head + 2 });
    expect([body.base, wordsIn(body)]).toEqual([head + 2, ['clean']]);
    expect((await bench.show('scenario-x')).state).toBe('affected');
  });

  it('leaves a live scenario live, and counts from where it was rebased', async () => {
    await bench.save({ ...x, edits: [scaleAll] });
    await bench.record(amd, 'StageReached', { stage: 'under-construction' });
    expect((await bench.show('scenario-x')).state).toBe('affected');
    const { body } = await bench.rebase('scenario-x');
    expect(body).toMatchObject({ version: 2, base: 'live', saved: true });
    expect(wordsIn(body)).toEqual(['adjusted']);
    expect((await bench.show('scenario-x')).state).toBe('fresh');
    // The same content again is still the version that was rebased.
    expect((await bench.save({ ...x, edits: [scaleAll] })).body).toMatchObject({ version: 2, saved: false });
  });

  it('leaves the edits of the parents to the parents', async () => {
    await bench.save({ id: 'scenario-p', name: 'P', base: head, edits: [scaleAll] });
    await bench.save({ ...x, base: head, parent: 'scenario-p', edits: [cancelIren] });
    await bench.record(amd, 'CapacityResized', resized);
    const { body } = await bench.rebase('scenario-x');
    expect(body.verdicts).toMatchObject([{ edit: 0, verdict: 'clean' }]);
    expect(await bench.show('scenario-x')).toMatchObject({
      version: 2,
      parent: 'scenario-p@1',
      edits: [cancelIren],
      resolved: { edits: [scaleAll, cancelIren] },
    });
  });

  it.each<[string, object, string[]]>([
    ['a position before its base', { to: 1 }, ['/to']],
    ['a position beyond the head', { to: 999 }, ['/to']],
    ['a position that is none', { to: 'head' }, ['/to']],
    ['a decision of no edit', { resolve: { 7: 'drop' } }, ['/resolve/7']],
    ['a decision in other words', { resolve: { 0: 'maybe' } }, ['/resolve/0']],
    ['decisions as a list', { resolve: ['keep'] }, ['/resolve']],
    ['an unknown member', { force: true }, ['/force']],
    ['a scenario beside the one in the address', { scenario: 'scenario-y' }, ['/scenario']],
  ])('is refused with %s', async (_name, how, pointers) => {
    await bench.save({ ...x, base: head, edits: [cancelIren] });
    const answer = await bench.rebase<Problem>('scenario-x', how);
    expect([answer.status, pointersOf(answer)]).toEqual([422, expect.arrayContaining(pointers)]);
  });

  it('does not keep what a rule refuses by now, nor what would lose what it needs', async () => {
    await bench.save({
      ...x,
      base: head,
      edits: [assumeMore, { op: 'delay', target: `${amd}/more`, months: 1 }],
    });
    // The same name, but another size: what was assumed can't be recorded any more.
    await bench.record(amd, more.type, { ...more.body, power: '9 GW' });
    const kept = await bench.rebase<Problem>('scenario-x', { resolve: { 0: 'keep' } });
    expect([kept.status, pointersOf(kept)]).toEqual([422, ['/resolve/0']]);
    expect(kept.body.errors![0]!.detail).toMatch(/tranche-is-new/);
    expect((await bench.rebase('scenario-x', { resolve: { 0: 'drop' } })).body.saved).toBe(true);
    await bench.save({
      ...x,
      id: 'scenario-y',
      edits: [
        { ...assumeMore, event: { ...more, body: { ...more.body, tranche: 'third' } } },
        { op: 'delay', target: `${amd}/third`, months: 1 },
      ],
    });
    await bench.record('deal-openai-aws-2025', 'StageReached', { stage: 'under-construction' });
    const lost = await bench.rebase<Problem>('scenario-y', { resolve: { 0: 'drop' } });
    expect([lost.status, pointersOf(lost)]).toEqual([422, ['/resolve/1']]);
  });
});

describe('adopting', () => {
  beforeEach(async () => {
    bench = await Workbench.open();
    return () => bench.server.stop();
  });

  it('records what was assumed as a real event, after which a rebase says that it was realised', async () => {
    await bench.save({ ...x, edits: [assumeMore, scaleAll] });
    const adoption = { edit: 0, source, quote: 'Two more gigawatts.', knownOn: '2026-03-05' };
    const { status, body } = await bench.adopt('scenario-x', [adoption]);
    expect(status).toBe(201);
    const { body: event } = await bench.server.ask(`/api/v1/events/${body.events[0]!.id}`);
    expect(event).toMatchObject({
      stream: amd,
      type: 'CapacityCommitted',
      effectiveOn: '2026-03-01',
      knownOn: '2026-03-05',
      source,
      quote: 'Two more gigawatts.',
      correlationId: 'scenario-x@1',
      body: { tranche: 'more', power: { low: 2_000_000 } },
    });
    // 16 GW of chips and the 2 that were assumed.
    expect(headlineOf((await bench.view('compute-capacity', at)).body)).toBe(18);
    const rebased = await bench.rebase('scenario-x');
    expect(rebased.body.verdicts).toMatchObject([
      { verdict: 'realised', events: [body.events[0]!.id] },
      { verdict: 'adjusted' },
    ]);
    expect((await bench.show('scenario-x')).edits).toEqual([scaleAll]);
  });

  it('records an event per tranche that an edit moves, sizes or cancels', async () => {
    const edits = [
      scaleAll,
      { op: 'reassign', target: 'deal-openai-nvidia-2025', provider: 'google' },
      cancelIren,
    ];
    await bench.save({ ...x, edits });
    const { status, body } = await bench.adopt(
      'scenario-x',
      edits.map((_, edit) => ({ edit, source, effectiveOn: '2026-05-01' })),
    );
    expect(status).toBe(201);
    const events = await Promise.all(
      body.events.map(async ({ id }) => (await bench.server.ask(`/api/v1/events/${id}`)).body),
    );
    expect(events).toMatchObject([
      {
        type: 'CapacityResized',
        body: { tranche: 'all', power: { point: 3_000_000 } },
        effectiveOn: '2026-05-01',
      },
      { type: 'CapacityReassigned', body: { tranche: 'all', provider: 'google' } },
      { type: 'PaymentCancelled', body: { payment: 'services' } },
    ]);
    expect(wordsIn((await bench.rebase('scenario-x')).body)).toEqual(['realised', 'realised', 'realised']);
  });

  it('can be tried, with the numbers that would move', async () => {
    await bench.save({ ...x, edits: [scaleAll] });
    const before = await bench.server.fingerprint();
    const { status, body } = await bench.adopt('scenario-x', [{ edit: 0, source }], true);
    expect([status, body.events.length]).toEqual([200, 1]);
    expect(body.moved!.map(({ view }) => view)).toContain('compute-capacity');
    expect(await bench.server.fingerprint()).toEqual(before);
  });

  it('leaves aside what the parents assume: it has not happened', async () => {
    await bench.save({ id: 'scenario-p', name: 'P', edits: [scaleAll] });
    await bench.save({ ...x, parent: 'scenario-p', edits: [scaleAll] });
    const { body } = await bench.adopt('scenario-x', [{ edit: 0, source }]);
    const { body: event } = await bench.server.ask(`/api/v1/events/${body.events[0]!.id}`);
    // Half of the recorded 6 GW, not half of the half.
    expect(event.body).toMatchObject({ power: { point: 3_000_000 } });
  });

  const deal = 'deal-openai-amd-2025';
  it.each<[string, object[], object, string[]]>([
    ['without a source', [scaleAll], { source: undefined }, ['/edits/0/source']],
    [
      'with a source of no kind',
      [scaleAll],
      { source: { title: 'X', kind: 'rumour' } },
      ['/edits/0/source/kind'],
    ],
    ['of no edit', [scaleAll], { edit: 4 }, ['/edits/0/edit']],
    ['with a known date ahead', [scaleAll], { knownOn: '2999-01-01' }, ['/edits/0/knownOn']],
    ['with a date that is none', [scaleAll], { effectiveOn: 'soon' }, ['/edits/0/effectiveOn']],
    ['of a cap', [{ op: 'cap', cumulativeKw: 1, overflow: 'drop', scope: { deal } }], {}, ['/edits/0/edit']],
    ['of an assumption', [{ op: 'set', assumption: 'x', value: 1 }], {}, ['/edits/0/edit']],
    ['of what has no effect', [{ op: 'delay', target: deal, months: 3 }], {}, ['/edits/0/edit']],
    ['of alternatives', [{ op: 'oneOf', edits: [{ ...scaleAll, probability: 0.5 }] }], {}, ['/edits/0/edit']],
  ])('is refused %s', async (_name, edits, how, pointers) => {
    await bench.save({ ...x, edits });
    const before = await bench.server.fingerprint();
    const answer = await bench.adopt<Problem>('scenario-x', [{ edit: 0, source, ...how }]);
    expect([[422, 409].includes(answer.status), pointersOf(answer)]).toEqual([
      true,
      expect.arrayContaining(pointers),
    ]);
    expect(await bench.server.fingerprint()).toEqual(before);
  });

  it('records all that is chosen or nothing', async () => {
    const suppress = async () => {
      const { body } = await bench.server.ask<{ events: { id: string }[] }>(
        `/api/v1/events?stream=${deal}&type=CapacityCommitted`,
      );
      return { op: 'suppress', event: body.events[0]!.id };
    };
    await bench.save({ ...x, edits: [cancelIren, await suppress()] });
    const before = await bench.server.fingerprint();
    const answer = await bench.adopt<Problem>('scenario-x', [
      { edit: 0, source },
      { edit: 1, source },
      { edit: 0, source },
    ]);
    expect([answer.status, pointersOf(answer).sort()]).toEqual([422, ['/edits/1/edit', '/edits/2/edit']]);
    expect(await bench.server.fingerprint()).toEqual(before);
  });

  it('does not record over what was recorded since: that is a rebase first', async () => {
    await bench.save({ ...x, edits: [scaleAll] });
    await bench.record(amd, 'CapacityResized', resized);
    const answer = await bench.adopt<Problem>('scenario-x', [{ edit: 0, source }]);
    expect([answer.status, pointersOf(answer)]).toEqual([422, ['/edits/0/edit']]);
    expect(answer.body.errors![0]!.detail).toMatch(/conflict.*rebase/);
  });
});
