import type { Deal } from '../events/deal/deal.js';
import { isOver } from './kit/account.js';
import type { Board } from './kit/board.js';
import { StateReader } from './kit/state-reader.js';
import { isHeadline } from './tranche-status.js';

/** What two parties promised each other that are one by now. */
const withinOne = new StateReader((deal: Deal, { context: { parties }, question: { effectiveAt } }) =>
  [
    ...[...deal.payments]
      .filter(([, payment]) => !isOver(deal, payment, effectiveAt))
      .map(([id, { from, to }]) => ({ id, from, to })),
    ...[...deal.tranches]
      .filter(([, tranche]) => isHeadline(deal, tranche, effectiveAt))
      .map(([id, { provider, consumer }]) => ({ id, from: provider, to: consumer })),
  ]
    .filter(({ from, to }) => to !== undefined && parties.slugOf(from) === parties.slugOf(to))
    .map(({ id }) => `${deal.stream}/${id}`),
);

/** The note of a view that tells nothing of it, with what it is missing from. */
export const withinOneSaid = (board: Board, missingFrom: 'On no side' | 'No flow'): string[] => {
  const names = [...new Set(withinOne.of(board))];
  return names.length === 0
    ? []
    : [`${missingFrom}, for both are one party by now, which owes itself nothing: ${names.join(', ')}.`];
};
