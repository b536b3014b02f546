import type { Basis, Dimension } from '../quantity.js';
import { takeCurrency } from './currency.js';
import { minorDigitsOf } from './minor-units.js';
import { type Phrases, takeEnd } from './phrase.js';

export interface Unit {
  /** Powers of ten from the unit to the whole unit that is kept. */
  ten: number;
  currency?: string;
  basis?: Basis;
}

/** Takes the unit off a text: what is left of it, and the unit; undefined when it has none. */
type UnitTaker = (text: string) => { rest: string; unit: Unit } | undefined;

/** "GWe" and "GWac" are gigawatts of electricity: they say nothing of the basis. */
export const powerUnits: Phrases<number> = [
  [['kW', 'kWe', 'kWac', 'kilowatts', 'kilowatt'], 0],
  [['MW', 'MWe', 'MWac', 'megawatts', 'megawatt'], 3],
  [['GW', 'GWe', 'GWac', 'gigawatts', 'gigawatt'], 6],
  [['TW', 'TWe', 'terawatts', 'terawatt'], 9],
];
const takePowerUnit = takeEnd(powerUnits);

const itWords = [
  'IT',
  'IT load',
  'IT power',
  'IT capacity',
  'critical IT',
  'critical IT load',
  'critical IT power',
];
/** "IT" in capitals only: "it" is a word of its own. */
export const basisWords: Phrases<Basis> = [
  [[...itWords, 'critical IT capacity'].flatMap((words) => [words, `of ${words}`, `(${words})`]), 'it'],
  [['facility', 'facility power', '(facility)', '(facility power)'], 'facility'],
  [['grid', 'at the grid', 'grid power', '(grid)', 'meter', 'at the meter'], 'grid'],
];
const takeBasis = takeEnd(basisWords, 'u');

/** What may stand behind power and says nothing of it. */
export const powerNouns: Phrases<undefined> = [
  [
    ['nameplate', 'nameplate capacity', 'of capacity', 'of power', 'of compute', 'of compute capacity'],
    undefined,
  ],
  [
    [
      'of computing capacity',
      'of computing power',
      'of computing',
      'of AI compute',
      'of data center capacity',
    ],
    undefined,
  ],
];
const takeNoun = takeEnd(powerNouns);

const takePower: UnitTaker = (text) => {
  const basis =
    takeBasis(text) ?? takeBasis(text.replace(/(facility|grid|meter|power)/gi, (word) => word.toLowerCase()));
  const plain = basis?.rest ?? text;
  const found = takePowerUnit(takeNoun(plain)?.rest ?? plain);
  // A small m before a capital W is a thousandth.
  if (!found || found.words.startsWith('mW')) return undefined;
  return { rest: found.rest, unit: { ten: found.means, ...(basis && { basis: basis.means }) } };
};

const takeMoney: UnitTaker = (text) => {
  const found = takeCurrency(text);
  if (!found) return undefined;
  const { rest, currency } = found;
  return {
    rest: rest
      .replace(/\s+of$/i, '')
      .replace(/[\s-]+$/, '')
      .trim(),
    unit: { ten: minorDigitsOf(currency), currency },
  };
};

/** Powers of ten down to a basis point. */
export const partUnits: Phrases<number> = [
  [['%', 'percent', 'per cent', 'pct', 'percentage points', 'percentage point', 'pp'], 2],
  [['bp', 'bps', 'basis points', 'basis point'], 0],
];
const takePartUnit = takeEnd(partUnits);

const takePart: UnitTaker = (text) => {
  const found = takePartUnit(text);
  return found && { rest: found.rest, unit: { ten: found.means } };
};

const makers = [
  'NVIDIA',
  'AMD',
  'Google',
  'Intel',
  'Huawei',
  'Amazon',
  'AWS',
  'Broadcom',
  'Microsoft',
  'AI',
  'data center',
];
const kinds = [
  'GPUs',
  'GPU',
  'TPUs',
  'TPU',
  'accelerators',
  'accelerator',
  'chips',
  'chip',
  'pieces',
  'piece',
  'processors',
  'processor',
];
const products = [
  'A100',
  'H100',
  'H200',
  'H800',
  'H20',
  'B100',
  'B200',
  'B300',
  'GB200',
  'GB300',
  'VR200',
  'VR300',
  'R100',
  'Hopper',
  'Blackwell',
  'Blackwell Ultra',
  'Grace Blackwell',
  'Rubin',
  'Vera Rubin',
  'Ironwood',
  'Ascend',
  'MI300',
  'MI300X',
  'MI325X',
  'MI350',
  'MI350X',
  'MI355X',
  'MI400',
  'MI450',
  'MI450X',
  'Instinct',
  'Trainium',
  'Trainium2',
  'Trainium3',
  'Inferentia',
  'Maia',
  'Gaudi',
  'Gaudi 3',
  'TPU v5',
  'TPU v6',
  'TPU v7',
];
/** What is counted in pieces; a name says whose it is, and a piece stays one piece. */
export const pieceNouns: Phrases<undefined> = [
  [kinds, undefined],
  [products, undefined],
  [products.map((product) => `${product}s`), undefined],
  [makers, undefined],
];
const takePieceNoun = takeEnd(pieceNouns);

const takePieces: UnitTaker = (text) => {
  let rest = text;
  for (let found = takePieceNoun(rest); found && found.rest !== ''; found = takePieceNoun(rest))
    rest = found.rest;
  return { rest: rest.replace(/\s+of$/i, '').trim(), unit: { ten: 0 } };
};

interface Meaning {
  take: UnitTaker;
  example: string;
  finest: string;
}

export const dimensions: Readonly<Record<Dimension, Meaning>> = {
  power: { take: takePower, example: '"at least 10 GW", "750 MW IT" or "undisclosed"', finest: 'a kilowatt' },
  money: {
    take: takeMoney,
    example: '"38B USD", "up to $100B" or "undisclosed"',
    finest: "the currency's minor unit",
  },
  part: { take: takePart, example: '"27%", "over 80%" or "undisclosed"', finest: 'a basis point' },
  pieces: {
    take: takePieces,
    example: '"400,000", "hundreds of thousands" or "undisclosed"',
    finest: 'a piece',
  },
};
