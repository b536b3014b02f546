import { given } from '../given.js';
import { deal, fact, party } from './facts.js';

const on = '2026-01-01';
const market = { layer: 'hardware', metric: 'revenue', scope: 'worldwide' };
const signed = (publisher: string) => ({ source: { title: 'Report', kind: 'research', publisher } });
const share = (publisher: string, by: string) =>
  fact(
    on,
    'market-m',
    'ShareReported',
    { publisher, party: 'zeta', period: '2026-Q1', share: '30%' },
    signed(by),
  );

const sent = [
  ...party('zeta', 'alpha', 'lab'),
  fact(on, 'party-alpha', 'PartyAmended', { name: 'Alpha Inc.' }),
  deal('deal-b'),
  deal('deal-a'),
  fact(on, 'market-n', 'MarketDefined', { name: 'Clouds', ...market }),
  fact(on, 'market-m', 'MarketDefined', { name: 'Chips', ...market }),
  share('etr', 'Directions, quoting etr (2026)'),
  share('synergy-research', 'synergy research Group, Reno'),
  fact(
    '2026-Q1',
    'market-n',
    'MarketSizeReported',
    { publisher: 'idc', period: '2026-Q1', size: '10B USD' },
    signed('Midcap IDCX, as IDC says'),
  ),
];
/** Three parties, two deals, two markets, and publishers that sign themselves or are quoted by others. */
export const { history } = given(...sent).on('2026-06-30');
