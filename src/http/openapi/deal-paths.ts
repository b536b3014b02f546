import { base } from '../address.js';
import { ref } from './kit.js';
import { asked, json, path, type Paths, type Reading } from './operation.js';
import { cutParameters } from './views.js';

const cut = cutParameters();

const readings: Record<string, Reading> = {
  [`${base}/deals`]: {
    id: 'listDeals',
    tag: 'Deals',
    summary: 'The deals that are announced within the cut.',
    says: 'The deals.',
    content: json(ref('DealList')),
    parameters: cut,
  },
  [`${base}/deals/{id}`]: {
    id: 'showDeal',
    tag: 'Deals',
    summary: 'One deal with its tranches, payments, parties and claims.',
    says: 'The deal.',
    content: json(ref('Deal')),
    parameters: [path('id', 'Its stream: deal-openai-amd-2025.'), ...cut],
    problems: [400, 404],
  },
  [`${base}/deals/{id}/history`]: {
    id: 'showDealHistory',
    tag: 'Deals',
    summary: 'The events of a deal within the cut.',
    says: 'Its history.',
    content: json(ref('DealHistory')),
    parameters: [path('id', 'Its stream.'), ...cut],
    problems: [400, 404, 503],
  },
  [`${base}/parties`]: {
    id: 'listParties',
    tag: 'Deals',
    summary: 'The parties.',
    says: 'The parties.',
    content: json(ref('PartyList')),
    parameters: cut,
  },
  [`${base}/parties/{id}`]: {
    id: 'showParty',
    tag: 'Deals',
    summary: 'One party with its deals, its stakes and the totals it reports.',
    says: 'The party.',
    content: json(ref('Party')),
    parameters: [path('id', 'Its slug: openai.'), ...cut],
    problems: [400, 404],
  },
};

export const dealPaths = (): Paths => asked(readings);
