import currencies from 'currency-codes/data.js';
import { describe, expect, it } from 'vitest';
import { minorDigitsOf } from '../../events/kit/words/minor-units.js';

describe('The minor unit of a currency', () => {
  it('is that of ISO 4217, for every code of the published list', () => {
    expect(currencies.length).toBeGreaterThan(170);
    const ours = currencies.map(({ code }) => [code, minorDigitsOf(code)]);
    expect(ours).toEqual(currencies.map(({ code, digits }) => [code, digits]));
  });
});
