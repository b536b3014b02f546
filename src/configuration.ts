import { availableParallelism, totalmem } from 'node:os';
import { type JournalLevel, journalLevels } from './journal/journal-level.js';
import { readNetwork } from './webhooks/receivers.js';

/** What long work may use. */
export interface WorkLimits {
  /** At most so many processes beside the one that answers; with 0 it does all by itself. */
  processes: number;
  /** How long one piece of work may take, in seconds. */
  seconds: number;
  /** How much memory each of them may use, in mebibytes. */
  mebibytes: number;
}

/** Where the certificate stands by which the server itself speaks TLS, with those that vouch for it, and where its key. */
export interface TlsFiles {
  certFile: string;
  keyFile: string;
}

/** What the environment says of how to run; defaults suit one person on one machine. */
export interface Configuration {
  /** `sqlite:FILE`, or `postgres://USER:PASSWORD@HOST:PORT,HOST:PORT/DATABASE`. */
  storeUrl: string;
  host: string;
  port: number;
  /** Whether an empty store gets the public record. */
  publicRecord: boolean;
  /** When missing, everything is worked out in the process that answers. */
  work?: WorkLimits;
  /** How much JSON of answers is remembered, in mebibytes. */
  answerMebibytes?: number;
  /** The origins whose pages may show figures in frames, beside this server's own. */
  embedOrigins?: readonly string[];
  /** Where the access keys are kept; beside the event file when missing. */
  keysFile?: string;
  /** A file of confidential facts, folded in for keys with that scope. */
  confidentialStore?: string;
  /** Where it is kept who wants to be told of what; beside the event file when missing. */
  feedsFile?: string;
  /** Where the log is kept as bytes, so that a start reads what is new; beside the event file when missing. */
  packedFolder?: string;
  /** Addresses and networks beside the public internet to which webhooks may lead: 127.0.0.1, 10.0.0.0/8. */
  webhookAllow?: readonly string[];
  /** Whether anybody may read without a key. */
  publicRead?: boolean;
  /** When missing, the server speaks plain HTTP. */
  tls?: TlsFiles;
  /** A proxy stands in front that encrypts what goes over the network. */
  behindProxy?: boolean;
  /** From which weight on lines of the log are written; only faults when missing. */
  journalLevel?: JournalLevel;
  /** When set, questions are answered off a standby that is at most so many seconds late, and nothing is recorded. */
  maxLagSeconds?: number;
  /** Whether traces are sent, as the OTEL_ variables of the environment say. */
  traces?: boolean;
  /** Further names by which the server is known, such as the proxy's. */
  hostNames?: readonly string[];
}

type Environment = Readonly<Record<string, string | undefined>>;

/** A setting that can't be used, in words for whoever set it. */
export class BadConfiguration extends Error {}

const portFrom = (text: string): number => {
  if (/^\d{1,5}$/.test(text) && Number(text) <= 65_535) return Number(text);
  throw new BadConfiguration(`PORT must be a number from 0 to 65535, not "${text}"`);
};

/** Most machines do other things, too; beyond four the log is copied more often than it pays. */
const usualProcesses = (): number => Math.min(4, Math.max(1, availableParallelism() - 1));

const mebibyte = 2 ** 20;
const leastMebibytes = 512;
const mostMebibytes = 4_096;

/** A quarter of the memory of the machine, or of what it is confined to, is for workers. */
const usualMebibytes = (processes: number): number => {
  const all = Math.min(totalmem(), process.constrainedMemory() || Infinity) / mebibyte;
  const each = Math.floor(all / 4 / Math.max(1, processes));
  return Math.min(mostMebibytes, Math.max(leastMebibytes, each));
};

const workFrom = ({ WORKERS, WORK_SECONDS, WORK_MEBIBYTES }: Environment): WorkLimits => {
  const processes = wholeFrom('WORKERS', WORKERS ?? String(usualProcesses()), 0, 64);
  return {
    processes,
    seconds: wholeFrom('WORK_SECONDS', WORK_SECONDS ?? '120', 1, 86_400),
    mebibytes: wholeFrom('WORK_MEBIBYTES', WORK_MEBIBYTES ?? String(usualMebibytes(processes)), 16, 65_536),
  };
};

const wholeFrom = (name: string, text: string, least: number, most: number): number => {
  if (/^\d{1,9}$/.test(text) && Number(text) >= least && Number(text) <= most) return Number(text);
  throw new BadConfiguration(`${name} must be a whole number from ${least} to ${most}, not "${text}"`);
};

const secondsFrom = (name: string, text: string, most: number): number => {
  if (/^\d{1,9}(?:\.\d{1,3})?$/.test(text) && Number(text) > 0 && Number(text) <= most) return Number(text);
  throw new BadConfiguration(`${name} must be seconds, more than 0 and at most ${most}, not "${text}"`);
};

const switches: Record<string, boolean> = { on: true, off: false };

