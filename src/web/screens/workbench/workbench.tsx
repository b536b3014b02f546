import { namedIn } from '../../../../projections/wording/edit-said.js';
import type { ScenarioAnswer } from '../../../simulator/answer/run.js';
import type { SideProps } from '../../place/place.js';
import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import type { BenchScenario } from './bench/bench.js';
import { hindranceOf } from './bench/hindrance.js';
import { leftOutSaid } from './bench/assumed.js';
import { type BenchCondition, isHindered } from './bench/leaving.js';
import { contentOf, isChanged } from './bench/saved.js';
import { type Bench, useBench } from './bench/use-bench.js';
import { useWhole } from './bench/use-whole.js';
import { type LiveAnswer, useAnswer } from '../../worker/use-answer.js';
import { scenarioFinding } from './results.js';
import { Finding } from '../../shell/finding.js';
import { Answered } from './answered.js';
import { editsIn, readSaid, useSaid } from './bench/use-said.js';
import type { PlainEdit } from './bench/words.js';
import { Edits } from './edits.js';
import { Files } from './files.js';
import { Opened, Parents } from './opened.js';
import { Save } from './save.js';
import { SavedList } from './saved.js';

/** What stands before the edits and beside them: what it builds on, assumptions, the views of a file. */
const Given = ({ parents, sheet, change }: Pick<Bench, 'parents' | 'sheet' | 'change'>) => (
  <>
    {parents.length > 0 && (
      <section class="given" aria-label="What it builds on">
        <Parents parents={parents} />
        <button type="button" onClick={() => change({ ...sheet, parent: undefined })}>
          Build on nothing
        </button>
      </section>
    )}
    {sheet.assumptions && (
      <p class="source">
        Assumed:{' '}
        {Object.entries(sheet.assumptions)
          .map(([name, value]) => `${name} = ${String(value)}`)
          .join(', ')}
      </p>
    )}
    {sheet.views && (
      <p class="source">
        It asks the views of a file.{' '}
        <button type="button" onClick={() => change({ ...sheet, views: undefined })}>
          Ask what the bench asks
        </button>
      </p>
    )}
  </>
);

/** What an assumption of the file says, as an edit that comes before all others. */
const givenIn = ({ assumptions = {} }: Bench['sheet']): PlainEdit[] =>
  Object.entries(assumptions).map(([assumption, value]) => ({ op: 'set', assumption, value }));

/** What stands on the bench in sentences: the edits of the parents one by one, its own line by line. */
const useTold = ({ parents, sheet, reading }: Bench) => {
  const inherited = parents.flatMap(({ edits }) => edits);
  const said = useSaid([...inherited, ...editsIn(reading.reads)]);
  const before = [...givenIn(sheet), ...inherited];
  return {
    said,
    inherited: inherited.map((edit, index) =>
      said.say([edit], before.slice(0, before.length - inherited.length + index)),
    ),
    told: reading.reads.map((read, line) =>
      readSaid(read, said, [...before, ...editsIn(reading.reads.slice(0, line))]),
    ),
  };
};

type ToldBench = ReturnType<typeof useTold>;

/** What is refused, with everything by its name. */
const namedProblems = (
  { problems }: Pick<LiveAnswer<ScenarioAnswer>, 'problems'>,
  { said }: ToldBench,
): Pick<LiveAnswer<ScenarioAnswer>, 'problems'> =>
  problems ? { problems: problems.map((one) => ({ ...one, detail: namedIn(one.detail, said.names) })) } : {};

const Missing = ({ reference }: { reference: string }) => (
  <p class="wrong" role="alert">
    There is no scenario {reference} in the log that this page has read.
  </p>
);

interface KeepingProps {
  bench: Bench;
  body: BenchScenario;
  condition: BenchCondition;
}

/** Where a scenario is kept: as a link or a file, and as versions in the log. */
const Keeping = ({ bench, body, condition }: KeepingProps) => {
  const { targets, sheet, reading, saved, isReady, change, open } = bench;
  return (
    <>
      <p class="wrong" role="status">
        {isHindered(condition) && `Not to be saved or shared yet. ${condition.why}`}
      </p>
      <Files condition={condition} body={body} targets={targets} open={open} />
      {saved && (
        <Opened
          saved={saved}
          isChanged={isReady && isChanged(contentOf(sheet, reading), saved)}
          condition={condition}
        />
      )}
      <Save condition={condition} sheet={sheet} reading={reading} opened={saved} change={change} />
      <SavedList openId={saved?.id} />
    </>
  );
};

/** What the edits of the parents and its own come to. */
const Found = ({ bench, told, answer }: Pick<TypedProps, 'bench' | 'told' | 'answer'>) => {
  const edits = [...bench.parents.flatMap((parent) => parent.edits), ...bench.reading.edits];
  const leftOut =
    answer && leftOutSaid(answer.effects, bench.reading.lineOf, edits.length - bench.reading.edits.length);
  return (
    <>
      <Finding says={answer && scenarioFinding(answer, edits, told.said)} />
      {leftOut && <p class="source">{leftOut}</p>}
    </>
  );
};

interface TypedProps {
  bench: Bench;
  told: ToldBench;
  body: BenchScenario;
  state: Omit<LiveAnswer<ScenarioAnswer>, 'value'>;
  answer: ScenarioAnswer | undefined;
  /** What is answered, which stands between the two. */
  children: ComponentChildren;
}

/** What was typed, and where it is kept. */
const Typed = ({ bench, told, body, state, answer, children }: TypedProps) => {
  const { targets, sheet, reading, missing, parents, isReady, change, add } = bench;
  const [typed, type] = useState('');
  const problems = (!state.isOld && state.problems) || [];
  const condition = {
    why: hindranceOf(typed, reading, problems),
    isSettled: bench.isSettled && !state.isOld,
  };
  return (
    <>
      <section class="box typed" aria-label="Edits">
        {missing !== undefined && <Missing reference={missing} />}
        <Given parents={parents} sheet={sheet} change={change} />
        <Edits
          reading={reading}
          effects={answer?.effects ?? []}
          problems={problems}
          orderDependent={answer?.orderDependent ?? []}
          told={told.told}
          said={told.said}
          before={told.inherited.length}
          targets={targets}
          isReady={isReady}
          typed={typed}
          type={type}
          add={add}
          change={(lines) => change({ ...sheet, lines })}
          undo={bench.undo}
        />
      </section>
      {children}
      <section class="box kept" aria-label="Where it is kept">
        <Keeping bench={bench} body={body} condition={condition} />
      </section>
    </>
  );
};

/** Edits on the left, what they do at once on the right; nothing is sent anywhere before it is saved. */
export const Workbench = (_: SideProps) => {
  const bench = useBench();
  const { sheet, reading, body, change } = bench;
  const told = useTold(bench);
  const { value, ...answered } = useAnswer('scenario', bench.isReady ? body : undefined);
  const state = { ...answered, ...namedProblems(answered, told) };
  const fresh = state.isOld ? undefined : value;
  const whole = useWhole(body, sheet, reading, { ...state, value });
  return (
    <>
      <h1>Scenario workbench</h1>
      <Found bench={bench} told={told} answer={value} />
      <div class="workbench">
        <Typed bench={bench} told={told} body={whole.body} state={state} answer={fresh}>
          <Answered
            answer={value}
            state={state}
            plain={body}
            whole={whole}
            sheet={sheet}
            source={{ reading, ...told }}
            change={change}
          />
        </Typed>
      </div>
    </>
  );
};
