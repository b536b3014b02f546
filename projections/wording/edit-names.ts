import type { Deal } from '../../events/deal/deal.js';
import { decode, eventType, type Fact } from '../../events/index.js';
import { daysOf } from '../../events/kit/date.js';
import { isPlainObject } from '../../events/kit/json.js';
import { type Log, stateAt } from '../kit/log.js';
import { type BodyNames, bodySaid } from './body-said.js';
import type { WrittenEdit } from './edit-said.js';
import { eventSaid } from './event-said.js';
import { eventSentence } from './event-sentence.js';
import { owedSaid, trancheSaid } from './part-said.js';
import { periodSaid } from './period-said.js';

/** A deal, a tranche or a payment: its reference, the title of its deal, and what it is called in a sentence. */
export interface NamedTarget {
  id: string;
  name: string;
  said: string;
}

/** What is told besides where two are called alike. */
type Besides = (target: NamedTarget) => string;

const apart = (targets: readonly NamedTarget[], besides: Besides): NamedTarget[] => {
  const times = new Map<string, number>();
  for (const { said } of targets) times.set(said, (times.get(said) ?? 0) + 1);
  return targets.map((one) =>
    (times.get(one.said) ?? 0) > 1 ? { ...one, said: one.said + besides(one) } : one,
  );
};

/** What a scenario's edits may name: deals, and their tranches and payments. */
export const targetsNamed = (log: Log, names: BodyNames): NamedTarget[] => {
  const users = new Map<string, string>();
  const targets = [...log.streams('deal')].sort().flatMap((stream) => {
    const deal = stateAt<Deal>(log, stream);
    const name = deal.title || stream;
    const scene = { before: deal, ...names };
    const part = (id: string, said: string): NamedTarget => ({ id: `${stream}/${id}`, name, said });
    for (const [id, { consumer }] of deal.tranches)
      if (consumer !== undefined) users.set(`${stream}/${id}`, ` for ${names.party(consumer)}`);
    return [
      { id: stream, name, said: `“${name}”` },
      ...[...deal.tranches.keys()].map((id) => part(id, trancheSaid(id, scene))),
      ...[...deal.payments.keys()].map((id) => part(id, owedSaid(id, scene))),
    ];
  });
  // Whom it is for tells most of them apart; the deal tells the rest.
  const forWhom = apart(targets, ({ id }) => users.get(id) ?? '');
  return apart(forWhom, ({ name }) => ` (“${name}”)`);
};

/** What an event says that is in no log: in a sentence where it can be read, else by its type and its members. */
const assumedSaid = (event: unknown, log: Log, names: BodyNames): string => {
  if (!isPlainObject(event)) return 'an event';
  const { type, body, effectiveOn } = event;
  const read = decode(event, { today: '9999-12-31', newId: () => '', typeOf: (id) => log.fact(id)?.type });
  const since = typeof effectiveOn === 'string' ? ` (from ${periodSaid(effectiveOn)})` : '';
  if (read.value) {
    const { expectedRevision: _, ...candidate } = read.value;
    const fact: Fact = {
      ...candidate,
      position: Number.MAX_SAFE_INTEGER,
      effective: daysOf(candidate.effectiveOn),
      hypothetical: true,
      grounds: [],
    };
    return eventSentence(fact, log, names) + since;
  }
  const name = typeof type === 'string' ? type : '';
  const about = eventType(name)?.about;
  return about === undefined
    ? 'an event'
    : `${eventSaid({ type: name, summary: about.summary })}: ${bodySaid(name, body, names)}${since}`;
};

const recordedSaid = ({ event }: WrittenEdit, log: Log, names: BodyNames): string => {
  const fact = typeof event === 'string' ? log.fact(event) : undefined;
  return fact ? eventSentence(fact, log, names) : 'an event that is not in the log';
};

const amendedSaid = (edit: WrittenEdit, log: Log, names: BodyNames): string => {
  const fact = typeof edit.event === 'string' ? log.fact(edit.event) : undefined;
  if (!fact || !isPlainObject(edit.patch)) return recordedSaid(edit, log, names);
  const gone = Object.entries(edit.patch).filter(([, value]) => value === null);
  const now = [
    bodySaid(fact.type, edit.patch, names),
    ...(gone.length > 0 ? [`without ${bodySaid(fact.type, without(fact.body, gone), names)}`] : []),
  ].filter(Boolean);
  return `${eventSentence(fact, log, names)}, now: ${now.join(', ')}`;
};

const without = (
  body: Readonly<Record<string, unknown>>,
  gone: readonly (readonly [string, unknown])[],
): Record<string, unknown> => Object.fromEntries(gone.map(([name]) => [name, body[name]]));

/** What an edit about an event would have happened, not have happened, or have been told otherwise. */
export const happeningSaid = (edit: WrittenEdit, log: Log, names: BodyNames): string => {
  if (edit.op === 'assume') return assumedSaid(edit.event, log, names);
  return edit.op === 'amend' ? amendedSaid(edit, log, names) : recordedSaid(edit, log, names);
};
