import { askCapacity, type CapacityAsked } from './ask-capacity.js';
import { askExposure, askFlows } from './ask-edges.js';
import { askMoney, type MoneyAsked } from './ask-money.js';
import { askReported, askShares } from './ask-shares.js';
import { askStakes } from './ask-stakes.js';
import { Chance } from './chance.js';
import type { Answer, Cell } from './compare.js';
import type { Grain } from './days.js';
import type { Cut, Policy, Recorded } from './log.js';

export interface Question {
  address: string;
  cells: (log: readonly Recorded[], answer: Answer) => Cell[];
}

/** The view that a question is about, and by what its shares are counted. */
export const viewOf = ({ address }: Question): string => {
  const { pathname, searchParams } = new URL(address, 'http://localhost');
  const kind = searchParams.has('of') ? ' of capacity' : searchParams.has('timeline') ? ' by period' : '';
  return pathname.slice(pathname.lastIndexOf('/') + 1) + kind;
};

export const policies: readonly Policy[] = ['primary', 'latest', 'lowest', 'highest'];
export const grains: readonly Grain[] = ['month', 'quarter', 'half', 'year'];

const capacityBy = [
  ['tranche'],
  ['provider'],
  ['consumer'],
  ['supplier'],
  ['deal'],
  ['layer'],
  ['bindingness', 'stage'],
  ['provider', 'consumer'],
];
const moneyBy = [['payment'], ['payer'], ['payee'], ['deal'], ['bindingness'], ['payer', 'payee'], ['kind']];

/** Days about which something can be asked: some before, some after what is known of them. */
export interface Days {
  effective: readonly string[];
  known: readonly string[];
  from: string;
  to: string;
}

const anyCut = (chance: Chance, days: Days): Cut => ({
  effectiveAt: chance.one(days.effective),
  knownAt: chance.one(days.known),
  policy: chance.one(policies),
});

const keysIn = (log: readonly Recorded[], key: string): string[] => [
  ...new Set(
    log
      .filter(({ type }) => type === 'CapacityCommitted')
      .map(({ body }) => String(body[key] ?? ''))
      .filter(Boolean),
  ),
];

const filterFor = (chance: Chance, log: readonly Recorded[]): Record<string, string> => {
  const key = chance.one(['provider', 'consumer', 'layer', 'basis']);
  const values = keysIn(log, key);
  return values.length > 0 && chance.comes(0.3) ? { [key]: chance.one(values) } : {};
};

const capacityAsked = (chance: Chance, log: readonly Recorded[], days: Days): CapacityAsked => ({
  ...anyCut(chance, days),
  by: chance.one(capacityBy),
  filters: filterFor(chance, log),
  ...(chance.comes(0.4) && { timeline: { grain: chance.one(grains), from: days.from, to: days.to } }),
});

const moneyAsked = (chance: Chance, days: Days): MoneyAsked => ({
  ...anyCut(chance, days),
  by: chance.one(moneyBy),
  filters: {},
  ...(chance.comes(0.5) && {
    timeline: { grain: chance.one(grains), from: days.from, to: days.to, isCumulative: chance.comes(0.3) },
  }),
});

/** One question of each kind, drawn. */
export const drawQuestions = (chance: Chance, log: readonly Recorded[], days: Days): Question[] => [
  askCapacity(capacityAsked(chance, log, days)),
  askCapacity(capacityAsked(chance, log, days)),
  askMoney(moneyAsked(chance, days)),
  askMoney(moneyAsked(chance, days)),
  askReported(anyCut(chance, days)),
  askShares({
    ...anyCut(chance, days),
    of: chance.one(['headline', 'firm', 'energized']),
    by: [chance.one(['provider', 'consumer', 'supplier'])],
  }),
  askStakes(anyCut(chance, days)),
  askFlows(anyCut(chance, days)),
  askExposure(anyCut(chance, days)),
];

/** Every view at a cut, by every dimension; and along the axis, by periods of these lengths. */
export const everyQuestion = (cut: Cut, days: Days, along: readonly Grain[]): Question[] => [
  ...capacityBy.map((by) => askCapacity({ ...cut, by, filters: {} })),
  ...moneyBy.map((by) => askMoney({ ...cut, by, filters: {} })),
  ...along.flatMap((grain) => {
    const axis = { grain, from: days.from, to: days.to };
    return [
      askCapacity({ ...cut, by: ['tranche'], filters: {}, timeline: axis }),
      askMoney({ ...cut, by: ['payment'], filters: {}, timeline: { ...axis, isCumulative: false } }),
      askMoney({ ...cut, by: ['payment'], filters: {}, timeline: { ...axis, isCumulative: true } }),
    ];
  }),
  ...(['headline', 'firm', 'energized'] as const).map((of) => askShares({ ...cut, of, by: ['provider'] })),
  askReported(cut),
  askStakes(cut),
  askFlows(cut),
  askExposure(cut),
];
