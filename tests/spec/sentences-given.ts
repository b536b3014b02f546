import { History } from '../../projections/kit/log.js';
import { eventSentence } from '../../projections/wording/event-sentence.js';
import { record, type Sent } from '../given.js';

const stream = 'deal-openai-amd-2025';
const names: Readonly<Record<string, string>> = { amd: 'AMD', openai: 'OpenAI', microsoft: 'Microsoft' };

/** A fact about a stake, a market or a party. */
export const stated = (stream: string, type: string, body: Record<string, unknown>): Sent => ({
  stream,
  type,
  knownOn: '2026-11-20',
  body,
});

export const about = (type: string, body: Record<string, unknown>): Sent => stated(stream, type, body);

export const deal = about('DealAnnounced', {
  title: 'OpenAI buys 6 GW of AMD processors',
  kind: 'chip-supply',
  stage: 'signed',
  parties: [
    { party: 'openai', role: 'customer' },
    { party: 'amd', role: 'supplier' },
  ],
});
export const promise = {
  tranche: 'gw-2',
  layer: 'chips',
  provider: 'amd',
  consumer: 'openai',
  power: '1 GW',
  due: '2027',
  bindingness: 'optional',
};
export const promised = about('CapacityCommitted', promise);
export const payment = about('PaymentCommitted', {
  payment: 'build',
  kind: 'hardware',
  from: 'openai',
  to: 'amd',
  amount: '3B USD',
  bindingness: 'firm',
});

export const parties = Object.entries(names).map(([slug, name]): Sent => ({
  stream: `party-${slug}`,
  type: 'PartyRegistered',
  knownOn: '2025-01-01',
  body: { name, kind: 'company' },
}));

export const plainNames = {
  party: (slug: string) => names[slug] ?? slug,
  publisher: (id: string) => id,
  deal: (stream: string) => stream,
};

/** What the last of some events says. */
export const says = (...sent: readonly Sent[]): string => {
  const history = new History();
  const facts = [...parties, ...sent].map((one) => record(history, one));
  const last = facts.at(-1);
  if (!last) throw new Error('nothing was recorded');
  return eventSentence(last, history, plainNames);
};
