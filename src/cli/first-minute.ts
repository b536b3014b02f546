import type { QueryBus } from '@nestjs/cqrs';
import { changedNumber } from './first-minute/changed.js';
import { ladder } from './first-minute/ladder.js';
import { quotedNumber } from './first-minute/quoted.js';
import { whatIfExample } from './first-minute/what-if.js';
import { ShowView } from '../messages/show-view.js';
import { ProveLog } from '../messages/verify-log.js';

const addresses = (address: string): string[] => [
  `The page      ${address}/`,
  `The API       ${address}/docs`,
];

const empty = [
  'The ledger is empty. Record the first events, a party before the deals that name it:',
  '',
  `  echo '{"stream":"party-openai","type":"PartyRegistered","body":{"name":"OpenAI","kind":"company"}}' \\`,
  '    | npx gigaledger record -',
  '',
  '`npx gigaledger types` lists what can be recorded, `npx gigaledger types DealAnnounced` shows its fields.',
];

/** A block of lines, with an empty one behind it; nothing for no lines. */
const block = (lines: readonly string[]): string[] => (lines.length === 0 ? [] : [...lines, '']);

const tourOfLedger = async (queryBus: QueryBus, position: number): Promise<string[]> => {
  const { effectiveAt } = await queryBus.execute(new ShowView('compute-capacity'));
  return [
    ...block([`${position} events are in the ledger. What they say on ${effectiveAt}:`]),
    ...block(await ladder(queryBus)),
    ...block(await changedNumber(queryBus)),
    ...block(await quotedNumber(queryBus)),
    ...block(await whatIfExample(queryBus)),
  ];
};

/** What there is to see in the first minute, computed from the answers of the ledger. */
export const firstMinute = async (queryBus: QueryBus, address: string): Promise<string> => {
  const { position } = await queryBus.execute(new ProveLog());
  const lines = position === 0 ? block(empty) : await tourOfLedger(queryBus, position);
  return `${['', ...lines, ...addresses(address)].join('\n')}\n`;
};
