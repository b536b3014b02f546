import { z } from 'zod';
import { measureText } from '../../../projections/wording/measure.js';
import { ShowWhy } from '../../messages/show-why.js';

import type { Tool } from '../tool.js';
import { cutFields, parametersIn } from './asking.js';

export const whyThisNumber: Tool = {
  name: 'why_this_number',
  title: 'Why this number?',
  says: 'Why the numbers of a deal are what they are: each with the events behind it, their sources and quotes, and what rival claims and other policies would say.',
  takes: {
    deal: z.string().describe('Its stream, as find_deal names it: deal-openai-aws-2025.'),
    ...cutFields,
  },
  answer: async (given, ledger) => {
    const { numbers, evidence, claims, wouldChange, ...rest } = await ledger.ask(
      new ShowWhy(String(given.deal), parametersIn(given, Object.keys(cutFields))),
    );
    return {
      ...rest,
      numbers: numbers.map((number) => ({
        words: measureText(number.measure, number.value, { currency: number.currency }),
        ...number,
      })),
      claims,
      wouldChange,
      sources: evidence,
    };
  },
};
