import { useState } from 'preact/hooks';
import type { Found } from '../../../simulator/goals/seek.js';
import { Panel } from '../../shell/states.js';
import { type Body, type Reading } from './bench/bench.js';
import { type Lever, leverName, leversOf, turned, withValue } from './bench/levers.js';
import { amountOf, numberText } from './bench/numbers.js';
import type { Line, Sheet, Watched } from './bench/sheet.js';
import { linesFor } from './bench/wording.js';
import { useAnswer } from '../../worker/use-answer.js';

interface GoalProps {
  body: Body;
  reading: Reading;
  sheet: Sheet;
  watched: Watched;
  level: number;
  change(lines: readonly Line[]): void;
}

type Find = 'smallest' | 'largest';

interface Search {
  lever: Lever;
  least: number;
  most: number;
  find: Find;
}

const inUnit = (lever: Lever, x: number): string => `${x / lever.unit} ${lever.unitText}`.replace(' %', '%');

/** More of a delay is less by a date; more of a size or a cap is more of it. */
const usualFind = ({ field }: Lever): Find => (field === 'months' ? 'largest' : 'smallest');

const witnessText = (
  { lever, least, most, find }: Search,
  { found, beyond, best }: Found,
  say: (value: number) => string,
): string => {
  const gives = ({ x, value }: { x: number; value: number }): string =>
    `${inUnit(lever, x)} gives ${say(value)}`;
  if (!found)
    return `Nothing from ${least} to ${inUnit(lever, most * lever.unit)} reaches it; the best is that ${gives(best!)}.`;
  const reached = `The ${find} that reaches it is ${inUnit(lever, found.x)}, which gives ${say(found.value)}`;
  return beyond ? `${reached}; ${gives(beyond)} and fails.` : `${reached}; the range goes no further.`;
};

interface AnswerProps extends GoalProps {
  search: Search;
}

const Answer = ({ search, body, reading, sheet, watched, level, change }: AnswerProps) => {
  const { lever, least, most, find } = search;
  const { value, ...state } = useAnswer('reach', {
    scenario: turned(body, lever),
    goal: {
      lever: leverName,
      least: least * lever.unit,
      most: most * lever.unit,
      step: lever.unit,
      find,
      target: { ...watched, ...(sheet.by !== undefined && { by: sheet.by }), level },
    },
  });
  const { value: targets } = useAnswer('targets', {});
  const put = (x: number): void => {
    const line = reading.lineOf[lever.edit]!;
    const edits = reading.edits.map((edit, number) =>
      number === lever.edit ? withValue(reading.edits, lever, x) : edit,
    );
    const own = edits.filter((_, number) => reading.lineOf[number] === line);
    const texts = linesFor(own, targets ?? []);
    change(sheet.lines.toSpliced(line, 1, ...texts.map((text) => ({ text, isOff: false }))));
  };
  return (
    <Panel value={value} {...state}>
      {value && (
        <p role="status">
          {witnessText(search, value, (amount) => amountOf(watched, amount))}{' '}
          <span class="source">
            {value.method === 'bisection' ? 'By bisection' : 'Step by step'}, {value.tried} tried.
          </span>{' '}
          {value.found && (
            <button type="button" onClick={() => put(value.found!.x)}>
              Put {inUnit(lever, value.found.x)} into the edit
            </button>
          )}
        </p>
      )}
    </Panel>
  );
};

const NumberField = ({ label, value, set }: { label: string; value: number; set(value: number): void }) => (
  <label>
    {label}
    <input
      class="amount"
      type="number"
      step="1"
      value={value}
      onInput={(event) => set(Math.round(event.currentTarget.valueAsNumber || 0))}
    />
  </label>
);

const searchOf = (lever: Lever): Search => ({
  lever,
  least: lever.least / lever.unit,
  most: lever.most / lever.unit,
  find: usualFind(lever),
});

/** What would it take: one number of an edit is turned until a level is reached. */
export const Goal = (props: GoalProps) => {
  const levers = leversOf(props.reading);
  const [chosen, choose] = useState(0);
  const [typed, setTyped] = useState<Partial<Omit<Search, 'lever'>>>({});
  const [asked, setAsked] = useState<string>();
  const lever = levers[chosen] ?? levers[0];
  if (!lever) return null;
  const search: Search = { ...searchOf(lever), ...typed, lever };
  const { watched, sheet, level } = props;
  const key = JSON.stringify([search, watched, sheet.by, level]);
  return (
    <section class="box goal">
      <h2>What would it take?</h2>
      <p class="source">
        {numberText(watched)} of {amountOf(watched, level)}
        {sheet.by ? ` by the end of ${sheet.by}` : ''}: turn one number of an edit until it is reached.
      </p>
      <form
        class="controls watch"
        onSubmit={(event) => {
          event.preventDefault();
          setAsked(key);
        }}
      >
        <label>
          Turn
          <select
            value={levers.indexOf(lever)}
            onChange={({ currentTarget }) => {
              choose(Number(currentTarget.value));
              setTyped({});
            }}
          >
            {levers.map(({ label }, index) => (
              <option key={label} value={index}>
                {label}
              </option>
            ))}
          </select>
        </label>
        <NumberField label="From" value={search.least} set={(least) => setTyped({ ...typed, least })} />
        <NumberField label="To" value={search.most} set={(most) => setTyped({ ...typed, most })} />
        <label>
          Find the
          <select
            value={search.find}
            onChange={({ currentTarget }) => setTyped({ ...typed, find: currentTarget.value as Find })}
          >
            <option value="smallest">smallest</option>
            <option value="largest">largest</option>
          </select>
        </label>
        <button type="submit">Find it</button>
      </form>
      {asked === key && <Answer {...props} search={search} />}
    </section>
  );
};
