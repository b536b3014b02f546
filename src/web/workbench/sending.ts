import type { Refusal, Sent } from '../recording/send.js';
import { client } from '../worker/client.js';
import { type Content, referenceOf } from './saved.js';

export interface SavedVersion {
  id: string;
  version: number;
  /** False where the latest version says the same already. */
  saved: boolean;
}

export type Answered<T> = { answer: T } | { refusal: Refusal };

const away: Refusal = {
  status: 0,
  title: 'The server cannot be reached',
  detail: 'Nothing was saved and nothing is queued. Your edits are still here; reading and simulating go on.',
  errors: [],
};

const post = async <T>(
  path: string,
  body: unknown,
  headers: Record<string, string> = {},
): Promise<Answered<T>> => {
  try {
    const response = await fetch(`/api/v1/scenarios${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    });
    const answer = (await response.json()) as T & Refusal;
    return response.ok ? { answer } : { refusal: { ...answer, errors: answer.errors ?? [] } };
  } catch {
    return { refusal: away };
  }
};

const patienceMs = 5_000;

/** The page shows a version once it has read it in the log itself; until then what was there stays. */
const read = async (reference: string): Promise<void> =>
  new Promise((done) => {
    let leave = (): void => {};
    const finish = (): void => {
      leave();
      clearTimeout(timer);
      done();
    };
    const look = async (): Promise<void> => {
      if ((await client.ask('saved', { reference })) !== null) finish();
    };
    const timer = setTimeout(finish, patienceMs);
    leave = client.onStanding(() => void look());
    void look();
  });

const readThen = async (sent: Answered<SavedVersion>): Promise<Answered<SavedVersion>> => {
  if ('answer' in sent) await read(referenceOf(sent.answer));
  return sent;
};

/** A new scenario, or with an id and the version that it was made from a new version. */
export const save = async (
  content: Content & { name: string; id?: string; expectedVersion?: number },
): Promise<Answered<SavedVersion>> => readThen(await post<SavedVersion>('', content));

export const fork = async (reference: string, name: string): Promise<Answered<SavedVersion>> =>
  readThen(await post<SavedVersion>(`/${reference}/fork`, { name }));

export const rebase = async (
  id: string,
  resolve: Readonly<Record<string, 'keep' | 'drop'>>,
): Promise<Answered<SavedVersion>> => readThen(await post<SavedVersion>(`/${id}/rebase`, { resolve }));

/** Records what chosen edits stand for as events; a dry run only says what would be recorded. */
export const adopt = async (
  reference: string,
  edits: readonly Readonly<Record<string, unknown>>[],
  isDry: boolean,
): Promise<Sent> => {
  const sent = await post<Extract<Sent, { recording: unknown }>['recording']>(`/${reference}/adopt`, {
    edits,
    dryRun: isDry,
  });
  return 'answer' in sent ? { recording: sent.answer } : sent;
};
