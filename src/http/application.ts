import { createServer, type RequestListener, type Server } from 'node:http';
import { createServer as createTlsServer, type Server as TlsServer } from 'node:https';
import { NestFactory } from '@nestjs/core';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { SwaggerModule } from '@nestjs/swagger';
import type { DynamicModule } from '@nestjs/common';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { type Journal, openJournal } from '../journal/journal.js';
import { nestJournal } from '../journal/nest-journal.js';
import { tellAnswers } from './answer-journal.js';
import { guardAccess, limitRates, openAccess } from './access/access.js';
import type { AccessGuard, AccessRules } from './access/guard.js';
import { RequestDivider } from './access/request-divider.js';
import { BadRequest } from '../messages/refusals.js';
import { compressAnswers } from './compressed.js';
import { refuseEncodings } from './encodings.js';
import { refuseExpectations, refuseFraming } from './framing.js';
import { guardAnswers, securityHeaders } from './guards.js';
import { guardHost, namesOf } from './host-guard.js';
import { markImmutable } from './immutable.js';
import { refuseWhileLate } from './late.js';
import {
  headersTimeoutMs,
  idleConnectionMs,
  longestPathSegment,
  mostJsonBytes,
  mostNdjsonBytes,
  requestTimeoutMs,
} from './limits.js';
import type { OpenTelemetry } from '../traces/open-telemetry.js';
import { AnswerTally } from './metrics/answer-tally.js';
import { serveMetrics } from './metrics/metrics-route.js';
import { showNothingHere } from './nothing-here.js';
import { openApi } from './openapi/document.js';
import { servePage } from './page.js';
import { documentOf, ProblemFilter } from './problem-filter.js';
import { readJson, readNdjson } from './reading/body.js';
import { requestIdHeader, requestIdOf } from './request-id.js';
import { Routes } from './routes.js';
import { importedJson, readSheets } from './sheet-body.js';
import { shedLoad } from './shedding.js';
import { RequestCount } from './stopping.js';
import { traceRequests } from './traced-requests.js';
import type { TlsIdentity } from './tls.js';
import { type LettingIn, Turnstile } from './turnstile.js';

/** An address that can't be decoded is refused by the router, before any hook or filter. */
const refuseAddress = (_error: unknown, request: FastifyRequest, reply: FastifyReply): void => {
  const refusal = new BadRequest('the address cannot be decoded');
  void reply.status(refusal.status).headers({
    ...requestIdHeader(request),
    'Cache-Control': 'no-store',
    'X-Content-Type-Options': 'nosniff',
  });
  if (showNothingHere(request, reply, refusal)) return;
  void reply.type('application/problem+json').send(JSON.stringify(documentOf(refusal, request)));
};

/** How long a connection is kept for the next request; what stands in front keeps its own for a minute. */
const keepAliveTimeoutMs = 72_000;

// A missing Host is ours to refuse.
const connections = {
  headersTimeout: headersTimeoutMs,
  requestTimeout: requestTimeoutMs,
  keepAliveTimeout: keepAliveTimeoutMs,
  requireHostHeader: false,
};

/** Every request goes to whoever divides them first. */
const serverFor = (
  idleMs: number,
  identity: TlsIdentity | undefined,
  take: RequestListener,
): Server | TlsServer =>
  (identity
    ? createTlsServer({ ...connections, ...identity }, take)
    : createServer(connections, take)
  ).setTimeout(idleMs);

const adapterFor = (
  idleMs: number,
  identity: TlsIdentity | undefined,
  divider: RequestDivider,
): FastifyAdapter =>
  new FastifyAdapter({
    bodyLimit: mostJsonBytes,
    serverFactory: (take: RequestListener) =>
      serverFor(idleMs, identity, (request, response) => divider.take(take, request, response)),
    clientErrorHandler: refuseFraming,
    // Those that come while the server stops are refused like others.
    return503OnClosing: false,
    routerOptions: { maxParamLength: longestPathSegment },
    frameworkErrors: refuseAddress,
    genReqId: requestIdOf,
  });

