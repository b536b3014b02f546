import { revive } from '../../events/index.js';
import type { Board } from '../../projections/kit/board.js';
import { History } from '../../projections/kit/log.js';
import type { Question } from '../../projections/kit/question.js';
import { editLog } from '../../src/simulator/answer/run.js';
import { readEdits } from '../../src/simulator/scenario/read-edits.js';
import { question } from '../given.js';

export const today = '2026-11-23';
const power = { low: 1_000_000, point: 1_000_000, high: 1_000_000, qualifier: 'exactly' };

/** A log of so many deals, ten events each: two tranches, one inside a programme's container, one that overlaps with it. */
export const logOf = (deals: number): History => {
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

/** What is asked of it. */
export const asked: Question = question({
  effectiveAt: '2026-06-30',
  by: ['provider'],
  atPosition: Number.MAX_SAFE_INTEGER,
});

/** A what-if that delays five deals and cancels one, on a board that is settled, and the way back. */
export const whatIf = (history: History, board: Board): void => {
  const targets = ['deal-1', 'deal-11', 'deal-21', 'deal-31', 'deal-41'];
  const edits = [
    ...targets.map((target) => ({ op: 'delay', target, months: 12 })),
    { op: 'cancel', target: 'deal-51' },
  ];
  const edited = editLog(readEdits(edits, history).value!, history, { question: asked }, today).value!.log;
  board.moveTo(edited.log, edited.touched);
  board.moveTo(history, edited.touched);
};
