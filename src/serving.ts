import 'reflect-metadata';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { CommandBus } from '@nestjs/cqrs';
import type { KeyRing } from './access/key-ring.js';
import { AppModule } from './app.module.js';
import { BadConfiguration, type Configuration } from './configuration.js';
import type { AccessRules } from './http/access/guard.js';
import { Sessions } from './http/access/sessions.js';
import { type HttpApplication, httpApplication, initialise } from './http/application.js';
import { listenNear } from './http/listening.js';
import { readIdentity } from './http/tls.js';
import { stop } from './http/stopping.js';
import { type LettingIn, Turnstile } from './http/turnstile.js';
import { AnswerMemory } from './messages/answer-memory.js';
import { Clock, SystemClock } from './messages/clock.js';
import { Delivering } from './messages/delivering.js';
import { RecordEvents } from './messages/record-events.js';
import { MappingFile, mappingFileOf } from './mapping-file.js';
import { openKeys } from './open-keys.js';
import { openFeeds } from './open-feeds.js';
import { openPacked } from './open-packed.js';
import { openQueue } from './open-queue.js';
import { openConfidential, openStandby, openStore } from './open-store.js';
import { Watching } from './messages/watching.js';
import { type Journal, type JournalSink, openJournal } from './journal/journal.js';
import { Projector } from './projector/projector.js';
import { publicRecord } from './public-record.js';
import type { JobQueue } from './queue/job-queue.js';
import { StandIn } from './queue/stand-in.js';
import { OpenTelemetry } from './traces/open-telemetry.js';
import type { EventStore } from './store/store.js';
import { HookKeys } from './webhooks/hook-keys.js';
import { Receivers } from './webhooks/receivers.js';
import { Workers } from './workers/workers.js';

export interface ServeOptions {
  clock?: Clock;
  /** Where the log is written; on stderr when missing. */
  journal?: JournalSink;
  /** Tells whoever started it; on a terminal when missing, else in the log. */
  say?: (line: string) => void;
  /** After how long a connection on which nothing moves is closed, in milliseconds. */
  idleMs?: number;
  /** Lets in what comes; a turnstile when missing. */
  turnstile?: LettingIn;
}

export interface Serving {
  app: NestFastifyApplication;
  /** Where it listens, without a slash at the end. */
  url: string;
  /** Lets what is running finish, then stops; within ten seconds. */
  close(): Promise<void>;
}

const loopback = /^(?:localhost|127(?:\.\d{1,3}){3}|::1|\[::1\])$/;

/** A database has no place for keys; beside a file there is one. */
const howToMakeKeys = (ring: KeyRing): string =>
  `${ring.hasPlace ? '' : 'Name a file for them in KEYS_FILE, the same for every process on the database, since they are not kept in it. '}Make one with \`gigaledger keys create NAME --scope read,record\``;

/** Where others can reach it, it asks for keys, and nothing goes over the network as it is. */
const assertGuarded = ({ host, behindProxy, tls }: Configuration, ring: KeyRing): void => {
  const isLocal = loopback.test(host);
  if (isLocal && !behindProxy) return;
  if (ring.isOpen)
    throw new BadConfiguration(
      `${isLocal ? 'A proxy stands in front' : `HOST is "${host}"`}, but there are no access keys: anybody who reaches the address could write. ${howToMakeKeys(ring)}, or ${isLocal ? 'leave --behind-proxy (BEHIND_PROXY) out' : 'use 127.0.0.1, ::1 or localhost'}.`,
    );
  if (!behindProxy && !tls)
    throw new BadConfiguration(
      `HOST is "${host}", but keys would go over the network as they are. Speak TLS (--tls-cert FILE --tls-key FILE), or put a proxy in front that does, and say so with --behind-proxy (BEHIND_PROXY=on).`,
    );
};

/** To a person as it is; to a program that reads the log as one more line of it. */
const sayer = (journal: Journal): ((line: string) => void) =>
  process.stderr.isTTY ? (line) => void process.stderr.write(`${line}\n`) : (line) => journal.info(line);

const recordPublicRecord = async (
  app: NestFastifyApplication,
  say: (line: string) => void,
): Promise<void> => {
  const { events } = await app.get(CommandBus).execute(new RecordEvents(await publicRecord()));
  say(`The store was empty: ${events.length} events of the public record are in it now.`);
};

/** What a process that serves has beside its application: jobs that it shares with other processes. */
interface SharedWork {
  queue?: JobQueue | undefined;
  standIn?: StandIn | undefined;
  telemetry?: OpenTelemetry | undefined;
}

/** How long jobs that were given back may take to be so, in milliseconds. */
const givingBackMs = 1_000;

const openSharedWork = async (
  { jobs }: Workers,
  { storeUrl, traces }: Configuration,
): Promise<SharedWork> => {
  const telemetry = traces ? await OpenTelemetry.open() : undefined;
  const queue = await openQueue(storeUrl, jobs ? 'serve' : 'ask');
  return { telemetry, queue, ...(queue && jobs && { standIn: new StandIn(queue, jobs, jobs.atOnce) }) };
};

/** Both applications of a server, of which the second one is there only with confidential facts. */
interface Applications {
  open: HttpApplication;
  apart?: HttpApplication;
}

const stopAll = async (
  { open, apart }: Applications,
  { queue, standIn, telemetry }: SharedWork,
): Promise<void> => {
  try {
    await standIn?.stop();
    await Promise.all([stop(open.app, open.inFlight), apart && stop(apart.app, apart.inFlight)]);
  } finally {
    await queue?.close(givingBackMs);
    await telemetry?.close();
  }
};

const stopOnce = (applications: Applications, shared: SharedWork): (() => Promise<void>) => {
  let stopped: Promise<void> | undefined;
  return async () => (stopped ??= stopAll(applications, shared));
};

