import type { Deal } from '../../../events/deal/deal.js';
import { daysOf } from '../../../events/kit/date.js';
import type { Market } from '../../../events/market/market.js';
import { policies } from '../../../projections/kit/claims.js';
import { everything } from '../../../projections/kit/cut.js';
import { stateAt } from '../../../projections/kit/log.js';
import { Parties } from '../../../projections/kit/parties.js';
import type { Ledger } from './ledger.js';
import type { Contents, Named } from './protocol.js';

const named = <State>(
  ledger: Ledger,
  category: string,
  nameOf: (state: State) => string | undefined,
): Named[] =>
  [...ledger.history.streams(category)].sort().map((stream) => ({
    id: category === 'market' ? stream.slice('market-'.length) : stream,
    name: nameOf(stateAt<State>(ledger.history, stream)) ?? stream,
  }));

/** Parties stand in the order in which they were registered, so that each keeps its colour as the log grows. */
const partiesOf = (ledger: Ledger): Named[] => {
  const known = new Parties(ledger.history, everything);
  return [...ledger.history.streams('party')].flatMap((stream) => {
    const slug = stream.slice('party-'.length);
    const party = known.get(slug);
    return party?.registered ? [{ id: slug, name: party.name ?? slug }] : [];
  });
};

export const contentsOf = (ledger: Ledger): Contents => ({
  position: ledger.position,
  today: ledger.today,
  parties: partiesOf(ledger),
  deals: named<Deal>(ledger, 'deal', ({ title }) => title),
  markets: named<Market>(ledger, 'market', ({ name }) => name),
  policies,
  knownDays: ledger.events.map(({ knownOn }) => knownOn).sort(),
  effectiveDays: ledger.events.map(({ effectiveOn }) => daysOf(effectiveOn).last).sort(),
});

/** What a scenario's edits may name: deals, and their tranches and payments. */
export const targetsOf = (ledger: Ledger): Named[] =>
  [...ledger.history.streams('deal')].sort().flatMap((stream) => {
    const deal = stateAt<Deal>(ledger.history, stream);
    const parts = [...deal.tranches.keys(), ...deal.payments.keys()];
    return [
      { id: stream, name: deal.title ?? stream },
      ...parts.map((part) => ({ id: `${stream}/${part}`, name: deal.title ?? stream })),
    ];
  });
