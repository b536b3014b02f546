import { type Given, given, type Sent } from '../given.js';
import { cast, deal, payment } from './facts.js';
import { imported } from './sheets-given.js';

/** One value of a concept, as the SEC serves it. */
export interface Filed {
  start?: string;
  end: string;
  val: number;
  accn: string;
  fy: number;
  fp: string;
  form: string;
  filed: string;
  frame?: string;
}

const filing = (accn: string, form: string, filed: string, fy: number, fp: string) => ({
  accn: `0001099999-${accn}`,
  fy,
  fp,
  form,
  filed,
});

/** Filings of a company whose fiscal year ends in May; numbers invented. */
export const filings = {
  annual: filing('25-000010', '10-K', '2025-06-20', 2025, 'FY'),
  first: filing('25-000020', '10-Q', '2025-09-12', 2026, 'Q1'),
  second: filing('25-000030', '10-Q', '2025-12-12', 2026, 'Q2'),
  amended: filing('26-000002', '10-K/A', '2026-01-15', 2025, 'FY'),
};

const billion = 1_000_000_000;
const { annual, first, second, amended } = filings;

/** May 100; August 455; May again, once with and once without a frame; November 523; and May was 98, which an amendment says. */
export const backlog: readonly Filed[] = [
  { end: '2025-05-31', val: 100 * billion, ...annual, frame: 'CY2025Q1I' },
  { end: '2025-05-31', val: 100 * billion, ...first },
  { end: '2025-08-31', val: 455 * billion, ...first, frame: 'CY2025Q3I' },
  { end: '2025-05-31', val: 100 * billion, ...second },
  { end: '2025-05-31', val: 100 * billion, ...second },
  { end: '2025-11-30', val: 523 * billion, ...second },
  { end: '2025-05-31', val: 98 * billion, ...amended },
];

/** A quarter, and the half year that it is in. */
export const spending: readonly Filed[] = [
  { start: '2025-06-01', end: '2025-08-31', val: 8.5 * billion, ...first },
  { start: '2025-06-01', end: '2025-11-30', val: 20.5 * billion, ...second },
];

const concept = (label: string, units: Record<string, readonly unknown[]>) => ({
  label,
  description: `${label}, invented.`,
  units,
});

type Facts = Record<string, Record<string, unknown>>;

const reported: Facts = {
  dei: {
    EntityCommonStockSharesOutstanding: concept('Shares', {
      shares: [{ end: '2025-06-13', val: 5, ...annual }],
    }),
  },
  'us-gaap': {
    Assets: concept('Assets', { USD: [{ end: '2025-05-31', val: 7, ...annual }] }),
    RevenueRemainingPerformanceObligation: concept('Remaining performance obligation', { USD: backlog }),
    PaymentsToAcquirePropertyPlantAndEquipment: concept('Capital spending', { USD: spending }),
  },
};

/** The file that the SEC would serve for it. */
export const companyFacts = (facts: Facts = reported, more: object = {}): string =>
  JSON.stringify({ cik: 1099999, entityName: 'MAYFLY CLOUD CORP', facts, ...more });

/** The same with these values of one concept only. */
export const factsOf = (name: string, values: readonly unknown[], unit = 'USD'): string =>
  companyFacts({ 'us-gaap': { [name]: concept(name, { [unit]: values }) } });

export const mayfly: Sent = {
  stream: 'party-mayfly',
  type: 'PartyRegistered',
  body: { name: 'Mayfly', kind: 'company', identifiers: { cik: '0001099999' }, fiscalYearEndsIn: 5 },
};
/** 60 firm, 1 a month from June 2025: 60 are ahead at the end of May, 57 of August, 54 of November. */
export const on = 'deal-lab-cloud';
const sold = payment(on, 'hosting', '60B USD', {
  to: 'mayfly',
  kind: 'services',
  over: { from: '2025-06', months: 60 },
});
export const world = (): Given => given(...cast, mayfly, deal(on), sold);
export const quarters = async (knownAt: string): Promise<Given> =>
  (await imported(companyFacts(), { onto: world() }))
    .by('party', 'measure', 'at')
    .asking({ effectiveAt: '2026-11-23', knownAt, party: 'mayfly', measure: 'backlog' });
