import { cutOf } from '../../place/place.js';
import { usePlace } from '../../place/use-place.js';
import { useContents } from '../../words/use-names.js';
import { Table } from '../../charts/table.js';
import { useAnswer } from '../../worker/use-answer.js';
import type { Feasibility } from '../../../simulator/feasibility/answer.js';
import { AskButton, AskRefusal } from './asked.js';
import type { BenchScenario } from './bench/bench.js';
import type { EnoughAsked, PeriodLength, Scarce, ScarceKind } from './bench/asked-forms.js';
import { enoughGrid, enoughQuestion, enoughSaid, resourceWords, scarceName } from './bench/enough.js';
import { checkEnough } from './bench/sending.js';
import type { BenchLine } from './bench/sheet.js';
import { useAsked } from './bench/use-asked.js';
import { linesFor } from './bench/wording.js';
import { ChoiceField, NumberField } from './number-field.js';

const kinds: readonly (readonly [ScarceKind, string])[] = [
  ['power', 'power'],
  ['chips', 'chips'],
  ['funding', 'money'],
];

const layers = [
  ['chips', 'chips'],
  ['hosting', 'hosting'],
  ['site', 'sites'],
  ['', 'everything'],
] as const;

const lengths: readonly (readonly [PeriodLength, string])[] = [
  ['quarter', 'quarter'],
  ['half', 'half-year'],
  ['year', 'year'],
];

interface ScarceRowProps {
  one: Scarce;
  timeline: PeriodLength;
  change(one: Scarce): void;
  remove: (() => void) | undefined;
}

const AmountFields = ({ one, timeline, change }: ScarceRowProps) => {
  const { unit } = resourceWords[one.kind];
  const each = lengths.find(([length]) => length === timeline)?.[1] ?? timeline;
  return (
    <>
      <NumberField
        label={`each ${each}`}
        value={one.each}
        step="any"

        unit={unit}
        set={(next) => change({ ...one, each: next })}
      />
      {one.kind === 'chips' && (
        <NumberField
          label="A gigawatt takes"
          value={one.perGw}
          step="any"

          unit={unit}
          set={(perGw) => change({ ...one, perGw })}
        />
      )}
    </>
  );
};

const ScarceRow = (props: ScarceRowProps) => {
  const { one, change, remove } = props;
  return (
    <fieldset class="lever">
      <legend>{scarceName(one)}</legend>
      <div class="controls watch">
        <ChoiceField
          label="There is so much"
          value={one.kind}
          choices={kinds}
          choose={(kind) => change({ ...one, kind })}
        />
        {one.kind !== 'funding' && (
          <ChoiceField
            label="for"
            value={one.layer}
            choices={layers}
            choose={(layer) => change({ ...one, layer })}
          />
        )}
        <AmountFields {...props} />
        <label class="choice">
          <input
            type="checkbox"
            checked={one.carriesOver}
            onChange={() => change({ ...one, carriesOver: !one.carriesOver })}
          />
          what is left stays
        </label>
        {remove && (
          <button type="button" aria-label={`Remove ${scarceName(one)}`} onClick={remove}>
            ✕
          </button>
        )}
      </div>
    </fieldset>
  );
};

const usual: Scarce = { kind: 'power', layer: 'chips', each: 1, perGw: 500, carriesOver: false };

interface EnoughProps {
  body: BenchScenario;
  /** What was asked for instead of the usual. */
  typed: EnoughAsked | undefined;
  type(asked: EnoughAsked): void;
  lines: readonly BenchLine[];
  change(lines: readonly BenchLine[]): void;
}

const Answer = ({
  answer,
  asked,
  lines,
  change,
}: { answer: Feasibility; asked: EnoughAsked } & Pick<EnoughProps, 'lines' | 'change'>) => {
  const { value: targets = [] } = useAnswer('targets', {});
  const later = (answer.schedule ?? answer.relaxation?.schedule)?.inOnePiece?.edits ?? [];
  const add = (): void =>
    change([
      ...lines,
      ...linesFor(
        later.map((edit) => ({ ...edit })),
        targets,
      ).map((text) => ({ text, isOff: false })),
    ]);
  return (
    <div role="status" class="answer">
      <p class="answer-says">{enoughSaid(answer, asked)}</p>
      {answer.verdict === 'fits-with-delays' && later.length > 0 && (
        <button type="button" onClick={add}>
          Put these delays into the edits
        </button>
      )}
      <details>
        <summary>Supply and need, period by period</summary>
        <Table grid={enoughGrid(answer, asked)} caption="Supply and need, period by period" />
      </details>
    </div>
  );
};

const useQuestion = (typed: EnoughAsked | undefined) => {
  const { place } = usePlace();
  const { today } = useContents();
  const cut = cutOf(place);
  const year = Number((cut.effectiveAt ?? today).slice(0, 4));
  const asked = typed ?? { timeline: 'half' as const, from: year, to: year + 3, resources: [usual] };
  return { cut, asked };
};

interface HorizonProps {
  asked: EnoughAsked;
  setAsked(asked: EnoughAsked): void;
}

const Horizon = ({ asked, setAsked }: HorizonProps) => (
  <div class="controls watch">
    <ChoiceField
      label="By"
      value={asked.timeline}
      choices={lengths}
      choose={(timeline) => setAsked({ ...asked, timeline })}
    />
    <NumberField label="From" value={asked.from} set={(from) => setAsked({ ...asked, from })} />
    <NumberField label="To the end of" value={asked.to} set={(to) => setAsked({ ...asked, to })} />
    <button
      type="button"
      onClick={() =>
        setAsked({ ...asked, resources: [...asked.resources, { ...usual, kind: 'chips', each: 500 }] })
      }
    >
      Something else that is scarce
    </button>
  </div>
);

/** Is there enough power, chips or money for the edited plan, and if not, what would do. */
export const Enough = ({ body, lines, change, typed, type: setAsked }: EnoughProps) => {
  const { cut, asked } = useQuestion(typed);
  const { resources } = asked;
  const server = useAsked(enoughQuestion(body, asked, cut), checkEnough);
  return (
    <section class="box enough">
      <h2>Is there enough for it?</h2>
      {server.told && 'answer' in server.told && (
        <Answer answer={server.told.answer} asked={asked} lines={lines} change={change} />
      )}
      <form
        onSubmit={(event) => {
          event.preventDefault();
          server.ask();
        }}
      >
        <Horizon asked={asked} setAsked={setAsked} />
        {resources.map((one, index) => (
          <ScarceRow
            key={index}
            one={one}
            timeline={asked.timeline}
            change={(next) => setAsked({ ...asked, resources: resources.with(index, next) })}
            remove={
              resources.length > 1
                ? () => setAsked({ ...asked, resources: resources.toSpliced(index, 1) })
                : undefined
            }
          />
        ))}
        <AskButton asked={server} says="Is there enough?" />
      </form>
      <AskRefusal asked={server} />
    </section>
  );
};
