import type { JointResult } from '../../../simulator/goals/reach-all.js';
import { useAnswer } from '../../worker/use-answer.js';
import { AskButton, AskRefusal } from './asked.js';
import type { GoalSense, TurnTyped } from './bench/asked-forms.js';
import { leversOf } from './bench/levers.js';
import { amountOf, numberText } from './bench/numbers.js';
import { seekTogether } from './bench/sending.js';
import { togetherQuestion, togetherSaid, type TurnedTogether, valuesFound } from './bench/together.js';
import { useAsked } from './bench/use-asked.js';
import { withLevers } from './bench/wording.js';
import type { GoalProps } from './goal.js';
import { ChoiceField, NumberField } from './number-field.js';

const usualStep = (unitText: string): number => (unitText === '%' ? 10 : 1);

interface LeverRowProps {
  one: TurnedTogether;
  isOut: boolean;
  type(more: TurnTyped): void;
}

const ends = [
  ['smallest', 'the smallest'],
  ['largest', 'the largest'],
] as const;

const RangeFields = ({ one: { lever, least, most, step }, type }: LeverRowProps) => (
  <>
    <NumberField label="From" value={least} unit={lever.unitText} set={(next) => type({ least: next })} />
    <NumberField label="To" value={most} unit={lever.unitText} set={(next) => type({ most: next })} />
    <NumberField
      label="In steps of"
      value={step}
      unit={lever.unitText}
      set={(next) => type({ step: next })}
    />
  </>
);

const LeverRow = (props: LeverRowProps) => {
  const { one, isOut, type } = props;
  return (
    <fieldset class="lever">
      <legend>
        <label class="choice">
          <input type="checkbox" checked={!isOut} onChange={() => type({ isOut: !isOut })} />
          {one.lever.said} ({one.lever.unitText})
        </label>
      </legend>
      {!isOut && (
        <div class="controls watch">
          <RangeFields {...props} />
          <NumberField label="Each step costs" value={one.cost} set={(next) => type({ cost: next })} />
          <ChoiceField
            label="Costs nothing at"
            value={one.free}
            choices={ends}
            choose={(next) => type({ free: next })}
          />
        </div>
      )}
    </fieldset>
  );
};

/** Every number that may be turned, with what was typed of it. */
const leversTyped = ({ reading, said, sheet, ask }: GoalProps) => {
  const { together = { levers: {} } } = sheet.forms ?? {};
  const typed = together.levers;
  const rows = leversOf(reading, said.names).map((lever) => {
    const { isOut = false, find: _, ...more } = typed[lever.label] ?? {};
    const usual = {
      least: lever.least / lever.unit,
      most: Math.min(lever.most / lever.unit, lever.unitText === '%' ? 100 : lever.most),
      step: usualStep(lever.unitText),
      cost: 1,
      free: lever.field === 'months' ? ('largest' as const) : ('smallest' as const),
    };
    const type = (next: TurnTyped): void =>
      ask({
        together: { ...together, levers: { ...typed, [lever.label]: { ...typed[lever.label], ...next } } },
      });
    return { one: { lever, ...usual, ...more }, isOut, type };
  });
  return { rows, levers: rows.filter(({ isOut }) => !isOut).map(({ one }) => one) };
};

const senses: readonly (readonly [GoalSense, string])[] = [
  ['atLeast', 'at least'],
  ['atMost', 'at most'],
];

interface FoundProps extends GoalProps {
  answer: JointResult;
  levers: readonly TurnedTogether[];
}

const Found = ({ answer, levers, sheet, reading, watched, change }: FoundProps) => {
  const { value: targets } = useAnswer('targets', {});
  const { found } = answer;
  return (
    <div role="status" class="answer">
      {togetherSaid(answer, levers, (amount) => amountOf(watched, amount)).map((says, index) => (
        <p key={says} class={index === 0 ? 'answer-says' : 'source'}>
          {says}
        </p>
      ))}
      {found && (
        <button
          type="button"
          onClick={() => change(withLevers(sheet.lines, reading, valuesFound(found, levers), targets ?? []))}
        >
          Put these into the edits
        </button>
      )}
    </div>
  );
};

/** What would it take of several numbers of the edits, turned together: the cheapest setting that reaches the level. */
export const Together = (props: GoalProps) => {
  const { body, sheet, watched, level, ask } = props;
  const { sense = 'atLeast', levers: typed = {} } = sheet.forms?.together ?? {};
  const { rows, levers } = leversTyped(props);
  const target = { ...watched, ...(sheet.by !== undefined && { by: sheet.by }), level, sense };
  const asked = useAsked(togetherQuestion(body, levers, target), seekTogether);
  if (rows.length < 2) return null;
  const goal = `${amountOf(watched, level)}${sheet.by ? ` by the end of ${sheet.by}` : ''}`;
  return (
    <section class="box together">
      <h2>What would it take of several together?</h2>
      {asked.told && 'answer' in asked.told && (
        <Found {...props} answer={asked.told.answer} levers={levers} />
      )}
      <form
        onSubmit={(event) => {
          event.preventDefault();
          asked.ask();
        }}
      >
        <div class="controls watch">
          <ChoiceField
            label={`${numberText(watched)} is to be`}
            value={sense}
            choices={senses}
            choose={(next) => ask({ together: { sense: next, levers: typed } })}
          />
          <span>{goal}, as cheaply as can be:</span>
        </div>
        {rows.map((row) => (
          <LeverRow key={row.one.lever.label} {...row} />
        ))}
        <AskButton asked={asked} says="Find the cheapest" isReady={levers.length > 0} />
      </form>
      <AskRefusal asked={asked} />
    </section>
  );
};
