import { firstRefusal, decisionOf, partiesAreRegistered } from '../../kit/rules.js';
import { type Decider, Rejection } from '../../kit/stream.js';
import type { Deal } from '../deal.state.js';
import { addGrounds, ungrounded } from '../grounds.js';
import { withEntry } from '../../kit/entries.js';
import type { warrantEvents, WarrantIssued } from './warrant.events.js';

const tranchesWithinTheWhole = ({ tranches = [], shares }: WarrantIssued): Rejection | undefined => {
  const parts = tranches.reduce((sum, tranche) => sum + tranche.shares, 0);
  return parts > shares
    ? new Rejection(
        'warrant-tranches-within-the-whole',
        `the tranches add to ${parts} of ${shares} shares`,
        '/body/tranches',
      )
    : undefined;
};

export const warrantDecider: Decider<Deal, (typeof warrantEvents)[number]> = {
  WarrantIssued: {
    evolve: (deal, fact) => {
      const { warrant, tranches = [], ...body } = fact.body;
      const issued = { ...body, tranches, vested: 0, ...addGrounds(ungrounded, fact) };
      return { ...deal, warrants: withEntry(deal.warrants, warrant, issued) };
    },
    decide: ({ body, rivalOf }, deal, surroundings) => {
      const { warrant, holder, issuer } = body;
      const isNew =
        deal.warrants.has(warrant) && !rivalOf
          ? new Rejection(
              'warrant-is-new',
              `${deal.stream} already has a warrant "${warrant}"`,
              '/body/warrant',
            )
          : undefined;
      const named = { '/body/holder': holder, '/body/issuer': issuer };
      return decisionOf(
        firstRefusal(isNew, tranchesWithinTheWhole(body), partiesAreRegistered(named, surroundings)),
      );
    },
  },
  WarrantVested: {
    evolve: (deal, fact) => {
      const { warrant: id, shares } = fact.body;
      const warrant = deal.warrants.get(id);
      if (!warrant) return deal;
      const after = { ...warrant, vested: warrant.vested + shares, ...addGrounds(warrant, fact) };
      return { ...deal, warrants: withEntry(deal.warrants, id, after) };
    },
    decide: ({ body: { warrant, shares } }, deal) => {
      const issued = deal.warrants.get(warrant);
      if (!issued)
        return new Rejection(
          'warrant-is-issued',
          `${deal.stream} has no warrant "${warrant}"`,
          '/body/warrant',
        );
      const left = issued.shares - issued.vested;
      return decisionOf(
        shares > left
          ? new Rejection(
              'vested-within-the-warrant',
              `${shares} shares are more than the ${left} that have not vested`,
              '/body/shares',
            )
          : undefined,
      );
    },
  },
};
