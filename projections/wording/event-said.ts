interface DeclaredType {
  readonly type: string;
  readonly summary: string;
}

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

/** An event of a type in a few words, without what it is about. */
export const eventSaid = ({ type, summary }: DeclaredType): string =>
  said[type] ?? summary.replace(/\.$/, '');
