import { describe, expect, it } from 'vitest';
import { addressOf, placeAfter, placeAt } from '../../src/web/place/place.js';
import { readablePlace } from '../../src/web/place/readable.js';

const known = {
  policies: ['primary', 'latest', 'lowest', 'highest'],
  markets: [
    { id: 'cloud-infrastructure', name: 'Cloud' },
    { id: 'm', name: 'M' },
  ],
  deals: [{ id: 'deal-one', name: 'One' }],
  slugs: ['lab', 'vendor'],
};
const read = (address: string, things = known) =>
  readablePlace(placeAt(new URL(address, 'http://ledger.test')), things);

describe('An address of the page', () => {
  it('may name the clocks as the interface does', () => {
    const { place, dropped } = read('/capacity?effectiveAt=2025-11-30&knownAt=2025-Q4');
    expect(place.settings).toMatchObject({ effective: '2025-11-30', known: '2025-Q4' });
    expect(dropped).toEqual([]);
    expect(read('/?effectiveAt=soon')).toMatchObject({ dropped: ['effective “soon”'] });
  });

  it('says of what no screen knows that it is left out, until somebody goes on', () => {
    const { place, dropped } = read('/capacity?atPosition=7&layer=chps&provider=amd');
    expect(dropped).toEqual(['atPosition “7”', 'provider “amd”', 'layer “chps”']);
    expect(readablePlace(placeAfter(place, { layer: 'chips' }), known).dropped).toEqual([]);
    expect(addressOf(place)).toMatch(/\/capacity$/);
  });

  it.each([
    '/',
    '/deals?search=anything&sort=newest&party=lab',
    '/capacity?only=provider:lab&layer=chips&firm=1&unit=MW&every=year&by=deal',
    '/capacity?only=deal:deal-one',
    '/capacity?only=layer:chips',
    '/network?edges=all&only=lab→vendor',
    '/shares?market=m',
    '/shares?of=firm&by=consumer',
    '/?effective=2025-11-30&known=2025-Q4&policy=latest&compare=1&knownB=2025&effectiveB=2026-H1',
    '/?known=2025-11-30T12:00:00Z',
    '/workbench?scenario=scenario-x@2',
    '/capacity?utm_source=letter&gclid=7',
  ])('is taken as it is when all of it can be read: %s', (address) => {
    const place = placeAt(new URL(address, 'http://ledger.test'));
    expect(readablePlace(place, known).dropped).toEqual([]);
    expect(readablePlace(place, known).place).toBe(place);
  });

  it.each([
    ['/capacity?layer=chps', 'layer', 'chps', ''],
    ['/deals?sort=title', 'sort', 'title', ''],
    ['/deals?party=nobody', 'party', 'nobody', ''],
    ['/capacity?firm=yes', 'firm', 'yes', ''],
    ['/capacity?unit=TW', 'unit', 'TW', ''],
    ['/capacity?by=nobody', 'by', 'nobody', 'provider'],
    ['/capacity?every=week', 'every', 'week', 'quarter'],
    ['/capacity?only=provider:nobody', 'only', 'provider:nobody', ''],
    ['/capacity?only=nobody', 'only', 'nobody', ''],
    ['/capacity?only=layer:chps', 'only', 'layer:chps', ''],
    ['/capacity?only=deal:deal-two', 'only', 'deal:deal-two', ''],
    ['/shares?market=nobody', 'market', 'nobody', 'cloud-infrastructure'],
    ['/shares?of=nobody', 'of', 'nobody', 'reported'],
    ['/shares?others=nobody', 'others', 'nobody', 'hidden'],
    ['/network?edges=nobody', 'edges', 'nobody', 'money'],
    ['/?policy=nobody', 'policy', 'nobody', 'primary'],
    ['/?known=soon', 'known', 'soon', ''],
    ['/?effective=2025-02-30', 'effective', '2025-02-30', ''],
    ['/?knownB=2025-13-01', 'knownB', '2025-13-01', ''],
    ['/?compare=2', 'compare', '2', ''],
    ['/?bounds=nobody', 'bounds', 'nobody', 'shown'],
    ['/?show=nobody', 'show', 'nobody', 'chart'],
    ['/deals/deal-one?history=xml', 'history', 'xml', 'table'],
    ['/record?way=nobody', 'way', 'nobody', ''],
    ['/capacity?scenario=scenario-x', 'scenario', 'scenario-x', ''],
    ['/deals/deal-one?scenario=scenario-x@2', 'scenario', 'scenario-x@2', ''],
  ])('loses what nothing can show, and says so: %s', (address, setting, value, instead) => {
    const { place, dropped } = read(address);
    expect(dropped).toEqual([`${setting} “${value}”`]);
    expect(place.settings[setting as keyof typeof place.settings]).toBe(instead);
  });

  it('says all of it at once', () =>
    expect(read('/capacity?layer=chps&unit=TW').dropped).toEqual(['layer “chps”', 'unit “TW”']));

  it('shows another market, or none, without a word where there is not the usual one', () => {
    const { place, dropped } = read('/shares', { ...known, markets: [{ id: 'm', name: 'M' }] });
    expect([place.settings.market, dropped]).toEqual(['m', []]);
    expect(read('/shares', { ...known, markets: [] }).place.settings.market).toBe('');
  });
});
