import { keyText } from './capacity.js';
import { cellsOf, type Answer, type Cell, type Row } from './compare.js';
import { computeEdges, moneyEdges } from './edges.js';
import type { Cut, Recorded } from './log.js';

const asked = (cut: Cut): string =>
  String(
    new URLSearchParams({
      effectiveAt: cut.effectiveAt,
      knownAt: cut.knownAt,
      policy: cut.policy ?? 'primary',
    }),
  );

const kinds = new Set([
  'services',
  'hardware',
  'equity',
  'debt',
  'guarantee',
  'prepayment',
  'capex',
  'convertible',
]);
const isMoney = (row: Row): boolean => kinds.has(String(row.kind)) && row.committedUsCents !== null;

/** The answer's names for the two ends of an edge, put in ours. */
const renamed = (row: Row, names: Record<string, string>): Row =>
  Object.fromEntries([
    ...Object.entries(row),
    ...Object.entries(names).map(([ours, theirs]) => [ours, row[theirs]]),
  ]) as Row;

const money = ['payer', 'payee', 'kind', 'currency'];
const power = ['provider', 'consumer', 'layer', 'basis'];

const flowCells = (log: readonly Recorded[], cut: Cut, answer: Answer): Cell[] => {
  const rows = answer.rows.map((row) =>
    renamed(row, { payer: 'giver', payee: 'receiver', provider: 'giver', consumer: 'receiver' }),
  );
  return [
    ...cellsOf('money', moneyEdges(log, cut, money), rows.filter(isMoney), (row) => keyText(row, money), [
      'committedUsCents',
      'conditionalUsCents',
      'releasedUsCents',
      'paidUsCents',
      'amountUsCents',
      'passingUsCents',
    ]),
    ...cellsOf(
      'compute',
      computeEdges(log, cut, power),
      rows.filter((row) => row.layer !== null),
      (row) => keyText(row, power),
      ['headlineKw', 'signedKw', 'firmKw', 'energizedKw'],
    ),
  ];
};

export const askFlows = (cut: Cut) => ({
  address: `/api/v1/views/flows?${asked(cut)}`,
  cells: (log: readonly Recorded[], answer: Answer): Cell[] => flowCells(log, cut, answer),
});

const sides: [string, readonly string[], Record<string, string>][] = [
  ['owes', money, { payer: 'party', payee: 'counterparty' }],
  ['is-owed', money, { payer: 'counterparty', payee: 'party' }],
  ['depends-on', power, { provider: 'counterparty', consumer: 'party' }],
  ['supplies', power, { provider: 'party', consumer: 'counterparty' }],
];

const exposureCells = (log: readonly Recorded[], cut: Cut, answer: Answer): Cell[] =>
  sides.flatMap(([side, names, ends]) => {
    const rows = answer.rows.filter((row) => row.side === side).map((row) => renamed(row, ends));
    return names === money
      ? cellsOf(side, moneyEdges(log, cut, money), rows.filter(isMoney), (row) => keyText(row, money), [
          'unpaidUsCents',
          'committedUsCents',
          'conditionalUsCents',
          'outstandingUsCents',
          'passingUsCents',
        ])
      : cellsOf(side, computeEdges(log, cut, power), rows, (row) => keyText(row, power), [
          'headlineKw',
          'firmKw',
          'energizedKw',
        ]);
  });

export const askExposure = (cut: Cut) => ({
  address: `/api/v1/views/exposure?${asked(cut)}`,
  cells: (log: readonly Recorded[], answer: Answer): Cell[] => exposureCells(log, cut, answer),
});
