import {
  type Bindingness,
  bindingnesses,
  capacityLayers,
  dealKinds,
  type DealKind,
  type MoneyKind,
  stages,
  type Stage,
} from '../../../events/deal/deal.words.js';
import { sourceKinds } from '../../../events/kit/envelope.js';
import { bases } from '../../../events/kit/quantity.js';
import { stakeBases } from '../../../events/stake/stake.events.js';

type ChoiceWords = readonly (readonly [pattern: RegExp, means: string])[];

const choose =
  (values: readonly string[], words: ChoiceWords) =>
  (text: string): string | undefined => {
    const plain = text
      .trim()
      .toLowerCase()
      .replaceAll(/[\s_]+/g, '-');
    if (values.includes(plain)) return plain;
    return words.find(([pattern]) => pattern.test(text))?.[1];
  };

const stageWords: ChoiceWords = [
  [/cancel|terminated|scrapped|abandon/i, 'cancelled'],
  [/shelved|paused|on hold|suspended/i, 'shelved'],
  [/supersed|replaced/i, 'superseded'],
  [/complet|finished|closed/i, 'completed'],
  [/energi[sz]ed|operational|operating|online|\blive\b|in service/i, 'energized'],
  [/construction|building|being built/i, 'under-construction'],
  [/financ|funded/i, 'financed'],
  [/letter of intent|\bLOI\b|\bMOU\b|memorandum|non-?binding|term sheet|in principle/i, 'letter-of-intent'],
  [/sign|definitive|contracted|binding|agreed/i, 'signed'],
  [/talks|negotiat|rumou?r|reported/i, 'talks'],
  [/announc|planned|proposed/i, 'announced'],
];

const kindWords: ChoiceWords = [
  [/acqui|takeover|merger/i, 'acquisition'],
  [/convertible/i, 'convertible'],
  [/loan|debt|bond|financ|credit/i, 'financing'],
  [/equity|invest|stake|round/i, 'investment'],
  [/lease|colo|hosting|data ?cent/i, 'capacity-lease'],
  [/chip|gpu|hardware|supply|server|accelerator/i, 'chip-supply'],
  [/cloud|compute|services/i, 'cloud-services'],
  [/programme|program|initiative/i, 'programme'],
  [/partner|alliance|collaborat/i, 'partnership'],
];

const bindingnessWords: ChoiceWords = [
  [/option/i, 'optional'],
  [/contingent|conditional|subject to/i, 'contingent'],
  [/^(?:no|n|false)$|intent|LOI|MOU|non-?binding|planned/i, 'intent'],
  [/^(?:yes|y|true)$|firm|binding|committed|contracted|signed/i, 'firm'],
];

const basisWords: ChoiceWords = [
  [/\bIT\b|critical/, 'it'],
  [/facility|gross|total/i, 'facility'],
  [/grid|utility|meter/i, 'grid'],
];

/** What words in a cell choose among what the ledger tells apart; by role. */
export const choices: Readonly<
  Record<string, { values: readonly string[]; read: (text: string) => string | undefined }>
> = {
  stage: { values: stages, read: choose(stages, stageWords) },
  kind: { values: dealKinds, read: choose(dealKinds, kindWords) },
  bindingness: { values: bindingnesses, read: choose(bindingnesses, bindingnessWords) },
  layer: {
    values: capacityLayers,
    read: choose(capacityLayers, [
      [/chip|gpu/i, 'chips'],
      [/host|cloud/i, 'hosting'],
      [/site|campus|cent/i, 'site'],
      [/grid|power/i, 'grid'],
    ]),
  },
  basis: { values: bases, read: choose(bases, basisWords) },
  'source.kind': {
    values: sourceKinds,
    read: choose(sourceKinds, [
      [/sec|10-|8-k|filing/i, 'filing'],
      [/reuters|bloomberg|wire/i, 'wire'],
      [/press|news|article/i, 'press'],
      [/company|release|blog/i, 'company'],
      [/research|analyst/i, 'research'],
      [/tracker/i, 'tracker'],
    ]),
  },
};

export const stakeBasis = choose(stakeBases, [
  [/dilut/i, 'diluted'],
  [/convert/i, 'as-converted'],
  [/basic|outstanding/i, 'basic'],
]);

/** What is paid for, by the kind of agreement. */
export const moneyKindOf = (kind: DealKind): MoneyKind =>
  (
    ({
      'chip-supply': 'hardware',
      investment: 'equity',
      acquisition: 'equity',
      financing: 'debt',
      convertible: 'convertible',
    }) as Partial<Record<DealKind, MoneyKind>>
  )[kind] ?? 'services';

/** What is promised may be firm once it is signed; before it is an intent. */
export const bindingnessAt = (stage: Stage | undefined): Bindingness =>
  stage !== undefined &&
  ['signed', 'financed', 'under-construction', 'energized', 'completed'].includes(stage)
    ? 'firm'
    : 'intent';
