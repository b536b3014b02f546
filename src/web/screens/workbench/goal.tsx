import { useState } from 'preact/hooks';
import { NumberField } from './number-field.js';
import type { SeekResult } from '../../../simulator/goals/seek.js';
import { Panel } from '../../shell/states.js';
import { type BenchScenario, type SheetReading } from './bench/bench.js';
import { type EditLever, leverName, leversOf, leverText, replaceByLever } from './bench/levers.js';
import { amountOf, numberText } from './bench/numbers.js';
import type { EditSayer } from './bench/use-said.js';
import type { AskedForms, RangeEnd } from './bench/asked-forms.js';
import type { BenchLine, Sheet, WatchedMeasure } from './bench/sheet.js';
import { withLevers } from './bench/wording.js';
import { useAnswer } from '../../worker/use-answer.js';

export interface GoalProps {
  body: BenchScenario;
  reading: SheetReading;
  said: EditSayer;
  sheet: Sheet;
  watched: WatchedMeasure;
  level: number;
  change(lines: readonly BenchLine[]): void;
  /** What is typed into the forms. */
  ask(forms: AskedForms): void;
}

interface GoalSearch {
  lever: EditLever;
  least: number;
  most: number;
  find: RangeEnd;
}

/** More of a delay is less by a date; more of a size or a cap is more of it. */
const usualFind = ({ field }: EditLever): RangeEnd => (field === 'months' ? 'largest' : 'smallest');

const witnessText = (
  { lever, least, most, find }: GoalSearch,
  { found, beyond, best }: SeekResult,
  say: (value: number) => string,
): string => {
  const gives = ({ x, value }: { x: number; value: number }): string =>
    `${leverText(lever, x)} gives ${say(value)}`;
  if (!found)
    return `Nothing from ${least} to ${leverText(lever, most * lever.unit)} reaches it; the best is that ${gives(best!)}.`;
  const reached = `The ${find} that reaches it is ${leverText(lever, found.x)}, which gives ${say(found.value)}`;
  return beyond ? `${reached}; ${gives(beyond)} and fails.` : `${reached}; the range goes no further.`;
};

interface AnswerProps extends GoalProps {
  search: GoalSearch;
}

const Answer = ({ search, body, reading, sheet, watched, level, change }: AnswerProps) => {
  const { lever, least, most, find } = search;
  const { value, ...state } = useAnswer('reach', {
    scenario: replaceByLever(body, lever),
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
  const put = (x: number): void => change(withLevers(sheet.lines, reading, [{ lever, x }], targets ?? []));
  return (
    <Panel value={value} {...state}>
      {value && (
        <p role="status">
          {witnessText(search, value, (amount) => amountOf(watched, amount))}{' '}
          <span class="source">
            {value.method === 'bisection' ? 'By bisection' : 'Step by step'}, {value.tried} tried.
          </span>{' '}
          {value.found && (
            <button type="button" disabled={state.isOld} onClick={() => put(value.found!.x)}>
              Put {leverText(lever, value.found.x)} into the edit
            </button>
          )}
        </p>
      )}
    </Panel>
  );
};

const searchOf = (lever: EditLever): GoalSearch => ({
  lever,
  least: lever.least / lever.unit,
  most: lever.most / lever.unit,
  find: usualFind(lever),
});

type GoalFields = Partial<Omit<GoalSearch, 'lever'>>;

interface LeverChoiceProps {
  levers: readonly EditLever[];
  lever: EditLever;
  choose(lever: number): void;
}

const LeverChoice = ({ levers, lever, choose }: LeverChoiceProps) => (
  <label>
    Turn
    <select
      value={levers.indexOf(lever)}
      onChange={({ currentTarget }) => choose(Number(currentTarget.value))}
    >
      {levers.map(({ label, said, unitText }, index) => (
        <option key={label} value={index}>
          {said} ({unitText})
        </option>
      ))}
    </select>
  </label>
);

const RangeFields = ({ search, type }: { search: GoalSearch; type(more: GoalFields): void }) => (
  <>
    <NumberField
      label="From"
      value={search.least}

      set={(least) => type({ least: Math.round(least) })}
    />
    <NumberField label="To" value={search.most} set={(most) => type({ most: Math.round(most) })} />
    <label>
      Find the
      <select
        value={search.find}
        onChange={({ currentTarget }) => type({ find: currentTarget.value as RangeEnd })}
      >
        <option value="smallest">smallest</option>
        <option value="largest">largest</option>
      </select>
    </label>
  </>
);

/** What would it take: one number of an edit is turned until a level is reached. */
export const Goal = (props: GoalProps) => {
  const levers = leversOf(props.reading, props.said.names);
  const { lever: chosen = 0, ...typed } = props.sheet.forms?.goal ?? {};
  const [asked, setAsked] = useState<string>();
  const lever = levers[chosen] ?? levers[0];
  if (!lever) return null;
  const search: GoalSearch = { ...searchOf(lever), ...typed, lever };
  const { watched, sheet, level } = props;
  const key = JSON.stringify([search, watched, sheet.by, level]);
  const choose = (index: number): void => props.ask({ goal: { lever: index } });
  return (
    <section class="box goal">
      <h2>What would it take?</h2>
      <p class="source">
        {amountOf(watched, level)} of {numberText(watched)}
        {sheet.by ? ` by the end of ${sheet.by}` : ''}: turn one number of an edit until it is reached.
      </p>
      <form
        class="controls watch"
        onSubmit={(event) => {
          event.preventDefault();
          setAsked(key);
        }}
      >
        <LeverChoice levers={levers} lever={lever} choose={choose} />
        <RangeFields
          search={search}
          type={(more) => props.ask({ goal: { lever: chosen, ...typed, ...more } })}
        />
        <button type="submit">Find it</button>
      </form>
      {asked === key && <Answer {...props} search={search} />}
    </section>
  );
};
