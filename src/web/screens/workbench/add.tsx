import type { DisplayName } from '../../worker/protocol.js';
import { type PlainEdit, examples, type LineEdits, readEdit } from './bench/words.js';

const valueText = (value: unknown): string =>
  typeof value !== 'object' || value === null
    ? String(value)
    : 'assumption' in value
      ? 'as drawn'
      : JSON.stringify(value);

const mostValues = 4;

const drawnText = ({ reference, values, least, most }: PlainEdit): string => {
  if (reference !== undefined) return `from the class ${String(reference)}`;
  if (!Array.isArray(values)) return `from ${String(least)} to ${String(most)}`;
  const some = values.length > mostValues ? [...values.slice(0, 2), '…', values.at(-1)] : values;
  return `from ${some.join(', ')}`;
};

const editText = ({ op, target, tranche, ...more }: PlainEdit): string => {
  if (op === 'set' && more.distribution)
    return `${String(more.assumption)} drawn ${drawnText(more.distribution as PlainEdit)}`;
  if (op === 'oneOf') return (more.edits as PlainEdit[]).map(editText).join(' — or — ');
  const rest = Object.entries(more).map(([name, value]) => `${name} ${valueText(value)}`);
  const about = target ?? tranche;
  return [String(op), ...(about === undefined ? [] : [String(about)]), ...rest].join(' · ');
};

/** How a line was read: its edits, or what is wrong with it. */
export const readText = (read: LineEdits | undefined): string => {
  if (!read) return '';
  return 'problem' in read ? read.problem : read.edits.map(editText).join('; then ');
};

interface AddProps {
  targets: readonly DisplayName[];
  add(text: string): void;
}

interface EditFieldProps extends AddProps {
  typed: string;
  type(text: string): void;
  /** The log has been read, so that what is typed can be. */
  isReady: boolean;
}

const isWrong = (read: LineEdits | undefined): boolean => read !== undefined && 'problem' in read;

const unread = 'The log is still being read; the edit is read behind it.';

/** A field for the next edit, which says at once how it is read. */
export const Add = ({ targets, add, typed, type, isReady }: EditFieldProps) => {
  const text = typed.trim();
  const read = text === '' || !isReady ? undefined : readEdit(text, targets);
  const submit = (event: Event): void => {
    event.preventDefault();
    if (text === '' || isWrong(read)) return;
    add(text);
    type('');
  };
  return (
    <form class="add" onSubmit={submit}>
      <label for="edit">Type an edit</label>
      <div class="add-row">
        <input
          id="edit"
          value={typed}
          placeholder={examples[0]}
          aria-describedby="edit-read"
          autocomplete="off"
          spellcheck={false}
          onInput={(event) => type(event.currentTarget.value)}
        />
        <button type="submit">Add</button>
      </div>
      <p id="edit-read" class={isWrong(read) ? 'wrong' : 'source'} role="status">
        {read
          ? readText(read)
          : text === ''
            ? 'A deal or a tranche in words, then what happens to it.'
            : unread}
      </p>
    </form>
  );
};

/** Edits to begin with, of those that this log can read. */
export const Examples = ({ targets, add }: AddProps) => (
  <>
    <p class="source">For example:</p>
    <ul class="plain">
      {examples
        .filter((example) => 'edits' in readEdit(example, targets))
        .map((example) => (
          <li key={example}>
            <button type="button" onClick={() => add(example)}>
              <code>{example}</code>
            </button>
          </li>
        ))}
    </ul>
  </>
);

const wordings = [
  ['+4q, −6m, +1y', 'is due later, earlier'],
  ['+2..8q', 'later by any of these, equally likely'],
  ['+grid, +project', 'late as grid connections, as large projects are'],
  ['85%, 40..60%', 'to so much of its size'],
  ['cancel · exercise · lapse', 'falls away; the option is taken, is let go'],
  ['provider NAME · consumer NAME', 'changes hands'],
  ['from 2027-Q3', 'only what is due from then on'],
  ['p 60%', 'comes about with this probability'],
  ['… p 30% | … p 20%', 'one of these, or none'],
  ['{"op": "cap", …}', 'any edit of a scenario file, as JSON'],
] as const;

/** Everything that can be typed. */
export const Wordings = () => (
  <details>
    <summary>What can be typed</summary>
    <dl class="wordings">
      {wordings.map(([typed, says]) => (
        <div key={typed}>
          <dt>
            <code>{typed}</code>
          </dt>
          <dd>{says}</dd>
        </div>
      ))}
    </dl>
  </details>
);
