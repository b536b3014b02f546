import type { RecordedEvent } from '../../events/index.js';
import type { EventId, Instant } from '../../events/kit/formats.js';
import type { Alert } from './watch.js';

const base = '/api/v1';

/** What CloudEvents 1.0 has in its JSON format, whatever it is about. */
interface CloudEnvelope {
  specversion: '1.0';
  /** @format uri-reference */
  source: string;
  type: string;
  subject: string;
  time: Instant;
  datacontenttype: 'application/json';
}

/** An event as CloudEvents 1.0 in its JSON format. */
export interface CloudEvent extends CloudEnvelope {
  id: EventId;
  /** `gigaledger.` and the event type. */
  type: string;
  /** The stream. */
  subject: string;
  data: RecordedEvent;
}

/** An alert as CloudEvents 1.0 in its JSON format. */
export interface CloudAlert extends CloudEnvelope {
  /** The watch and the number of the alert: the same whenever it is sent. */
  id: string;
  type: 'gigaledger.watch.moved';
  /** The watch. */
  subject: string;
  data: Alert;
}

export const cloudEventOf = (event: RecordedEvent): CloudEvent => ({
  specversion: '1.0',
  id: event.id,
  source: `${base}/events`,
  type: `gigaledger.${event.type}`,
  subject: event.stream,
  time: event.recordedAt,
  datacontenttype: 'application/json',
  data: event,
});

export const cloudAlertOf = (alert: Alert): CloudAlert => ({
  specversion: '1.0',
  id: `${alert.watch}/${alert.number}`,
  source: `${base}/watches/${alert.watch}`,
  type: 'gigaledger.watch.moved',
  subject: alert.watch,
  time: alert.at,
  datacontenttype: 'application/json',
  data: alert,
});
