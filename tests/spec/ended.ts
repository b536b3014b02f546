import type { Sent } from '../given.js';
import { cancel, delay, scale } from '../what-if.js';
import { deal, energized, fact, tranche } from './facts.js';

export const on = (type: string, body: Record<string, unknown>): Sent =>
  fact('2026-07-01', 'deal-one', type, body);
const running = energized('2026-05-01', 'deal-one', 'one', '900 MW');
export const due = (terms: object = {}): Sent =>
  tranche('deal-one', 'one', '1 GW', { due: '2027-Q1', ...terms });

/** An edit of every kind that acts on what is still to come. */
export const edits = [
  delay('deal-one', 6),
  scale('deal-one/one', 5_000),
  cancel('deal-one/one'),
  { op: 'reassign', target: 'deal-one', provider: 'cloud' },
  { op: 'reorder', targets: ['deal-one/one'] },
];

/** Each way in which a tranche is over, why edits leave it alone, and what is recorded of it. */
export const endings: [string, string, Sent[]][] = [
  ['shelved', 'shelved', [due(), on('StageReached', { tranche: 'one', stage: 'shelved' })]],
  ['of a deal that was cancelled', 'cancelled', [due(), on('StageReached', { stage: 'cancelled' })]],
  [
    'of a deal in whose place another one is',
    'superseded',
    [due(), deal('deal-two'), on('StageReached', { stage: 'superseded', by: 'deal-two' })],
  ],
  ['a lease that ran out', 'ran out', [due({ due: '2026-Q1', ends: '2026-06' })]],
  [
    'shelved with 900 MW running',
    'energized',
    [due(), running, on('StageReached', { tranche: 'one', stage: 'shelved' })],
  ],
  [
    'completed at 900 MW of its gigawatt',
    'energized',
    [due(), running, on('StageReached', { tranche: 'one', stage: 'completed' })],
  ],
];
