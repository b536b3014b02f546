export const dealKinds = [
  'cloud-services',
  'capacity-lease',
  'chip-supply',
  'investment',
  'partnership',
  'financing',
  'convertible',
  'acquisition',
  'programme',
] as const;
export type DealKind = (typeof dealKinds)[number];

/** The way up, in order. */
const risingStages = [
  'talks',
  'announced',
  'letter-of-intent',
  'signed',
  'financed',
  'under-construction',
  'energized',
  'completed',
] as const;
/** The ways out. */
const endedStages = ['shelved', 'cancelled', 'superseded'] as const;
export const stages = [...risingStages, ...endedStages] as const;
export type Stage = (typeof stages)[number];

export const isEnded = (stage: Stage): boolean => endedStages.some((one) => one === stage);
export const isSigned = (stage: Stage): boolean =>
  risingStages.findIndex((one) => one === stage) >= risingStages.indexOf('signed');

export const bindingnesses = ['firm', 'optional', 'contingent', 'intent'] as const;
export type Bindingness = (typeof bindingnesses)[number];

/** One physical gigawatt may appear once in each. */
export const capacityLayers = ['chips', 'hosting', 'site', 'grid'] as const;
export type CapacityLayer = (typeof capacityLayers)[number];

export const moneyKinds = [
  'services',
  'hardware',
  'equity',
  'debt',
  'convertible',
  'guarantee',
  'prepayment',
  'capex',
] as const;
export type MoneyKind = (typeof moneyKinds)[number];
