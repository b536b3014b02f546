import type { Deal } from '../events/deal/deal.js';
import type { Day } from '../events/kit/date.js';
import { isOver } from './kit/account.js';
import type { Board } from './kit/board.js';
import { StateReader } from './kit/state-reader.js';
import type { SettledView } from './kit/view.js';
import { isHeadline } from './tranche-status.js';

/** Intents of compute for nobody that is named. */
const intentsForNobody = (deal: Deal, day: Day): string[] =>
  [...deal.tranches]
    .filter(([, tranche]) => tranche.consumer === undefined && isHeadline(deal, tranche, day))
    .map(([id]) => id);

/** What two parties promised each other that are one by now. */
const withinOne = (deal: Deal, { context: { parties }, question: { effectiveAt } }: SettledView): string[] =>
  [
    ...[...deal.payments]
      .filter(([, payment]) => !isOver(deal, payment, effectiveAt))
      .map(([id, { from, to }]) => ({ id, from, to })),
    ...[...deal.tranches]
      .filter(([, tranche]) => isHeadline(deal, tranche, effectiveAt))
      .map(([id, { provider, consumer }]) => ({ id, from: provider, to: consumer })),
  ]
    .filter(({ from, to }) => to !== undefined && parties.slugOf(from) === parties.slugOf(to))
    .map(({ id }) => id);

interface NoFlow {
  readonly name: string;
  readonly isForNobody: boolean;
}

/** What is no flow, and why: each deal is folded for both at once. */
export const noFlows = new StateReader((deal: Deal, board): NoFlow[] => {
  const named = (isForNobody: boolean) => (id: string) => ({ name: `${deal.stream}/${id}`, isForNobody });
  return [
    ...intentsForNobody(deal, board.question.effectiveAt).map(named(true)),
    ...withinOne(deal, board).map(named(false)),
  ];
});

const namesOf = (found: readonly NoFlow[]): string => [...new Set(found.map(({ name }) => name))].join(', ');

/** The notes of a view that tells nothing of these, with what they are missing from. */
export const noFlowSaid = (board: Board, missingFrom: 'On no side' | 'No flow'): string[] => {
  const nobody = noFlows.of(board).filter(({ isForNobody }) => isForNobody);
  const one = noFlows.of(board).filter(({ isForNobody }) => !isForNobody);
  return [
    ...(nobody.length > 0
      ? [`No flow, for nobody is named as the one who uses it: ${namesOf(nobody)}.`]
      : []),
    ...(one.length > 0
      ? [`${missingFrom}, for both are one party by now, which owes itself nothing: ${namesOf(one)}.`]
      : []),
  ];
};
