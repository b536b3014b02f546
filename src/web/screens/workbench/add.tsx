import type { NamedTarget } from '../../worker/protocol.js';
import { editsIn, readSaid, useSaid } from './bench/use-said.js';
import { examples, type LineEdits, readEdit } from './bench/words.js';

interface AddProps {
  targets: readonly NamedTarget[];
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
  const said = useSaid(editsIn([read]));
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
          ? readSaid(read, said)
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
