import { describe, expect, it } from 'vitest';
import { importFinding, type ReadSheet } from '../../src/web/findings/import.js';

const streams = ['party-lab-one', 'deal-lab-one-2025', 'deal-lab-one-2025', 'deal-lab-two-2026'];
const sheet = (parts: Partial<ReadSheet>): ReadSheet => ({
  file: 'deals.csv',
  streams,
  errors: 0,
  changes: 0,
  answered: 0,
  isRecorded: false,
  ...parts,
});

describe('A sheet, in a sentence', () => {
  it.each<[string, Partial<ReadSheet>, string]>([
    ['what is new', {}, 'deals.csv comes to 4 events about 2 deals and 1 party.'],
    ['shares', { streams: ['market-cloud'] }, 'deals.csv comes to 1 event about 1 market.'],
    ['nothing new', { streams: [] }, 'The ledger says all of deals.csv already.'],
    ['errors first', { errors: 2, changes: 1 }, '2 cells of deals.csv cannot be taken in as they are.'],
    ['one error', { errors: 1 }, '1 cell of deals.csv cannot be taken in as it is.'],
    ['an open change', { changes: 2, answered: 1 }, '2 cells of deals.csv are not what the ledger says.'],
    ['a change', { streams: [], changes: 1 }, '1 cell of deals.csv is not what the ledger says.'],
    ['all answered', { changes: 2, answered: 2 }, 'deals.csv comes to 4 events about 2 deals and 1 party.'],
    [
      'recorded',
      { isRecorded: true, changes: 2 },
      '4 events about 2 deals and 1 party are recorded from deals.csv.',
    ],
    [
      'one recorded',
      { isRecorded: true, streams: ['stake-a-in-b'] },
      '1 event about 1 stake is recorded from deals.csv.',
    ],
    ['recorded meanwhile', { isRecorded: true, streams: [] }, 'Nothing of deals.csv was new.'],
  ])('says %s', (_, parts, says) => {
    expect(importFinding(sheet(parts))).toBe(says);
  });
});
