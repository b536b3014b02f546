import type { ChildProcess } from 'node:child_process';
import { Socket } from 'node:net';

/**
 * The line on which a worker sends many bytes, behind its standard ones. A message would be copied twice on its way, and
 * the copies looked for by a collector that goes through the whole log each time.
 */
const place = 4;

/** What a worker's process is started with: its last words, messages, and bytes. */
export const lines = ['ignore', 'ignore', 'pipe', 'ipc', 'pipe'] as const;

/** In a worker: sends bytes as they are, one answer after the other. */
export const openBytesLine = (): ((bytes: Uint8Array) => void) => {
  const line = new Socket({ fd: place, readable: false, writable: true });
  // A line that is closed takes nothing more: this process ends.
  line.on('error', () => undefined).unref();
  return (bytes) => void line.write(bytes);
};

/** The same line where the worker was started; none where it could not be. */
export const bytesLineOf = ({ stdio }: ChildProcess): Socket | undefined => {
  const line = stdio[place];
  return line instanceof Socket ? line : undefined;
};
