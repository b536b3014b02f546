import type { Problem } from '../../../events/index.js';
import { decodeAs, type Result, isPlainObject } from '../../../events/kit/decode.js';
import { nearestName } from '../../../events/kit/nearest.js';
import type { Log } from '../../../projections/kit/log.js';
import { Assumptions } from './assumptions.js';
import { alternativeProblems, type Chances, nameOf, takeChances } from '../chance/chances.js';
import { originOf, tableOf } from '../chance/distribution.js';
import { choice, coin, tableValue, type Variable } from '../chance/variable.js';
import { amend, suppress } from '../edits/events.js';
import { assume } from '../edits/assume.js';
import { cancel } from '../edits/cancel.js';
import { cap } from '../edits/cap.js';
import { delay } from '../edits/delay.js';
import type { Edit, EditKind } from '../edits/edit.js';
import { type Alternatives, oneOf } from '../edits/one-of.js';
import { PartiesNamed } from '../edits/named-parties.js';
import { exercise, lapse } from '../edits/options.js';
import { reassign } from '../edits/reassign.js';
import { reorder } from '../edits/reorder.js';
import { scale } from '../edits/scale.js';
import { set, type SetAssumption } from '../edits/set.js';

/** The one list of edits. */
export const editKinds = [
  assume,
  suppress,
  amend,
  delay,
  scale,
  cap,
  reassign,
  cancel,
  exercise,
  lapse,
  reorder,
  set,
  oneOf,
] as unknown as readonly EditKind[];

const kindByOp = new Map(editKinds.map((kind) => [kind.op, kind]));

/** How a scenario is read: with which assumptions, and with which outcomes of what is drawn. */
export interface EditContext {
  assumptions?: Readonly<Record<string, unknown>>;
  /** The number of each variable's outcome; what is missing comes out as the views show it. */
  outcomes?: ReadonlyMap<string, number>;
  /** The edits of these numbers set no assumption that has a value without them. */
  unset?: readonly number[];
  /** Only the edits of these numbers; they read no assumption that another one sets. */
  only?: readonly number[];
  /** What an earlier reading of the same edits has found out. */
  known?: EditCache;
}

/** What stays the same from one reading of a scenario's edits to the next. */
export interface EditCache {
  /** The variables by the numbers of their edits. */
  readonly variables: ReadonlyMap<number, Variable>;
  /** Decoded fields by place and content. */
  readonly fields: Map<string, object>;
}

type RawEdit = Record<string, unknown>;

const unknownOp = (op: unknown): string => {
  const ops = [...kindByOp.keys()];
  const nearest = typeof op === 'string' ? `; the nearest to "${op}" is "${nearestName(op, ops)}"` : '';
  return `must be one of ${ops.join(', ')}${nearest}`;
};

class EditReader {
  readonly problems: Problem[] = [];
  readonly #assumptions: Assumptions;
  readonly #ids = new Map<string, number>();

  constructor(
    readonly parties: PartiesNamed | undefined,
    readonly reading: EditContext,
  ) {
    this.#assumptions = new Assumptions(reading.assumptions ?? {});
  }

  edit(raw: unknown, index: number): Edit | undefined {
    const pointer = `/edits/${index}`;
    const one = this.#plain(raw, index, pointer);
    if (!one) return undefined;
    const { edit, chances, name } = one;
    if (edit.kind.op === oneOf.op) return this.#choice(edit, chances, pointer);
    const { probability } = chances;
    const variable =
      probability &&
      this.#variable(index, () =>
        coin({ id: this.#id(chances.variable ?? name, pointer), edit: index }, probability),
      );
    const outcome = variable && this.#outcome(variable);
    const isMade = variable === undefined || variable.values[outcome!] === 1;
    const made: Edit = { ...edit, isMade, ...(variable && { variable, outcome: outcome! }) };
    return edit.kind.op === set.op ? this.#assigned(made, chances, pointer) : made;
  }

  /** An edit by itself: its kind and its fields. */
  #plain(
    raw: unknown,
    index: number,
    pointer: string,
  ): { edit: Edit; chances: Chances; name: string } | undefined {
    if (!isPlainObject(raw)) return this.#refuse(pointer, 'must be an object with an op');
    const kind = typeof raw.op === 'string' ? kindByOp.get(raw.op) : undefined;
    if (!kind) return this.#refuse(`${pointer}/op`, unknownOp(raw.op));
    const { rest, chances, problems } = takeChances(raw, pointer);
    const { op: _, ...own } = rest;
    const filled: { value: RawEdit; reads: string[]; problems: Problem[] } =
      kind.op === oneOf.op ? { value: own, reads: [], problems: [] } : this.#assumptions.fill(own, pointer);
    const decoded = filled.problems.length > 0 ? filled : this.#decoded(kind, filled.value, pointer);
    this.problems.push(...problems, ...(decoded.problems ?? []));
    if (problems.length > 0 || decoded.problems?.length) return undefined;
    const edit = { kind, fields: decoded.value as object, index, pointer, isMade: true, reads: filled.reads };
    return { edit, chances, name: nameOf(rest) };
  }

