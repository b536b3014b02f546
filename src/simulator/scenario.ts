import type { Problem } from '../../events/index.js';
import { decodeAs, isPlainObject } from '../../events/kit/decode.js';
import { amend, suppress } from './edits/events.js';
import { assume } from './edits/assume.js';
import { cancel } from './edits/cancel.js';
import { delay } from './edits/delay.js';
import type { EditKind } from './edits/edit.js';
import { exercise, lapse } from './edits/options.js';
import { reassign } from './edits/reassign.js';
import { scale } from './edits/scale.js';

/** The one list of edits. */
export const editKinds = [
  assume,
  suppress,
  amend,
  delay,
  scale,
  reassign,
  cancel,
  exercise,
  lapse,
] as unknown as readonly EditKind[];

const kindByOp = new Map(editKinds.map((kind) => [kind.op, kind]));

/** An edit that has been read, with its kind. */
export interface Edit {
  kind: EditKind;
  fields: object;
}

export type Read<T> = { value: T; problems?: undefined } | { value?: undefined; problems: Problem[] };

const readEdit = (raw: unknown, pointer: string): Read<Edit> => {
  if (!isPlainObject(raw)) return { problems: [{ pointer, detail: 'must be an object with an op' }] };
  const { op, ...rest } = raw;
  const kind = typeof op === 'string' ? kindByOp.get(op) : undefined;
  if (!kind)
    return {
      problems: [{ pointer: `${pointer}/op`, detail: `must be one of ${[...kindByOp.keys()].join(', ')}` }],
    };
  const { value: fields, problems } = decodeAs(kind.declared, rest, pointer);
  return problems ? { problems } : { value: { kind, fields } };
};

/** Reads a scenario's edits; every problem of every edit at once. */
export const readEdits = (raw: readonly unknown[]): Read<Edit[]> => {
  const read = raw.map((one, index) => readEdit(one, `/edits/${index}`));
  const problems = read.flatMap((one) => one.problems ?? []);
  return problems.length > 0 ? { problems } : { value: read.map((one) => one.value!) };
};
