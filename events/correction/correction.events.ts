import { Event, Holds } from '../kit/declaration.js';
import { EventId, JsonObject, Text, VagueDate } from '../kit/fields.js';

/** On the stream of the event it names: from its own knownOn on, that event counts with the new body or date. */
@Holds<EventCorrected>('give body, effectiveOn or both', 'body', ({ body, effectiveOn }) =>
  Boolean(body ?? effectiveOn),
)
export class EventCorrected extends Event('EventCorrected', {
  version: 1,
  subject: 'event',
  summary: 'We were wrong: an earlier event counts with another body or effective date.',
  example: {
    event: '0199a2b4-7c1e-7000-8000-000000000001',
    body: { tranche: 'gw-1', due: '2027-Q3' },
    reason: 'Misread the half-year.',
  },
}) {
  @EventId('The event that was wrong.') event!: string;
  @JsonObject('The whole corrected body.', { optional: true }) body?: Record<string, unknown>;
  @VagueDate('The corrected effective date.', { optional: true }) effectiveOn?: string;
  @Text('Why.') reason!: string;
}

export class EventRetracted extends Event('EventRetracted', {
  version: 1,
  subject: 'event',
  summary: 'We were wrong: an earlier event does not count at all.',
  example: { event: '0199a2b4-7c1e-7000-8000-000000000001', reason: 'Recorded twice.' },
}) {
  @EventId('The event that was wrong.') event!: string;
  @Text('Why.') reason!: string;
}
