import { z } from 'zod';
import { views } from '../../../projections/index.js';
import { ShowView } from '../../messages/show-view.js';
import { toldView } from '../told.js';
import type { Tool } from '../tool.js';
import { cutFields, parametersIn } from './asking.js';

const listed = views.map(({ name, summary }) => `${name}: ${summary}`).join('\n');

export const whatWasBelieved: Tool = {
  name: 'what_was_believed',
  title: 'What was believed?',
  says: `Any view of the ledger as it was known on a date (knownAt), or now. Views:\n${listed}`,
  takes: {
    view: z.enum(views.map(({ name }) => name)).describe('The view.'),
    ...cutFields,
    parameters: z
      .record(z.string(), z.string())
      .optional()
      .describe(
        'The view’s own parameters, such as {"by":"deal","payer":"openai"}; a wrong one is answered with those there are.',
      ),
  },
  answer: async (given, ledger) => {
    const own = (given.parameters ?? {}) as Record<string, string>;
    const cut = parametersIn(given, Object.keys(cutFields));
    const effective = cut.knownAt !== undefined &&
      cut.effectiveAt === undefined && { effectiveAt: cut.knownAt };
    return toldView(
      await ledger.ask(new ShowView(String(given.view), { ...own, ...cut, ...effective })),
      ledger,
    );
  },
};
