import { decide, decode, Rejection } from '../events/index.js';
import { Draft } from '../projections/draft.js';
import type { History } from '../projections/kit/log.js';
import type { Sent } from './ledger.js';

/** What a ledger says to one more event, and the details of what is wrong with it. */
export interface Verdict {
  said: string;
  detail: string;
}

const isMembers = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;

/** What a pointer names in what was sent; undefined where nothing stands there, and of no pointer at all. */
const valueAt = (sent: unknown, pointer: string): unknown =>
  pointer === ''
    ? undefined
    : pointer
        .slice(1)
        .split('/')
        .reduce((value, name) => (isMembers(value) ? value[name] : undefined), sent);

const newId = (): string => '00000000-0000-7000-8000-000000000999';

/**
 * Recorded, warned of a rule, nothing new, refused by a rule, or unreadable at a place. Whatever is refused names a
 * member that was sent: throws where it does not.
 */
export const verdictOn = (history: History, event: Sent, today: string): Verdict => {
  const decoded = decode(event, { today, newId, typeOf: (id) => history.fact(id)?.type });
  if (decoded.problems)
    return {
      said: `unreadable at ${decoded.problems.map(({ pointer }) => pointer).join()}`,
      detail: decoded.problems.map(({ detail }) => detail).join('; '),
    };
  const draft = new Draft(history, today);
  const decision = decide(decoded.value, draft);
  if (decision instanceof Rejection) {
    const { rule, detail, pointer } = decision;
    if (valueAt(event, pointer) === undefined)
      throw new Error(`${rule} names "${pointer}", which was not sent`);
    return { said: `refused: ${rule}`, detail };
  }
  if (!decision.append) return { said: 'nothing new', detail: '' };
  const [rules, detail] = [
    decision.warnings.map(({ rule }) => rule).join(),
    decision.warnings.map((warning) => warning.detail).join('; '),
  ];
  return { said: rules === '' ? 'recorded' : `warned: ${rules}`, detail };
};
