import { it } from 'vitest';
import { revive } from '../../events/index.js';
import { Board } from '../../projections/kit/board.js';
import { History } from '../../projections/kit/log.js';
import type { Question } from '../../projections/kit/question.js';
import { viewNamed } from '../../projections/index.js';
import { editLog, run } from '../../src/simulator/answer/run.js';
import { readEdits } from '../../src/simulator/scenario/read-edits.js';
import { Workers } from '../../src/workers/workers.js';
import { question } from '../given.js';

const today = '2026-11-23';
const power = { low: 1_000_000, point: 1_000_000, high: 1_000_000, qualifier: 'exactly' };

/** A log of so many deals, ten events each: two tranches, one inside a programme's container, one that overlaps with it. */
const logOf = (deals: number): History => {
  const history = new History();
  let position = 0;
  const add = (stream: string, type: string, body: Record<string, unknown>): void => {
    position++;
    history.append(
      revive({
        id: `event-${position}`,
        stream,
        type,
        version: 1,
        effectiveOn: '2025-01-15',
        knownOn: '2025-01-15',
        body,
        position,
        revision: 1,
        recordedAt: '',
        hash: '',
      }),
    );
  };
  for (const slug of ['openai', 'amd', 'aws'])
    add(`party-${slug}`, 'PartyRegistered', { name: slug, kind: 'company' });
  for (let number = 0; number < deals; number++) {
    const stream = `deal-${number}`;
    add(stream, 'DealAnnounced', {
      title: stream,
      kind: 'chip-supply',
      stage: 'signed',
      parties: [{ party: 'openai', role: 'customer' }],
    });
    const tranche = (name: string, layer: string, more: object = {}): void =>
      add(stream, 'CapacityCommitted', {
        tranche: name,
        layer,
        provider: layer === 'chips' ? 'amd' : 'aws',
        consumer: 'openai',
        power,
        basis: 'unstated',
        due: '2027-Q1',
        bindingness: 'firm',
        ...more,
      });
    tranche('hall', 'hosting', number % 10 === 0 ? {} : { partOf: `deal-${number - (number % 10)}/hall` });
    tranche('chips', 'chips');
    add(stream, 'OverlapStated', { tranche: 'chips', with: `${stream}/hall` });
    add(stream, 'PaymentCommitted', {
      payment: 'fee',
      from: 'openai',
      to: 'aws',
      kind: 'services',
      amount: { low: 100, point: 100, high: 100, qualifier: 'exactly', currency: 'USD' },
      bindingness: 'firm',
      over: { from: '2025-Q4', months: 84 },
    });
    for (let times = 0; times < 5; times++)
      add(stream, 'CapacityRescheduled', { tranche: 'hall', due: `2027-Q${(times % 4) + 1}` });
  }
  return history;
};

const median = (values: number[]): number =>
  [...values].sort((left, right) => left - right)[Math.floor(values.length / 2)]!;

const timed = (work: () => void, runs: number): number => {
  const times = Array.from({ length: runs }, () => {
    const start = performance.now();
    work();
    return performance.now() - start;
  });
  return median(times);
};

const asked: Question = question({
  effectiveAt: '2026-06-30',
  by: ['provider'],
  atPosition: Number.MAX_SAFE_INTEGER,
});

/** A what-if that delays five deals and cancels one, on a board that is settled, and the way back. */
const whatIf = (history: History, board: Board): void => {
  const targets = ['deal-1', 'deal-11', 'deal-21', 'deal-31', 'deal-41'];
  const edits = [
    ...targets.map((target) => ({ op: 'delay', target, months: 12 })),
    { op: 'cancel', target: 'deal-51' },
  ];
  const edited = editLog(readEdits(edits, history).value!, history, { question: asked }, today).value!.log;
  board.moveTo(edited.log, edited.touched);
  board.moveTo(history, edited.touched);
};

it('measures what a what-if costs against a full replay, from 1,000 to 100,000 deals', () => {
  const view = viewNamed('compute-capacity')!;
  for (const deals of [1_000, 10_000, 100_000]) {
    const history = logOf(deals);
    const board = new Board(view, asked, history);
    const replay = timed(() => new Board(view, asked, history), 3);
    for (let warm = 0; warm < 20; warm++) whatIf(history, board);
    const touched = timed(() => whatIf(history, board), 101);
    const answer = timed(() => board.answer(), 11);
    console.log(
      `${deals} deals, ${history.position} events: replay ${replay.toFixed(0)} ms; what-if on 6 deals, there and back, ${touched.toFixed(2)} ms: ${Math.round(replay / touched)} times faster; its answer ${answer.toFixed(1)} ms`,
    );
  }
});

it('measures what a whole scenario costs, with settled boards and without', async () => {
  for (const deals of [1_000, 10_000]) {
    const history = logOf(deals);
    const ground = { history, position: history.position, today, logHash: '0'.repeat(64) };
    const workers = new Workers();
    const scenario = (months: number) => ({
      edits: ['deal-1', 'deal-11', 'deal-21'].map((target) => ({ op: 'delay', target, months })),
      views: [{ view: 'compute-capacity', by: 'provider', effectiveAt: '2026-06-30' }],
    });
    const fresh = timed(() => run(scenario(12), ground), 3);
    await workers.answer('scenario', scenario(1), ground);
    const times: number[] = [];
    for (let months = 2; months < 23; months++) {
      const start = performance.now();
      await workers.answer('scenario', scenario(months), ground);
      times.push(performance.now() - start);
    }
    const kept = median(times);
    console.log(
      `${deals} deals: a scenario on fresh boards ${fresh.toFixed(1)} ms, on settled ones ${kept.toFixed(1)} ms: ${(fresh / kept).toFixed(1)} times faster`,
    );
  }
});