  #choice({ fields, index }: Edit, chances: Chances, pointer: string): Edit | undefined {
    if (chances.probability)
      return this.#refuse(`${pointer}/probability`, 'belongs to the alternatives, not to the whole');
    const read = (fields as Alternatives).edits.map((raw, at) =>
      raw.op === oneOf.op
        ? this.#refuse(`${pointer}/edits/${at}/op`, 'alternatives have no alternatives of their own')
        : this.#plain(raw, index, `${pointer}/edits/${at}`),
    );
    const all = read.filter((one) => one !== undefined);
    if (all.length < read.length) return undefined;
    const problems = alternativeProblems(
      all.map((one) => one.chances.probability),
      pointer,
    );
    this.problems.push(...problems);
    return problems.length > 0 ? undefined : this.#chosen(all, chances, index, pointer);
  }

  #chosen(
    all: readonly { edit: Edit; chances: Chances; name: string }[],
    { variable: given }: Chances,
    index: number,
    pointer: string,
  ): Edit {
    const variable = this.#variable(index, () =>
      choice(
        { id: this.#id(given ?? `oneOf ${all.map(({ name }) => name).join(' | ')}`, pointer), edit: index },
        all.map(({ chances }) => chances.probability!),
      ),
    );
    const outcome = this.#outcome(variable);
    const chosen = variable.values[outcome]!;
    const { edit } = all[Math.max(0, chosen)]!;
    const others = all.map((one) => one.edit).filter((one) => one !== edit);
    const made = { ...edit, isMade: chosen >= 0, variable, outcome, others };
    return edit.kind.op === set.op ? this.#assigned(made, {}, pointer)! : made;
  }

  /** An assumption counts for the edits after it. */
  #assigned(edit: Edit, { probability, variable: given }: Chances, pointer: string): Edit | undefined {
    const { assumption, value, distribution } = edit.fields as SetAssumption;
    if (distribution && edit.variable)
      return this.#refuse(
        `${pointer}/${probability ? 'probability' : 'edits'}`,
        'an assumption is drawn from its distribution: it has no probability beside it',
      );
    if (!distribution) return edit.isMade ? this.#setTo(value!, assumption, edit) : edit;
    const variable = this.#variable(edit.index, () =>
      tableValue(
        { id: this.#id(given ?? `assumption ${assumption}`, pointer), edit: edit.index },
        tableOf(distribution),
        originOf(distribution),
      ),
    );
    const outcome = this.#outcome(variable);
    return this.#setTo(variable.values[outcome]!, assumption, { ...edit, variable, outcome });
  }

  /** Without the edit an assumption has the value that it had before, if it had one. */
  #setTo(value: number, assumption: string, edit: Edit): Edit {
    if (!this.#assumptions.has(assumption)) {
      this.#assumptions.set(assumption, value);
      return edit;
    }
    if (!this.reading.unset?.includes(edit.index)) this.#assumptions.set(assumption, value);
    return { ...edit, replaces: true };
  }

  #variable(edit: number, made: () => Variable): Variable {
    return this.reading.known?.variables.get(edit) ?? made();
  }

  #decoded(kind: EditKind, raw: RawEdit, pointer: string): Result<object> {
    const fields = this.reading.known?.fields;
    const key = fields && `${pointer} ${JSON.stringify(raw)}`;
    const known = key === undefined ? undefined : fields!.get(key);
    if (known) return { value: known };
    const { value, problems } = decodeAs(kind.declared, raw, pointer, this.parties?.inEdit(raw));
    if (problems) return { problems };
    const named = this.parties && kind.named ? kind.named(value, this.parties) : value;
    if (key !== undefined) fields!.set(key, named);
    return { value: named };
  }

  #outcome({ id, shown }: Variable): number {
    return this.reading.outcomes?.get(id) ?? shown;
  }

  /** Two edits that are about the same thing have coins of their own. */
  #id(name: string, pointer: string): string {
    const before = this.#ids.get(name) ?? 0;
    this.#ids.set(name, before + 1);
    if (before > 998) this.#refuse(pointer, 'is about the same as too many others');
    return before === 0 ? name : `${name} #${before + 1}`;
  }

  #refuse(pointer: string, detail: string): undefined {
    this.problems.push({ pointer, detail });
    return undefined;
  }
}

/**
 * Reads a scenario's edits; every problem of every edit at once. Parties are called as the log calls them, by slug or
 * by what a register calls them; where there is no log, by slug only.
 */
export const readEdits = (
  raw: readonly unknown[],
  log: Log | undefined,
  reading: EditContext = {},
): Result<Edit[]> => {
  const reader = new EditReader(log && new PartiesNamed(log, raw), reading);
  const numbers = reading.only ?? raw.map((_, index) => index);
  const edits = numbers.map((index) => reader.edit(raw[index], index));
  if (reader.problems.length > 0) return { problems: reader.problems };
  return { value: edits.filter((edit) => edit !== undefined) };
};
