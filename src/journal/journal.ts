import { pino, type Logger } from 'pino';
import type { JournalLevel } from './journal-level.js';
import { maskSecrets } from './masked.js';

/** Where lines go; on stderr when missing. */
export interface JournalSink {
  write(line: string): void;
}

export type Journal = Pick<Logger, 'error' | 'warn' | 'info' | 'debug' | 'flush' | 'isLevelEnabled'>;

const onStderr = 2;

/** Lines are written together, so many bytes, or what there is after so long: a line by itself costs more than a light answer. */
const together = 65_536;
const latestMs = 100;

/** pino's number for "warn". */
const leastUrgent = 40;

/**
 * One JSON object a line: `level`, `time`, what it is about, `msg`. Whoever reads slowly keeps nobody waiting. What goes
 * wrong is written at once, with all that was told before it; the rest within a tenth of a second, and when the process
 * ends.
 */
export const openJournal = (level: JournalLevel, sink?: JournalSink): Journal => {
  let later: NodeJS.Timeout | undefined;
  return pino(
    {
      level: level === 'off' ? 'silent' : level,
      base: { pid: process.pid },
      timestamp: pino.stdTimeFunctions.isoTime,
      formatters: { level: (label) => ({ level: label }) },
      hooks: {
        streamWrite: maskSecrets,
        logMethod(told, tell, level) {
          tell.apply(this, told);
          if (level >= leastUrgent) return this.flush();
          later ??= setTimeout(() => {
            later = undefined;
            this.flush();
          }, latestMs).unref();
        },
      },
    },
    sink ?? pino.destination({ dest: onStderr, sync: false, minLength: together, maxWrite: 2 * together }),
  );
};
