import { z } from 'zod';
import type { MovedNumber } from '../../../projections/changes.js';
import type { Measure } from '../../../projections/kit/measure.js';
import { measureText } from '../../../projections/wording/measure.js';
import { ShowChanges } from '../../messages/show-changes.js';
import { sourcesOf } from '../told.js';
import type { Tool } from '../tool.js';
import { parametersIn } from './asking.js';

const takes = {
  from: z.string().describe('The earlier side: a date by which it was known, or a position of the log.'),
  to: z.string().optional().describe('The later side; now when missing.'),
  effectiveAt: z
    .string()
    .optional()
    .describe('True in the world by then, on both sides; today when missing.'),
  views: z.string().optional().describe('The views to compare, separated by commas; all when missing.'),
};

const sideInWords = ({ measure, keys }: MovedNumber, side: Measure | null): string =>
  side === null ? '–' : measureText(measure, side, keys);

const toldMove = (moved: MovedNumber) => ({
  ...moved,
  inWords: { from: sideInWords(moved, moved.from), to: sideInWords(moved, moved.to) },
});

export const whatChanged: Tool = {
  name: 'what_changed',
  title: 'What changed?',
  says: 'Which events became known between two dates, and which numbers they moved from what to what.',
  takes,
  answer: async (given, ledger) => {
    const { from, to, events, moved, notes } = await ledger.ask(
      new ShowChanges(parametersIn(given, Object.keys(takes))),
    );
    return {
      from,
      to,
      moved: moved.map(toldMove),
      events,
      notes,
      sources: await sourcesOf(
        events.map(({ id }) => id),
        ledger,
      ),
    };
  },
};
