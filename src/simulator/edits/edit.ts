import type { Problem } from '../../../events/index.js';
import { daysOf } from '../../../events/kit/date.js';
import { visibleFacts } from '../../../projections/kit/cut.js';
import type { Log } from '../../../projections/kit/log.js';
import { cutOf } from '../../../projections/kit/question.js';
import { nearestHint } from '../../../events/kit/nearest.js';
import type { Variable } from '../chance/variable.js';
import type { EditedLog, TrancheTarget } from './edited-log.js';
import type { PartiesNamed } from './named-parties.js';
import { overlapsWith } from './overlaps.js';
import { isPartlyEnergized, isWhollyEnergized } from './running.js';
import { whyOver } from './standing.js';

/** What an edit came to. */
export interface EditOutcome {
  /** Deals, tranches, payments or events that it changed. */
  touched: string[];
  /** What it matched and left alone, with why: energized, undated, due before, money, … */
  left?: { target: string; because: string }[];
  /** Events that fell away because they depend on what it took out. */
  dropped?: string[];
  /** Why it had nothing to act on. */
  because?: string;
}

/** Which fields an edit writes and which its selector reads; two edits conflict where these meet. */
export interface Footprint {
  reads: string[];
  writes: string[];
  /** Those of what it writes to which it only adds, as others may in any order. */
  adds?: string[];
}

export interface MakingContext {
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
  /** Acts on nothing but the tranche that it names, where it names one; so other edits of the deal can't meet it. */
  readonly keepsToTranche?: true;
  /** Made after all other edits, wherever it stands in the list. */
  readonly isLast?: boolean;
  /** The same edit with the parties by their slugs that its declared fields don't tell of. */
  named?(edit: Edit, parties: PartiesNamed): Edit;
  /** What is wrong with it on this log: an unknown target above all. Pointers are into the edit. */
  check(edit: Edit, log: EditedLog, assuming: MakingContext): Problem[];
  apply(edit: Edit, log: EditedLog, assuming: MakingContext): EditOutcome;
  footprint(edit: Edit, log: EditedLog): Footprint;
}

/** An edit that has been read, with its kind. */
export interface Edit {
  kind: EditKind;
  fields: object;
  /** Its number in the scenario, and where it stands there. */
  index: number;
  pointer: string;
  /** Whether it comes about; what is drawn may not. */
  isMade: boolean;
  variable?: Variable;
  /** Which of the variable's outcomes came about. */
  outcome?: number;
  /** The assumptions that it reads. */
  reads: readonly string[];
  /** It gives another value to an assumption that has one without it. */
  replaces?: true;
  /** The alternatives that did not come about, to be checked all the same. */
  others?: readonly Edit[];
}

export const partsOf = (target: string): { stream: string; part?: string } => {
  const [stream = '', part] = target.split('/');
  return { stream, ...(part !== undefined && { part }) };
};

export const isPayment = (target: string, log: EditedLog): boolean => {
  const { stream, part } = partsOf(target);
  if (part === undefined) return false;
  const named = log.named(stream);
  return named.has('payment', part) && !named.has('tranche', part);
};

const unknownPart = (target: string, log: EditedLog, payments: boolean): string | undefined => {
  const { stream, part } = partsOf(target);
  if (part === undefined) return undefined;
  const named = log.named(stream);
  const [isTranche, isMoney] = [named.has('tranche', part), named.has('payment', part)];
  if (isTranche && isMoney && payments)
    return `${target} is ambiguous: ${stream} has a tranche "${part}" and a payment "${part}"; name the deal, or amend the event that is meant`;
  if (isTranche || (isMoney && payments)) return undefined;
  return isMoney
    ? `${target} is a payment: this edit acts on tranches`
    : `${stream} has no tranche${payments ? ' or payment' : ''} "${part}"`;
};

/** A deal that is not in the log, with the one that was probably meant. */
export const noDealText = (stream: string, log: Log): string =>
  `there is no deal "${stream}"${nearestHint(stream, log.streams('deal'))}`;

/** A target must name a deal of the log, or a tranche (or payment) of one, whatever the question's dates. */
export const checkTarget = (
  target: string,
  log: EditedLog,
  pointer = '/target',
  payments = false,
): Problem[] => {
  const { stream } = partsOf(target);
  if (!stream.startsWith('deal-') || log.facts(stream).length === 0)
    return [{ pointer, detail: noDealText(stream, log.base) }];
  const detail = unknownPart(target, log, payments);
  return detail === undefined ? [] : [{ pointer, detail }];
};

