import { existsSync } from 'node:fs';
import type { DynamicModule } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { type Command, CommandBus, type Query, QueryBus } from '@nestjs/cqrs';
import { AppModule } from '../app.module.js';
import { configurationFrom, type WorkLimits } from '../configuration.js';
import { attachAttention } from '../messages/attention.js';
import { MappingFile, mappingFileOf } from '../mapping-file.js';
import { openFeeds } from '../open-feeds.js';
import { openPacked } from '../open-packed.js';
import { nameOfStore, openConfidential, openStore } from '../open-store.js';
import { Projector } from '../projector/projector.js';
import type { EventStore } from '../store/store.js';
import type { Attention } from '../workers/processes.js';
import { Receivers } from '../webhooks/receivers.js';
import { Workers } from '../workers/workers.js';
import { type ReadAnswer, readGiven } from '../simulator/answer/written-answer.js';
import { Stop } from './failure.js';
import { clearPassing, sayInPassing } from './terminal.js';
import type { CommonOptions } from './verb.js';

export { CheckFeasibility } from '../messages/check-feasibility.js';
export { AdoptEdits } from '../messages/adopt-edits.js';
export { problemsOf, validateMessage } from '../messages/declared.js';
export { ForkScenario } from '../messages/fork-scenario.js';
export { DropHook, KeepHook, ListHooks, ResumeHook } from '../messages/hook-orders.js';
export { ImportSheet } from '../messages/import-sheet.js';
export { ProveLog, VerifyLog } from '../messages/verify-log.js';
export { ReadEvents, ReadLog, largestPage } from '../messages/read-log.js';
export { RebaseScenario } from '../messages/rebase-scenario.js';
export { RecordEvents } from '../messages/record-events.js';
export { Refusal } from '../messages/refusals.js';
export { RunScenario } from '../messages/run-scenario.js';
export { SeekGoal } from '../messages/seek-goal.js';
export { SaveScenario } from '../messages/save-scenario.js';
export { ShowChanges } from '../messages/show-changes.js';
export {
  type DealDocument,
  type DealList,
  isOneDeal,
  isOneParty,
  ShowDeals,
  ShowParties,
} from '../messages/show-deals.js';
export { ListScenarios, ShowScenario } from '../messages/show-scenarios.js';
export { ShowNames } from '../messages/show-names.js';
export { ShowView } from '../messages/show-view.js';
export { DropWatch, KeepWatch, ListWatches, ShowWatch } from '../messages/watch-orders.js';
export { ShowWhy, TraceNumbers } from '../messages/show-why.js';

/** What the environment lets long work use. */
export const workLimits = (): WorkLimits | undefined => configurationFrom(process.env).work;

/** The ledger as a verb sees it: something to ask and something to tell. */
export interface LedgerClient {
  /** Of its store, as it may be shown. */
  address: string;
  ask<T>(query: Query<T>, attention?: Attention): Promise<ReadAnswer<T>>;
  tell<T>(command: Command<T>): Promise<T>;
  /** Reads what others have recorded in the meantime. */
  catchUp(): Promise<void>;
  /** Up to where it has read. */
  position(): number;
}

export const addressOf = ({ store }: CommonOptions): string =>
  configurationFrom({ ...process.env, ...(store !== undefined && { STORE_URL: store }) }).storeUrl;

const fileOf = (address: string): string | undefined =>
  address.startsWith('sqlite:') ? address.slice('sqlite:'.length) : undefined;

export const isMissing = (address: string): boolean => {
  const file = fileOf(address);
  return file !== undefined && file !== '' && !existsSync(file);
};

/** Which ledger a verb works on, and with what beside it. */
export interface LedgerOpening {
  address: string;
  /** A file of confidential facts to fold in; what is recorded is recorded there. */
  confidential?: string | undefined;
  /** With them heavy questions are worked on by other processes, so that this one can show how they come on. */
  limits?: WorkLimits | undefined;
}

export const openingOf = (options: CommonOptions): LedgerOpening => ({
  address: addressOf(options),
  confidential: options.confidential,
});

const moduleOver = (store: EventStore, { address, confidential, limits }: LedgerOpening): DynamicModule => {
  const { feedsFile, packedFolder, webhookAllow } = configurationFrom(process.env);
  const isPublic = confidential === undefined;
  const folder = isPublic ? openPacked(address, packedFolder) : undefined;
  return AppModule.over(store, {
    workers: new Workers(limits && { ...limits, address, confidential }),
    mappings: new MappingFile(mappingFileOf(isPublic ? address : `sqlite:${confidential}`)),
    ...(isPublic && { feeds: openFeeds(address, feedsFile) }),
    receivers: new Receivers(webhookAllow),
    // Whoever asks one question is not told that the next one will be no quicker.
    kept: folder && { folder, tell: () => undefined },
  });
};

/** Opens the ledger for as long as the work takes; a new file is made where there is none. */
export const withLedger = async <T>(
  opening: LedgerOpening,
  work: (ledger: LedgerClient) => Promise<T>,
): Promise<T> => {
  const { address, confidential } = opening;
  sayInPassing(`Opening ${nameOfStore(address)} …`);
  const open = await openStore(address);
  try {
    const store = confidential === undefined ? open : await openConfidential(open, confidential);
    return await workOn(moduleOver(store, opening), nameOfStore(address), work);
  } finally {
    await open.close();
  }
};

const workOn = async <T>(
  module: DynamicModule,
  address: string,
  work: (ledger: LedgerClient) => Promise<T>,
): Promise<T> => {
  const context = await NestFactory.createApplicationContext(module, { logger: false, abortOnError: false });
  try {
    const projector = context.get(Projector);
    await projector.catchUp();
    clearPassing();
    return await work({
      address,
      ask: async (query, attention = {}) =>
        readGiven(await context.get(QueryBus).execute(attachAttention(query, attention))),
      tell: (command) => context.get(CommandBus).execute(command),
      catchUp: () => projector.catchUp(),
      position: () => projector.position,
    });
  } finally {
    await context.close();
  }
};

/** There is nothing to ask: a question makes no ledger. */
export class NoLedger extends Stop {
  constructor(address: string) {
    super(
      'notFound',
      `There is no ledger at ${nameOfStore(address)}.\n\`gigaledger serve\` makes one with the public record in it; \`gigaledger record FILE\` makes one with your own events.`,
    );
  }
}

/** Opens a ledger that there is: a question makes no file. */
export const withExistingLedger = async <T>(
  options: CommonOptions,
  work: (ledger: LedgerClient) => Promise<T>,
  limits?: WorkLimits,
): Promise<T> => {
  const address = addressOf(options);
  if (isMissing(address)) throw new NoLedger(address);
  return withLedger({ ...openingOf(options), limits }, work);
};
