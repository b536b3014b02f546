import { readFileSync } from 'node:fs';
import { setImmediate } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { reportedConcepts } from '../../src/imports/filings/concepts.js';
import { readCompanyFacts } from '../../src/imports/filings/company-facts.js';
import { type Given, given, type Sent } from '../given.js';
import { fact, payment } from './facts.js';
import {
  backlog,
  companyFacts,
  factsOf,
  filings,
  mayfly,
  on,
  quarters,
  spending,
  world,
} from './filings-given.js';
import { imported, proposed } from './sheets-given.js';

const view = 'reconciliation';
const rpo = 'RevenueRemainingPerformanceObligation';

describe("A company's facts", () => {
  it('show its backlog quarter by quarter against what the ledger adds up to: 98 − 60, 455 − 57, 523 − 54', async () =>
    (await quarters('2026-02-01')).lists(
      view,
      'rows',
      { at: '2025-05-31', disclosedUsCents: 98, ledgerUsCents: 60, missingUsCents: 38 },
      { at: '2025-08-31', disclosedUsCents: 455, ledgerUsCents: 57, missingUsCents: 398 },
      { at: '2025-11-30', disclosedUsCents: 523, ledgerUsCents: 54, missingUsCents: 469 },
    ));

  it('are restated from the day on which the restatement was filed: 100 until January 14, 98 from January 15', async () => {
    (await quarters('2026-01-14')).showsRow(view, { at: '2025-05-31' }, { disclosedUsCents: 100 });
    (await quarters('2026-01-15')).showsRow(view, { at: '2025-05-31' }, { disclosedUsCents: 98 });
  });

  it('were not known before they were filed', async () => {
    (await quarters('2025-09-11')).lists(view, 'rows', { at: '2025-05-31', disclosedUsCents: 100 });
    (await quarters('2025-06-19')).lists(view, 'rows');
  });

  it('are one event for each filing in which a value is first said or differs, with its form, number and address', async () => {
    const { events } = await proposed(companyFacts(), world());
    expect(
      events.map(({ event }) => [event.body.measure, event.body.at, event.body.amount, event.knownOn]),
    ).toEqual(
      [
        ['backlog', '2025-05-31', '100000000000 USD', '2025-06-20'],
        ['capital-spending', '2025-06/2025-08', '8500000000 USD', '2025-09-12'],
        ['backlog', '2025-08-31', '455000000000 USD', '2025-09-12'],
        ['capital-spending', '2025-06/2025-11', '20500000000 USD', '2025-12-12'],
        ['backlog', '2025-11-30', '523000000000 USD', '2025-12-12'],
        ['backlog', '2025-05-31', '98000000000 USD', '2026-01-15'],
      ].sort((one, other) => String(one[3]).localeCompare(String(other[3]))),
    );
    expect(events.at(-1)?.event).toMatchObject({
      stream: 'party-mayfly',
      effectiveOn: '2025-05-31',
      source: {
        title: `10-K/A 0001099999-26-000002 of MAYFLY CLOUD CORP: ${rpo}`,
        url: 'https://www.sec.gov/Archives/edgar/data/1099999/000109999926000002/0001099999-26-000002-index.htm',
        publishedOn: '2026-01-15',
        kind: 'filing',
      },
    });
  });

  it('say nothing new the second time, nor where the ledger has been told by hand', async () => {
    expect(
      (await proposed(companyFacts(), await imported(companyFacts(), { onto: world() }))).events,
    ).toEqual([]);
    const told = world().and(
      fact('2025-05-31', 'party-mayfly', 'TotalDisclosed', {
        measure: 'backlog',
        amount: '100B USD',
        at: '2025-05-31',
      }),
    );
    const { events } = await proposed(factsOf(rpo, backlog.slice(0, 2)), told);
    expect(events).toEqual([]);
  });

  it('are added to by a later file, and by one that goes back further', async () => {
    const [early, late] = [backlog.slice(0, 2), backlog.slice(2)];
    const both = async (...files: string[]): Promise<Given> =>
      files.reduce(async (onto, file) => imported(file, { onto: await onto }), Promise.resolve(world()));
    for (const known of [
      await both(factsOf(rpo, early), factsOf(rpo, backlog)),
      await both(factsOf(rpo, late), factsOf(rpo, backlog)),
    ])
      known
        .by('party', 'measure', 'at')
        .asking({ knownAt: '2025-12-31' })
        .showsRow(view, { party: 'mayfly', at: '2025-05-31' }, { disclosedUsCents: 100 });
  });

  it('compare capital spending with what was paid in the period: 8.5 of June to August with 2 of July', async () => {
    const bought = payment('deal-lab-cloud', 'halls', '9B USD', {
      from: 'mayfly',
      to: 'vendor',
      kind: 'capex',
    });
    const paid = (day: string, amount: string): Sent =>
      fact(day, on, 'PaymentMade', { payment: 'halls', amount });
    const known = await imported(companyFacts(), {
      onto: world().and(bought, paid('2025-07-10', '2B USD'), paid('2025-10-10', '3B USD')),
    });
    known
      .at('2026-11-23')
      .by('party', 'measure', 'at')
      .showsRow(
        view,
        { measure: 'capital-spending', at: '2025-06/2025-08' },
        { ledgerUsCents: 2, missingUsCents: 6.5 },
      )
      .showsRow(
        view,
        { measure: 'capital-spending', at: '2025-06/2025-11' },
        { ledgerUsCents: 5, missingUsCents: 15.5 },
      );
  });

  it('compare purchase obligations with what the party has bought and need not pay yet, leases aside', async () => {
    const { first } = filings;
    const values = [{ end: '2025-08-31', val: 12_000_000_000, ...first }];
    const term = { from: 'mayfly', to: 'vendor', over: { from: '2025-09', months: 12 } };
    const onto = world().and(payment(on, 'chips', '10B USD', { ...term, kind: 'hardware' }));
    for (const [concept, measure] of [
      ['PurchaseObligation', 'purchase-obligations'],
      ['UnrecordedUnconditionalPurchaseObligationBalanceSheetAmount', 'unrecorded-purchase-obligations'],
    ] as const)
      (await imported(factsOf(concept, values), { onto }))
        .at('2026-11-23')
        .showsRow(view, { party: 'mayfly', measure }, { ledgerUsCents: 10, missingUsCents: 2 });
  });
});

