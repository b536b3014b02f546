import type { Feasibility } from '../../../../simulator/feasibility/answer.js';
import type { JointResult } from '../../../../simulator/goals/reach-all.js';
import type { ServerRefusal, SendResult } from '../../record/draft/send.js';
import { copiedOn } from '../../../copied.js';
import { client } from '../../../worker/client.js';
import { type SheetContent, referenceOf } from './saved.js';

export interface SavedReply {
  id: string;
  version: number;
  /** False where the latest version says the same already. */
  saved: boolean;
}

export type ServerAnswer<T> = { answer: T } | { refusal: ServerRefusal };

const refusalOffline = (requestId: string): ServerRefusal => ({
  status: 0,
  title: copiedOn ? 'This is a copy of a ledger' : 'The server cannot be reached',
  detail: copiedOn ? 'That takes a server.' : 'Nothing is queued, and nothing will be sent by itself.',
  errors: [],
  requestId,
});

/** Where adopting is asked for, and trying it. */
export const adoptionAddress = (reference: string): string => `/api/v1/scenarios/${reference}/adopt`;

const post = async <T>(path: string, body: unknown): Promise<ServerAnswer<T>> => {
  const requestId = crypto.randomUUID();
  if (copiedOn) return { refusal: refusalOffline(requestId) };
  try {
    const response = await fetch(`/api/v1/scenarios${path}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', 'x-request-id': requestId },
      body: JSON.stringify(body),
    });
    const answer = (await response.json()) as T & ServerRefusal;
    return response.ok ? { answer } : { refusal: { ...answer, errors: answer.errors ?? [], requestId } };
  } catch {
    return { refusal: refusalOffline(requestId) };
  }
};

const patienceMs = 5_000;

/** The page shows a version once it has read it in the log itself; until then what was there stays. */
const waitUntilRead = async (reference: string): Promise<void> =>
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

const readThen = async (sent: ServerAnswer<SavedReply>): Promise<ServerAnswer<SavedReply>> => {
  if ('answer' in sent) await waitUntilRead(referenceOf(sent.answer));
  return sent;
};

/** A new scenario, or with an id and the version that it was made from a new version. */
export const save = async (
  content: SheetContent & { name: string; id?: string; expectedVersion?: number },
): Promise<ServerAnswer<SavedReply>> => readThen(await post<SavedReply>('', content));

export const fork = async (reference: string, name: string): Promise<ServerAnswer<SavedReply>> =>
  readThen(await post<SavedReply>(`/${reference}/fork`, { name }));

export const rebase = async (
  id: string,
  resolve: Readonly<Record<string, 'keep' | 'drop'>>,
): Promise<ServerAnswer<SavedReply>> => readThen(await post<SavedReply>(`/${id}/rebase`, { resolve }));

/** What it takes of several numbers together; nothing is recorded. */
export const seekTogether = async (question: unknown): Promise<ServerAnswer<JointResult>> =>
  post<JointResult>('/goal', question);

/** Whether there is enough of everything; nothing is recorded. */
export const checkEnough = async (question: unknown): Promise<ServerAnswer<Feasibility>> =>
  post<Feasibility>('/feasibility', question);

export interface AdoptionRequest {
  edits: readonly Readonly<Record<string, unknown>>[];
  dryRun: boolean;
}

/** Records what chosen edits stand for as events; a dry run only says what would be recorded. */
export const adopt = async (reference: string, adoption: AdoptionRequest): Promise<SendResult> => {
  const sent = await post<Extract<SendResult, { recording: unknown }>['recording']>(
    `/${reference}/adopt`,
    adoption,
  );
  return 'answer' in sent ? { recording: sent.answer } : sent;
};
