import { z } from 'zod';
import type { Given } from '../tool.js';

const day = z.string().max(40);

/** The clocks of every question. */
export const cutFields = {
  effectiveAt: day.optional().describe('True in the world by this date (2025-12-01); today when missing.'),
  knownAt: day
    .optional()
    .describe('Known by this date; now when missing. An earlier one answers what was believed then.'),
  policy: z
    .enum(['primary', 'latest', 'lowest', 'highest'])
    .optional()
    .describe('Which of rival claims counts.'),
};

export const timelineFields = {
  timeline: z.enum(['month', 'quarter', 'half', 'year']).optional().describe('A row for each period.'),
  from: day.optional().describe('The first date of the timeline.'),
  to: day.optional().describe('The last date of the timeline.'),
};

/** Parameters of a question, out of what was given. */
export const parametersIn = (given: Given, names: readonly string[]): Record<string, string> =>
  Object.fromEntries(
    names.filter((name) => given[name] !== undefined).map((name) => [name, String(given[name])]),
  );
