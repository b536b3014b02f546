import type {} from '@fastify/cookie';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { LRUCache } from 'lru-cache';
import { reasonOf } from '../../../events/kit/reason.js';
import type { KeptKey, Scope } from '../../access/access-key.js';
import type { KeyRing } from '../../access/key-ring.js';
import { actAs } from '../../messages/actor.js';
import { factsMeant, isMeantPublicly } from './facts.js';
import { NotWithTheseFacts, OutOfScope, TooMany, Unauthorized } from './refusals.js';
import { isForKeysAlone, isScreen, leadsElsewhere, needOf, scopesFor, toAsk } from './route-scopes.js';
import { sessionCookie, type Sessions } from './sessions.js';
import { signInPage } from './sign-in-page.js';

/** A route of which nobody has said what it needs. */
class RouteWithoutScope extends Error {
  constructor(routes: readonly string[]) {
    super(`say in src/http/access/route-scopes.ts what these need: ${routes.join(', ')}`);
  }
}

const lookAgainMs = 5_000;
const mostFailures = 10;
const aMinuteMs = 60_000;

const callers = new WeakMap<FastifyRequest, KeptKey>();

/** The key with which a request came. */
export const callerOf = (request: FastifyRequest): KeptKey | undefined => callers.get(request);

/** What a key may be sent as: one header, in one way to write it, and never in an address. */
const secretIn = (raw: IncomingMessage): string | undefined => {
  const given = raw.headersDistinct.authorization ?? [];
  return given.length === 1 ? (/^Bearer ([\x21-\x7E]{1,200})$/.exec(given[0]!)?.[1] ?? '') : given[0] && '';
};

export interface AccessRules {
  ring: KeyRing;
  /** Whether anybody may read without a key. */
  publicRead: boolean;
  /** Confidential facts are folded in: nothing is for anybody without that scope. */
  isConfidential?: boolean;
  /** Shared by applications that answer at one address. */
  sessions?: Sessions;
}

const safeMethods: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS']);

/** Looks at every request before its route does: by what the router has matched, never by how the address is written. */
export class AccessGuard {
  readonly #unknown: string[] = [];
  /** What is being answered, by the key with which it was asked. */
  readonly #answers = new Map<string, { key: KeptKey; open: Set<ServerResponse> }>();
  readonly #failures = new LRUCache<string, number>({ max: 10_000, ttl: aMinuteMs, noUpdateTTL: true });

  constructor(
    private readonly server: FastifyInstance,
    private readonly rules: AccessRules,
    private readonly sessions: Sessions,
  ) {
    server.addHook('onRoute', ({ method, url }) => {
      for (const one of [method].flat())
        if (needOf(one, url) === undefined) this.#unknown.push(`${one} ${url}`);
    });
    server.addHook('onRequest', (request, reply, done) => this.#admit(request, reply, done));
    const looking = setInterval(() => this.#endRevoked(), lookAgainMs).unref();
    server.addHook('onClose', (_server, done) => {
      clearInterval(looking);
      done();
    });
    // Only here: what is remembered of a call is lost while its body is read.
    server.addHook('preHandler', (request, _reply, done) => {
      const key = callers.get(request);
      if (key) actAs(key.name, done);
      else done();
    });
  }

  /** Throws RouteWithoutScope. */
  async assertComplete(): Promise<void> {
    await this.server.ready();
    if (this.#unknown.length > 0) throw new RouteWithoutScope(this.#unknown);
  }

  #admit(request: FastifyRequest, reply: FastifyReply, done: (error?: Error) => void): void {
    const { isConfidential, ring } = this.rules;
    if (factsMeant(request.raw) === 'confidential')
      return done(new NotWithTheseFacts('there are no confidential facts here for whoever asks'));
    if (ring.isOpen && !isConfidential) return done();
    const { url = '' } = request.routeOptions;
    // Not the method of the route: one route may take several.
    const need = request.is404 ? 'read' : needOf(request.method, url);
    if (need === 'none') return done();
    try {
      const key = this.#keyOf(request);
      if (!key && need === 'read' && this.rules.publicRead && !isForKeysAlone(url)) {
        // Whoever has no key is answered while they wait: a preference may be left out (RFC 7240, 2), and jobs go on.
        delete request.raw.headers.prefer;
        return done();
      }
      if (!key && isScreen(`GET ${url}`) && !request.is404) return signIn(reply);
      this.#assertMay(key, need ?? 'admin', request);
      this.#assertMayHere(key, request);
      callers.set(request, key);
      this.#watch(key, reply);
      done();
    } catch (error) {
      void reply.header('WWW-Authenticate', 'Bearer realm="gigaledger"');
      done(error instanceof Error ? error : new Error(reasonOf(error)));
    }
  }

  #assertMay(
    key: KeptKey | undefined,
    need: Scope | typeof toAsk,
    { is404 }: FastifyRequest,
  ): asserts key is KeptKey {
    if (!key) throw new Unauthorized('send a key as "Authorization: Bearer …", or sign in on the page');
    if (!is404 && !scopesFor(need).some((scope) => key.scopes.includes(scope)))
      throw new OutOfScope(need, key.name, key.scopes);
  }

  /** What is confidential is neither taken for public nor sent elsewhere, unless that is said in so many words. */
  #assertMayHere(
    { scopes, name }: KeptKey,
    { raw, method, routeOptions: { url = '' } }: FastifyRequest,
  ): void {
    const isTrusted = scopes.includes('confidential');
    if (this.rules.isConfidential && !isTrusted) throw new OutOfScope('confidential', name, scopes);
    if (this.rules.isConfidential && leadsElsewhere(url))
      throw new NotWithTheseFacts(
        'watches and webhooks are never over confidential facts, since they are kept and told elsewhere; add facts=public for those over the public ones',
      );
    if (!this.rules.isConfidential && isTrusted && !safeMethods.has(method) && !isMeantPublicly(raw))
      throw new NotWithTheseFacts(
        'the key is for confidential facts, and this server has no place for them (CONFIDENTIAL_STORE); add facts=public where it is meant for everybody',
      );
  }

