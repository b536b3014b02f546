import { createHmac, randomBytes } from 'node:crypto';

const mark = 'whsec_';

/** A new secret as Standard Webhooks write it: 256 random bits. */
export const newHookSecret = (): string => mark + randomBytes(32).toString('base64');

/**
 * The headers by which a receiver knows that a message is ours, whole and new: HMAC with SHA-256 over its id, the second
 * at which it was sent, and its body (Standard Webhooks 1.0).
 */
export const signatureHeaders = (
  secret: string,
  id: string,
  body: string,
  now: Date,
): Record<string, string> => {
  const timestamp = String(Math.floor(now.getTime() / 1_000));
  const key = Buffer.from(secret.slice(mark.length), 'base64');
  const signature = createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64');
  return { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': `v1,${signature}` };
};
