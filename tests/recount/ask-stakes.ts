import { keyText } from './capacity.js';
import { cellsOf, type Answer, type Cell, type Row } from './compare.js';
import type { Cut, Recorded } from './log.js';
import { impliedWhole, isHeld, stakesAt, totalStakes, warrantsAt, type Stake } from './stakes.js';

const rowNames = ['holder', 'issuer', 'basis', 'currency'];
const totalNames = ['issuer', 'basis', 'currency'];

const cellsIn = (log: readonly Recorded[], cut: Cut, answer: Answer): Cell[] => {
  const stakes = stakesAt(log, cut).filter(isHeld);
  const ours = new Map(
    stakes.map((one) => [
      keyText(one.keys, rowNames),
      { stakeBp: one.stake, valueUsCents: one.value, impliedWholeUsCents: impliedWhole(one) },
    ]),
  );
  const groups = new Map<string, Stake[]>();
  for (const one of stakes) {
    const key = keyText(one.keys, totalNames);
    groups.set(key, [...(groups.get(key) ?? []), one]);
  }
  const totals = new Map([...groups].map(([key, some]) => [key, { stakeBp: totalStakes(some) }]));
  const warrants = new Map(
    warrantsAt(log, cut).map(({ name, issued, vested }) => [
      name,
      { issuedShares: issued, vestedShares: vested },
    ]),
  );
  const theirs = (answer.warrants ?? []) as Row[];
  return [
    ...cellsOf(
      'row',
      ours,
      answer.rows.filter((row) => row.stakeBp !== null),
      (row) => keyText(row, rowNames),
      ['stakeBp', 'valueUsCents', 'impliedWholeUsCents'],
    ),
    ...cellsOf('total', totals, answer.totals, (row) => keyText(row, totalNames), ['stakeBp']),
    ...cellsOf(
      'warrant',
      warrants,
      theirs.filter((row) => isDerived(row)),
      (row) => `${String(row.deal)}/${String(row.warrant)}`,
      ['issuedShares', 'vestedShares'],
    ),
  ];
};

/** A vesting that is recorded wins over one that is derived; only the latter is recounted. */
const isDerived = (row: Row): boolean => (row.recordedShares as { high: number | null }).high === 0;

export const askStakes = (cut: Cut) => ({
  address: `/api/v1/views/ownership?${new URLSearchParams({ effectiveAt: cut.effectiveAt, knownAt: cut.knownAt, policy: cut.policy ?? 'primary' })}`,
  cells: (log: readonly Recorded[], answer: Answer): Cell[] => cellsIn(log, cut, answer),
});
