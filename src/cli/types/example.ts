import { categoryOf, isCorrection } from '../../../events/index.js';
import type { Category, EventClass } from '../../../events/kit/declaration.js';

const examples: Readonly<Record<Category, string>> = {
  party: 'party-openai',
  market: 'market-cloud-infrastructure',
  deal: 'deal-openai-amd-2025',
  stake: 'stake-microsoft-openai',
  scenario: 'scenario-amd-slips',
};

/** An event as people write it, ready to be recorded once the names in it are replaced. */
export const exampleOf = (type: EventClass): Record<string, unknown> => {
  const stream = examples[categoryOf(type) ?? 'deal'];
  const timeless =
    ['PartyRegistered', 'MarketDefined', 'ScenarioSaved'].includes(type.type) || isCorrection(type.type);
  return {
    stream,
    type: type.type,
    ...(!timeless && { effectiveOn: '2025-11-03' }),
    body: type.about.example,
  };
};
