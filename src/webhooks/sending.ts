import { request as requestPlainly } from 'node:http';
import { request as requestSafely, type RequestOptions } from 'node:https';
import { reasonOf } from '../../events/kit/reason.js';
import type { CloudAlert, CloudEvent } from '../watches/cloud-event.js';
import type { KeptHook } from './hook.js';
import { signatureHeaders } from './signature.js';
import { RefusedReceiver, type ReceiverAddress, type Receivers } from './receivers.js';

/** How long a receiver may take, from the name being resolved to the answer. */
const patienceMs = 10_000;

/** What came of a message. */
export interface Delivery {
  taken: boolean;
  /** Why it was not taken. */
  fault: string | null;
  /** The receiver wants no more of them, ever. */
  gone: boolean;
  /** Before when it does not want to be asked again, in milliseconds from now. */
  waitMs: number;
}

const failed = (fault: string): Delivery => ({ taken: false, fault, gone: false, waitMs: 0 });

interface Reply {
  status: number;
  retryAfter: string | undefined;
}

/** Straight to an address that was looked at before: the name is not asked for again. */
const lookupFor =
  ({ address, family }: ReceiverAddress): NonNullable<RequestOptions['lookup']> =>
  (_host, { all }, found) =>
    all ? found(null, [{ address, family }]) : found(null, address, family);

const post = async (
  url: URL,
  address: ReceiverAddress,
  message: { headers: Record<string, string>; body: string },
  signal: AbortSignal,
): Promise<Reply> => {
  const request = url.protocol === 'https:' ? requestSafely : requestPlainly;
  const options = {
    method: 'POST',
    headers: message.headers,
    agent: false,
    lookup: lookupFor(address),
    signal,
  };
  return new Promise((resolve, reject) => {
    const sent = request(url, options, (response) => {
      const { statusCode = 0, headers } = response;
      resolve({ status: statusCode, retryAfter: headers['retry-after'] });
      // What the receiver says beside its status is nothing to us, however long it is.
      response.destroy();
    });
    sent.on('error', reject);
    sent.end(message.body);
  });
};

const longestWaitMs = 3_600_000;

const waitIn = (retryAfter: string | undefined): number =>
  /^\d{1,6}$/.test(retryAfter ?? '') ? Math.min(Number(retryAfter) * 1_000, longestWaitMs) : 0;

const deliveryOf = ({ status, retryAfter }: Reply): Delivery => {
  if (status >= 200 && status < 300) return { taken: true, fault: null, gone: false, waitMs: 0 };
  const fault = `answered ${status}${status >= 300 && status < 400 ? ': redirects are not followed' : ''}`;
  return { taken: false, fault, gone: status === 410, waitMs: waitIn(retryAfter) };
};

/** The message as the SDK of CloudEvents writes it, in the structured mode of the HTTP binding. */
const written = async (
  told: CloudEvent | CloudAlert,
): Promise<{ headers: Record<string, string>; body: string }> => {
  const { CloudEvent: Message, HTTP } = await import('cloudevents');
  const { headers, body } = HTTP.structured(new Message<object>({ ...told }));
  const texts = Object.entries(headers).map(([name, value]) => [name, String(value)] as const);
  return { headers: Object.fromEntries(texts), body: String(body) };
};

/** Sends one message to one receiver, once. Whatever goes wrong is said, never thrown. */
export const send = async (
  told: CloudEvent | CloudAlert,
  { hook, secret }: KeptHook,
  receivers: Receivers,
  { now, left }: { now: Date; left: AbortSignal },
): Promise<Delivery> => {
  const signal = AbortSignal.any([left, AbortSignal.timeout(patienceMs)]);
  try {
    const url = new URL(hook.url);
    const address = await receivers.addressOf(url);
    const { headers, body } = await written(told);
    const all = {
      ...headers,
      'content-length': String(Buffer.byteLength(body)),
      'user-agent': 'gigaledger',
      ...signatureHeaders(secret, told.id, body, now),
    };
    return deliveryOf(await post(url, address, { headers: all, body }, signal));
  } catch (error) {
    if (error instanceof RefusedReceiver) return failed(error.message);
    return failed(signal.aborted ? 'did not answer in time' : `could not be reached: ${reasonOf(error)}`);
  }
};
