import { views } from '../../../projections/index.js';
import { policies } from '../../../projections/kit/claims.js';
import { mostEntries, usualEntries } from '../../messages/show-news.js';
import { listOf } from './kit.js';
import { type GetOperation, pathsOfReadings, type Paths, plainText, query } from './operation.js';

const feed: GetOperation = {
  id: 'followNumbers',
  tag: 'Feeds',
  summary: 'The numbers that moved last, for feed readers.',
  says: 'Atom (RFC 4287): an entry for each row of a view that moved on a day, with a pinned address.',
  content: plainText('application/atom+xml'),
  parameters: [
    {
      ...query(
        'views',
        'Of these views, separated by commas; of all when missing.',
        listOf({ type: 'string', enum: views.map(({ name }) => name) }),
      ),
      style: 'form',
      explode: false,
    },
    query('policy', 'Which of rival claims counts.', { type: 'string', enum: policies, default: 'primary' }),
    query('limit', 'At most so many entries.', {
      type: 'integer',
      minimum: 1,
      maximum: mostEntries,
      default: usualEntries,
    }),
  ],
  problems: [400, 422, 503],
};

export const feedPaths = (): Paths => pathsOfReadings({ '/feed.atom': feed });
