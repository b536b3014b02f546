import type { Problem } from '../../../events/index.js';
import { daysOf } from '../../../events/kit/date.js';
import { type EditedLog, isEnergized, type Target } from '../edited-log.js';

/** What an edit came to. */
export interface Outcome {
  /** Deals, tranches, payments or events that it changed. */
  touched: string[];
  /** What it matched and left alone, with why. */
  left?: { target: string; because: string }[];
  /** Events that fell away because they depend on what it took out. */
  dropped?: string[];
}

/** Which fields an edit writes and which its selector reads; two edits conflict where these meet. */
export interface Footprint {
  reads: string[];
  writes: string[];
}

export interface Assuming {
  today: string;
  newId: () => string;
  /** The assumptions that some edit reads. */
  read: ReadonlySet<string>;
}

/** One kind of edit: its declared fields, what it does, and what it depends on. */
export interface EditKind<Edit extends object = object> {
  readonly op: string;
  readonly summary: string;
  readonly declared: new () => Edit;
  /** Made after all other edits, wherever it stands in the list. */
  readonly isLast?: boolean;
  /** What is wrong with it on this log: an unknown target above all. Pointers are into the edit. */
  check(edit: Edit, log: EditedLog, assuming: Assuming): Problem[];
  apply(edit: Edit, log: EditedLog, assuming: Assuming): Outcome;
  footprint(edit: Edit, log: EditedLog): Footprint;
}

export const partsOf = (target: string): { stream: string; part?: string } => {
  const [stream, part] = target.split('/') as [string, string | undefined];
  return { stream, ...(part !== undefined && { part }) };
};

const names = (log: EditedLog, stream: string, field: 'tranche' | 'payment'): Set<unknown> =>
  new Set(
    log
      .facts(stream)
      .map((fact) => (fact.body as Record<string, unknown>)[field])
      .filter((name) => name !== undefined),
  );

export const isPayment = (target: string, log: EditedLog): boolean => {
  const { stream, part } = partsOf(target);
  return (
    part !== undefined && names(log, stream, 'payment').has(part) && !names(log, stream, 'tranche').has(part)
  );
};

/** A target must name a deal of the log, or a tranche (or payment) of one, whatever the question's dates. */
export const checkTarget = (
  target: string,
  log: EditedLog,
  pointer = '/target',
  payments = false,
): Problem[] => {
  const { stream, part } = partsOf(target);
  if (!stream.startsWith('deal-') || log.facts(stream).length === 0)
    return [{ pointer, detail: `there is no deal "${stream}"` }];
  if (
    part === undefined ||
    names(log, stream, 'tranche').has(part) ||
    (payments && names(log, stream, 'payment').has(part))
  )
    return [];
  return [{ pointer, detail: `${stream} has no tranche${payments ? ' or payment' : ''} "${part}"` }];
};

/** The tranches that a target names: all of a deal, or one. */
export const matched = (target: string, log: EditedLog): Target[] => {
  const { stream, part } = partsOf(target);
  return log.tranches(stream).filter(({ id }) => part === undefined || id === part);
};

export interface Scheduled {
  acts: Target[];
  left: { target: string; because: string }[];
}

const isFrom = (due: string, from: string): boolean => daysOf(due).last >= daysOf(from).first;

/** What a schedule edit acts on: what is not energized and, with `from`, is due on or after its earliest day. */
export const schedulable = (targets: readonly Target[], from: string | undefined): Scheduled => {
  const scheduled: Scheduled = { acts: [], left: [] };
  for (const target of targets) {
    const { due } = target.tranche;
    if (isEnergized(target)) scheduled.left.push({ target: target.reference, because: 'energized' });
    else if (from === undefined) scheduled.acts.push(target);
    else if (due === undefined) scheduled.left.push({ target: target.reference, because: 'undated' });
    else if (isFrom(due, from)) scheduled.acts.push(target);
  }
  return scheduled;
};

export const outcome = (acts: readonly Target[], left: Outcome['left'] = []): Outcome => ({
  touched: acts.map(({ reference }) => reference),
  ...(left.length > 0 && { left }),
});

/** The fields of the tranches that a target names, as footprints call them, whatever another edit made of them. */
export const fieldsOf = (target: string, log: EditedLog, field: string): string[] => {
  const { stream, part } = partsOf(target);
  const parts = part === undefined ? [...log.deal(stream).tranches.keys()] : [part];
  return parts.map((name) => `${stream}/${name}.${field}`);
};

/** A selector reads what draws power; of a whole deal, which tranches there are; with a `from`, when they are due. */
export const selectorReads = (target: string, log: EditedLog, from?: string): string[] => [
  ...fieldsOf(target, log, 'energized'),
  ...(target.includes('/') ? [] : [`${target}.tranches`]),
  ...(from === undefined ? [] : fieldsOf(target, log, 'due')),
];
