import type { FastifyReply } from 'fastify';

const addressAfter = (url: string, after: number | string): string => {
  const [path, query] = url.split('?');
  const parameters = new URLSearchParams(query);
  parameters.set('after', String(after));
  return `${path}?${parameters.toString()}`;
};

/** Names the address at which a list goes on, if it does. */
export const linkNext = (reply: FastifyReply, url: string, next: number | string | null): void => {
  if (next !== null) void reply.header('Link', `<${addressAfter(url, next)}>; rel="next"`);
};
