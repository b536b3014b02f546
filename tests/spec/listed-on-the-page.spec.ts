import { describe, expect, it } from 'vitest';
import { namesOf } from '../../src/charts/names.js';
import { reconciledGrid } from '../../src/charts/views/reconciled.js';
import { inOrder } from '../../src/web/screens/deals/listed.js';
import { isLegOf, loopName } from '../../src/web/screens/network/named.js';
import { releaseSaid } from '../../projections/wording/release-said.js';
import { ordinalSaid } from '../../projections/wording/period-said.js';

describe('Deals in the order of their days', () => {
  const days = ['2025-12-31', '2025-Q1', '2025-H2', '2025-09', '2026', '2025-09-22'];

  it('stand by the last day that a vague date leaves open, the newest first', () => {
    const deals = days.map((announcedOn) => ({ announcedOn }));
    expect(inOrder(deals, 'newest').map(({ announcedOn }) => announcedOn)).toEqual([
      '2026',
      '2025-12-31',
      '2025-H2',
      '2025-09',
      '2025-09-22',
      '2025-Q1',
    ]);
  });
});

describe('Deals in the order of their money', () => {
  const pays = (amount: number, more: object = {}) => ({
    currency: 'USD',
    amountUsCents: { low: amount, point: amount, high: amount },
    ...more,
  });
  it('stand by the largest promise that has not ended', () => {
    const deals = [
      { title: 'three', payments: [pays(3)] },
      { title: 'two of nine', payments: [pays(9, { ended: true }), pays(2)] },
      { title: 'four', payments: [pays(4), pays(8, { currency: 'EUR' })] },
    ];
    expect(inOrder(deals, 'money').map(({ title }) => title)).toEqual(['four', 'three', 'two of nine']);
  });
});

describe('A loop in an address', () => {
  const loop = (currency: string) => ({
    parties: ['a', 'b'],
    legs: [
      { from: 'a', to: 'b', kind: 'equity', currency },
      { from: 'b', to: 'a', kind: 'hardware', currency: 'USD', units: ['b-unit'] },
    ],
  });

  it('is another one where a step is in another currency', () => {
    expect(loopName(loop('USD'))).toBe('a+b:equity+hardware');
    expect(loopName(loop('EUR'))).toBe('a+b:equity-EUR+hardware');
  });
  it('has the edges of its steps, of their kind and currency alone', () => {
    const edge = { giver: 'a', receiver: 'b', kind: 'equity', currency: 'EUR' };
    expect([isLegOf(loop('EUR'), edge), isLegOf(loop('USD'), edge)]).toEqual([true, false]);
    const bought = { giver: 'b-unit', receiver: 'a', kind: 'hardware', currency: 'USD' };
    expect(isLegOf(loop('EUR'), bought)).toBe(true);
    expect(isLegOf(loop('EUR'), { ...bought, kind: 'services' })).toBe(false);
  });
});

describe('Totals that a party reports', () => {
  it('name towards whom they are and when they fall due, where they are no totals of all', () => {
    const total = (towards: string | null, due: string | null) => ({
      party: 'lab',
      measure: 'purchase-obligations',
      towards,
      due,
      disclosedUsCents: null,
    });
    const { rows } = reconciledGrid(
      [total(null, null), total('cloud', null), total('cloud', '2027-01-01/2027-12-31')],
      {
        names: namesOf({
          parties: [{ id: 'cloud', name: 'Cloud' }],
          deals: [],
          markets: [],
          publishers: [],
          slugs: ['cloud'],
        }),
      },
    );
    expect(rows.map(([, what]) => what?.text)).toEqual([
      'purchase obligations',
      'purchase obligations, towards Cloud',
      'purchase obligations, towards Cloud, due 2027-01-01/2027-12-31',
    ]);
  });
});

describe('How money is set free', () => {
  it.each([
    [undefined, ''],
    [{ per: {}, amount: {} }, 'in steps'],
    [{ per: {}, amount: {}, mode: 'stepped' }, 'in steps'],
    [{ per: {}, amount: {}, mode: 'pro-rata' }, 'in proportion'],
    [{ conditions: [] }, 'on conditions'],
    [{ per: {}, amount: {}, conditions: [] }, 'in steps and on conditions'],
  ])('of %j is told: %s', (release, said) => {
    expect(releaseSaid(release)).toBe(said);
  });
});

describe('A gigawatt by its number', () => {
  it.each([
    [2, 'second'],
    [11, '11th'],
    [13, '13th'],
    [21, '21st'],
    [22, '22nd'],
    [23, '23rd'],
    [24, '24th'],
    [111, '111th'],
  ])('%d is the %s', (number, said) => {
    expect(ordinalSaid(number)).toBe(said);
  });
});
