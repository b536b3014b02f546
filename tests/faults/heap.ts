import type { ChildProcess } from 'node:child_process';
import { pathToFileURL } from 'node:url';
import { join } from 'node:path';

const collecting = pathToFileURL(join(import.meta.dirname, 'collecting.js')).href;

/** In the environment of a process: it can be asked for what it keeps. */
export const tellsHeap = { NODE_OPTIONS: `--import=${collecting}` };

/** The bytes that a process keeps, in its heap and beside it, once everything that nobody needs has been collected. */
export const heapOf = async (child: ChildProcess): Promise<number> => {
  const told = new Promise<number>((resolve) => {
    let text = '';
    const hear = (chunk: Buffer): void => {
      const found = /^kept (\d+)$/m.exec((text += chunk.toString()));
      if (!found) return;
      child.stdout!.off('data', hear);
      resolve(Number(found[1]));
    };
    child.stdout!.on('data', hear);
  });
  child.kill('SIGUSR2');
  return told;
};
