import { capacityAt, keyText } from './capacity.js';
import { cellsOf, type Answer, type Cell, type Row } from './compare.js';
import type { Bounds } from './bounds.js';
import type { Cut, Recorded } from './log.js';
import { reportedAt, sharesOf } from './shares.js';

const addressOf = (cut: Cut, rest: Record<string, string>): string =>
  `/api/v1/views/market-share?${new URLSearchParams({ effectiveAt: cut.effectiveAt, knownAt: cut.knownAt, policy: cut.policy ?? 'primary', ...rest })}`;

const rowNames = ['market', 'publisher', 'period', 'party'];
const totalNames = ['market', 'publisher', 'period'];

/** The answer's index is in squares of per cent, with decimals; ours in squares of basis points. */
const squaresIn = (row: Row): Row => {
  const hhi = row.hhi as Record<string, number | null> | null;
  const bp = (value: number | null | undefined): string | null =>
    value === null || value === undefined ? null : String(Math.round(value * 10_000));
  return hhi ? { ...row, hhi: { low: bp(hhi.low), point: bp(hhi.point), high: bp(hhi.high) } } : row;
};

const reportedCells = (log: readonly Recorded[], cut: Cut, answer: Answer): Cell[] => {
  const { rows, totals } = reportedAt(log, cut);
  const ours = new Map(rows.map(({ keys, shareBp }) => [keyText(keys, rowNames), { shareBp }]));
  const sums = new Map(
    totals.map(({ keys, ...cell }) => [
      keyText(keys, totalNames),
      { hhi: cell.hhi, othersBp: cell.othersBp, sizeUsCents: cell.sizeUsCents },
    ]),
  );
  return [
    ...cellsOf('row', ours, answer.rows, (row) => keyText(row, rowNames), ['shareBp']),
    ...cellsOf('total', sums, answer.totals.map(squaresIn), (row) => keyText(row, totalNames), [
      'hhi',
      'othersBp',
      'sizeUsCents',
    ]),
  ];
};

export const askReported = (cut: Cut) => ({
  address: addressOf(cut, {}),
  cells: (log: readonly Recorded[], answer: Answer): Cell[] => reportedCells(log, cut, answer),
});

export interface SharesAsked extends Cut {
  of: 'headline' | 'firm' | 'energized';
  by: string[];
}

const byCapacity = (log: readonly Recorded[], { of, by, ...cut }: SharesAsked, answer: Answer): Cell[] => {
  const { rows } = capacityAt(log, { ...cut, by, filters: {} });
  const groups = new Map<string, Map<string, Bounds>>();
  for (const [key, cell] of rows) {
    const group = key.slice(key.indexOf('layer='));
    groups.set(group, (groups.get(group) ?? new Map<string, Bounds>()).set(key, cell[`${of}Kw`] as Bounds));
  }
  const ours = new Map(
    [...groups.values()].flatMap((parts) =>
      [...sharesOf(parts)].map(([key, shareBp]) => [key, { shareBp }] as const),
    ),
  );
  return cellsOf('row', ours, answer.rows, (row) => keyText(row, [...by, 'layer', 'basis']), ['shareBp']);
};

export const askShares = (asked: SharesAsked) => ({
  address: addressOf(asked, { of: asked.of, by: asked.by.join(',') }),
  cells: (log: readonly Recorded[], answer: Answer): Cell[] => byCapacity(log, asked, answer),
});
