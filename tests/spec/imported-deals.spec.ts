import { describe, expect, it } from 'vitest';
import { given } from '../given.js';
import { imported, proposed, readingAt } from './sheets-given.js';

/** A list of deals as people keep it: amounts are text, numbers invented. */
const sheet = `AI compute deals,,,,,,,
Date,Customer,Provider,What,Value,Capacity,Online by,Status
2025-11-03,Lab One,Cloud A,Cloud deal,$38B over seven years,,,signed
2025-10-06,Lab One,Chips B,Chips,undisclosed,up to 6 GW,H2 2026,LOI
2026-01-05,Lab Two,Cloud A,Accelerators,up to 100bn,10GW,mid-2027,signed
`;
const row = (line: string): string => `Date,Customer,Provider,Value,Capacity,Due,Status\n${line}\n`;
const first = row('2025-11-03,Lab One,Cloud A,$38B over 84 months,1 GW,2026-H2,signed');

describe('A list of deals with amounts as text', () => {
  it('is read cell by cell, with the address of each', async () => {
    const read = await proposed(sheet);
    expect(read.mapping.kind).toBe('deals');
    expect(read.mapping.headerRow).toBe(2);
    expect(readingAt(read, 'Sheet1!E3')).toBe('amount: $38B (exactly) over 84 months');
    expect(readingAt(read, 'Sheet1!F4')).toBe('power: ≤ 6 GW (up-to)');
    expect(readingAt(read, 'Sheet1!G4')).toBe('due: 2026-H2');
    expect(readingAt(read, 'Sheet1!E5')).toBe('amount: ≤ $100B (up-to)');
    expect(readingAt(read, 'Sheet1!F5')).toBe('power: 10 GW (exactly)');
    expect(read.readings.find(({ address }) => address === 'Sheet1!E5')?.note).toBe(
      'USD as the rest of the column',
    );
    expect(read.faults).toEqual([]);
  });

  it('becomes what the views show: $38B firm over 28 quarters, 10 GW firm and up to 6 GW as an intent', async () => {
    const known = (await imported(sheet)).by('deal');
    known.showsRow('obligations', { deal: 'deal-lab-one-cloud-a-2025' }, { committedUsCents: 38 });
    known.shows('compute-capacity', {
      headlineKw: { 'deal-lab-one-chips-b-2025': [0, 6, 6], 'deal-lab-two-cloud-a-2026': 10 },
      firmKw: { 'deal-lab-one-chips-b-2025': 0, 'deal-lab-two-cloud-a-2026': 10 },
    });
  });

  it('says nothing new the second time, and knows its rows by parties and date', async () => {
    const again = await proposed(sheet, await imported(sheet));
    expect(again.events).toEqual([]);
    expect(again.changes).toEqual([]);
    expect(again.duplicates.map(({ stream }) => stream)).toEqual([
      'deal-lab-one-cloud-a-2025',
      'deal-lab-one-chips-b-2025',
      'deal-lab-two-cloud-a-2026',
    ]);
  });

  it('has errors by cell, with what is read instead', async () => {
    const { faults } = await proposed(
      row('03/11/2025,Lab One,Cloud A,38 billions or so and more,"1.200 MW",2026-H2,maybe'),
    );
    expect(faults.map(({ address }) => address)).toEqual(
      expect.arrayContaining(['Sheet1!A2', 'Sheet1!D2', 'Sheet1!E2', 'Sheet1!G2']),
    );
    expect(faults.find(({ address }) => address === 'Sheet1!A2')?.detail).toContain('write "2025-11-03"');
    expect(faults.find(({ address }) => address === 'Sheet1!E2')?.detail).toContain('"1,200 MW" or "1.2 MW"');
  });

  it('leaves out a row that says the parties and date of another, whatever its amount', async () => {
    const twice = await proposed(`${first}2025-11-03,Lab One,Cloud A,$83B,,,signed\n`);
    expect(twice.duplicates).toMatchObject([{ address: 'Sheet1!A3' }]);
    expect(twice.events.filter(({ event }) => event.type === 'DealAnnounced')).toHaveLength(1);
  });
});

describe('An amount under a header with a unit', () => {
  it.each([
    ['Value ($bn)', '38', '$38B (exactly)'],
    ['Value ($bn)', '$38', '$38B (exactly)'],
    ['Value ($bn)', 'up to 12', '≤ $12B (up-to)'],
    ['Value ($bn)', '~12', '~$12B (about)'],
    ['Value ($bn)', '12+', '≥ $12B (at-least)'],
    ['Value ($bn)', '$500M', '$500M (exactly)'],
    ['Value ($bn)', '500m', '$500M (exactly)'],
    ['Value ($bn)', '"$38,000,000,000"', '$38B (exactly)'],
    ['Value ($bn)', '€38bn', '€38B (exactly)'],
    ['Value ($bn)', 'undisclosed', 'undisclosed (undisclosed)'],
    ['Value (USD)', '5000000', '$5M (exactly)'],
    ['Value (USD)', 'up to 100bn', '≤ $100B (up-to)'],
    ['Value (EUR millions)', '120', '€120M (exactly)'],
  ])('%s: %s is %s', async (header, cell, read) => {
    const sheet = await proposed(`Date,Customer,Provider,${header}\n2025-11-03,Lab One,Cloud A,${cell}\n`);
    expect(sheet.faults).toEqual([]);
    expect(readingAt(sheet, 'Sheet1!D2')).toBe(`amount: ${read}`);
  });
  it.each(['38000000000', '€38'])(
    'that the header may scale or not, as %s in billions of dollars, is refused',
    async (cell) => {
      const { faults } = await proposed(
        `Date,Customer,Provider,Value ($bn)\n2025-11-03,Lab One,Cloud A,${cell}\n`,
      );
      expect(faults).toMatchObject([{ address: 'Sheet1!D2' }]);
    },
  );
});

