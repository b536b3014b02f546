import type { Deal } from '../../../events/deal/deal.js';
import { daysOf } from '../../../events/kit/date.js';
import { policies } from '../../../projections/kit/claims.js';
import { type Log, stateAt } from '../../../projections/kit/log.js';
import { type DisplayName, namesAt } from '../../../projections/naming.js';
import type { PageLedger } from './ledger.js';
import type { Contents } from './protocol.js';

export const contentsOf = (ledger: PageLedger): Contents => ({
  ...namesAt(ledger.history, ledger.position),
  position: ledger.position,
  sourced: ledger.events.filter(({ source }) => source).length,
  today: ledger.today,
  policies,
  knownDays: ledger.events.map(({ knownOn }) => knownOn).sort(),
  effectiveDays: ledger.events.map(({ effectiveOn }) => daysOf(effectiveOn).last).sort(),
});

/** What a scenario's edits may name: deals, and their tranches and payments. */
export const targetsIn = (history: Log): DisplayName[] =>
  [...history.streams('deal')].sort().flatMap((stream) => {
    const deal = stateAt<Deal>(history, stream);
    const parts = [...deal.tranches.keys(), ...deal.payments.keys()];
    return [
      { id: stream, name: deal.title ?? stream },
      ...parts.map((part) => ({ id: `${stream}/${part}`, name: deal.title ?? stream })),
    ];
  });
