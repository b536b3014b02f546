import { stat } from 'node:fs/promises';
import { report } from './failure.js';
import type { LedgerClient } from './ledger.js';
import { sayInPassing, write } from './terminal.js';

const pauseMs = 500;

/** Aborted by Ctrl-C: whoever has read enough ends it without a failure. */
export const stopSignal = (): AbortSignal => {
  const stopping = new AbortController();
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stopping.abort());
  return stopping.signal;
};

/** A pause between two looks, which ends early when it is told to stop. */
export const waitOrStop = async (signal: AbortSignal): Promise<void> => {
  const { setTimeout } = await import('node:timers/promises');
  await setTimeout(pauseMs, undefined, { signal }).catch(() => undefined);
};

const changedAt = async (file: string): Promise<string> =>
  stat(file).then(
    ({ mtimeMs, size }) => `${mtimeMs}/${size}`,
    () => 'missing',
  );

/** A terminal shows the latest answer only; what reads a pipe gets one after the other. */
const separate = (): void => write(process.stdout.isTTY ? '\u001B[2J\u001B[H' : '\n');

/**
 * Answers, and answers anew whenever the ledger has grown or one of the files has changed, until it is told to stop.
 * A failure of the first answer is thrown; later ones are told, as the next change may mend them.
 */
export const answerAgain = async (
  ledger: LedgerClient,
  answer: () => Promise<void>,
  files: readonly string[] = [],
): Promise<void> => {
  const stop = stopSignal();
  const stateNow = async (): Promise<string> =>
    [ledger.position(), ...(await Promise.all(files.map(changedAt)))].join(' ');
  let seen = await stateNow();
  await answer();
  for (;;) {
    sayInPassing('Waiting for changes; Ctrl-C ends it.');
    await waitOrStop(stop);
    if (stop.aborted) return;
    await ledger.catchUp();
    const now = await stateNow();
    if (now === seen) continue;
    seen = now;
    separate();
    await answer().catch(report);
  }
};
