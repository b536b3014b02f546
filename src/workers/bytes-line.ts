import type { ChildProcess } from 'node:child_process';
import { Socket } from 'node:net';

/**
 * The line on which a worker sends many bytes, behind its standard ones. A message would be copied twice on its way, and
 * the copies looked for by a collector that goes through the whole log each time.
 */
const place = 4;

/** What a worker's process is started with: its last words, messages, and bytes. */
export const lines = ['ignore', 'ignore', 'pipe', 'ipc', 'pipe'] as const;

// A line that is closed takes nothing more: this process ends.
const openLine = (): Socket =>
  new Socket({ fd: place, readable: false, writable: true }).on('error', () => undefined).unref();

let line: Socket | undefined;

/** In a worker: sends bytes as they are, one answer after the other. Whoever was started without such a line has none to send. */
export const sendBytes = (bytes: Uint8Array): void => void (line ??= openLine()).write(bytes);

/** The same line where the worker was started; none where it could not be. */
export const bytesLineOf = ({ stdio }: ChildProcess): Socket | undefined => {
  const own = stdio[place];
  return own instanceof Socket ? own : undefined;
};
