import type { Difference } from '../../../projections/difference.js';

interface Recording {
  position: number;
  events: { id: string; position: number; warnings: { rule?: string; detail?: string }[] }[];
  skipped: string[];
  moved?: (Difference & { view: string })[];
}

/** What the server refuses, in its own words. */
export interface Refusal {
  status: number;
  title: string;
  detail: string;
  errors: { pointer: string; detail: string }[];
  rule?: string;
}

export type Sent = { recording: Recording } | { refusal: Refusal };

const away: Refusal = {
  status: 0,
  title: 'The server cannot be reached',
  detail: 'Nothing was queued and nothing is recorded; what you typed is still here.',
  errors: [],
};

interface Sending {
  isDry: boolean;
  /** The revision that the stream must still have. */
  revision: number;
  key: string;
}

/** Sends one event; nothing is shown as recorded before the server has said so. */
export const send = async (
  event: Record<string, unknown>,
  { isDry, revision, key }: Sending,
): Promise<Sent> => {
  try {
    const response = await fetch(`/api/v1/events${isDry ? '?dryRun=true' : ''}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...(!isDry && { 'idempotency-key': key }) },
      body: JSON.stringify({ ...event, expectedRevision: revision }),
    });
    const answer = (await response.json()) as Recording & Refusal;
    if (response.ok) return { recording: answer };
    return { refusal: { ...answer, errors: answer.errors ?? [] } };
  } catch {
    return { refusal: away };
  }
};
