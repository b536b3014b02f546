import { z } from 'zod';
import { computeCapacity } from '../../../projections/compute-capacity.js';
import { ShowView } from '../../messages/show-view.js';
import { toldView } from '../told.js';
import type { Tool } from '../tool.js';
import { cutFields, parametersIn, timelineFields } from './asking.js';

const takes = {
  provider: z.string().optional().describe('Who provides it, by slug: amd, nvidia, aws, oracle.'),
  consumer: z.string().optional().describe('Who gets it, by slug: openai, anthropic, meta.'),
  supplier: z.string().optional().describe('Who supplies the chips, by slug.'),
  deal: z.string().optional().describe('One deal, by its stream: deal-openai-amd-2025.'),
  layer: z.enum(['chips', 'hosting', 'site', 'grid']).optional().describe('Layers are never added together.'),
  by: z
    .string()
    .optional()
    .describe(
      'Rows for each of: provider, consumer, supplier, deal, tranche, layer, bindingness, stage, basis.',
    ),
  ...timelineFields,
  ...cutFields,
};

export const whatIsFirm: Tool = {
  name: 'what_is_firm',
  title: 'What is firm?',
  says: 'How many gigawatts of AI computing are promised, signed, firm and energized: headline ≥ signed ≥ firm; energized is what draws power, unknown where nobody has observed it. Numbers are in kW with words beside them; undisclosed is never zero.',
  takes,
  answer: async (given, ledger) =>
    toldView(
      await ledger.ask(new ShowView(computeCapacity.name, parametersIn(given, Object.keys(takes)))),
      ledger,
    ),
};
