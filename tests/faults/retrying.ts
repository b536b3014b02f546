import { setTimeout } from 'node:timers/promises';

/** What one attempt was answered. */
export interface Answered {
  status: number;
  retryAfter: string | null;
  body: unknown;
}

/** What a client has to do with one thing to record. */
export interface Sending {
  event: Record<string, unknown>;
  /** Of its Idempotency-Key; none when missing. */
  key?: string | undefined;
  /** Whether it goes on listening to attempts that it has given up. */
  hangsOn: boolean;
  /** So long it waits for the first answer; as for any other when missing. */
  leavesAfterMs?: number;
}

/** So long a client waits for an answer before it turns to another process. */
const patienceMs = 1_000;
const mostAttempts = 300;
/** So long it waits then: there may be none to ask. */
const pauseMs = 100;

const asksAgain = ({ status, retryAfter }: Answered): boolean => status >= 400 && retryAfter !== null;

const attempt = async (address: string, { event, key }: Sending, signal?: AbortSignal): Promise<Answered> => {
  const response = await fetch(`${address}/api/v1/events`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', ...(key !== undefined && { 'idempotency-key': key }) },
    body: JSON.stringify(event),
    ...(signal && { signal }),
  });
  const { status, headers } = response;
  return { status, retryAfter: headers.get('retry-after'), body: await response.json() };
};

/** Every answer that a client got until it was told what became of its event: one after the other, of each process in turn. */
export const sendUntilTold = async (
  processes: readonly string[],
  sending: Sending,
  hear: (answer: Answered) => void = () => undefined,
): Promise<Answered[]> => {
  const answers: Answered[] = [];
  const open: Promise<unknown>[] = [];
  for (let turn = 0; turn < mostAttempts; turn++) {
    const leaving = new AbortController();
    const { signal } = leaving;
    const asked = attempt(processes[turn % processes.length]!, sending, signal).then(
      (answer) => {
        answers.push(answer);
        hear(answer);
        return answer;
      },
      () => undefined,
    );
    open.push(asked);
    const waits = turn === 0 ? (sending.leavesAfterMs ?? patienceMs) : patienceMs;
    const answer = await Promise.race([asked, setTimeout(waits)]);
    if (answer && !asksAgain(answer)) break;
    if (!answer && !sending.hangsOn) leaving.abort();
    await setTimeout(answer ? Number(answer.retryAfter) * 1_000 : pauseMs);
  }
  await Promise.all(open);
  return answers;
};