describe('A row that changed', () => {
  const changed = row('2025-11-03,Lab One,Cloud A,$45B over 84 months,1.5 GW,2027-H1,signed');

  it('is asked about cell by cell, and nothing of it is proposed by itself', async () => {
    const { changes, events } = await proposed(changed, await imported(first));
    expect(events).toEqual([]);
    expect(changes.map(({ address, of, ledger: known, sheet: says }) => [address, of, known, says])).toEqual([
      ['Sheet1!D2', 'payment services', '$38B over 84 months', '$45B over 84 months'],
      ['Sheet1!E2', 'power of all', '1 GW', '1.5 GW'],
      ['Sheet1!F2', 'due of all', '2026-H2', '2027-H1'],
    ]);
  });

  it('becomes amendments where the world changed: before today the old numbers stand', async () => {
    const known = await imported(changed, { onto: await imported(first), changes: 'world' });
    const types = known.history.facts('deal-lab-one-cloud-a-2025').map(({ type }) => type);
    expect(types.slice(3)).toEqual(['PaymentAmended', 'CapacityResized', 'CapacityRescheduled']);
    known.at('2026-11-01').shows('compute-capacity', { headlineKw: 1 });
    known.at('2026-11-23').shows('compute-capacity', { headlineKw: 1.5 });
    expect((await proposed(changed, known)).changes).toEqual([]);
  });

  it('becomes corrections where we were wrong: the past reads otherwise, as known from now on', async () => {
    const known = await imported(changed, { onto: await imported(first), changes: 'wrong' });
    const past = known.at('2026-01-01');
    past.asking({ knownAt: '2026-11-22' }).shows('compute-capacity', { headlineKw: 1 });
    past.asking({ knownAt: '2026-11-23' }).shows('compute-capacity', { headlineKw: 1.5 });
    expect((await proposed(changed, known)).changes).toEqual([]);
  });

  it('is an outlier where it is ten times away from what the ledger has', async () => {
    const { outliers } = await proposed(
      row('2025-11-03,Lab One,Cloud A,$380M,100 MW,2026-H2,signed'),
      await imported(first),
    );
    expect(outliers.map(({ address, says, others }) => [address, says, others])).toEqual([
      ['Sheet1!D2', '$380M', '$38B'],
      ['Sheet1!E2', '100 MW', '1 GW'],
    ]);
  });
});

describe('A party in a sheet', () => {
  const known = given(
    {
      stream: 'party-microsoft',
      type: 'PartyRegistered',
      body: {
        name: 'Microsoft',
        kind: 'company',
        identifiers: { ticker: 'MSFT', lei: 'INR2EJN1ERAN0W5ZP974' },
      },
    },
    { stream: 'party-aws', type: 'PartyRegistered', body: { name: 'Amazon Web Services', kind: 'company' } },
    { stream: 'party-facebook', type: 'PartyRegistered', body: { name: 'Facebook', kind: 'company' } },
    { stream: 'party-facebook', type: 'PartyAmended', body: { name: 'Meta' } },
  );

  it.each([
    ['Microsoft Corporation', 'microsoft', 'slug'],
    ['MSFT', 'microsoft', 'ticker'],
    ['INR2EJN1ERAN0W5ZP974', 'microsoft', 'lei'],
    ['Amazon Web Services, Inc.', 'aws', 'name'],
    ['AWS', 'aws', 'slug'],
    ['Facebook', 'facebook', 'slug'],
    ['META', 'facebook', 'name'],
    ['Azure (Microsoft)', 'microsoft', 'slug'],
  ])('%s is recognised as %s by its %s', async (written, party, by) => {
    const { recognised, proposed: fresh } = await proposed(
      row(`2025-11-03,${JSON.stringify(written).replace(/^"|"$/g, '"')},Cloud A,$1B,,,signed`),
      known,
    );
    expect(recognised).toEqual([{ written, party, by }]);
    expect(fresh).toEqual([{ written: 'Cloud A', party: 'cloud-a' }]);
  });

  it('is the one that the mapping names', async () => {
    const { recognised } = await proposed(row('2025-11-03,Redmond,Cloud A,$1B,,,signed'), known, {
      mapping: { parties: { Redmond: 'microsoft' } },
    });
    expect(recognised).toEqual([{ written: 'Redmond', party: 'microsoft', by: 'given' }]);
  });
});
