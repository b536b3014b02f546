import type { LoggerService } from '@nestjs/common';
import { reasonOf } from '../../events/kit/reason.js';
import type { Journal } from './journal.js';

const wordsOf = (message: unknown): string => (typeof message === 'string' ? message : reasonOf(message));

/** The framework's own lines in the log: its faults and warnings, not how it starts. */
export const nestJournal = (journal: Journal): LoggerService => {
  const tell =
    (level: 'error' | 'warn') =>
    (message: unknown, ...more: unknown[]): void => {
      const about = more.findLast((one) => typeof one === 'string');
      journal[level]({ about, ...(message instanceof Error && { err: message }) }, wordsOf(message));
    };
  return { log: () => undefined, warn: tell('warn'), error: tell('error'), fatal: tell('error') };
};
