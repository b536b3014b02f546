import type { Fact } from '../../../events/index.js';
import { isAddedTo } from '../../../events/kit/declaration.js';
import type { Count, EventId } from '../../../events/kit/formats.js';
import type { Log } from '../../../projections/kit/log.js';
import { everything, visibleFacts } from '../../../projections/kit/cut.js';
import { logUpTo } from '../../../projections/kit/prefix.js';
import { EditedLog } from '../edits/edited-log.js';
import { orderEdits } from '../edits/editing.js';
import { assume, type Assume } from '../edits/assume.js';
import { cap } from '../edits/cap.js';
import type { Footprint, Edit } from '../edits/edit.js';
import { amend, suppress } from '../edits/events.js';
import { fieldsWritten } from '../edits/said.js';
import { reorder } from '../edits/reorder.js';
import { readEdits } from '../scenario/read-edits.js';
import { whyObsolete } from './gone.js';
import { isMatch, tolerance } from './match.js';
import { type StreamReach, reachesOn } from './reach.js';
import type { ResolvedScenario } from '../scenario/resolve.js';
import { factsRecordedSince } from '../../../projections/kit/recorded-since.js';
import { FieldChanges } from './since.js';
import { isFulfilled } from './so.js';
import { questionOn, Trial, type TrialResult, tryAll } from './trial.js';

/** What became of an edit since: whether it still stands, and who decides. */
const verdicts = ['clean', 'adjusted', 'conflict', 'obsolete', 'realised'] as const;

export interface EditVerdict {
  /** The edit's number among the scenario's own, from 0. */
  edit: Count;
  op: string;
  /** What became of it since. */
  verdict: (typeof verdicts)[number];
  because: string;
  /** What was recorded since that decided it. */
  events: EventId[];
}

export interface Verdict extends EditVerdict {
  /** It can't be made any more, so that it can't be kept. */
  isRefused?: true;
}

/** What others are told of it. */
export const shownVerdict = ({ isRefused: _, ...verdict }: Verdict): EditVerdict => verdict;

type VerdictReason = Omit<Verdict, 'edit' | 'op'>;

interface FactChange {
  fact: Fact;
  fields: readonly string[];
}

const idsOf = (changes: readonly FactChange[]): string[] => changes.map(({ fact }) => fact.id);

const haveOverlap = (fields: readonly string[], others: readonly string[]): boolean =>
  fields.some((field) => others.includes(field));

/** These are laid out anew from what they read: that it changed is no conflict. */
const laysOutAnew = new Set([cap.op, reorder.op]);

// Another tranche or payment, or another one of many, stands beside what the edit brings.
const isSetOnce = (field: string): boolean => !field.endsWith('.tranches') && !isAddedTo(field);

/** What was cancelled or lapsed by itself is left alone. */
const isOver = (field: string, log: EditedLog): boolean => {
  const [, stream, tranche] = /^(deal-[^/]+)\/([^.]+)\./.exec(field) ?? [];
  return stream !== undefined && log.deal(stream).tranches.get(tranche!)?.fate !== undefined;
};

const signature = ({ brought, outcome }: TrialResult): string =>
  JSON.stringify([
    brought.map(({ stream, type, body }) => [stream, type, body]),
    outcome.left,
    outcome.dropped,
  ]);

/** Looks at every edit of a scenario on the log as it was and on the log as it is. */
class Judge {
  readonly #changes: FactChange[];
  readonly #before: Map<number, TrialResult>;
  readonly #then: EditedLog;
  readonly #now: EditedLog;
  readonly #trial: Trial;
  readonly #reachOf: (edit: Edit, footprint: Footprint) => StreamReach;

