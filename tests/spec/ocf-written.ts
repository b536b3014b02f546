import { normalise } from '../../projections/asking.js';
import { capTableOf, type WrittenCapTable } from '../../src/formats/cap-table/cap-table.js';
import { readTerms } from '../../src/formats/cap-table/terms.js';
import { viewAnswerOf } from '../../src/simulator/answer/view-answer.js';
import { type Given, given } from '../given.js';
import { valid } from '../valid.js';
import { deal, fact, party } from './facts.js';

export type Package = WrittenCapTable;

const disclosed = (holder: string, body: object) =>
  fact(
    '2025-12-26',
    `stake-${holder}-amd`,
    'StakeDisclosed',
    { basis: 'unstated', ...body },
    { knownOn: '2025-12-29' },
  );

const issued = (stream: string, body: object) =>
  fact('2025-10-05', stream, 'WarrantIssued', { issuer: 'amd', shares: 1000, strike: '0.01 USD', ...body });

/** A bank's stake is known to the share and to the cent; of others less is known. */
export const known = given(
  ...party('amd', 'bank', 'cloud', 'fund', 'lab'),
  disclosed('bank', { stake: 'about 4%', shares: '214,776,632', price: '23.28 USD' }),
  disclosed('cloud', { stake: '7-8%' }),
  disclosed('fund', { stake: '1%', basis: 'basic', shares: '50,000' }),
  deal('deal-amd-lab'),
  deal('deal-amd-cloud'),
  issued('deal-amd-lab', {
    warrant: 'w',
    holder: 'lab',
    expiresOn: '2030-10-05',
    tranches: [
      { shares: 400, conditions: [{ energized: '1 GW' }, { named: 'price-target-1' }] },
      { shares: 600, conditions: [{ named: 'price-target-2' }] },
    ],
  }),
  fact('2026-02-01', 'deal-amd-lab', 'WarrantVested', { warrant: 'w', shares: 400 }),
  issued('deal-amd-lab', {
    warrant: 'free',
    holder: 'lab',
    tranches: [{ shares: 1000, conditions: [{ named: 'x' }] }],
  }),
  issued('deal-amd-cloud', {
    warrant: 'open',
    holder: 'cloud',
    tranches: [{ shares: 500, conditions: [{ named: 'x' }] }],
  }),
);

export const asked = {
  effectiveAt: '2026-06-30',
  knownAt: '2026-06-30',
  issuer: 'amd',
  by: 'holder,issuer,basis',
};

/** What no event says of the issuer. */
export const amd = {
  issuer: { formation_date: '1969-05-01', country_of_formation: 'US' },
  stock_class: {
    name: 'Common Stock',
    class_type: 'COMMON',
    default_id_prefix: 'CS-',
    initial_shares_authorized: '2250000000',
    votes_per_share: '1',
    seniority: '1',
  } as object | undefined,
  warrants: { 'deal-amd-lab/w': { purchase_price: { amount: '0', currency: 'USD' } } },
};

/** The package of what a ledger knows of the issuer. */
export const written = (ledger: Given, terms: object): Package => {
  const { history } = ledger;
  const question = valid(
    normalise('ownership', asked, { today: '2026-06-30', position: history.position }, history),
  );
  const events = [...history.streams('stake'), ...history.streams('deal')].flatMap((stream) =>
    history.facts(stream).map((each) => ({ ...each, recordedAt: '', revision: 0, hash: '' })),
  );
  return capTableOf({
    answer: viewAnswerOf(question, ledger.answer('ownership', asked)),
    events,
    issuer: 'amd',
    nameOf: (slug) => slug,
    terms: valid(readTerms(terms)),
    madeAt: '2026-07-02T08:00:00.000Z',
  });
};
