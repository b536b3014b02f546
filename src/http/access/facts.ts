import type { IncomingMessage } from 'node:http';

/** Which facts a request is about, where it says so: `?facts=public` or `?facts=confidential`. */
const saying = /^facts=(public|confidential)$/;

const meantPublicly = new WeakSet<IncomingMessage>();

/** What a request says of the facts that it is about. */
export const factsMeant = ({ url = '' }: IncomingMessage): string | undefined => {
  const [, query = ''] = url.split('?', 2);
  return query.split('&').flatMap((part) => saying.exec(part)?.[1] ?? [])[0];
};

/** Takes the word out of the address, which no route has among its parameters. */
export const takeFactsOut = (request: IncomingMessage): void => {
  const [path = '', ...rest] = (request.url ?? '').split('?');
  const left = rest
    .join('?')
    .split('&')
    .filter((part) => !saying.test(part));
  request.url = left.join('&') === '' ? path : `${path}?${left.join('&')}`;
};

/** Whoever may do otherwise has said that this is for everybody. */
export const meanPublicly = (request: IncomingMessage): void => void meantPublicly.add(request);
export const isMeantPublicly = (request: IncomingMessage): boolean => meantPublicly.has(request);
