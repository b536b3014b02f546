import type { Effect } from '../../../simulator/answer/run.js';
import { plural } from '../../../charts/words/dates.js';
import type { NamedTarget } from '../../worker/protocol.js';
import { assumedSaid } from './bench/assumed.js';
import type { SheetReading } from './bench/bench.js';
import { lineOfProblem } from './bench/hindrance.js';
import type { BenchLine } from './bench/sheet.js';
import type { EditSayer } from './bench/use-said.js';
import { Add, Examples, Wordings } from './add.js';
import type { Problem } from '../../../../events/kit/decode.js';
import { Sign } from '../../shell/sign.js';

interface EditsProps {
  reading: SheetReading;
  /** What the edits of each line do, in a sentence; what is wrong with a line that cannot be read. */
  told: readonly string[];
  said: EditSayer;
  effects: readonly Effect[];
  problems: readonly Problem[];
  orderDependent: readonly (readonly [number, number])[];
  /** So many edits come before these: the parents'. */
  before: number;
  targets: readonly NamedTarget[];
  isReady: boolean;
  /** What stands in the field. */
  typed: string;
  type(text: string): void;
  add(text: string): void;
  change(lines: readonly BenchLine[]): void;
  undo?: (() => void) | undefined;
}

const moveLine = (lines: readonly BenchLine[], from: number, to: number): BenchLine[] => {
  const rest = lines.toSpliced(from, 1);
  return rest.toSpliced(to, 0, lines[from]!);
};

const most = 3;

const effectText = (effect: Effect, { names }: EditSayer): string => {
  const { status, touched, left = [] } = effect;
  const alone = left.slice(0, most).map(({ target, because }) => `${names.target(target)} (${because})`);
  const more = left.length > most ? `, and ${left.length - most} more` : '';
  const leftText = alone.length > 0 ? `; left alone: ${alone.join(', ')}${more}` : '';
  const done =
    status === 'no-effect' ? 'It finds nothing to act on' : `It changes ${plural(touched.length, 'part')}`;
  return `${done}${leftText}.`;
};

/** What is said of a line: how it was read, what it did, what is wrong, and which others it depends on. */
interface Notes {
  /** What it does; undefined where it cannot be read. */
  text: string | undefined;
  effects: readonly string[];
  /** What the views assume of what is uncertain in it. */
  assumed: readonly string[];
  problems: readonly string[];
  others: readonly number[];
}

/** The lines that a line's place among matters: several edits of one line stand together. */
const othersOf = (
  line: number,
  { lineOf }: SheetReading,
  pairs: EditsProps['orderDependent'],
  before: number,
): number[] => {
  const lines = pairs
    .map((pair) => pair.map((edit) => lineOf[edit - before]))
    .filter((pair) => pair.includes(line))
    .flat();
  return [...new Set(lines.filter((other) => other !== undefined && other !== line))].sort(
    (left, right) => left! - right!,
  ) as number[];
};

const notesOf = (line: number, props: EditsProps): Notes => {
  const { reading, told, said, effects, problems, orderDependent, before } = props;
  const read = reading.reads[line];
  const isHere = (edit: number): boolean => reading.lineOf[edit - before] === line;
  const isWrong = read !== undefined && 'problem' in read;
  return {
    text: isWrong ? undefined : told[line],
    effects: effects
      .filter(({ edit, op, status }) => isHere(edit) && op !== 'set' && status !== 'not-made')
      .map((effect) => effectText(effect, said)),
    assumed: effects
      .filter(({ edit }) => isHere(edit))
      .flatMap((effect) => assumedSaid(effect, reading.edits[effect.edit - before], said) ?? []),
    problems: [
      ...(isWrong ? [told[line] ?? ''] : []),
      ...problems.filter((problem) => lineOfProblem(reading, problem) === line).map(({ detail }) => detail),
    ],
    others: othersOf(line, reading, orderDependent, before),
  };
};

interface RowProps {
  line: BenchLine;
  number: number;
  notes: Notes;
  isFirst: boolean;
  isLast: boolean;
  move(by: -1 | 1): void;
  toggle(): void;
  remove(): void;
}

const othersText = (others: readonly number[]): string =>
  `Its place matters: before or after ${others.length === 1 ? 'edit' : 'edits'} ${others.map((other) => other + 1).join(', ')} it comes out differently.`;

const Said = ({ notes }: { notes: Notes }) => (
  <>
    {notes.effects.map((effect) => (
      <p key={effect} class="source">
        {effect}
      </p>
    ))}
    {notes.assumed.map((says) => (
      <p key={says} class="assumed">
        {says}
      </p>
    ))}
    {notes.problems.map((problem) => (
      <p key={problem} class="wrong">
        {problem}
      </p>
    ))}
    {notes.others.length > 0 && <p class="source">{othersText(notes.others)}</p>}
  </>
);

const Row = ({ line, number, notes, isFirst, isLast, move, toggle, remove }: RowProps) => (
  <li class={line.isOff ? 'off' : ''}>
    <div class="edit-head">
      <label class="choice">
        <input type="checkbox" checked={!line.isOff} onChange={toggle} aria-label={`Edit ${number} is on`} />
        {notes.text === undefined ? <code>{line.text}</code> : <b>{notes.text}</b>}
      </label>
      <span class="edit-buttons">
        <button
          type="button"
          disabled={isFirst}
          aria-label={`Edit ${number}: earlier`}
          onClick={() => move(-1)}
        >
          <Sign of="up" />
        </button>
        <button type="button" disabled={isLast} aria-label={`Edit ${number}: later`} onClick={() => move(1)}>
          <Sign of="down" />
        </button>
        <button type="button" aria-label={`Edit ${number}: remove`} onClick={remove}>
          <Sign of="close" />
        </button>
      </span>
    </div>
    {notes.text !== undefined && (
      <p class="source">
        <code>{line.text}</code>
      </p>
    )}
    <Said notes={notes} />
  </li>
);

/** The list of edits: type to add, reorder, switch off, remove, undo. */
export const Edits = (props: EditsProps) => {
  const { reading, targets, isReady, typed, type, add, change, undo } = props;
  const { lines } = reading;
  return (
    <>
      <Add targets={targets} add={add} typed={typed} type={type} isReady={isReady} />
      {lines.length === 0 && <Examples targets={targets} add={add} />}
      <ol class="edits">
        {lines.map((line, index) => (
          <Row
            key={`${index}-${line.text}`}
            line={line}
            number={index + 1}
            notes={notesOf(index, props)}
            isFirst={index === 0}
            isLast={index === lines.length - 1}
            move={(by) => change(moveLine(lines, index, index + by))}
            toggle={() => change(lines.with(index, { ...line, isOff: !line.isOff }))}
            remove={() => change(lines.toSpliced(index, 1))}
          />
        ))}
      </ol>
      {undo && (
        <button type="button" onClick={undo}>
          Undo
        </button>
      )}
      <Wordings />
    </>
  );
};