/** The tranches that a target names: all of a deal, or one with what has been split off it. */
export const targetsNamed = (target: string, log: EditedLog): TrancheTarget[] => {
  const { stream, part } = partsOf(target);
  return part === undefined
    ? log.tranches(stream)
    : [target, ...log.partsOf(target)].flatMap((name) => log.tranche(name) ?? []);
};

export interface TargetSelection {
  acts: TrancheTarget[];
  left: { target: string; because: string }[];
}

const isFrom = (due: string, from: string): boolean => daysOf(due).last >= daysOf(from).first;

/** What a container says beside its parts is no part of its own that could go elsewhere. */
export const isContainer = (reference: string, log: EditedLog): boolean =>
  log.naming
    .of(reference)
    .some((stream) =>
      visibleFacts(log.facts(stream), { ...cutOf(log.question), horizon: '9999-12-31' }).some(
        ({ body }) => body.partOf === reference,
      ),
    );

/** Why a tranche that partly draws power can't be split. */
export const whyWhole = (target: TrancheTarget, log: EditedLog): string | undefined =>
  isPartlyEnergized(target) && isContainer(target.reference, log) ? 'container' : undefined;

const whyLeft = (target: TrancheTarget, log: EditedLog, cuts: boolean): string | undefined => {
  if (isWhollyEnergized(target)) return 'energized';
  return whyOver(log, target) ?? (cuts ? undefined : whyWhole(target, log));
};

/** What a schedule edit acts on: what is not energized and, with `from`, is due on or after its earliest day. */
export const targetsToSchedule = (
  targets: readonly TrancheTarget[],
  from: string | undefined,
  log: EditedLog,
  /** What is only cut down, and not split, may be a container. */
  cuts = false,
): TargetSelection => {
  const scheduled: TargetSelection = { acts: [], left: [] };
  for (const target of targets) {
    const { due } = target.tranche;
    const because = whyLeft(target, log, cuts);
    if (because !== undefined) scheduled.left.push({ target: target.reference, because });
    else if (from === undefined) scheduled.acts.push(target);
    else if (due === undefined) scheduled.left.push({ target: target.reference, because: 'undated' });
    else if (isFrom(due, from)) scheduled.acts.push(target);
  }
  return scheduled;
};

export const outcome = (acts: readonly TrancheTarget[], left: EditOutcome['left'] = []): EditOutcome => ({
  touched: acts.map(({ reference }) => reference),
  ...(left.length > 0 && { left }),
});

/** The fields of the tranches that a target names, as footprints call them, whatever another edit made of them. */
export const fieldsOf = (target: string, log: EditedLog, field: string): string[] => {
  const { stream, part } = partsOf(target);
  const parts = part === undefined ? [...log.deal(stream).tranches.keys()] : [part];
  const references = parts.flatMap((name) => [`${stream}/${name}`, ...log.partsOf(`${stream}/${name}`)]);
  return [...new Set(references)].map((reference) => `${reference}.${field}`);
};

/** What is split off a tranche is told to overlap what the tranche does. */
export const overlapFields = (target: TrancheTarget, log: EditedLog): string[] =>
  overlapsWith(target, log).map((one) => `${one.with}.overlaps[]`);

/** Of what draws power the edit leaves a part where it is, so that it writes how large the other one is. */
export const splitFields = (target: string, log: EditedLog): string[] =>
  targetsNamed(target, log)
    .filter(({ tranche }) => tranche.energized !== undefined)
    .flatMap((one) => [`${one.reference}.power`, ...overlapFields(one, log)]);

/** What says whether anything of a target is left to act on. */
export const endingReads = (target: string, log: EditedLog): string[] => [
  ...['energized', 'fate', 'stage', 'ends'].flatMap((field) => fieldsOf(target, log, field)),
  `${partsOf(target).stream}.stage`,
];

/** A selector reads what draws power and what is gone; of a whole deal, which tranches there are; with a `from`, when they are due. */
export const selectorReads = (target: string, log: EditedLog, from?: string): string[] => [
  ...endingReads(target, log),
  // A container that draws power is not split, and what is split off another tranche overlaps what that one does.
  ...fieldsOf(target, log, 'parts[]'),
  ...fieldsOf(target, log, 'overlaps[]'),
  ...(target.includes('/') ? [] : [`${target}.tranches`]),
  ...(from === undefined ? [] : fieldsOf(target, log, 'due')),
];
