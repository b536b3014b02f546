/** The currencies of ISO 4217, list one, that have not two digits behind the point, by how many they have; a test holds it against the published list. */
const codesByDigits: Readonly<Record<number, readonly string[]>> = {
  0: [
    'BIF',
    'CLP',
    'DJF',
    'GNF',
    'ISK',
    'JPY',
    'KMF',
    'KRW',
    'PYG',
    'RWF',
    'UGX',
    'UYI',
    'VND',
    'VUV',
    'XAF',
    'XAG',
    'XAU',
    'XBA',
    'XBB',
    'XBC',
    'XBD',
    'XDR',
    'XOF',
    'XPD',
    'XPF',
    'XPT',
    'XSU',
    'XTS',
    'XUA',
    'XXX',
  ],
  3: ['BHD', 'IQD', 'JOD', 'KWD', 'LYD', 'OMR', 'TND'],
  4: ['CLF', 'UYW'],
};

const digitsOf = new Map(
  Object.entries(codesByDigits).flatMap(([digits, codes]) =>
    codes.map((code) => [code, Number(digits)] as const),
  ),
);

/** How many digits of a currency stand behind the point (ISO 4217): 2 for USD, 0 for JPY and XOF, 3 for IQD. */
export const minorDigitsOf = (currency: string): number => digitsOf.get(currency) ?? 2;
