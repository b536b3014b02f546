import { describe, expect, it } from 'vitest';
import { given } from '../given.js';
import { amd, chips, nvidia, scheduled } from '../scheduled.js';
import { gigawatts } from '../what-if.js';
import { cast, deal, tranche } from './facts.js';

const capacity = 'compute-capacity';

describe('Reordering', () => {
  const { baseline, scenario } = chips.assuming({ op: 'reorder', targets: [amd, nvidia] }).compared(capacity);
  const stocks = ({ totals }: typeof scenario): number[] =>
    totals.map(({ plannedKw }) => gigawatts(plannedKw));
  const ofProvider = (name: string): number[] =>
    scenario.rows.filter((row) => row.provider === name).map((row) => gigawatts(row.plannedKw));

  it('leaves what is due in each quarter as it was', () => {
    expect(stocks(scenario)).toEqual(stocks(baseline));
  });

  it('fills 2, 1, 2, 1 GW with AMD first: its six are there after four quarters', () => {
    expect(ofProvider('amd').slice(0, 5)).toEqual([2, 3, 5, 6, 6]);
    expect(ofProvider('nvidia').slice(0, 6)).toEqual([0, 0, 0, 0, 2, 3]);
  });

  it('leaves each target as large as it was', () => {
    expect([ofProvider('amd').at(-1), ofProvider('nvidia').at(-1)]).toEqual([6, 10]);
  });

  it('splits a tranche that fits no slot: 1.5 GW before 1 GW into slots of 1 and 1.5', () => {
    const { rows } = given(
      ...cast,
      deal('deal-one'),
      tranche('deal-one', 'a', '1 GW', { due: '2027-Q1' }),
      tranche('deal-one', 'b', '1500 MW', { due: '2027-Q2' }),
    )
      .asking({ ...scheduled.question, timeline: 'quarter', from: '2027-01-01', to: '2027-06-30' })
      .by('tranche')
      .assuming({ op: 'reorder', targets: ['deal-one/b', 'deal-one/a'] })
      .answer(capacity);
    const due = (name: string, period: string): number =>
      gigawatts(rows.find((row) => row.tranche === `deal-one/${name}` && row.period === period)?.plannedKw);
    expect([due('b', '2027-Q1'), due('a', '2027-Q1')]).toEqual([1, 0]);
    expect([due('b', '2027-Q2'), due('b-part-2', '2027-Q2'), due('a', '2027-Q2')]).toEqual([1, 0.5, 1]);
  });
});
