import type { Command } from 'commander';
import { Stop } from './failure.js';
import { clearPassing, print, sayInPassing } from './terminal.js';
import type { LedgerClient } from './ledger.js';
import { type CommonOptions, optionsOf, verb, wholeFrom } from './verb.js';
import { stopSignal, waitOrStop } from './watch.js';
import type { RecordedEvent } from '../../events/kit/envelope.js';

interface LogOptions extends CommonOptions {
  stream?: string;
  type?: string;
  after?: number;
  limit?: number;
  follow?: boolean;
}

const usualLimit = 100;

const detail = (body: Record<string, unknown>): string =>
  Object.entries(body)
    .map(([name, value]) => `${name}=${textOf(value)}`)
    .join(' ');

const textOf = (value: unknown): string => {
  if (typeof value !== 'object' || value === null) return String(value);
  if (Array.isArray(value)) return `[${value.map(textOf).join('; ')}]`;
  const { text, ...rest }: Record<string, unknown> = { ...value };
  return typeof text === 'string' ? `"${text}"` : `(${detail(rest)})`;
};

const line = ({ position, stream, revision, type, effectiveOn, knownOn, body }: RecordedEvent): string =>
  `${String(position).padStart(6)}  ${effectiveOn.padEnd(10)}  known ${knownOn}  ${stream}#${revision}  ${type}  ${detail(body)}`;

const list = (events: readonly RecordedEvent[], { json }: LogOptions): void => {
  for (const event of events) print(json ? JSON.stringify(event) : line(event));
};

/** Pages after a position until so many are written or the log ends; the position to go on after. */
const writePages = async (
  { ask }: LedgerClient,
  options: LogOptions,
  start: number,
  most: number,
): Promise<number> => {
  const { ReadLog, largestPage } = await import('./ledger.js');
  let after = start;
  for (let left = most; left > 0;) {
    const { events, next } = await ask(
      new ReadLog({
        stream: options.stream,
        type: options.type,
        after,
        limit: Math.min(left, largestPage),
        isAwaited: options.follow,
      }),
    );
    list(events, options);
    after = events.at(-1)?.position ?? after;
    left -= events.length;
    if (next === null) break;
  }
  return after;
};

/** Writes what is recorded from here on, by this process or another, until it is told to stop. */
const follow = async (
  ledger: LedgerClient,
  options: LogOptions,
  start: number,
  stop: AbortSignal,
): Promise<void> => {
  sayInPassing('Waiting for events; Ctrl-C ends it.');
  for (let after = start; !stop.aborted; await waitOrStop(stop)) {
    await ledger.catchUp();
    after = await writePages(ledger, options, after, Number.MAX_SAFE_INTEGER);
  }
  clearPassing();
};

const log = async (options: LogOptions): Promise<void> => {
  const { withExistingLedger } = await import('./ledger.js');
  await withExistingLedger(options, async (ledger) => {
    const stop = options.follow ? stopSignal() : undefined;
    const most = options.limit ?? (stop ? Number.MAX_SAFE_INTEGER : usualLimit);
    const after = await writePages(ledger, options, options.after ?? 0, most);
    if (stop) await follow(ledger, options, after, stop);
  });
};

const wholeOption = (name: string) => wholeFrom(name, (message) => new Stop('usage', message));

export const declareLog = (program: Command): void => {
  verb(program, 'log', 'Read events in the order in which they were recorded; with --json one a line.', [
    'log --stream deal-openai-amd-2025',
    'log --type CapacityEnergized --json',
    'log --after 400 --follow',
  ])
    .option('--stream <stream>', 'only of this stream')
    .option('--type <type>', 'only of this event type')
    .option('--after <position>', 'only after this position', wholeOption('--after'))
    .option('--limit <n>', `at most so many (${usualLimit} when missing)`, wholeOption('--limit'))
    .option('--follow', 'wait for further events')
    .action(async (_options: unknown, command: Command) => log(optionsOf<LogOptions>(command)));
};
