import type { Difference } from '../../../../../projections/difference.js';

export interface RecordingReply {
  position: number;
  events: { id: string; stream: string; position: number; warnings: { rule?: string; detail?: string }[] }[];
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

interface PostedBody {
  headers?: Readonly<Record<string, string>>;
  body: string | FormData;
}

/** What the server answers to something sent, or why it refuses it; nothing is sent twice. */
export const post = async <Reply extends object>(
  address: string,
  { headers = {}, body }: PostedBody,
): Promise<{ reply: Reply } | { refusal: ServerRefusal }> => {
  const requestId = crypto.randomUUID();
  try {
    const response = await fetch(address, {
      method: 'POST',
      headers: { ...headers, 'x-request-id': requestId },
      body,
    });
    const answer = (await response.json().catch(() => undefined)) as (Reply & ServerRefusal) | undefined;
    if (!answer) return { refusal: refusalUnreadable(response.status, requestId) };
    if (response.ok) return { reply: answer };
    return { refusal: { ...answer, errors: answer.errors ?? [], requestId } };
  } catch {
    return { refusal: refusalOffline(requestId) };
  }
};

interface SendOptions {
  isDry: boolean;
  key: string;
}

export const addressOf = (isDry: boolean): string => `/api/v1/events${isDry ? '?dryRun=true' : ''}`;

/** Sends an event or a list of them, all or nothing; nothing is shown as recorded before the server has said so. */
export const send = async (events: unknown, { isDry, key }: SendOptions): Promise<SendResult> => {
  const sent = await post<RecordingReply>(addressOf(isDry), {
    headers: { 'content-type': 'application/json', ...(!isDry && { 'idempotency-key': key }) },
    body: JSON.stringify(events),
  });
  return 'reply' in sent ? { recording: sent.reply } : sent;
};
