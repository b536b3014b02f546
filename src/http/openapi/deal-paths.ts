import { listFormats } from '../../formats/lists.js';
import { base } from '../address.js';
import { changeParameters } from '../../messages/show-changes.js';
import { ref, text, whole } from './kit.js';
import { pathsOfReadings, json, path, type Paths, plainText, query, type GetOperation } from './operation.js';
import { cutParameters, scenarioParameter } from './views.js';

const cut = cutParameters();

const readings: Record<string, GetOperation> = {
  [`${base}/deals`]: {
    id: 'listDeals',
    tag: 'Deals',
    summary: 'The deals that are announced within the cut.',
    says: 'The deals.',
    content: json(ref('DealList')),
    headers: { Link: { description: 'The next page, as rel="next".', schema: { type: 'string' } } },
    parameters: [
      ...cut,
      ...scenarioParameter(),
      query('limit', 'At most so many, up to 1,000; 100 when missing.', whole),
      query('after', 'Those whose name comes after this one.', text),
    ],
    problems: [400, 409, 422, 503],
  },
  [`${base}/deals/{id}`]: {
    id: 'showDeal',
    tag: 'Deals',
    summary: 'One deal with its tranches, payments, parties and claims.',
    says: 'The deal.',
    content: json(ref('Deal')),
    parameters: [path('id', 'Its stream: deal-openai-amd-2025.'), ...cut, ...scenarioParameter()],
    problems: [400, 404, 409, 422, 503],
  },
  [`${base}/deals/{id}/history`]: {
    id: 'showDealHistory',
    tag: 'Deals',
    summary: 'The events of a deal within the cut.',
    says: 'Its history.',
    content: json(ref('DealHistory')),
    parameters: [path('id', 'Its stream.'), ...cut],
    problems: [400, 404, 409, 422, 503],
  },
  [`${base}/deals/{id}/why`]: {
    id: 'showWhy',
    tag: 'Deals',
    summary:
      'Why the numbers of a deal are what they are: rival claims, policies, and the evidence behind each.',
    says: 'Its numbers with what they rest on.',
    content: json(ref('Why')),
    parameters: [path('id', 'Its stream.'), ...cut],
    problems: [400, 404, 409, 422, 503],
    isWork: true,
  },
  [`${base}/changes`]: {
    id: 'listChanges',
    tag: 'Deals',
    summary: 'What changed between two known dates or positions: events, and the numbers that they moved.',
    says: 'The changes.',
    content: json(ref('Changes')),
    parameters: Object.entries(changeParameters).map(([name, says]) => ({
      ...query(name, says, text),
      required: name === 'from',
    })),
    problems: [400, 409, 422, 503],
    isWork: true,
  },
  [`${base}/parties`]: {
    id: 'listParties',
    tag: 'Deals',
    summary: 'The parties.',
    says: 'The parties.',
    content: json(ref('PartyList')),
    parameters: cut,
    problems: [400, 409],
  },
  [`${base}/parties/{id}`]: {
    id: 'showParty',
    tag: 'Deals',
    summary: 'One party with its deals, its stakes and the totals it reports.',
    says: 'The party.',
    content: json(ref('Party')),
    parameters: [path('id', 'Its slug: openai.'), ...cut],
    problems: [400, 404, 409, 422, 503],
  },
};

const written = (list: string): [string, GetOperation][] =>
  Object.entries(listFormats).map(([ending, { type }]) => {
    const plainly = readings[`${base}/${list}`]!;
    return [
      `${base}/${list}.${ending}`,
      {
        ...plainly,
        id: `${plainly.id}-${ending}`,
        summary: `${plainly.summary} As ${ending}.`,
        content: plainText(type.split(';')[0]!),
      },
    ];
  });

export const dealPaths = (): Paths =>
  pathsOfReadings({ ...readings, ...Object.fromEntries([...written('deals'), ...written('parties')]) });
