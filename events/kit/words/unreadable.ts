/** Why some words are not a quantity; the sentence goes to whoever wrote them. */
export class UnreadableWords {
  constructor(
    readonly detail: string,
    /** The nearest forms that are read. */
    readonly offers: readonly string[] = [],
  ) {}
}

export const quoteText = (text: string): string => JSON.stringify(text.slice(0, 60));

/** "write "over 300 MW" or "300 MW"". */
export const offerText = (offers: readonly string[]): string =>
  `write ${offers.map((offer) => JSON.stringify(offer)).join(' or ')}`;

/** Words that can't be what they are to be, why, and what can be written instead. */
export const refuseWords = (text: string, why: string, offers: readonly string[]): UnreadableWords =>
  new UnreadableWords(
    `${quoteText(text)} ${why}${offers.length > 0 ? `: ${offerText(offers)}` : ''}`,
    offers,
  );