/** What the applications of a server have in common. */
interface Common {
  configuration: Configuration;
  clock: Clock;
  journal: Journal;
  access: Pick<AccessRules, 'ring' | 'sessions'>;
  idleMs: number | undefined;
  /** One thread answers for all. */
  turnstile: LettingIn;
  telemetry: OpenTelemetry | undefined;
}

const namesIn = ({ host, hostNames = [] }: Configuration): string[] => [host, ...hostNames];

const publicApplication = (
  store: EventStore,
  workers: Workers,
  queue: JobQueue | undefined,
  { configuration, clock, journal, access, idleMs, turnstile, telemetry }: Common,
): Promise<HttpApplication> => {
  const { storeUrl: address, embedOrigins, answerMebibytes, publicRead = false, tls } = configuration;
  const folder = openPacked(address, configuration.packedFolder);
  const module = AppModule.over(store, {
    clock,
    workers,
    mappings: new MappingFile(mappingFileOf(address)),
    memory: new AnswerMemory(answerMebibytes),
    feeds: openFeeds(address, configuration.feedsFile),
    receivers: new Receivers(configuration.webhookAllow),
    queue,
    hookKeys: new HookKeys((name) => access.ring.mayNamed(name, 'admin')),
    kept: folder && { folder, tell: (reason) => journal.warn(reason) },
  });
  const rules = { ...access, publicRead };
  return httpApplication(module, namesIn(configuration), idleMs, embedOrigins, rules, {
    journal,
    turnstile,
    telemetry,
    ...(tls && { identity: readIdentity(tls) }),
  });
};

/** Everything of its own, down to what it remembers: the public application has nothing that a secret could come out of. */
const confidentialApplication = async (
  store: EventStore,
  confidential: string,
  { configuration, clock, journal, access, idleMs, turnstile, telemetry }: Common,
): Promise<HttpApplication> => {
  const { work, storeUrl: address, answerMebibytes } = configuration;
  const layered = await openConfidential(store, confidential);
  const module = AppModule.over(layered, {
    clock,
    workers: new Workers(work && { ...work, address, confidential }),
    mappings: new MappingFile(mappingFileOf(`sqlite:${confidential}`)),
    memory: new AnswerMemory(answerMebibytes),
    receivers: new Receivers([]),
  });
  const rules = { ...access, publicRead: false, isConfidential: true };
  try {
    const apart = await httpApplication(module, namesIn(configuration), idleMs, [], rules, {
      journal,
      turnstile,
      telemetry,
    });
    await initialise(apart);
    await apart.app.get(Projector).start();
    return apart;
  } catch (error) {
    await layered.close();
    throw error;
  }
};

const assertSomebodyMay = ({ confidentialStore }: Configuration, ring: KeyRing): void => {
  if (confidentialStore !== undefined && ring.isOpen)
    throw new BadConfiguration(
      'CONFIDENTIAL_STORE is set, but there are no access keys: nobody has the right to what is in it. Make one with `gigaledger keys create NAME --scope read,confidential`.',
    );
};

const start = async (
  store: EventStore,
  configuration: Configuration,
  ring: KeyRing,
  { clock = new SystemClock(), journal: sink, say: told, idleMs, turnstile = new Turnstile() }: ServeOptions,
): Promise<Serving> => {
  const journal = openJournal(configuration.journalLevel ?? 'error', sink);
  const say = told ?? sayer(journal);
  const { work, storeUrl: address } = configuration;
  const workers = new Workers(work && { ...work, address });
  const shared = await openSharedWork(workers, configuration);
  const access = { ring, sessions: new Sessions() };
  const common = { configuration, clock, journal, access, idleMs, turnstile, telemetry: shared.telemetry };
  const applications: Applications = { open: await publicApplication(store, workers, shared.queue, common) };
  const { app, divider, inFlight } = applications.open;
  const close = stopOnce(applications, shared);
  try {
    await initialise(applications.open);
    const projector = app.get(Projector);
    await projector.start();
    if (configuration.publicRecord && !readsStandby(configuration) && projector.position === 0)
      await recordPublicRecord(app, say);
    if (configuration.confidentialStore !== undefined) {
      const apart = await confidentialApplication(store, configuration.confidentialStore, common);
      applications.apart = apart;
      // It has no connections of its own: theirs are kept open for what it answers, too.
      divider.handOver((request, response) => {
        inFlight.take(response);
        apart.server.routing(request, response);
      });
    }
    app.get(Watching).start();
    app.get(Delivering).start();
    shared.standIn?.start();
    return { app, close, url: await listenNear(app, configuration, say) };
  } catch (error) {
    await close();
    throw error;
  }
};

const readsStandby = ({ maxLagSeconds }: Configuration): boolean => maxLagSeconds !== undefined;

/** What is confidential is anchored where the log ends, which a standby does not know. */
const openFor = ({ storeUrl, maxLagSeconds, confidentialStore }: Configuration): Promise<EventStore> => {
  if (maxLagSeconds === undefined) return openStore(storeUrl);
  if (confidentialStore === undefined) return openStandby(storeUrl, maxLagSeconds);
  throw new BadConfiguration('CONFIDENTIAL_STORE and --max-lag (MAX_LAG) do not go together');
};

/** Opens the store and serves it. Throws BadConfiguration or StoreUnavailable when it can't. */
export const serve = async (configuration: Configuration, options: ServeOptions = {}): Promise<Serving> => {
  const ring = openKeys(configuration.storeUrl, configuration.keysFile);
  assertGuarded(configuration, ring);
  assertSomebodyMay(configuration, ring);
  const store = await openFor(configuration);
  try {
    return await start(store, configuration, ring, options);
  } catch (error) {
    await store.close();
    throw error;
  }
};
