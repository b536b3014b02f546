import { normalise } from '../../projections/asking.js';
import { everything } from '../../projections/kit/cut.js';
import { partiesAt } from '../../projections/parties.js';
import {
  type OwnershipStatement,
  ownershipStatements,
} from '../../src/formats/beneficial-ownership/statements.js';
import { type ViewAnswer, viewAnswerOf } from '../../src/simulator/answer/view-answer.js';
import type { Interest } from '../../src/formats/beneficial-ownership/interests.js';
import { type Given, given, type Sent } from '../given.js';
import { valid } from '../valid.js';
import { fact, party } from './facts.js';

const asked = { effectiveAt: '2026-06-30', knownAt: '2026-06-30', by: 'holder,issuer', rests: 'all' };

/** What a ledger says of who holds whom, as statements; an answer may be marked further. */
export const statementsOf = (
  ledger: Given,
  marks: Pick<ViewAnswer, 'hypothetical' | 'confidential'> = {},
): OwnershipStatement[] => {
  const { history } = ledger;
  const { view, question } = valid(
    normalise('ownership', asked, { today: '2026-06-30', position: history.position }, history),
  );
  const events = (['stake', 'deal'] as const).flatMap((category) =>
    [...history.streams(category)].flatMap((stream) =>
      history.facts(stream).map((each) => ({ ...each, recordedAt: '', revision: 0, hash: '' })),
    ),
  );
  const answer = viewAnswerOf({ view, question }, ledger.answer('ownership', asked));
  return ownershipStatements(
    { ...answer, ...marks },
    events,
    partiesAt(history, { ...everything, policy: 'primary' }),
  );
};

/** A stake on the diluted basis. */
export const stake = (
  holder: string,
  issuer: string,
  part: string,
  more: Record<string, unknown> = {},
): Sent =>
  fact('2025-06-01', `stake-${holder}-${issuer}`, 'StakeDisclosed', { stake: part, basis: 'diluted' }, more);

export const held = (...facts: Sent[]): Given => given(...party('bank', 'cloud', 'lab'), ...facts);

interface RelationshipDetails {
  interests: Interest[];
  isComponent: boolean;
  componentRecords?: string[];
}

/** What is said of one relationship. */
export const detailsOf = (ledger: Given, recordId: string): RelationshipDetails => {
  const found = statementsOf(ledger).find((one) => one.recordId === recordId);
  return found?.recordDetails as RelationshipDetails;
};

export const interestsIn = (ledger: Given, recordId: string): Interest[] =>
  detailsOf(ledger, recordId).interests;
