import { setTimeout as sleep } from 'node:timers/promises';
import { description } from '../http-described.js';
import type { TestServer } from '../http-server.js';
import type { AskedExample, AskedRefusal, KeptExample, KeptRefusal, Values } from './example.js';

/** Where the documentation supposes the server to be. */
const usualUrl = 'http://localhost:3000';

interface Addressed {
  method: string;
  path: string;
}

const operations: ReadonlyMap<string, Addressed> = new Map(
  Object.entries(description.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]): [string, Addressed] => [
      operation.operationId,
      { method: method.toUpperCase(), path },
    ]),
  ),
);

export const addressOf = (operation: string, path: Values = {}, query: Values = {}): string => {
  const address = Object.entries(path).reduce(
    (text, [name, value]) => text.replace(`{${name}}`, encodeURIComponent(String(value))),
    operations.get(operation)!.path,
  );
  const asked = Object.entries(query).map(([name, value]) => `${name}=${encodeURIComponent(String(value))}`);
  return asked.length > 0 ? `${address}?${asked.join('&')}` : address;
};

const bytesOf = (body: unknown): string => (typeof body === 'string' ? body : JSON.stringify(body));

/** A job that has not ended; a feed that is still worked out. */
const isComing = (operation: string, answer: unknown): boolean => {
  if (operation === 'followNumbers') return !String(answer).includes('<entry>');
  const isJob = operation === 'showJob' && typeof answer === 'object' && answer !== null;
  return isJob && 'status' in answer && ['waiting', 'running'].includes(String(answer.status));
};

/** Asks once; what is worked on meanwhile is asked until it is there. */
export const ask = async (server: TestServer, asked: AskedExample): Promise<KeptExample> => {
  const { operation, path, query, headers, body, sends = 'application/json' } = asked;
  for (;;) {
    const given = await server.ask(addressOf(operation, path, query), {
      method: operations.get(operation)!.method,
      headers: {
        ...(body !== undefined && { 'content-type': sends }),
        ...Object.fromEntries(Object.entries(headers ?? {}).map(([name, value]) => [name, String(value)])),
      },
      ...(body !== undefined && { body: bytesOf(body) }),
    });
    const [type = ''] = (given.headers.get('content-type') ?? '').split(';');
    const text = given.text.replaceAll(server.url, usualUrl);
    const answer: unknown = given.body === undefined ? text : JSON.parse(text);
    if (isComing(operation, answer)) await sleep(50);
    else return { ...asked, status: given.status, type, ...(answer !== '' && { answer }) };
  }
};

/** A request that is refused; `given` is the body where it is too large to be kept. */
export const askRefused = async (
  server: TestServer,
  asked: AskedRefusal,
  given = asked.body,
): Promise<KeptRefusal> => {
  const { method, address, headers = {} } = asked;
  const { status, body } = await server.raw(address, {
    method,
    headers: { ...(given !== undefined && { 'content-type': 'application/json' }), ...headers },
    ...(given !== undefined && { body: bytesOf(given) }),
  });
  return { ...asked, status, answer: body };
};
