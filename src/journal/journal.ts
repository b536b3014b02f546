import { pino, type Logger } from 'pino';
import type { JournalLevel } from './journal-level.js';
import { maskSecrets } from './masked.js';

/** Where lines go; on stderr when missing. */
export interface JournalSink {
  write(line: string): void;
}

export type Journal = Pick<Logger, 'error' | 'warn' | 'info' | 'debug' | 'flush' | 'isLevelEnabled'>;

const onStderr = 2;

/** One JSON object a line: `level`, `time`, what it is about, `msg`. Whoever reads slowly keeps nobody waiting. */
export const openJournal = (level: JournalLevel, sink?: JournalSink): Journal =>
  pino(
    {
      level: level === 'off' ? 'silent' : level,
      base: { pid: process.pid },
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      hooks: { streamWrite: maskSecrets },
    },
    sink ?? pino.destination({ dest: onStderr, sync: false }),
  );
