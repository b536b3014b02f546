import { decide, decode, Rejection } from '../events/index.js';
import { Draft } from '../projections/draft.js';
import type { History } from '../projections/kit/log.js';
import type { Sent } from './ledger.js';

/** What a ledger says to one more event, and the details of what is wrong with it. */
export interface Verdict {
  said: string;
  detail: string;
}

const newId = (): string => '00000000-0000-7000-8000-000000000999';

/** Recorded, warned of a rule, nothing new, refused by a rule, or unreadable at a place. */
export const verdictOn = (history: History, event: Sent, today: string): Verdict => {
  const decoded = decode(event, { today, newId, typeOf: (id) => history.fact(id)?.type });
  if (decoded.problems)
    return {
      said: `unreadable at ${decoded.problems.map(({ pointer }) => pointer).join()}`,
      detail: decoded.problems.map(({ detail }) => detail).join('; '),
    };
  const draft = new Draft(history, today);
  const decision = decide(decoded.value, draft);
  if (decision instanceof Rejection) return { said: `refused: ${decision.rule}`, detail: decision.detail };
  if (!decision.append) return { said: 'nothing new', detail: '' };
  const rules = decision.warnings.map(({ rule }) => rule).join();
  return { said: rules === '' ? 'recorded' : `warned: ${rules}`, detail: '' };
};
