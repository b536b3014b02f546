import { daysOf } from '../../kit/date.js';
import type { Candidate, CandidateOf } from '../../kit/envelope.js';
import { boundsOf, type Quantity } from '../../kit/quantity.js';
import { Rejection, type Warning } from '../../kit/stream.js';
import type { Deal } from '../deal.state.js';
import type { Tranche } from './tranche.js';
import type { CapacityEnergized } from './tranche.events.js';

export const trancheIsNew = (
  deal: Deal,
  candidate: Pick<Candidate, 'rivalOf'>,
  id: string,
): Rejection | undefined =>
  deal.tranches.has(id) && !candidate.rivalOf
    ? new Rejection('tranche-is-new', `${deal.stream} already has a tranche "${id}"`, '/body/tranche')
    : undefined;

export const trancheIsCommitted = (deal: Deal, id: string): Rejection | undefined =>
  deal.tranches.has(id)
    ? undefined
    : new Rejection('tranche-is-committed', `${deal.stream} has no tranche "${id}"`, '/body/tranche');

export const isOptional = (deal: Deal, id: string): Rejection | undefined => {
  const tranche = deal.tranches.get(id);
  const closed = tranche?.fate ?? (tranche?.bindingness === 'firm' ? 'firm already' : undefined);
  if (closed === undefined) return undefined;
  return new Rejection(
    'option-is-open',
    `tranche "${id}" is ${closed}: there is no option left on it`,
    '/body/tranche',
  );
};

/**
 * What is said of a tranche after it lapsed, ended or was cancelled changes no number where nothing of it draws power:
 * that should not be by mistake.
 */
export const somethingIsLeft = (deal: Deal, id: string, rivalOf?: string): Warning[] => {
  const { fate, energized } = deal.tranches.get(id) ?? {};
  return fate === undefined || energized || rivalOf !== undefined
    ? []
    : [{ rule: 'something-is-left', detail: `tranche "${id}" is ${fate}: nothing is left of it to change` }];
};

/** Who provides a tranche and who uses it are two parties. */
export const sidesAreTwo = (
  provider: string,
  consumer: string | undefined,
  pointer: string,
): Rejection | undefined =>
  provider === consumer
    ? new Rejection('sides-are-two-parties', `${provider} would be on both sides of the tranche`, pointer)
    : undefined;

export const containerIsAnother = (
  deal: Deal,
  id: string,
  partOf: string | undefined,
): Rejection | undefined =>
  partOf === `${deal.stream}/${id}`
    ? new Rejection('container-is-another', 'a tranche cannot be part of itself', '/body/partOf')
    : undefined;

export const energizedIsWithinNameplate = (tranche: Tranche | undefined, level: Quantity): Warning[] => {
  const nameplate = tranche && boundsOf(tranche.power).high;
  const { low } = boundsOf(level);
  if (nameplate === null || nameplate === undefined || low <= nameplate) return [];
  return [
    {
      rule: 'energized-within-nameplate',
      detail: `${low} kW are energized of at most ${nameplate} kW committed`,
    },
  ];
};

/** A level on another basis is kept, and counts for nothing: that should not be by mistake. */
export const countsOnItsBasis = (
  tranche: Tranche | undefined,
  { power, basis = power?.basis, kwPerAccelerator }: CapacityEnergized,
): Warning[] =>
  tranche === undefined || basis === undefined || basis === tranche.basis || !(power ?? kwPerAccelerator)
    ? []
    : [
        {
          rule: 'level-on-the-basis-of-its-tranche',
          detail: `the level is on the basis ${basis} and kept beside: the tranche counts ${tranche.basis}, and energized counts levels on that`,
        },
      ];

export const conversionHasASource = ({ body, source }: CandidateOf<typeof CapacityEnergized>): Warning[] =>
  body.kwPerAccelerator === undefined || source
    ? []
    : [
        {
          rule: 'conversion-has-a-source',
          detail: 'kwPerAccelerator turns pieces into power, and nothing says who states it: give source',
        },
      ];

export const hasAConsumer = (deal: Deal, id: string, bindingness: string): Warning[] => {
  const tranche = deal.tranches.get(id);
  return bindingness === 'intent' || tranche === undefined || tranche.consumer !== undefined
    ? []
    : [
        {
          rule: 'consumer-is-known',
          detail: `tranche "${id}" is ${bindingness} for nobody that is named: CapacityReassigned names the consumer`,
        },
      ];
};

export const startsBeforeItIsDue = (deal: Deal, id: string, due: string): Warning[] => {
  const starts = deal.tranches.get(id)?.starts;
  return starts === undefined || daysOf(starts).first <= daysOf(due).last
    ? []
    : [{ rule: 'starts-before-due', detail: `tranche "${id}" is to start in ${starts}, after ${due}` }];
};

export const keepsItsBasis = (tranche: Tranche | undefined, { basis }: Quantity): Warning[] =>
  tranche === undefined || basis === undefined || basis === tranche.basis
    ? []
    : [
        {
          rule: 'tranche-keeps-its-basis',
          detail: `the words say ${basis}, the tranche counts ${tranche.basis}`,
        },
      ];