  #keyOf({ raw, ip }: FastifyRequest): KeptKey | undefined {
    const secret = secretIn(raw);
    return secret === undefined ? this.#signedIn(raw) : this.#tried(secret, ip);
  }

  #signedIn(raw: IncomingMessage): KeptKey | undefined {
    const token = this.tokenIn(raw);
    const key = token === undefined ? undefined : this.sessions.keyOf(token);
    return key && this.rules.ring.isGood(key) ? key : undefined;
  }

  /** The good key with which a request comes, if any; whoever guesses learns nothing, and is counted where it arrives. */
  keyBehind(raw: IncomingMessage): KeptKey | undefined {
    const secret = secretIn(raw);
    return secret === undefined ? this.#signedIn(raw) : this.rules.ring.find(secret);
  }

  /** By what the browser is known that asks. */
  tokenIn({ headers: { cookie } }: Pick<IncomingMessage, 'headers'>): string | undefined {
    return cookie === undefined ? undefined : this.server.parseCookie(cookie)[sessionCookie];
  }

  /** A key that was sent. Throws TooMany once an address has sent many that are none. */
  #tried(secret: string, ip: string): KeptKey {
    const key = this.rules.ring.find(secret);
    if (key) return key;
    const failures = (this.#failures.get(ip) ?? 0) + 1;
    this.#failures.set(ip, failures);
    if (failures > mostFailures) throw new TooMany('too many keys that are none; wait a minute', 60);
    throw new Unauthorized('the key is not known, has expired or was revoked');
  }

  /** The key of a secret that somebody signs in with. */
  signedIn(secret: string, ip: string): KeptKey {
    return this.#tried(secret, ip);
  }

  /** An answer may go on for days: it ends when its key does. */
  #watch(key: KeptKey, { raw }: FastifyReply): void {
    const answers = this.#answers.get(key.hash) ?? { key, open: new Set<ServerResponse>() };
    this.#answers.set(key.hash, answers);
    answers.open.add(raw);
    raw.once('close', () => answers.open.delete(raw));
  }

  #endRevoked(): void {
    for (const [hash, { key, open }] of this.#answers) {
      if (open.size === 0) this.#answers.delete(hash);
      else if (!this.#isStillGood(key)) for (const raw of open) raw.destroy();
    }
  }

  /** Keys that cannot be read let nobody in, and keep nobody. */
  #isStillGood(key: KeptKey): boolean {
    try {
      return this.rules.ring.isGood(key);
    } catch {
      return false;
    }
  }
}

const signIn = (reply: FastifyReply): void =>
  void reply.status(401).type('text/html; charset=utf-8').send(signInPage);
