import { describe, expect, it } from 'vitest';
import { besideLevel, dueText } from '../../projections/wording/levels.js';

const exactly = (amount: number) => ({ low: amount, point: amount, high: amount });

describe('What stands beside the level of a tranche', () => {
  it.each<[string, Record<string, unknown>]>([
    ['', {}],
    ['', { levelsBeside: [], acceleratorsCount: null }],
    ['300 MW it', { levelsBeside: [{ basis: 'it', energizedKw: exactly(300_000) }] }],
    ['', { levelsBeside: [{ basis: 'it' }, null] }],
    ['5 accelerators promised', { acceleratorsCount: exactly(5) }],
    ['25,000 accelerators running', { runningAcceleratorsCount: exactly(25_000) }],
    ['7 H100-equivalents running', { runningH100EquivalentsCount: exactly(7) }],
    [
      '300 MW it, 1 GW grid, 5 accelerators promised, 4 accelerators running',
      {
        levelsBeside: [
          { basis: 'it', energizedKw: exactly(300_000) },
          { basis: 'grid', energizedKw: exactly(1_000_000) },
        ],
        acceleratorsCount: exactly(5),
        runningAcceleratorsCount: exactly(4),
      },
    ],
  ])('is "%s"', (text, tranche) => expect(besideLevel(tranche)).toBe(text));
});

describe('When a tranche is due', () => {
  it.each<[string, Record<string, unknown>]>([
    ['undated', {}],
    ['undated', { due: null, starts: null }],
    ['2027', { due: '2027' }],
    ['2027, from 2026-H2', { due: '2027', starts: '2026-H2' }],
    ['undated, from 2026-H2', { starts: '2026-H2' }],
  ])('is said as "%s"', (text, tranche) => expect(dueText(tranche)).toBe(text));
});
