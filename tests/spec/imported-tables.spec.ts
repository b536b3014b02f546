import { describe, expect, it } from 'vitest';
import { imported, proposed, readingAt } from './sheets-given.js';

/** A tracker of sites: power by date in columns, past and planned; numbers invented. */
const sites = `Site,Owner,User,Capacity (MW),Construction start,2025-06,2025-12,2026-12,Q2 2027
North Field,Builder A,Lab One,"1,200",2024-06,200,400,800,1200
South Field,Builder B,Lab Two,500,,,100,,
Total,,,"1,700",,200,500,800,1200
`;

/** Shares by quarter in columns; numbers invented. */
const shares = `Cloud market share (%)
Company,Q1 2025,Q2 2025,Q3 2025
Cloud A,29,30,29
Cloud B,22,20,20
Others,49,50,51
`;

describe('A site tracker with dates in columns', () => {
  it('takes the power of its dates in the unit of its capacity, and leaves totals out', async () => {
    const read = await proposed(sites);
    expect(read.mapping.kind).toBe('sites');
    expect(readingAt(read, 'Sheet1!G2')).toBe('level: 400 MW (exactly)');
    expect(read.leftOut.map(({ address }) => address)).toEqual(['Sheet1!A4', 'Sheet1!H2', 'Sheet1!I2']);
    expect(read.faults).toEqual([]);
  });

  it('shows what drew power on a date, and what is due of it when', async () => {
    const known = await imported(sites);
    known.by('deal').shows('compute-capacity', {
      headlineKw: { 'deal-north-field': 1.2, 'deal-south-field': 0.5 },
      energizedKw: { 'deal-north-field': 0.4, 'deal-south-field': 0.1 },
    });
    const again = await proposed(sites, known);
    expect([again.events, again.changes]).toEqual([[], []]);
  });

  it('asks about a level of the past that reads otherwise than before', async () => {
    const { changes } = await proposed(sites.replace('200,400', '200,450'), await imported(sites));
    expect(changes.map(({ address, ledger, sheet }) => [address, ledger, sheet])).toEqual([
      ['Sheet1!G2', '400 MW', '450 MW'],
    ]);
  });
});

describe('A share table with quarters as columns', () => {
  const reading = { mapping: { values: { market: 'cloud', publisher: 'tracker-x' } } };

  it('is one report for each party and quarter', async () => {
    const read = await proposed(shares, undefined, reading);
    expect(read.mapping.kind).toBe('shares');
    expect(readingAt(read, 'Sheet1!D3')).toBe('share: 29% (exactly)');
    const known = await imported(shares, reading);
    const asked = known.asking({ market: 'cloud', period: '2025-Q3' });
    asked.showsRow('market-share', { party: 'cloud-a' }, { shareBp: 29 });
    asked.showsRow('market-share', { party: 'cloud-b' }, { shareBp: 20 });
    const again = await proposed(shares, known, reading);
    expect([again.events, again.changes]).toEqual([[], []]);
  });

  it('is restated where the publisher changed what it said, and corrected where we misread it', async () => {
    const known = await imported(shares, reading);
    const { changes } = await proposed(shares.replace('20,20', '20,21'), known, reading);
    expect(changes).toMatchObject([
      {
        address: 'Sheet1!D4',
        ledger: '20%',
        sheet: '21%',
        wrong: { event: { type: 'EventCorrected' } },
        world: { event: { type: 'ShareReported' } },
      },
    ]);
  });

  it('flags a share that jumps by ten from one quarter to the next', async () => {
    const jumped = await proposed(shares.replace('29,30', '29,2.9'), undefined, reading);
    expect(jumped.outliers.map(({ address }) => address)).toEqual(['Sheet1!C3', 'Sheet1!D3']);
  });
});

describe('A sheet that is one of ours', () => {
  it('is refused where it is an answer: what views show is not what happened', async () => {
    await expect(proposed('# view: flows\n# position: 7\npayer,payee\na,b\n')).rejects.toThrow(
      /answer of the view flows/,
    );
  });

  it('of stakes is a level for each holder and issuer', async () => {
    const stakes = 'Holder,Issuer,Stake,Value,Date\nFund A,Lab One,about 27%,$135B,2025-10-28\n';
    const known = await imported(stakes);
    known.showsRow('ownership', { holder: 'fund-a', issuer: 'lab-one' }, { stakeBp: [26.5, 27, 27.5] });
    expect(known.answer('ownership').rows).toHaveLength(1);
    expect((await proposed(stakes, known)).events).toEqual([]);
  });

  it('of events takes a source of which nobody says how close it stands for its own', async () => {
    const { events } = await proposed(
      'stream,type,name,kind,source.title\nparty-a,PartyRegistered,A,company,A title\n',
    );
    expect(events.map(({ event }) => [event.source, event.body])).toEqual([
      [
        { kind: 'own', title: 'A title' },
        { name: 'A', kind: 'company' },
      ],
    ]);
  });
});