type ReadBody = (bytes: Uint8Array) => unknown;

const readBy =
  (read: ReadBody) =>
  async (_request: unknown, bytes: Buffer): Promise<unknown> =>
    read(bytes);

/**
 * JSON and NDJSON, and sheets where they are imported: plain text could be sent by a page of another origin without
 * asking first; so could a form, which the check of origins refuses.
 */
const readBodies = (server: FastifyInstance): void => {
  server.removeAllContentTypeParsers();
  server.addContentTypeParser(
    'application/json',
    { parseAs: 'buffer' },
    async (request: FastifyRequest, bytes: Buffer) => importedJson(request, bytes) ?? readJson(bytes),
  );
  server.addContentTypeParser(
    'application/x-ndjson',
    { parseAs: 'buffer', bodyLimit: mostNdjsonBytes },
    readBy(readNdjson),
  );
  readSheets(server);
};

const document = (app: NestFastifyApplication): void =>
  SwaggerModule.setup('docs', app, openApi, {
    raw: ['json'],
    jsonDocumentUrl: 'openapi.json',
    customSiteTitle: 'gigaledger',
    swaggerOptions: { validatorUrl: null, tryItOutEnabled: true },
  });

/** Initialises it, and throws RouteWithoutScope when somebody forgot to say what a route needs. */
export const initialise = async ({ app, guard }: HttpApplication): Promise<void> => {
  await app.init();
  await guard.assertComplete();
};

/** How it speaks, and what it tells of itself. */
interface Manner {
  journal?: Journal;
  /** When missing, plain HTTP. */
  identity?: TlsIdentity;
  /** Shared by applications that answer in one process. */
  turnstile?: LettingIn;
  /** When missing, nobody is told of traces. */
  telemetry?: OpenTelemetry | undefined;
}

export interface HttpApplication {
  app: NestFastifyApplication;
  server: FastifyInstance;
  divider: RequestDivider;
  routes: Routes;
  inFlight: RequestCount;
  guard: AccessGuard;
}

const tellOfAnswers = (server: FastifyInstance, journal: Journal, telemetry?: OpenTelemetry): void => {
  tellAnswers(server, journal);
  if (telemetry) traceRequests(server, telemetry);
};

/** The module behind HTTP: what is read, what is refused and how, what is served beside it. */
export const httpApplication = async (
  module: DynamicModule,
  hostNames: readonly string[],
  idleMs = idleConnectionMs,
  embedOrigins: readonly string[] = [],
  access: AccessRules = openAccess(),
  { journal = openJournal('error'), identity, turnstile = new Turnstile(), telemetry }: Manner = {},
): Promise<HttpApplication> => {
  const divider = new RequestDivider();
  const adapter = adapterFor(idleMs, identity, divider);
  const server = adapter.getInstance() as unknown as FastifyInstance;
  const routes = new Routes(server);
  const inFlight = new RequestCount(server);
  const tally = new AnswerTally(server);
  tellOfAnswers(server, journal, telemetry);
  guardAnswers(server, embedOrigins, access.isConfidential);
  inFlight.refuseOnceStopping(server);
  guardHost(server, namesOf(hostNames));
  refuseEncodings(server);
  refuseExpectations(server);
  const guard = guardAccess(server, access);
  divider.divideBy(guard);
  shedLoad(server, turnstile);
  markImmutable(server);
  const app = await NestFactory.create<NestFastifyApplication>(module, adapter, {
    bodyParser: false,
    logger: nestJournal(journal),
    abortOnError: false,
  });
  refuseWhileLate(app, server);
  await limitRates(app);
  await compressAnswers(app, server, access.isConfidential);
  readBodies(server);
  app.useSecurityHeaders(securityHeaders).enableCsrfProtection();
  app.useGlobalFilters(new ProblemFilter(routes, access.isConfidential));
  document(app);
  servePage(app, server, access.isConfidential);
  serveMetrics(app, server, tally, turnstile);
  return { app, server, divider, routes, inFlight, guard };
};
