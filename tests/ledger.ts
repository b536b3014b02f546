import { createHash } from 'node:crypto';
import { decide, decode, type Fact, type Recorded, Rejection, revive } from '../events/index.js';
import { ask, viewNamed } from '../projections/index.js';
import { Draft } from '../projections/draft.js';
import { History, type Log } from '../projections/kit/log.js';
import type { Question } from '../projections/kit/question.js';
import type { Answer } from '../projections/kit/view.js';
import { nextId } from './ids.js';

export type Sent = Record<string, unknown> & { stream: string; type: string; body: Record<string, unknown> };

/** A ledger in memory, filled through the same decode and decide as the real one; throws on what is refused. */
export const ledger = (sent: readonly Sent[], today = '2026-11-23'): History => {
  const history = new History();
  for (const item of sent) record(history, item, today);
  return history;
};

export const record = (history: History, item: Sent, today = '2026-11-23'): Fact | undefined => {
  const decoded = decode(item, { today, newId: nextId, typeOf: (id) => history.fact(id)?.type });
  if (decoded.problems) throw new Error(JSON.stringify(decoded.problems));
  const candidate = decoded.value;
  const draft = new Draft(history, today);
  const decision = decide(candidate, draft);
  if (decision instanceof Rejection) throw new Error(`${decision.rule}: ${decision.detail}`);
  if (!decision.append) return undefined;
  const recorded = {
    ...candidate,
    position: history.position + 1,
    revision: 0,
    recordedAt: '',
    hash: createHash('sha256').update(candidate.id).digest('hex'),
  } as Recorded<string, Record<string, unknown>>;
  const fact = revive(recorded);
  history.append(fact);
  return fact;
};

export const question = (parts: Partial<Question> & { effectiveAt: string }): Question => ({
  knownAt: '9999-12-31',
  atPosition: Number.MAX_SAFE_INTEGER,
  policy: 'primary',
  by: [],
  only: {},
  options: {},
  ...parts,
});

export const show = (log: Log, view: string, parts: Partial<Question> & { effectiveAt: string }): Answer => {
  const asked = question(parts);
  const found = viewNamed(view, asked.options)!;
  return ask(found, { ...asked, by: parts.by ?? found.defaultBy }, log);
};