describe('The party that files', () => {
  it('is known by its CIK, with or without noughts, whatever it is called', async () => {
    const { events, recognised } = await proposed(companyFacts(), world());
    expect(recognised).toEqual([{ written: 'cik:1099999', party: 'mayfly', by: 'cik' }]);
    expect(new Set(events.map(({ event }) => event.type))).toEqual(new Set(['TotalDisclosed']));
  });

  it('is else known by its name, and gets its CIK', async () => {
    const named: Sent = {
      ...mayfly,
      body: { name: 'Mayfly Cloud', kind: 'company', identifiers: { ticker: 'MAY' } },
    };
    const { events } = await proposed(companyFacts(), given(named));
    expect(events[0]?.event).toMatchObject({
      type: 'PartyAmended',
      body: { identifiers: { ticker: 'MAY', cik: '1099999' } },
    });
  });

  it('is else registered; one that has another CIK is another one', async () => {
    const { events } = await proposed(companyFacts());
    expect(events[0]?.event).toMatchObject({
      stream: 'party-mayfly-cloud',
      type: 'PartyRegistered',
      body: { name: 'MAYFLY CLOUD CORP', identifiers: { cik: '1099999' } },
    });
    const other: Sent = {
      ...mayfly,
      body: { name: 'Mayfly Cloud', kind: 'company', identifiers: { cik: '7' } },
    };
    const { faults } = await proposed(companyFacts(), given(other));
    expect(faults).toMatchObject([
      { address: 'cik', detail: expect.stringContaining('mayfly has the CIK 7') },
    ]);
  });
});

