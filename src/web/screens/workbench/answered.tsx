import type { ScenarioAnswer } from '../../../simulator/answer/run.js';
import { Panel } from '../../shell/states.js';
import { Beside, BesideChoice } from './beside.js';
import type { BenchScenario } from './bench/bench.js';
import type { Sheet, WatchedMeasure } from './bench/sheet.js';
import type { BenchResults } from './bench/use-whole.js';
import { lineOf, type VariableOrigin } from './bench/variables.js';
import type { LiveAnswer } from '../../worker/use-answer.js';
import type { AskedForms } from './bench/asked-forms.js';
import { ChanceResults } from './chance.js';
import { Enough } from './enough.js';
import { DrawnTogether, GoesTogetherForm } from './goes-together.js';
import { inputsOf } from './bench/correlation.js';
import { Goal } from './goal.js';
import { Together } from './together.js';
import { Hashes, Numbers } from './numbers.js';
import { citationOf, Plans } from './results.js';
import { Watch } from './watch.js';
import { AttributionFigure, TornadoFigure, WaterfallFigure } from './why.js';

interface AnsweredProps {
  answer: ScenarioAnswer | undefined;
  state: Omit<LiveAnswer<ScenarioAnswer>, 'value'>;
  plain: BenchScenario;
  whole: BenchResults;
  sheet: Sheet;
  source: VariableOrigin;
  change(sheet: Sheet, isTyped?: boolean): void;
}

/** What was reckoned about the number that is watched. */
const Reckoned = ({ answer, whole, source }: AnsweredProps & { answer: ScenarioAnswer }) => {
  const { watched, awaited } = whole;
  const { value, ...state } = awaited;
  if (!watched || !whole.isWanted) return null;
  const [target] = value?.monteCarlo?.targets ?? [];
  // The last answer may be about another number: its frame is not this one's.
  const isOfThis = target?.measure === watched.measure && target.view === watched.view;
  const citation = value && citationOf(value.views[watched.view] ?? value.views[0]!, value.resultHash);
  const [tornado] = value?.tornado ?? [];
  const [attribution] = value?.attribution ?? [];
  const about = { watched, source, citation: citation! };
  const isWide = attribution !== undefined && new Set(source.reading.lineOf).size > 1;
  return (
    <Panel value={isOfThis ? value : undefined} {...state}>
      {value?.monteCarlo && isOfThis && (
        <div class="panels">
          {whole.isUncertain && (
            <div>
              <DrawnTogether body={whole.body} chance={value.monteCarlo} watched={watched} />
              <ChanceResults {...about} answer={answer} chance={value.monteCarlo} />
            </div>
          )}
          {tornado && tornado.bars.length > 0 && (
            <TornadoFigure {...about} tornado={tornado} variables={value.monteCarlo.variables} />
          )}
          {isWide && <AttributionFigure {...about} attribution={attribution} />}
          {isWide && <WaterfallFigure {...about} attribution={attribution} />}
        </div>
      )}
    </Panel>
  );
};

/** Asked for with a button, since the work doubles with every edit. */
const AskAttribution = ({ whole, sheet, change }: Pick<AnsweredProps, 'whole' | 'sheet' | 'change'>) =>
  whole.isAsked ? (
    <p class="controls">
      <button type="button" onClick={() => change({ ...sheet, attribution: true })}>
        What does each edit contribute?
      </button>
      <span class="source">The work grows with every edit; past sixteen it is sampled.</span>
    </p>
  ) : null;

type WatchedProps = AnsweredProps & { answer: ScenarioAnswer; watched: WatchedMeasure };

/** What it would take to reach the level, and whether there is enough for it. */
const Goals = ({ watched, plain, whole, sheet, source, change }: WatchedProps) => {
  const goal = {
    body: plain,
    reading: source.reading,
    said: source.said,
    sheet: { ...sheet, by: whole.by },
    watched,
    level: whole.level,
    change: (lines: Sheet['lines']) => change({ ...sheet, lines }),
    ask: (forms: AskedForms) => change({ ...sheet, forms: { ...sheet.forms, ...forms } }, true),
  };
  return (
    <>
      <Goal {...goal} />
      <Together {...goal} />
      <Enough
        body={plain}
        lines={sheet.lines}
        change={goal.change}
        typed={sheet.forms?.enough}
        type={(enough) => goal.ask({ enough })}
      />
    </>
  );
};

/** The one number that is watched: by when, with what chance, moved by what, and what it would take. */
const WatchedNumber = (props: WatchedProps) => {
  const { answer, watched, whole, sheet, source, change } = props;
  return (
    <section class="box watched" aria-label="Chances and causes">
      <h2>Chances, causes and goals</h2>
      <Watch
        answer={answer}
        numbers={whole.numbers}
        watched={watched}
        sheet={sheet}
        by={whole.by}
        level={whole.level}
        isUncertain={whole.isUncertain}
        change={change}
      />
      <GoesTogetherForm
        inputs={inputsOf(answer.effects, (edit) => lineOf(source, edit))}
        asked={sheet.together}
        set={(together) => change({ ...sheet, together })}
      />
      <Reckoned {...props} answer={answer} />
      <AskAttribution whole={whole} sheet={sheet} change={change} />
      <Goals {...props} />
    </section>
  );
};

/** The answer: the plan, every number that moves, then chances, causes and goals. */
export const Answered = (props: AnsweredProps) => {
  const { answer, state, whole, sheet, source, change } = props;
  const { watched, isWanted } = whole;
  return (
    <div class="answered">
      <Panel value={answer} {...state}>
        {answer &&
          (sheet.beside === undefined ? (
            <Plans answer={answer} />
          ) : (
            <Beside bench={answer} plain={props.plain} reference={sheet.beside} />
          ))}
      </Panel>
      <BesideChoice beside={sheet.beside} choose={(beside) => change({ ...sheet, beside })} />
      {answer && (
        <div class={state.isOld ? 'old' : ''}>
          <Numbers answer={answer} isOld={state.isOld} />
        </div>
      )}
      {answer && watched && source.reading.edits.length > 0 && (
        <WatchedNumber {...props} answer={answer} watched={watched} />
      )}
      {answer && (
        <div class={state.isOld ? 'old' : ''}>
          <Hashes plain={answer} whole={isWanted && !whole.awaited.isOld ? whole.awaited.value : undefined} />
        </div>
      )}
    </div>
  );
};
