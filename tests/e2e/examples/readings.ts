import { catalogue } from '../../../src/http/catalogue.js';
import type { AskedExample, Values } from './example.js';

/** The public record was closed on this day. */
const cut = { effectiveAt: '2026-11-20', knownAt: '2026-11-20' };
const then = { effectiveAt: '2025-12-01', knownAt: '2025-12-01' };

/** A question of each view whose answer has a row or two. */
const ofViews: Readonly<Record<string, Values>> = {
  'compute-capacity': { ...then, by: 'provider', layer: 'chips', provider: 'amd' },
  'market-share': {
    ...cut,
    market: 'ai-accelerators',
    publisher: 'market-intelo',
    period: '2025',
    party: 'nvidia',
  },
  obligations: { ...cut, policy: 'lowest', by: 'payment', payee: 'aws' },
  ownership: { ...cut, holder: 'nvidia', issuer: 'coreweave' },
  exposure: { ...cut, by: 'kind', party: 'iren', counterparty: 'microsoft' },
  flows: { ...cut, giver: 'microsoft', party: 'iren', maxEdges: '2' },
  reconciliation: {
    ...cut,
    by: 'party,measure,at',
    party: 'microsoft',
    measure: 'invested',
    at: '2025-09-30',
  },
  slippage: { ...cut, tranche: 'deal-openai-amd-2025/gw-1' },
  overlaps: { ...cut, deal: 'deal-openai-oracle-2025' },
  labs: { effectiveAt: '2025-10-10', knownAt: '2025-10-10', lab: 'xai' },
};

/** The same question in JSON and in every form that is text. */
const inEveryForm = (operation: string, query: Values): AskedExample[] => [
  { operation, query },
  ...['csv', 'ndjson', 'md'].map((ending) => ({ operation: `${operation}-${ending}`, query })),
];

const cited = {
  ...then,
  measure: 'headlineKw',
  by: 'provider',
  provider: 'amd',
  layer: 'chips',
};

const ofLog: readonly AskedExample[] = [
  { operation: 'readLog', query: { type: 'EventCorrected', limit: 1 } },
  { operation: 'readEvent', path: { id: 'f4efbced-8b42-5e79-8adc-a4b16f41413d' } },
  { operation: 'exportLog', query: { after: 1052 } },
  { operation: 'proveLog' },
  { operation: 'verifyLog' },
];

const ofDeals: readonly AskedExample[] = [
  ...inEveryForm('listDeals', { ...cut, limit: 1 }),
  { operation: 'showDeal', path: { id: 'deal-openai-nvidia-equity-2026' }, query: cut },
  { operation: 'showDealHistory', path: { id: 'deal-meta-capex-2026' }, query: cut },
  { operation: 'showWhy', path: { id: 'deal-meta-capex-2026' }, query: cut },
  {
    operation: 'listChanges',
    query: { from: '2026-04-22', to: '2026-04-23', effectiveAt: '2026-11-20', views: 'reconciliation' },
  },
  { operation: 'listParties', query: cut },
  { operation: 'showParty', path: { id: 'terawulf' }, query: cut },
];

/** Whatever is asked of the record as it is. */
export const readings = (): AskedExample[] => [
  ...ofLog,
  { operation: 'listViews' },
  ...catalogue().flatMap(({ name }) => inEveryForm(name, ofViews[name] ?? cut)),
  { operation: 'ownership-bods-json', query: ofViews.ownership ?? cut },
  ...['text', 'markdown', 'bibtex', 'csl'].map((as) => ({
    operation: 'citeNumber',
    path: { view: 'compute-capacity' },
    query: { ...cited, as },
  })),
  ...ofDeals,
  { operation: 'followNumbers', query: { views: ['ownership'], limit: 1 } },
  { operation: 'live' },
  { operation: 'ready' },
];
