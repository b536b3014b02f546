import { daysOf } from '../../../events/kit/date.js';
import { policies } from '../../../projections/kit/claims.js';
import { namesAt } from '../../../projections/naming.js';
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
