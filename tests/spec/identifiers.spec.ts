import { describe, expect, it } from 'vitest';
import { faultOfIdentifier, identifierIn, type IdentifierScheme } from '../../events/party/identifiers.js';
import { slugCalled } from '../../projections/kit/identified.js';
import { given } from '../given.js';
import { fact } from './facts.js';
import { proposed } from './sheets-given.js';

const good: readonly (readonly [IdentifierScheme, string])[] = [
  ['lei', 'INR2EJN1ERAN0W5ZP974'],
  ['lei', 'HWUPKR0MPOU8FGXBT394'],
  ['isin', 'US5949181045'],
  ['isin', 'US67066G1040'],
  ['isin', 'JP3633400001'],
  ['cik', '789019'],
  ['cik', '0000789019'],
  ['wikidata', 'Q2283'],
];

describe('An identifier', () => {
  it.each(good)('%s %s has the form of its register', (scheme, text) => {
    expect(faultOfIdentifier(scheme, text)).toBeUndefined();
    expect(faultOfIdentifier(scheme, text.toLowerCase())).toBeUndefined();
    expect(identifierIn(`${scheme}:${text}`)?.scheme).toBe(scheme);
    expect(identifierIn(text)?.scheme).toBe(scheme);
  });

  it.each(good.filter(([scheme]) => scheme === 'lei' || scheme === 'isin'))(
    '%s %s with any one digit changed has not',
    (scheme, text) => {
      for (const [index, digit] of [...text].entries())
        if (/\d/.test(digit))
          expect(
            faultOfIdentifier(
              scheme,
              text.slice(0, index) + ((Number(digit) + 1) % 10) + text.slice(index + 1),
            ),
          ).toContain('must be');
    },
  );

  it.each<[IdentifierScheme, string]>([
    ['lei', 'INR2EJN1ERAN0W5ZP97'],
    ['lei', 'INR2EJN1ERAN0W5ZP9AA'],
    ['isin', 'U55949181045'],
    ['cik', '12345678901'],
    ['cik', '0'],
    ['cik', 'Q1'],
    ['wikidata', 'Q0'],
    ['wikidata', '2283'],
  ])('%s %s is refused', (scheme, text) => expect(faultOfIdentifier(scheme, text)).toContain('must be'));

  it('with a wrong check digit is refused at its field', () =>
    given()
      .when({
        stream: 'party-a',
        type: 'PartyRegistered',
        body: { name: 'A', kind: 'company', identifiers: { lei: 'INR2EJN1ERAN0W5ZP975' } },
      })
      .isUnreadableAt('/body/identifiers/lei'));
});

describe('A party', () => {
  const identifiers = {
    lei: 'INR2EJN1ERAN0W5ZP974',
    cik: '0000789019',
    isin: 'US5949181045',
    wikidata: 'Q2283',
  };
  const known = given(
    {
      stream: 'party-microsoft',
      type: 'PartyRegistered',
      body: { name: 'Microsoft', kind: 'company', identifiers },
    },
    { stream: 'party-1341439', type: 'PartyRegistered', body: { name: 'A number', kind: 'company' } },
    fact('2026-01-31', 'party-microsoft', 'TotalDisclosed', {
      measure: 'backlog',
      amount: '7B USD',
      at: '2026-01-31',
    }),
  );

  it.each([
    'INR2EJN1ERAN0W5ZP974',
    'lei:inr2ejn1eran0w5zp974',
    'cik:789019',
    '789019',
    '0000789019',
    'US5949181045',
    'wikidata:Q2283',
    'Q2283',
    'microsoft',
  ])('is asked for as %s, and answered by its slug', (name) => {
    known.asking({ party: name }).showsRow('reconciliation', { party: 'microsoft' }, { disclosedUsCents: 7 });
  });

  it('is first what its slug says, whatever an identifier may', () =>
    expect(slugCalled(known.history, '1341439')).toBe('1341439'));

  it('that shares an identifier with another one is named by neither', () => {
    const two = known.and({
      stream: 'party-azure',
      type: 'PartyRegistered',
      body: { name: 'Azure', kind: 'unit', identifiers: { cik: '789019' } },
    });
    expect(slugCalled(two.history, 'cik:789019')).toBe('cik:789019');
  });

  it('is recognised in a sheet by any of them', async () => {
    const sheet = 'Date,Customer,Provider,Value\n2026-01-05,Q2283,cik:789019,$1B\n';
    const { recognised } = await proposed(sheet, known);
    expect(recognised.map(({ party, by }) => [party, by])).toEqual([
      ['microsoft', 'wikidata'],
      ['microsoft', 'cik'],
    ]);
  });
});
