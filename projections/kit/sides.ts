import type { Deal, Tranche } from '../../events/deal/deal.js';
import type { Board } from './board.js';
import { cutOf } from './question.js';

/** A tranche beside its deal. */
export interface DealTranche {
  readonly name: string;
  readonly deal: Deal;
  readonly tranche: Tranche;
}

/** The tranche that a reference (deal/tranche) names at the question's cut; undefined where there is none. */
export const sideOf = (reference: string, board: Board): DealTranche | undefined => {
  const slash = reference.indexOf('/');
  const deal = board.state<Deal | undefined>(reference.slice(0, slash), cutOf(board.question));
  const tranche = deal?.tranches.get(reference.slice(slash + 1));
  return deal && tranche && { name: reference, deal, tranche };
};
