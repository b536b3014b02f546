import type { FastifyInstance, FastifyRequest } from 'fastify';
import { Misdirected } from './refusals.js';

const ownNames = ['localhost', '127.0.0.1', '[::1]'];

/** Whether a Host header is one of the names, letter by letter, with or without a port: nothing is read into it. */
export const isNamed = (header: string, names: ReadonlySet<string>): boolean => {
  const [, name = '', port] = /^(\[[0-9a-f:.]+\]|[a-z0-9.-]+)(?::(\d{1,5}))?$/i.exec(header) ?? [];
  return names.has(name.toLowerCase()) && (port === undefined || Number(port) <= 65_535);
};

const inHeader = (name: string): string =>
  (name.includes(':') && !name.startsWith('[') ? `[${name}]` : name).toLowerCase();

/** The names that a server goes by: those of this machine, the address that it listens on, and what its proxy is called. */
export const namesOf = (hostNames: readonly string[]): ReadonlySet<string> =>
  new Set([...ownNames, ...hostNames.map(inHeader)]);

const complaintAbout = ({ raw }: FastifyRequest, names: ReadonlySet<string>): string | undefined => {
  const given = raw.headersDistinct.host ?? [];
  if (given.length !== 1)
    return given.length === 0 ? 'there is no Host header' : `there are ${given.length} Host headers`;
  return isNamed(given[0]!, names) ? undefined : `this server is not known as "${given[0]}"`;
};

/** Refuses requests that name another host: a page elsewhere may point a name of its own at this machine. */
export const guardHost = (server: FastifyInstance, names: ReadonlySet<string>): void => {
  server.addHook('onRequest', (request, _reply, done) => {
    const complaint = complaintAbout(request, names);
    done(complaint === undefined ? undefined : new Misdirected(complaint));
  });
};
