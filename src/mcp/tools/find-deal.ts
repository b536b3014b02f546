import { z } from 'zod';
import { type DealDocument, type DealList, ShowDeals } from '../../messages/show-deals.js';
import { sourcesOf } from '../told.js';
import { type AskedLedger, type Given, type Tool } from '../tool.js';
import { cutFields, parametersIn } from './asking.js';

const most = 20;

const restsIn = (value: unknown): string[] => {
  if (Array.isArray(value)) return value.flatMap(restsIn);
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([name, one]) =>
    name === 'rests' && Array.isArray(one) ? one.map(String) : restsIn(one),
  );
};

const oneDeal = async (id: string, given: Given, ledger: AskedLedger): Promise<Record<string, unknown>> => {
  const deal = (await ledger.ask(
    new ShowDeals(parametersIn(given, Object.keys(cutFields)), id),
  )) as DealDocument;
  return { ...deal, sources: await sourcesOf(restsIn(deal), ledger) };
};

/** Deals whose name, title or parties hold every one of the words. */
const dealsWith = async (given: Given, ledger: AskedLedger): Promise<Record<string, unknown>> => {
  const words = String(given.words ?? '')
    .toLowerCase()
    .split(/\s+/)
    .filter(Boolean);
  const { deals, ...cut } = (await ledger.ask(
    new ShowDeals(parametersIn(given, Object.keys(cutFields))),
  )) as DealList;
  const found = deals.filter((deal) => {
    const text = JSON.stringify(deal).toLowerCase();
    return words.every((word) => text.includes(word));
  });
  const shown = found.slice(0, most);
  return { ...cut, found: found.length, deals: shown, sources: await sourcesOf(restsIn(shown), ledger) };
};

export const findDeal: Tool = {
  name: 'find_deal',
  title: 'Find a deal',
  says: 'Deals by words in their name, title or parties ("openai amd"); or one deal whole (deal), with its tranches, payments, parties and claims.',
  takes: {
    words: z.string().max(200).optional().describe('All of these must be in its name, title or parties.'),
    deal: z.string().max(200).optional().describe('The stream of one deal: deal-openai-amd-2025.'),
    ...cutFields,
  },
  answer: async (given, ledger) =>
    given.deal === undefined ? dealsWith(given, ledger) : oneDeal(String(given.deal), given, ledger),
};
