import { decide, type Fact, Rejection } from '../../events/index.js';
import { Draft } from '../../projections/draft.js';
import { type History, type Log, Overlay } from '../../projections/kit/log.js';
import { ledger, record, type Sent } from '../ledger.js';
import type { SentEvent } from './any-batch.js';

/** Everything of a stream decided one by one, as it was recorded. */
const refusedOf = (facts: readonly Fact[], stream: string, history: Log): string[] => {
  const draft = new Draft(new Overlay(history, new Map([[stream, []]])), '9999-12-31');
  return facts.flatMap((fact) => {
    const { rivalOf, ...alone } = fact;
    const isRefused = decide(alone, draft) instanceof Rejection && rivalOf === undefined;
    if (!isRefused) draft.add(fact);
    return isRefused ? [fact.id] : [];
  });
};

/** What a replay of its whole stream without it refuses. */
export const byReplays = (event: Fact, history: Log): string[] => {
  const facts = history.facts(event.stream);
  const before = refusedOf(facts, event.stream, history);
  const without = facts.filter((fact) => fact !== event);
  return refusedOf(without, event.stream, history).filter((id) => !before.includes(id));
};

export const day = { effectiveOn: '2024-01-01', knownOn: '2024-01-01' };
/** Parties and deals on which more can be drawn. */
export const stage: readonly Sent[] = [
  ...['a', 'b', 'soft', 'soft-bank', 'bank-x', 'x'].map((slug) => ({
    ...day,
    stream: `party-${slug}`,
    type: 'PartyRegistered',
    body: { name: slug, kind: 'company' },
  })),
  ...['deal-one', 'deal-two'].map((stream) => ({
    ...day,
    stream,
    type: 'DealAnnounced',
    body: {
      title: stream,
      kind: 'chip-supply',
      stage: 'signed',
      parties: [{ party: 'a', role: 'customer' }],
    },
  })),
];

/** Drawn in any order: what is refused at first may stand on what came later. */
export const recorded = (sent: readonly SentEvent[]): History => {
  const history = ledger(stage);
  for (const one of [...sent, ...sent, ...sent])
    try {
      if (!history.fact(one.id)) record(history, one as unknown as Sent);
    } catch {
      // What is refused is not there.
    }
  return history;
};
