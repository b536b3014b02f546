import type { Fact } from '../../kit/envelope.js';
import { boundsOf } from '../../kit/quantity.js';
import { firstRefusal, decisionOf, referenceIsKnown, partiesAreRegistered } from '../../kit/rules.js';
import type { Decider } from '../../kit/stream.js';
import type { Deal } from '../deal.state.js';
import { addGrounds, dropUndefined, ungrounded } from '../grounds.js';
import { withEntry } from '../../kit/entries.js';
import { committedTranche, statedValue, type Tranche, withLevel } from './tranche.js';
import type { trancheEvents } from './tranche.events.js';
import * as rules from './tranche.rules.js';

/** Changes a tranche that is there; a fact about one that is missing changes nothing. */
export const changeTranche = (
  deal: Deal,
  fact: Fact<string, { tranche?: string }>,
  change: (tranche: Tranche) => Partial<Tranche>,
): Deal => {
  const { tranche: id = '' } = fact.body;
  const tranche = deal.tranches.get(id);
  if (!tranche) return deal;
  const changed = dropUndefined({ ...tranche, ...change(tranche), ...addGrounds(tranche, fact) });
  return { ...deal, tranches: withEntry(deal.tranches, id, changed) };
};

export const trancheDecider: Decider<Deal, (typeof trancheEvents)[number]> = {
  CapacityCommitted: {
    evolve: (deal, fact) => {
      const whole = fact.splitFrom === undefined ? undefined : deal.tranches.get(fact.splitFrom);
      const tranche = committedTranche(fact, whole);
      return { ...deal, tranches: withEntry(deal.tranches, fact.body.tranche, tranche) };
    },
    decide: (candidate, deal, surroundings) => {
      const { tranche, provider, consumer, supplier, partOf } = candidate.body;
      const named = { '/body/provider': provider, '/body/consumer': consumer, '/body/supplier': supplier };
      return decisionOf(
        firstRefusal(
          rules.trancheIsNew(deal, candidate, tranche),
          rules.containerIsAnother(deal, tranche, partOf),
          rules.sidesAreTwo(provider, consumer, '/body/consumer'),
          partiesAreRegistered(named, surroundings),
        ),
        ...(partOf ? referenceIsKnown(surroundings.hasTranche(partOf), partOf, '/body/partOf') : []),
      );
    },
  },
  CapacityResized: {
    evolve: (deal, fact) => changeTranche(deal, fact, () => ({ power: fact.body.power })),
    decide: ({ rivalOf, body: { tranche, power } }, deal) =>
      decisionOf(
        rules.trancheIsCommitted(deal, tranche),
        ...rules.keepsItsBasis(deal.tranches.get(tranche), power),
        ...rules.somethingIsLeft(deal, tranche, rivalOf),
      ),
  },
  CapacityRescheduled: {
    evolve: (deal, fact) =>
      changeTranche(deal, fact, ({ dues }) => ({
        due: fact.body.due,
        dues: [...dues, statedValue(fact, fact.body.due)],
      })),
    decide: ({ rivalOf, body: { tranche, due } }, deal) =>
      decisionOf(
        rules.trancheIsCommitted(deal, tranche),
        ...rules.startsBeforeItIsDue(deal, tranche, due),
        ...rules.somethingIsLeft(deal, tranche, rivalOf),
      ),
  },
  CapacityReassigned: {
    evolve: (deal, fact) => {
      const { consumer, provider } = fact.body;
      return changeTranche(deal, fact, () => dropUndefined<Partial<Tranche>>({ consumer, provider }));
    },
    decide: ({ rivalOf, body: { tranche, consumer, provider } }, deal, surroundings) => {
      const before = deal.tranches.get(tranche);
      const sides =
        before &&
        rules.sidesAreTwo(
          provider ?? before.provider,
          consumer ?? before.consumer,
          provider === undefined ? '/body/consumer' : '/body/provider',
        );
      return decisionOf(
        firstRefusal(
          rules.trancheIsCommitted(deal, tranche),
          sides,
          partiesAreRegistered({ '/body/consumer': consumer, '/body/provider': provider }, surroundings),
        ),
        ...rules.somethingIsLeft(deal, tranche, rivalOf),
      );
    },
  },
  OptionExercised: {
    evolve: (deal, fact) => changeTranche(deal, fact, () => ({ bindingness: 'firm' })),
    decide: ({ body: { tranche } }, deal) =>
      decisionOf(
        firstRefusal(rules.trancheIsCommitted(deal, tranche), rules.isOptional(deal, tranche)),
        ...rules.hasAConsumer(deal, tranche, 'firm'),
      ),
  },
  OptionLapsed: {
    evolve: (deal, fact) => changeTranche(deal, fact, () => ({ fate: 'lapsed' })),
    decide: ({ body: { tranche } }, deal) =>
      decisionOf(firstRefusal(rules.trancheIsCommitted(deal, tranche), rules.isOptional(deal, tranche))),
  },
  BindingnessChanged: {
    evolve: (deal, fact) => {
      const { bindingness, condition } = fact.body;
      return changeTranche(deal, fact, () => dropUndefined<Partial<Tranche>>({ bindingness, condition }));
    },
    decide: ({ rivalOf, body: { tranche, bindingness } }, deal) =>
      decisionOf(
        rules.trancheIsCommitted(deal, tranche),
        ...rules.hasAConsumer(deal, tranche, bindingness),
        ...rules.somethingIsLeft(deal, tranche, rivalOf),
      ),
  },
  CapacityCancelled: {
    evolve: (deal, fact) => changeTranche(deal, fact, () => ({ fate: 'cancelled' })),
    decide: ({ rivalOf, body: { tranche } }, deal) =>
      decisionOf(rules.trancheIsCommitted(deal, tranche), ...rules.somethingIsLeft(deal, tranche, rivalOf)),
  },
  CapacityEnded: {
    evolve: (deal, fact) => changeTranche(deal, fact, () => ({ fate: 'ended' })),
    decide: ({ rivalOf, body: { tranche } }, deal) =>
      decisionOf(rules.trancheIsCommitted(deal, tranche), ...rules.somethingIsLeft(deal, tranche, rivalOf)),
  },
  CapacityEnergized: {
    evolve: (deal, fact) => {
      const { accelerators, h100Equivalents } = fact.body;
      return changeTranche(deal, fact, (tranche) =>
        dropUndefined<Partial<Tranche>>({
          ...withLevel(tranche, fact),
          runningAccelerators: accelerators,
          runningH100Equivalents: h100Equivalents,
        }),
      );
    },
    decide: (candidate, deal) => {
      const { body: level } = candidate;
      const tranche = deal.tranches.get(level.tranche);
      const beside = rules.countsOnItsBasis(tranche, level);
      return decisionOf(
        rules.trancheIsCommitted(deal, level.tranche),
        ...(level.power && beside.length === 0 ? rules.energizedIsWithinNameplate(tranche, level.power) : []),
        ...beside,
        ...rules.conversionHasASource(candidate),
      );
    },
  },
  PartOfStated: {
    evolve: (deal, fact) => changeTranche(deal, fact, () => ({ partOf: fact.body.partOf })),
    decide: ({ body: { tranche, partOf } }, deal, surroundings) =>
      decisionOf(
        firstRefusal(
          rules.trancheIsCommitted(deal, tranche),
          rules.containerIsAnother(deal, tranche, partOf),
        ),
        ...referenceIsKnown(surroundings.hasTranche(partOf), partOf, '/body/partOf'),
      ),
  },
  OverlapStated: {
    evolve: (deal, fact) => {
      const { power, ...body } = fact.body;
      const overlap = { ...body, ...(power && { power: boundsOf(power) }), ...addGrounds(ungrounded, fact) };
      return { ...deal, overlaps: [...deal.overlaps, overlap] };
    },
    decide: ({ body: { tranche, with: other } }, deal, surroundings) =>
      decisionOf(
        rules.trancheIsCommitted(deal, tranche),
        ...referenceIsKnown(surroundings.hasTranche(other), other, '/body/with'),
      ),
  },
};
