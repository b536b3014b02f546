import { describe, expect, it } from 'vitest';
import { decode } from '../../events/index.js';
import { id } from './facts.js';

const decoded = (sent: object) => {
  const { value, problems } = decode(sent, {
    today: '2026-11-23',
    newId: () => id(1),
    typeOf: () => undefined,
  });
  if (problems) throw new Error(JSON.stringify(problems));
  return value;
};
const clocks = (more: object): [string, string] => {
  const { effectiveOn, knownOn } = decoded({
    stream: 'deal-a',
    type: 'DealAmended',
    body: { title: 'A deal' },
    ...more,
  });
  return [effectiveOn, knownOn];
};

describe('The clocks of an event', () => {
  it('are the day of recording when nothing is said', () =>
    expect(clocks({})).toEqual(['2026-11-23', '2026-11-23']));
  it('are the day on which its source published it', () =>
    expect(clocks(published('2025-11-03'))).toEqual(['2025-11-03', '2025-11-03']));
  it('take a vague publication date from its latest day', () =>
    expect(clocks(published('2025-Q4'))).toEqual(['2025-12-31', '2025-12-31']));
  it('put what it says of knowing before its source', () =>
    expect(clocks({ ...published('2025-11-03'), knownOn: '2025-11-05' })).toEqual([
      '2025-11-05',
      '2025-11-05',
    ]));
  it('keep the precision of when it became true', () =>
    expect(clocks({ effectiveOn: '2026-H2' })).toEqual(['2026-H2', '2026-11-23']));

  it.each([
    [
      'PartyRegistered',
      { stream: 'party-lab', type: 'PartyRegistered', body: { name: 'Lab', kind: 'company' } },
    ],
    [
      'MarketDefined',
      {
        stream: 'market-m',
        type: 'MarketDefined',
        body: { name: 'M', layer: 'models', metric: 'users', scope: 'worldwide' },
      },
    ],
  ])('reach from the beginning for %s, unless it says otherwise', (_, sent) => {
    expect(decoded({ ...sent, ...published('2025-11-03') })).toMatchObject({
      effectiveOn: '0001-01-01',
      knownOn: '0001-01-01',
    });
    expect(decoded({ ...sent, knownOn: '2025-11-03' })).toMatchObject({
      effectiveOn: '0001-01-01',
      knownOn: '2025-11-03',
    });
    expect(decoded({ ...sent, effectiveOn: '2025', knownOn: '2025-11-03' })).toMatchObject({
      effectiveOn: '2025',
      knownOn: '2025-11-03',
    });
  });
});

const published = (publishedOn: string): object => ({
  source: { title: 'News', kind: 'press', publishedOn },
});