const switchFrom = (name: string, text: string): boolean => {
  const value = switches[text.toLowerCase()];
  if (value === undefined) throw new BadConfiguration(`${name} must be on or off, not "${text}"`);
  return value;
};

/** "https://example.org", or any part of a site: "https://*.example.org". */
const isOrigin = (text: string): boolean =>
  /^https?:\/\/(?:\*\.)?[a-z0-9-]+(?:\.[a-z0-9-]+)*(?::\d{1,5})?$/i.test(text);

const originsFrom = (text: string): string[] => {
  const origins = text.split(/[\s,]+/).filter((one) => one !== '');
  const strange = origins.find((one) => !isOrigin(one));
  if (strange === undefined) return origins;
  throw new BadConfiguration(
    `EMBED_ORIGINS must be origins like https://example.org, separated by commas; "${strange}" is none`,
  );
};

const hostNamesFrom = (text: string): string[] => {
  const names = text.split(/[\s,]+/).filter((one) => one !== '');
  const strange = names.find((one) => !/^[a-z0-9-]+(?:\.[a-z0-9-]+)*$/i.test(one));
  if (strange === undefined) return names;
  throw new BadConfiguration(
    `HOST_NAMES must be names like ledger.example.org, separated by commas; "${strange}" is none`,
  );
};

const networksFrom = (text: string): string[] => {
  const networks = text.split(/[\s,]+/).filter((one) => one !== '');
  const strange = networks.find((one) => !readNetwork(one));
  if (strange === undefined) return networks;
  throw new BadConfiguration(
    `WEBHOOK_ALLOW must be addresses or networks like 127.0.0.1 or 10.0.0.0/8, separated by commas; "${strange}" is none`,
  );
};

const tlsFrom = (certFile?: string, keyFile?: string): TlsFiles | undefined => {
  if (certFile && keyFile) return { certFile, keyFile };
  if (!certFile && !keyFile) return undefined;
  throw new BadConfiguration(
    `TLS_${certFile ? 'KEY' : 'CERT'} is missing: a certificate is of use only with its key`,
  );
};

const journalLevelFrom = (text: string): JournalLevel => {
  const level = journalLevels.find((one) => one === text.toLowerCase());
  if (level !== undefined) return level;
  throw new BadConfiguration(`LOG_LEVEL must be one of ${journalLevels.join(', ')}, not "${text}"`);
};

/** By the variables that every program with OpenTelemetry knows. */
const tracesFrom = ({
  OTEL_EXPORTER_OTLP_ENDPOINT,
  OTEL_EXPORTER_OTLP_TRACES_ENDPOINT,
  OTEL_SDK_DISABLED,
  OTEL_TRACES_EXPORTER,
}: Environment): boolean =>
  Boolean(OTEL_EXPORTER_OTLP_ENDPOINT || OTEL_EXPORTER_OTLP_TRACES_ENDPOINT) &&
  OTEL_SDK_DISABLED?.toLowerCase() !== 'true' &&
  OTEL_TRACES_EXPORTER !== 'none';

export const configurationFrom = (environment: Environment): Configuration => ({
  tls: tlsFrom(environment.TLS_CERT, environment.TLS_KEY),
  storeUrl: environment.STORE_URL ?? 'sqlite:gigaledger.db',
  host: environment.HOST ?? '127.0.0.1',
  port: portFrom(environment.PORT ?? '3000'),
  publicRecord: switchFrom('PUBLIC_RECORD', environment.PUBLIC_RECORD ?? 'on'),
  work: workFrom(environment),
  answerMebibytes: wholeFrom('ANSWER_MEBIBYTES', environment.ANSWER_MEBIBYTES ?? '64', 1, 65_536),
  embedOrigins: originsFrom(environment.EMBED_ORIGINS ?? ''),
  ...(environment.KEYS_FILE && { keysFile: environment.KEYS_FILE }),
  ...(environment.CONFIDENTIAL_STORE && { confidentialStore: environment.CONFIDENTIAL_STORE }),
  ...(environment.FEEDS_FILE && { feedsFile: environment.FEEDS_FILE }),
  ...(environment.PACKED_FOLDER && { packedFolder: environment.PACKED_FOLDER }),
  webhookAllow: networksFrom(environment.WEBHOOK_ALLOW ?? ''),
  publicRead: switchFrom('PUBLIC_READ', environment.PUBLIC_READ ?? 'off'),
  behindProxy: switchFrom('BEHIND_PROXY', environment.BEHIND_PROXY ?? 'off'),
  ...(environment.LOG_LEVEL && { journalLevel: journalLevelFrom(environment.LOG_LEVEL) }),
  ...(environment.MAX_LAG && { maxLagSeconds: secondsFrom('MAX_LAG', environment.MAX_LAG, 86_400) }),
  traces: tracesFrom(environment),
  hostNames: hostNamesFrom(environment.HOST_NAMES ?? ''),
});
