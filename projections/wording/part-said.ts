import type { Deal } from '../../events/deal/deal.js';
import type { MoneyKind } from '../../events/deal/deal.words.js';
import { ordinalSaid } from './period-said.js';
import { slugWords } from './slug-words.js';

/** A deal as it stands where its parts are named, and what parties are called. */
export interface PartScene {
  readonly before: Deal;
  party(slug: string): string;
}

const gigawattKw = 1_000_000;

/** "AMD's second gigawatt"; "“campus” of Amazon" where the tranche has a name of its own. */
export const trancheSaid = (id: string, { before, party }: PartScene): string => {
  const { provider, power } = before.tranches.get(id) ?? {};
  if (provider === undefined) return `“${slugWords(id)}”`;
  const isGigawatt = power?.low === gigawattKw && power.high === gigawattKw;
  const number = isGigawatt ? /^gw-(\d{1,2})$/.exec(id)?.[1] : undefined;
  return number === undefined
    ? `“${slugWords(id)}” of ${party(provider)}`
    : `${party(provider)}'s ${ordinalSaid(Number(number))} gigawatt`;
};

const kindSaid: Partial<Record<MoneyKind, string>> = {
  equity: 'invests in',
  guarantee: 'guarantees',
  debt: 'lends to',
  convertible: 'lends to',
};

/** "what NVIDIA guarantees SB Energy", "what OpenAI pays AMD (hardware)"; by its own words where nobody promised it. */
export const owedSaid = (payment: string, { before, party }: PartScene): string => {
  const { from, to, kind } = before.payments.get(payment) ?? {};
  if (from === undefined || kind === undefined) return `“${slugWords(payment)}”`;
  const whom = to === undefined ? '' : ` ${party(to)}`;
  const verb = to === undefined ? undefined : kindSaid[kind];
  return `what ${party(from)} ${verb ?? 'pays'}${whom}${verb === undefined || kind === 'convertible' ? ` (${kind})` : ''}`;
};