  constructor(
    scenario: ResolvedScenario,
    edits: readonly Edit[],
    readonly log: Log,
    today: string,
  ) {
    const base = logUpTo(log, scenario.countsFrom);
    const changes = new FieldChanges(log);
    this.#changes = factsRecordedSince(log, scenario.countsFrom).map((fact) => ({
      fact,
      fields: changes.of(fact),
    }));
    this.#before = tryAll(base, edits, today);
    this.#then = new EditedLog(base, questionOn(base, today));
    this.#now = new EditedLog(log, questionOn(log, today));
    this.#trial = new Trial(log, edits, today);
    this.#reachOf = reachesOn(log);
  }

  /** Makes an edit that is not judged: a parent's. */
  pass(edit: Edit): void {
    this.#trial.try(edit);
  }

  judge(edit: Edit): VerdictReason {
    const before = this.#before.get(edit.index)!;
    const near = this.#near(edit, before);
    return (
      this.#realised(edit, before, near) ??
      this.#obsolete(edit, near) ??
      this.#standing(edit, before, near, this.#trial.try(edit))
    );
  }

  /** What was recorded since in what the edit touches or reads. */
  #near(edit: Edit, { footprint }: TrialResult): FactChange[] {
    const reach = this.#reachOf(edit, footprint);
    return this.#changes.filter(({ fact }) => reach.has(fact.stream));
  }

  #realised(edit: Edit, { brought }: TrialResult, near: readonly FactChange[]): VerdictReason | undefined {
    if (edit.kind.op === assume.op) return this.#happened(edit, brought[0]);
    if (edit.kind.op === cap.op || brought.length === 0) return undefined;
    const fields = brought.flatMap(({ stream, type, body }) => [
      ...fieldsWritten({ stream, type, body }),
      `${stream}.stage`,
    ]);
    const events = near.filter((change) => haveOverlap(change.fields, fields));
    if (events.length === 0 || !brought.every((fact) => isFulfilled(fact, this.#now.deal(fact.stream))))
      return undefined;
    const because = 'what it would bring about is what is recorded by now';
    return { verdict: 'realised', because, events: idsOf(events) };
  }

  /** Something assumed is looked for among everything that was recorded since. */
  #happened(edit: Edit, fact: Fact | undefined): VerdictReason | undefined {
    if (!fact) return undefined;
    const { effectiveOn } = (edit.fields as Assume).event as { effectiveOn?: string };
    const isUnnamed = this.log.facts(fact.stream).length === 0;
    const assumed = { fact, isUnnamed, ...(effectiveOn !== undefined && { effectiveOn }) };
    const match = this.#changes
      .filter((change) => change.fact.type === fact.type)
      .flatMap((change) => this.#counted(change))
      .find((one) => isMatch(assumed, one));
    return (
      match && {
        verdict: 'realised',
        because: `${match.type} was recorded on ${match.stream}: ${tolerance}`,
        events: [match.id],
      }
    );
  }

  /** A recorded fact as it counts by now: corrected, or not at all. */
  #counted({ fact: { id, stream } }: FactChange): Fact[] {
    return visibleFacts(this.log.facts(stream), everything).filter((one) => one.id === id);
  }

  #obsolete(edit: Edit, near: readonly FactChange[]): VerdictReason | undefined {
    if (edit.kind.op === suppress.op || edit.kind.op === amend.op) {
      const { event } = edit.fields as { event: string };
      const events = this.#changes.filter(({ fields }) => fields.includes(`event:${event}`));
      if (events.length === 0) return undefined;
      const because = `${event}, which it is about, was corrected or taken back`;
      return { verdict: 'obsolete', because, events: idsOf(events) };
    }
    const because = whyObsolete(edit, this.#then, this.#now);
    return because === undefined ? undefined : { verdict: 'obsolete', because, events: idsOf(near) };
  }

  #standing(edit: Edit, before: TrialResult, near: readonly FactChange[], now: TrialResult): VerdictReason {
    if (now.problems.length > 0) {
      const because = `it is refused now: ${now.problems.map(({ detail }) => detail).join('; ')}`;
      return { verdict: 'conflict', because, events: idsOf(near), isRefused: true };
    }
    const writes = now.footprint.writes.filter(isSetOnce).filter((field) => !isOver(field, this.#now));
    const clashing = laysOutAnew.has(edit.kind.op)
      ? []
      : near.filter(({ fields }) => haveOverlap(fields, writes));
    if (clashing.length > 0) return conflictVerdict(clashing, writes);
    if (near.length === 0 && signature(before) === signature(now))
      return { verdict: 'clean', because: 'nothing that it touches or reads was recorded since', events: [] };
    return {
      verdict: 'adjusted',
      because:
        signature(before) === signature(now)
          ? 'it does the same, though something that it touches or reads was recorded since'
          : 'it does something else than before, as what it touches or reads changed',
      events: idsOf(near),
    };
  }
}

const conflictVerdict = (clashing: readonly FactChange[], writes: readonly string[]): VerdictReason => {
  const fields = new Set(
    clashing.flatMap(({ fields: all }) => all.filter((field) => writes.includes(field))),
  );
  const types = new Set(clashing.map(({ fact }) => fact.type));
  return {
    verdict: 'conflict',
    because: `${[...types].join(', ')} changed what it changes, too: ${[...fields].join(', ')}`,
    events: idsOf(clashing),
  };
};

const unreadableVerdicts = (scenario: ResolvedScenario, detail: string): Verdict[] =>
  scenario.edits.slice(scenario.inherited).map(({ op }, edit) => ({
    edit,
    op: String(op),
    verdict: 'conflict',
    because: `the scenario cannot be read: ${detail}`,
    events: [],
    isRefused: true,
  }));

/** What became of each of a scenario's own edits by the end of this log. */
export const verdictsOf = (scenario: ResolvedScenario, log: Log, today: string): Verdict[] => {
  const { edits, assumptions, inherited } = scenario;
  const read = readEdits(edits, log, { assumptions });
  if (read.problems)
    return unreadableVerdicts(scenario, read.problems.map(({ detail }) => detail).join('; '));
  const judge = new Judge(scenario, read.value, log, today);
  return orderEdits(read.value)
    .flatMap((edit): Verdict[] => {
      if (edit.index < inherited) {
        judge.pass(edit);
        return [];
      }
      return [{ edit: edit.index - inherited, op: String(edits[edit.index]!.op), ...judge.judge(edit) }];
    })
    .sort((left, right) => left.edit - right.edit);
};
