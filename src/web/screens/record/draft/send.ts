import type { Difference } from '../../../../../projections/difference.js';

export interface RecordingReply {
  position: number;
  events: { id: string; position: number; warnings: { rule?: string; detail?: string }[] }[];
  skipped: string[];
  moved?: (Difference & { view: string })[];
}

/** What the server refuses, in its own words. */
export interface ServerRefusal {
  status: number;
  title: string;
  detail: string;
  errors: { pointer: string; detail: string }[];
  /** How many further places are wrong. */
  more?: number;
  rule?: string;
  requestId: string;
}

export type SendResult = { recording: RecordingReply } | { refusal: ServerRefusal };

const refusalOffline = (requestId: string): ServerRefusal => ({
  status: 0,
  title: 'The server cannot be reached',
  detail: 'Nothing was queued and nothing is recorded; what you typed is still here.',
  errors: [],
  requestId,
});

const refusalUnreadable = (status: number, requestId: string): ServerRefusal => ({
  status,
  title: `The server answered ${status}`,
  detail: 'It gave no reason that can be read. Whether it was recorded shows in the history of the stream.',
  errors: [],
  requestId,
});

interface SendOptions {
  isDry: boolean;
  key: string;
}

export const addressOf = (isDry: boolean): string => `/api/v1/events${isDry ? '?dryRun=true' : ''}`;

/** Sends an event or a list of them, all or nothing; nothing is shown as recorded before the server has said so. */
export const send = async (events: unknown, { isDry, key }: SendOptions): Promise<SendResult> => {
  const requestId = crypto.randomUUID();
  try {
    const response = await fetch(addressOf(isDry), {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'x-request-id': requestId,
        ...(!isDry && { 'idempotency-key': key }),
      },
      body: JSON.stringify(events),
    });
    const answer = (await response.json().catch(() => undefined)) as
      (RecordingReply & ServerRefusal) | undefined;
    if (!answer) return { refusal: refusalUnreadable(response.status, requestId) };
    if (response.ok) return { recording: answer };
    return { refusal: { ...answer, errors: answer.errors ?? [], requestId } };
  } catch {
    return { refusal: refusalOffline(requestId) };
  }
};
