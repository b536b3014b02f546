import type { Day } from '../../kit/date.js';
import { firstRefusal, decisionOf, referenceIsKnown, partiesAreRegistered } from '../../kit/rules.js';
import { appendWith, type Decider, nothingNew, Rejection } from '../../kit/stream.js';
import type { Deal } from '../deal.state.js';
import { isEnded, type Stage } from '../deal.words.js';
import { addGrounds, dropUndefined } from '../grounds.js';
import { changeTranche } from '../tranche/tranche.decider.js';
import { trancheIsCommitted } from '../tranche/tranche.rules.js';
import type { agreementEvents, StageReached } from './agreement.events.js';

type PriorStage = Pick<Deal, 'stageBefore' | 'supersededBy'>;

/** A way out remembers where it began, and what took its place; a way back forgets both. */
const moveToStage = (
  before: PriorStage & { readonly stage?: Stage },
  { stage, by }: StageReached,
): PriorStage & { stage: Stage } => {
  if (!isEnded(stage)) return { stage, stageBefore: undefined, supersededBy: undefined };
  const isOut = before.stage === undefined || isEnded(before.stage);
  return {
    stage,
    stageBefore: isOut ? before.stageBefore : before.stage,
    supersededBy: (stage === 'superseded' ? by : undefined) ?? before.supersededBy,
  };
};

/** A deal that has come this far; one that ends stays ended as of the day on which it did first. */
const withStage = (deal: Deal, stage: Stage, on: Day): Deal => {
  const { endedOn, ...rest } = deal;
  return isEnded(stage) ? { ...rest, stage, endedOn: endedOn ?? on, everEnded: true } : { ...rest, stage };
};

export const agreementDecider: Decider<Deal, (typeof agreementEvents)[number]> = {
  DealAnnounced: {
    evolve: (deal, fact) => ({
      ...withStage(deal, fact.body.stage, fact.effective.first),
      ...fact.body,
      announced: true,
      ...addGrounds(deal, fact),
    }),
    decide: ({ body: { parties }, rivalOf }, deal, surroundings) => {
      const named = Object.fromEntries(
        parties.map(({ party }, index) => [`/body/parties/${index}/party`, party]),
      );
      const isNew =
        deal.announced && !rivalOf
          ? new Rejection('deal-is-new', `${deal.stream} is announced already`, '/stream')
          : undefined;
      return decisionOf(firstRefusal(isNew, partiesAreRegistered(named, surroundings)));
    },
  },
  DealAmended: {
    evolve: (deal, fact) => {
      const { title = deal.title, kind = deal.kind, terms } = fact.body;
      return {
        ...deal,
        title,
        kind,
        terms: terms ? [...deal.terms, terms] : deal.terms,
        ...addGrounds(deal, fact),
      };
    },
    decide: () => appendWith(),
  },
  PartyJoined: {
    evolve: (deal, fact) => ({
      ...deal,
      parties: [...deal.parties, { party: fact.body.party, role: fact.body.role }],
      ...addGrounds(deal, fact),
    }),
    decide: ({ body: { party, role } }, deal, surroundings) => {
      const there = deal.parties.some((one) => one.party === party && one.role === role);
      return there ? nothingNew : decisionOf(partiesAreRegistered({ '/body/party': party }, surroundings));
    },
  },
  PartyLeft: {
    evolve: (deal, fact) => ({
      ...deal,
      parties: deal.parties.filter(({ party }) => party !== fact.body.party),
      ...addGrounds(deal, fact),
    }),
    decide: ({ body: { party } }, deal) => {
      const there = deal.parties.some((one) => one.party === party);
      return decisionOf(
        there
          ? undefined
          : new Rejection('party-takes-part', `${party} is not a party of ${deal.stream}`, '/body/party'),
      );
    },
  },
  StageReached: {
    evolve: (deal, fact) => {
      const { tranche, stage } = fact.body;
      if (tranche !== undefined) return changeTranche(deal, fact, (one) => moveToStage(one, fact.body));
      const after = withStage(deal, stage, fact.effective.first);
      return dropUndefined({ ...after, ...moveToStage(deal, fact.body), ...addGrounds(deal, fact) });
    },
    decide: ({ body: { tranche, by } }, deal, surroundings) =>
      decisionOf(
        tranche === undefined ? undefined : trancheIsCommitted(deal, tranche),
        ...(by ? referenceIsKnown(surroundings.isDeal(by), by, '/body/by') : []),
      ),
  },
};
