import 'reflect-metadata';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { CommandBus } from '@nestjs/cqrs';
import type { KeyRing } from './access/key-ring.js';
import { AppModule } from './app.module.js';
import { BadConfiguration, type Configuration } from './configuration.js';
import { type HttpApplication, httpApplication, initialise } from './http/application.js';
import { listenNear } from './http/listening.js';
import { readIdentity } from './http/tls.js';
import { stop } from './http/stopping.js';
import { AnswerMemory } from './messages/answer-memory.js';
import { Clock, SystemClock } from './messages/clock.js';
import { Delivering } from './messages/delivering.js';
import { RecordEvents } from './messages/record-events.js';
import { MappingFile, mappingFileOf } from './mapping-file.js';
import { openKeys } from './open-keys.js';
import { openFeeds } from './open-feeds.js';
import { openQueue } from './open-queue.js';
import { openStore } from './open-store.js';
import { Watching } from './messages/watching.js';
import { type Journal, type JournalSink, openJournal } from './journal/journal.js';
import { Projector } from './projector/projector.js';
import { publicRecord } from './public-record.js';
import type { JobQueue } from './queue/job-queue.js';
import { StandIn } from './queue/stand-in.js';
import type { EventStore } from './store/store.js';
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
}

/** How long jobs that were given back may take to be so, in milliseconds. */
const givingBackMs = 1_000;

const stopAll = async ({ app, inFlight }: HttpApplication, { queue, standIn }: SharedWork): Promise<void> => {
  try {
    await standIn?.stop();
    await stop(app, inFlight);
  } finally {
    await queue?.close(givingBackMs);
  }
};

const stopOnce = (http: HttpApplication, shared: SharedWork): (() => Promise<void>) => {
  let stopped: Promise<void> | undefined;
  return async () => (stopped ??= stopAll(http, shared));
};

const openSharedWork = async (workers: Workers, { storeUrl, work }: Configuration): Promise<SharedWork> => {
  const { processes } = workers;
  const queue = await openQueue(storeUrl, processes ? 'serve' : 'ask');
  if (!queue || !processes || !work) return { queue };
  return { queue, standIn: new StandIn(queue, processes, work.processes) };
};

const start = async (
  store: EventStore,
  configuration: Configuration,
  ring: KeyRing,
  { clock = new SystemClock(), journal: sink, say: told, idleMs }: ServeOptions,
): Promise<Serving> => {
  const { work, storeUrl: address, host, embedOrigins, answerMebibytes } = configuration;
  const journal = openJournal(configuration.journalLevel ?? 'error', sink);
  const say = told ?? sayer(journal);
  const workers = new Workers(work && { ...work, address });
  const shared = await openSharedWork(workers, configuration);
  const { publicRead = false, hostNames = [] } = configuration;
  const mappings = new MappingFile(mappingFileOf(address));
  const memory = new AnswerMemory(answerMebibytes);
  const feeds = openFeeds(address, configuration.feedsFile);
  const receivers = new Receivers(configuration.webhookAllow);
  const module = AppModule.over(store, clock, workers, mappings, memory, feeds, receivers, shared.queue);
  const access = { ring, publicRead };
  const http = await httpApplication(module, [host, ...hostNames], idleMs, embedOrigins, access, {
    journal,
    ...(configuration.tls && { identity: readIdentity(configuration.tls) }),
  });
  const { app } = http;
  const close = stopOnce(http, shared);
  try {
    await initialise(http);
    const projector = app.get(Projector);
    await projector.start();
    if (configuration.publicRecord && projector.position === 0) await recordPublicRecord(app, say);
    app.get(Watching).start();
    app.get(Delivering).start();
    shared.standIn?.start();
    return { app, close, url: await listenNear(app, configuration, say) };
  } catch (error) {
    await close();
    throw error;
  }
};

/** Opens the store and serves it. Throws BadConfiguration or StoreUnavailable when it can't. */
export const serve = async (configuration: Configuration, options: ServeOptions = {}): Promise<Serving> => {
  const ring = openKeys(configuration.storeUrl, configuration.keysFile);
  assertGuarded(configuration, ring);
  const store = await openStore(configuration.storeUrl);
  try {
    return await start(store, configuration, ring, options);
  } catch (error) {
    await store.close();
    throw error;
  }
};
