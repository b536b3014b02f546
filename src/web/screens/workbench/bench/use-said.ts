import { type EditNames, editsSaid } from '../../../../../projections/wording/edit-said.js';
import { slugWords } from '../../../../../projections/wording/slug-words.js';
import type { ChartNames } from '../../../../charts/names.js';
import { useNames } from '../../../words/use-names.js';
import type { NamedTarget } from '../../../worker/protocol.js';
import { useAnswer } from '../../../worker/use-answer.js';
import type { LineEdits, PlainEdit } from './words.js';

/** Says edits in sentences, with everything by its name. */
export interface EditSayer {
  names: EditNames;
  /** Of edits that belong together; what they read off assumptions is told from those before them. */
  say(edits: readonly PlainEdit[], before?: readonly PlainEdit[]): string;
}

const aboutEvents: ReadonlySet<unknown> = new Set(['assume', 'suppress', 'amend']);

const happeningsIn = (edits: readonly PlainEdit[]): PlainEdit[] =>
  edits.flatMap((edit) =>
    Array.isArray(edit.edits) ? happeningsIn(edit.edits) : aboutEvents.has(edit.op) ? [edit] : [],
  );

/** A part that no target is, such as one that an edit split off, by its own words and its deal. */
const unlistedSaid = (reference: string, { deal }: ChartNames): string => {
  const [stream = '', part] = reference.split('/');
  const title = deal(stream);
  if (title === stream) return `“${reference}”`;
  return part === undefined ? `“${title}”` : `“${slugWords(part)}” of “${title}”`;
};

const noTargets: readonly NamedTarget[] = [];

/** Sentences for these edits: of what they do to recorded events the log is asked. */
export const useSaid = (edits: readonly PlainEdit[]): EditSayer => {
  const all = useNames();
  const { value: targets = noTargets } = useAnswer('targets', {});
  const asked = happeningsIn(edits);
  const { value: happenings = {} } = useAnswer('happenings', asked.length > 0 ? { edits: asked } : undefined);
  const names: EditNames = {
    party: all.party,
    target: (reference) => targets.find(({ id }) => id === reference)?.said ?? unlistedSaid(reference, all),
    happening: (edit) => happenings[JSON.stringify(edit)] ?? '…',
  };
  return { names, say: (some, before) => editsSaid(some, names, before) };
};

/** How a line was read: what its edits do, or what is wrong with it. */
export const readSaid = (
  read: LineEdits | undefined,
  { say }: EditSayer,
  before?: readonly PlainEdit[],
): string => {
  if (!read) return '';
  return 'problem' in read ? read.problem : say(read.edits, before);
};

export const editsIn = (reads: readonly (LineEdits | undefined)[]): PlainEdit[] =>
  reads.flatMap((read) => (read && 'edits' in read ? read.edits : []));
