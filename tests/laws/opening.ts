import type { History } from '../../projections/kit/log.js';
import { record, type Sent } from '../given.js';

/** A party that is registered, by its slug. */
export const registered = (slug: string): Sent => ({
  stream: `party-${slug}`,
  type: 'PartyRegistered',
  body: { name: slug, kind: 'company' },
});

/** A deal that was announced before anything that a drawn history says of it. */
export const announced = (stream: string): Sent => ({
  stream,
  type: 'DealAnnounced',
  effectiveOn: '2025-01-01',
  knownOn: '2025-01-01',
  body: {
    title: stream,
    kind: 'partnership',
    stage: 'signed',
    parties: [{ party: 'openai', role: 'customer' }],
  },
});

/** Records what no rule refuses: what one does refuse, a history does not come to. */
export const tryToRecord = (history: History, sent: Sent | undefined): void => {
  try {
    if (sent) record(history, sent);
  } catch {
    // Refused: such a history does not come about.
  }
};
