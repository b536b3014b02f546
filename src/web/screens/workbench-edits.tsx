import { useState } from 'preact/hooks';
import type { Effect } from '../../simulator/run.js';
import type { Named } from '../worker/protocol.js';
import { examples, type Line, type Read, readEdit } from '../workbench/words.js';

interface EditsProps {
  lines: readonly Line[];
  reads: readonly Read[];
  effects: readonly Effect[];
  orderDependent: readonly [number, number][];
  targets: readonly Named[];
  change(lines: readonly Line[]): void;
  undo?: (() => void) | undefined;
}

const moved = (lines: readonly Line[], from: number, to: number): Line[] => {
  const rest = lines.toSpliced(from, 1);
  return rest.toSpliced(to, 0, lines[from]!);
};

const readText = (read: Read | undefined): string => {
  if (!read) return '';
  if ('problem' in read) return read.problem;
  const { op, target, tranche, ...more } = read.edit;
  const rest = Object.entries(more).map(([name, value]) => `${name} ${String(value)}`);
  return [String(op), String(target ?? tranche), ...rest].join(' · ');
};

const most = 3;

const effectText = ({ status, touched, left = [] }: Effect): string => {
  const alone = left.slice(0, most).map(({ target, because }) => `${target.split('/').at(-1)} (${because})`);
  const more = left.length > most ? `, and ${left.length - most} more` : '';
  const leftText = alone.length > 0 ? `; left alone: ${alone.join(', ')}${more}` : '';
  return status === 'no-effect' ? `had nothing to act on${leftText}` : `changed ${touched.length}${leftText}`;
};

interface RowProps {
  line: Line;
  number: number;
  read: Read | undefined;
  effect: Effect | undefined;
  isFirst: boolean;
  isLast: boolean;
  move(by: -1 | 1): void;
  toggle(): void;
  remove(): void;
}

const Row = ({ line, number, read, effect, isFirst, isLast, move, toggle, remove }: RowProps) => (
  <li class={line.isOff ? 'off' : ''}>
    <div class="edit-head">
      <label class="choice">
        <input type="checkbox" checked={!line.isOff} onChange={toggle} aria-label={`Edit ${number} is on`} />
        <b>{line.text}</b>
      </label>
      <span class="edit-buttons">
        <button
          type="button"
          disabled={isFirst}
          aria-label={`Edit ${number}: earlier`}
          onClick={() => move(-1)}
        >
          ▴
        </button>
        <button type="button" disabled={isLast} aria-label={`Edit ${number}: later`} onClick={() => move(1)}>
          ▾
        </button>
        <button type="button" aria-label={`Edit ${number}: remove`} onClick={remove}>
          ✕
        </button>
      </span>
    </div>
    <p class={read && 'problem' in read ? 'wrong' : 'source'}>
      {readText(read)}
      {effect && ` — ${effectText(effect)}`}
    </p>
  </li>
);

const Add = ({ targets, add }: { targets: readonly Named[]; add(text: string): void }) => {
  const [text, setText] = useState('');
  const read = text.trim() === '' ? undefined : readEdit(text, targets);
  const submit = (event: Event): void => {
    event.preventDefault();
    if (!read || 'problem' in read) return;
    add(text.trim());
    setText('');
  };
  return (
    <form class="add" onSubmit={submit}>
      <label for="edit">Type an edit</label>
      <div class="add-row">
        <input
          id="edit"
          value={text}
          placeholder="amd gw-1 +4q"
          aria-describedby="edit-read"
          autocomplete="off"
          spellcheck={false}
          onInput={(event) => setText(event.currentTarget.value)}
        />
        <button type="submit">Add</button>
      </div>
      <p id="edit-read" class={read && 'problem' in read ? 'wrong' : 'source'} role="status">
        {read ? readText(read) : 'A deal or a tranche in words, then what happens to it.'}
      </p>
    </form>
  );
};

/** The list of edits: type to add, reorder, switch off, remove, undo. */
export const Edits = ({ lines, reads, effects, orderDependent, targets, change, undo }: EditsProps) => {
  const add = (text: string): void => change([...lines, { text, isOff: false }]);
  let applied = -1;
  const effectsByLine = lines.map((line, index) => {
    const read = reads[index];
    if (line.isOff || !read || 'problem' in read) return undefined;
    applied += 1;
    return effects[applied];
  });
  return (
    <>
      <Add targets={targets} add={add} />
      {lines.length === 0 && (
        <>
          <p class="source">For example:</p>
          <ul class="plain">
            {examples
              .filter((example) => 'edit' in readEdit(example, targets))
              .map((example) => (
                <li key={example}>
                  <button type="button" onClick={() => add(example)}>
                    {example}
                  </button>
                </li>
              ))}
          </ul>
        </>
      )}
      <ol class="edits">
        {lines.map((line, index) => (
          <Row
            key={`${index}-${line.text}`}
            line={line}
            number={index + 1}
            read={reads[index]}
            effect={effectsByLine[index]}
            isFirst={index === 0}
            isLast={index === lines.length - 1}
            move={(by) => change(moved(lines, index, index + by))}
            toggle={() => change(lines.with(index, { ...line, isOff: !line.isOff }))}
            remove={() => change(lines.toSpliced(index, 1))}
          />
        ))}
      </ol>
      {orderDependent.map(([one, other]) => (
        <p key={`${one}-${other}`} class="source">
          Edits {one + 1} and {other + 1} (of those that are on) depend on their order.
        </p>
      ))}
      {undo && (
        <button type="button" onClick={undo}>
          Undo
        </button>
      )}
    </>
  );
};
