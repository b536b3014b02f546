/** By what registers name a party. */
export const identifierSchemes = ['lei', 'cik', 'isin', 'wikidata'] as const;
export type IdentifierScheme = (typeof identifierSchemes)[number];

/** A name of a party in a register, as it is compared: in capitals, without leading noughts. */
export interface Identifier {
  readonly scheme: IdentifierScheme;
  readonly value: string;
}

/** Letters as numbers: 10 for A to 35 for Z (ISO 7064). */
const asDigits = (text: string): string =>
  [...text].map((letter) => Number.parseInt(letter, 36).toString()).join('');

/** ISO 17442: the whole, its letters as numbers, leaves 1 when divided by 97 (ISO 7064, MOD 97-10). */
const isLei = (text: string): boolean =>
  /^[A-Z0-9]{18}\d{2}$/.test(text) && BigInt(asDigits(text)) % 97n === 1n;

/** Every other digit from the right is doubled, and all digits add up to tens. */
const addsUpToTens = (digits: string): boolean => {
  const sum = [...digits].reverse().reduce((total, digit, index) => {
    const value = Number(digit) * (index % 2 === 1 ? 2 : 1);
    return total + (value > 9 ? value - 9 : value);
  }, 0);
  return sum % 10 === 0;
};

/** ISO 6166: a country, nine letters or digits and a check digit. */
const isIsin = (text: string): boolean =>
  /^[A-Z]{2}[A-Z0-9]{9}\d$/.test(text) && addsUpToTens(asDigits(text));

const isCik = (text: string): boolean => /^[1-9]\d{0,9}$/.test(text);

const isWikidata = (text: string): boolean => /^Q[1-9]\d{0,11}$/.test(text);

interface Scheme {
  isOne: (text: string) => boolean;
  must: string;
}

const schemes: Readonly<Record<IdentifierScheme, Scheme>> = {
  lei: { isOne: isLei, must: 'an LEI of 20 letters and digits whose last two check the rest (ISO 17442)' },
  cik: { isOne: isCik, must: 'a CIK of at most ten digits' },
  isin: {
    isOne: isIsin,
    must: 'an ISIN of two letters, nine letters or digits and a digit that checks them (ISO 6166)',
  },
  wikidata: { isOne: isWikidata, must: 'the number of a Wikidata item, like Q95' },
};

/** The same for the same party, however it is written. */
export const plainIdentifier = (scheme: IdentifierScheme, text: string): string => {
  const plain = text.trim().toUpperCase();
  return scheme === 'cik' ? plain.replace(/^0+(?=\d)/, '') : plain;
};

/** Why a text is no identifier of its scheme; nothing where it is one. */
export const faultOfIdentifier = (scheme: IdentifierScheme, text: string): string | undefined =>
  schemes[scheme].isOne(plainIdentifier(scheme, text)) ? undefined : `must be ${schemes[scheme].must}`;

const schemeOf = (text: string): IdentifierScheme | undefined =>
  identifierSchemes.find((scheme) => schemes[scheme].isOne(plainIdentifier(scheme, text)));

/** "lei:…", "cik:…", "isin:…", "wikidata:…", or one of them that is told by its form; nothing where it is none. */
export const identifierIn = (text: string): Identifier | undefined => {
  const [, named, rest] = /^(lei|cik|isin|wikidata):(.+)$/i.exec(text.trim()) ?? [];
  const scheme =
    named === undefined ? schemeOf(text) : identifierSchemes.find((one) => one === named.toLowerCase());
  if (scheme === undefined) return undefined;
  const value = plainIdentifier(scheme, rest ?? text);
  return schemes[scheme].isOne(value) ? { scheme, value } : undefined;
};
