import { existsSync } from 'node:fs';
import { NestFactory } from '@nestjs/core';
import { type Command, CommandBus, type Query, QueryBus } from '@nestjs/cqrs';
import { AppModule, openStore } from '../app.module.js';
import { configurationFrom } from '../configuration.js';
import { Projector } from '../projector/projector.js';
import { Stop } from './failure.js';
import { clearPassing, sayInPassing } from './terminal.js';
import type { Everywhere } from './verb.js';

export { CheckFeasibility } from '../messages/check-feasibility.js';
export { ProveLog, VerifyLog } from '../messages/verify-log.js';
export { ReadLog, largestPage } from '../messages/read-log.js';
export { RecordEvents } from '../messages/record-events.js';
export { problemsOf } from '../messages/problems.js';
export { Refusal } from '../messages/refusals.js';
export { RunScenario } from '../messages/run-scenario.js';
export { SeekGoal } from '../messages/seek-goal.js';
export { ShowChanges } from '../messages/show-changes.js';
export { ShowDeals } from '../messages/show-deals.js';
export { ShowNames } from '../messages/show-names.js';
export { ShowView } from '../messages/show-view.js';
export { ShowWhy, TraceNumbers } from '../messages/show-why.js';

/** The ledger as a verb sees it: something to ask and something to tell. */
export interface Ledger {
  address: string;
  ask<T>(query: Query<T>): Promise<T>;
  tell<T>(command: Command<T>): Promise<T>;
  /** Reads what others have recorded in the meantime. */
  catchUp(): Promise<void>;
}

export const addressOf = ({ store }: Everywhere): string =>
  configurationFrom({ ...process.env, ...(store !== undefined && { STORE_URL: store }) }).storeUrl;

const fileOf = (address: string): string | undefined =>
  address.startsWith('sqlite:') ? address.slice('sqlite:'.length) : undefined;

export const isMissing = (address: string): boolean => {
  const file = fileOf(address);
  return file !== undefined && file !== '' && !existsSync(file);
};

/** Opens the ledger for as long as the work takes; a new file is made where there is none. */
export const withLedger = async <T>(address: string, work: (ledger: Ledger) => Promise<T>): Promise<T> => {
  sayInPassing(`Opening ${address} …`);
  const store = await openStore(address);
  const context = await NestFactory.createApplicationContext(AppModule.over(store), {
    logger: false,
    abortOnError: false,
  });
  try {
    const projector = context.get(Projector);
    await projector.catchUp();
    clearPassing();
    return await work({
      address,
      ask: (query) => context.get(QueryBus).execute(query),
      tell: (command) => context.get(CommandBus).execute(command),
      catchUp: () => projector.catchUp(),
    });
  } finally {
    await context.close();
  }
};

/** Opens a ledger that there is: a question makes no file. */
export const withExistingLedger = async <T>(
  options: Everywhere,
  work: (ledger: Ledger) => Promise<T>,
): Promise<T> => {
  const address = addressOf(options);
  if (isMissing(address)) {
    throw new Stop(
      'notFound',
      `There is no ledger at ${address}.\n\`gigaledger serve\` makes one with the public record in it; \`gigaledger record FILE\` makes one with your own events.`,
    );
  }
  return withLedger(address, work);
};
