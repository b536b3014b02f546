import type { EventType } from '../../../worker/protocol.js';

/** What happened, as somebody would say it; a type that is not here says what it is in its own sentence. */
const said: Readonly<Record<string, string>> = {
  DealAnnounced: 'A deal became known',
  DealAmended: 'A deal was put differently',
  PartyJoined: 'A party joined a deal',
  PartyLeft: 'A party left a deal',
  StageReached: 'It came further, or ended',
  CapacityCommitted: 'A tranche of capacity was promised',
  CapacityResized: 'A size changed',
  CapacityRescheduled: 'A date moved',
  CapacityReassigned: 'A tranche changed hands',
  OptionExercised: 'An option on capacity was taken up',
  OptionLapsed: 'An option on capacity lapsed',
  BindingnessChanged: 'A promise became firmer, or looser',
  CapacityCancelled: 'A tranche was cancelled',
  CapacityEnded: 'A term ran out',
  CapacityEnergized: 'Part of it runs',
  PartOfStated: 'A tranche is part of another',
  OverlapStated: 'Two tranches are the same capacity',
  PaymentCommitted: 'Money was promised',
  PaymentAmended: 'An amount or a term changed',
  PaymentMade: 'Money was paid',
  PaymentOptionExercised: 'An option on money was taken up',
  PaymentOptionLapsed: 'An option on money lapsed',
  PaymentCancelled: 'A payment was cancelled',
  WarrantIssued: 'A warrant was issued',
  WarrantVested: 'Shares of a warrant vested',
  ConditionObserved: 'A condition holds, or not',
  StakeDisclosed: 'A stake was disclosed',
  StakeChanged: 'A stake grew or shrank',
  StakeExited: 'A stake was given up',
  PartyRegistered: 'A party is new here',
  PartyAmended: 'A party changed',
  PartyIdentified: 'An unnamed party turns out to be another',
  PartyMerged: 'A party became part of another',
  TotalDisclosed: 'A party reported a total',
  ValueStated: 'A party was valued',
  MarketDefined: 'A market is new here',
  ShareReported: 'A share was reported',
  MarketSizeReported: 'The size of a market was reported',
};

export const eventSaid = ({ type, summary }: Pick<EventType, 'type' | 'summary'>): string =>
  said[type] ?? summary.replace(/\.$/, '');

const groups: readonly (readonly [string, string])[] = [
  ['deal', 'The deal'],
  ['tranche', 'Capacity'],
  ['payment', 'Money'],
  ['warrant', 'Warrants'],
  ['condition', 'Conditions'],
  ['stake', 'Stakes'],
  ['party', 'Parties'],
  ['market', 'Markets'],
];

export interface EventGroup {
  title: string;
  types: readonly EventType[];
}

const isFound = (declared: EventType, search: string): boolean => {
  const words = `${eventSaid(declared)} ${declared.summary} ${declared.type}`.toLowerCase();
  return search
    .toLowerCase()
    .split(/\s+/)
    .every((word) => words.includes(word));
};

/** What can be told in a form, in groups; of those the ones that a search finds. */
export const eventGroups = (types: readonly EventType[], search: string): EventGroup[] =>
  groups.flatMap(([subject, title]) => {
    const found = types.filter((one) => one.subject === subject && isFound(one, search));
    return found.length === 0 ? [] : [{ title, types: found }];
  });

/** An event with a field that only JSON could fill is told elsewhere: a scenario, and a correction of an event. */
export const canBeTold = ({ subject, fields }: EventType): boolean =>
  subject !== 'event' && fields.every(({ kind }) => kind !== 'json');

/** What can become of that which an earlier event told of. */
export const canFollow = (
  earlier: EventType,
  { category, introduces, subject, fields }: EventType,
): boolean =>
  !introduces &&
  category === earlier.category &&
  (subject === earlier.subject || fields.some(({ name }) => name === earlier.subject));
