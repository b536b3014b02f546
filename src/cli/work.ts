import type { Command } from 'commander';
import type { Configuration } from '../configuration.js';
import { Stop } from './failure.js';
import { clearPassing, say } from './terminal.js';
import { type CommonOptions, optionsOf, verb, wholeFrom } from './verb.js';

interface WorkVerbOptions extends CommonOptions {
  jobs?: number;
}

const mostJobsAtOnce = 64;

const usageError = (message: string): Stop => new Stop('usage', message);

const readCount = (text: string): number => {
  const count = wholeFrom('--jobs', usageError)(text);
  if (count >= 1 && count <= mostJobsAtOnce) return count;
  throw usageError(`--jobs must be from 1 to ${mostJobsAtOnce}, not ${text}`);
};

/** Works until the process is told to stop. */
const workUntilStopped = async (configuration: Configuration, jobs?: number): Promise<void> => {
  const [{ work }, { nameOfStore }] = await Promise.all([
    import('../working.js'),
    import('../open-store.js'),
  ]);
  const atOnce = jobs ?? Math.max(1, configuration.work?.processes ?? 1);
  const { close } = await work(configuration, atOnce);
  clearPassing();
  const store = nameOfStore(configuration.storeUrl);
  say(`Working on the jobs of ${store}, ${atOnce} at once; Ctrl-C ends it.`);
  const stopped = Promise.withResolvers<void>();
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => stopped.resolve());
  await stopped.promise;
  say('Stopping: what runs may take six seconds more, and is given back then.');
  await close();
};

export const declareWork = (program: Command): void => {
  verb(
    program,
    'work',
    'Work on the jobs of a ledger in PostgreSQL (scenarios, goals, feasibility, long questions), on this machine, until it is stopped.',
    ['work --store postgres://ledger@db-1/ledger', 'work --jobs 4'],
  )
    .addHelpText(
      'after',
      '\nWORK_SECONDS and WORK_MEBIBYTES limit each job. A job whose process is lost is taken by another one within 15 seconds.',
    )
    .option('--jobs <number>', 'how many at once, each in a process of its own; else WORKERS', readCount)
    .action(async (_options: unknown, command: Command) => {
      const { configurationFrom } = await import('../configuration.js');
      const { store, jobs } = optionsOf<WorkVerbOptions>(command);
      const environment = { ...process.env, ...(store !== undefined && { STORE_URL: store }) };
      await workUntilStopped(configurationFrom(environment), jobs);
    });
};
