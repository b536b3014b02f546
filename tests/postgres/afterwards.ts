import { type ChildProcess, spawn } from 'node:child_process';

/** Runs a line of shell when this process ends, in whichever way: its end closes what the shell waits for. */
export const whenThisEnds = (line: string): ChildProcess => {
  const waiting = spawn('sh', ['-c', `read _; ${line}`], {
    stdio: ['pipe', 'ignore', 'ignore'],
    detached: true,
  });
  waiting.unref();
  (waiting.stdin as unknown as { unref: () => void }).unref();
  return waiting;
};