describe('A value of the facts', () => {
  const value = { end: '2025-05-31', val: 1_000_000, ...filings.annual };
  const at = `facts/us-gaap/${rpo}/units`;
  const read = async (values: readonly unknown[], unit = 'USD') =>
    proposed(factsOf(rpo, values, unit), world());

  it.each([
    [{ end: '2025-13-01' }, 'end must be a day'],
    [{ val: '1' }, 'val must be a number'],
    [{ val: 9_007_199_254_740_992 }, 'val must be a number of at most'],
    [{ accn: '25-10' }, 'accn must be an accession number'],
    [{ filed: 'June' }, 'filed must be a day'],
    [{ form: '<b>' }, 'form must be the name of a form'],
    [{ val: 1.234 }, 'two digits behind the point'],
  ])('with %j is an error at its place', async (members, detail) => {
    const { faults, events } = await read([{ ...value, ...members }]);
    expect(faults).toMatchObject([{ address: `${at}/USD/0`, detail: expect.stringContaining(detail) }]);
    expect(events).toEqual([]);
  });

  it.each([
    [{ start: '2025-01-01' }, 'USD', 'is a level on a day'],
    [{ val: -1 }, 'USD', 'is less than nothing'],
    [{}, 'shares', 'is no currency'],
    [{}, 'USD/shares', 'is no currency'],
  ])('with %j in %s is left out, and says why', async (members, unit, detail) => {
    const { leftOut, faults, events } = await read([{ ...value, ...members }], unit);
    expect(leftOut).toMatchObject([{ detail: expect.stringContaining(detail) }]);
    expect([faults, events]).toEqual([[], []]);
  });

  it('that one filing says twice counts as it is said most exactly; of two that differ neither counts', async () => {
    const rounded = [98_753_000_000, 98_800_000_000].map((val) => ({ ...value, val }));
    expect((await read(rounded)).events.map(({ event }) => event.body.amount)).toEqual(['98753000000 USD']);
    const { events, leftOut } = await read([value, { ...value, val: 2_000_000 }]);
    expect(events).toEqual([]);
    expect(leftOut).toHaveLength(2);
  });

  it('in another currency than most is a translation, and left out', async () => {
    const two = { CNY: [value, { ...value, end: '2025-08-31' }], USD: [{ ...value, val: 5 }] };
    const { events } = await proposed(companyFacts({ 'us-gaap': { [rpo]: { units: two } } }), world());
    expect(events.map(({ event }) => event.body.amount)).toEqual(['1000000 CNY', '1000000 CNY']);
  });

  it('of two concepts of one measure is read from the first, day by day', async () => {
    const taxonomy = {
      PaymentsToAcquireProductiveAssets: { units: { USD: [{ ...spending[0], val: 9 }, spending[1]] } },
      PaymentsToAcquirePropertyPlantAndEquipment: { units: { USD: [spending[0]] } },
    };
    const { events, leftOut } = await proposed(companyFacts({ 'us-gaap': taxonomy }), world());
    expect(events.map(({ event }) => event.body.amount)).toEqual(['8500000000 USD', '20500000000 USD']);
    expect(leftOut).toHaveLength(1);
  });

  it('ten times away from what was said before is flagged', async () => {
    const { outliers } = await read([value, { ...value, val: 10_000_000, ...filings.first }]);
    expect(outliers).toMatchObject([{ address: `${at}/USD/1` }]);
  });
});

describe('A JSON file', () => {
  it.each([
    ['{}', 'not what is read here'],
    ['[]', 'not what is read here'],
    ['{"cik": 1', 'is no JSON'],
    ['{"cik": 1,}', 'is no JSON'],
    [`{"cik": 1, "entityName": "A", "facts": {}} {}`, 'is no JSON'],
    ['{"cik": 1, "facts": {}}', 'not what is read here'],
    ['['.repeat(100_000), 'nested deeper'],
  ])('that begins with %.20s is refused', async (text, detail) => {
    await expect(proposed(text)).rejects.toThrow(detail);
  });

  it('with nothing that is read says so, and comes to nothing', async () => {
    const { events, notes } = await proposed(`\uFEFF\r\n${companyFacts({})}`);
    expect(events).toEqual([]);
    expect(notes).toContain('The file has no value of a concept that is read.');
  });

  it('keeps of 8 MiB only what is read of them, and lets others have their turn', async () => {
    const assets = Array.from({ length: 60_000 }, (_, index) => ({
      ...backlog[0],
      val: index,
      frame: `CY${index}`,
    }));
    const bytes = Buffer.from(
      companyFacts({ 'us-gaap': { Assets: { units: { USD: assets } }, [rpo]: { units: { USD: backlog } } } }),
    );
    expect(bytes.length).toBeGreaterThan(8_000_000);
    let turns = 0;
    const ticking = setInterval(() => (turns += 1), 5);
    const { values } = await readCompanyFacts(bytes, setImmediate);
    clearInterval(ticking);
    expect(values).toHaveLength(backlog.length);
    expect(turns).toBeGreaterThan(3);
  });
});

describe('The table of concepts', () => {
  it('stands in docs/import.md, each with its measure', () => {
    const docs = readFileSync(new URL('../../docs/import.md', import.meta.url), 'utf8');
    for (const { concept, measure } of reportedConcepts)
      expect(docs).toMatch(new RegExp(`\\| \`${concept}\` +\\| ${measure} +\\|`));
  });
});
