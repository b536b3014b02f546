import type { MonteCarloAnswer } from '../../../simulator/answer/monte-carlo.js';
import { useAnswer } from '../../worker/use-answer.js';
import type { BenchScenario } from './bench/bench.js';
import {
  type CommonFactor,
  type GoesTogether,
  type NamedInput,
  pairsOf,
  rankOf,
  ranksSaid,
  withRank,
} from './bench/correlation.js';
import { amountOf } from './bench/numbers.js';
import type { WatchedMeasure } from './bench/sheet.js';
import { ChoiceField, NumberField } from './number-field.js';

interface GoesTogetherProps {
  inputs: readonly NamedInput[];
  asked: GoesTogether | undefined;
  set(asked: GoesTogether | undefined): void;
}

const percentOf = (share: number): number => Number((share * 100).toFixed(4));

const FactorFields = ({ factor, inputs, change }: FactorProps) => (
  <fieldset class="lever">
    <legend>{factor.name === '' ? 'What moves them' : factor.name}</legend>
    <div class="controls watch">
      <label>
        What moves them
        <input
          value={factor.name}
          maxLength={60}
          list="common-factors"
          onInput={(event) => change({ ...factor, name: event.currentTarget.value })}
        />
      </label>
      {inputs.map(({ id, label }) => (
        <NumberField
          key={id}
          label={label}
          value={percentOf(factor.loadings[id] ?? 0)}
          unit="%"
          isLate
          set={(percent) => change({ ...factor, loadings: { ...factor.loadings, [id]: percent / 100 } })}
        />
      ))}
    </div>
  </fieldset>
);

interface FactorProps {
  factor: CommonFactor;
  inputs: readonly NamedInput[];
  change(factor: CommonFactor): void;
}

const factorNames = ['grid', 'chips', 'funding'] as const;

const Factors = ({ inputs, factors, set }: GoesTogetherProps & { factors: readonly CommonFactor[] }) => (
  <>
    <p class="source">
      How much of each input is the common cause, from −100 to 100 %: two go together by the product of
      theirs.
    </p>
    <datalist id="common-factors">
      {factorNames.map((name) => (
        <option key={name} value={name} />
      ))}
    </datalist>
    {factors.map((factor, index) => (
      <FactorFields
        key={index}
        factor={factor}
        inputs={inputs}
        change={(next) => set({ factors: factors.with(index, next) })}
      />
    ))}
    <button type="button" onClick={() => set({ factors: [...factors, newFactor(factors)] })}>
      Another common cause
    </button>
  </>
);

const newFactor = (factors: readonly CommonFactor[]): CommonFactor => ({
  name:
    factorNames.find((name) => factors.every((one) => one.name !== name)) ?? `cause ${factors.length + 1}`,
  loadings: {},
});

const Pairs = ({ inputs, asked, set }: GoesTogetherProps) => (
  <>
    <p class="source">How far the ranks of two inputs go together, from −100 to 100 %.</p>
    <div class="controls watch">
      {pairsOf(inputs).map(([one, other]) => (
        <NumberField
          key={one.id + other.id}
          label={`${one.label} and ${other.label}`}
          value={percentOf(rankOf(asked, one.id, other.id))}
          unit="%"
          isLate
          set={(percent) => set(withRank(asked, inputs, [one.id, other.id], percent / 100))}
        />
      ))}
    </div>
  </>
);

type Way = 'apart' | 'factors' | 'pairs';

const ways: readonly (readonly [Way, string])[] = [
  ['apart', 'each by itself'],
  ['factors', 'by common causes'],
  ['pairs', 'pair by pair'],
];

const wayOf = (asked: GoesTogether | undefined): Way => {
  if (!asked) return 'apart';
  return 'factors' in asked ? 'factors' : 'pairs';
};

/** How uncertain inputs go together, in words. */
export const GoesTogetherForm = (props: GoesTogetherProps) => {
  const { inputs, asked, set } = props;
  const choose = (way: Way): void => {
    const [one, other] = inputs;
    if (way === 'apart' || !one || !other) return set(undefined);
    const pair = [one.id, other.id] as const;
    set(
      way === 'factors'
        ? { factors: [newFactor([])] }
        : withRank(asked, inputs, pair, rankOf(asked, ...pair)),
    );
  };
  if (inputs.length < 2) return null;
  return (
    <div class="goes-together">
      <div class="controls watch">
        <ChoiceField label="What is uncertain is drawn" value={wayOf(asked)} choices={ways} choose={choose} />
        <span class="source">{ranksSaid(asked, inputs)}</span>
      </div>
      {asked && 'factors' in asked && <Factors {...props} factors={asked.factors} />}
      {asked && 'matrix' in asked && <Pairs {...props} />}
    </div>
  );
};

interface DrawnTogetherProps {
  /** What was asked with what goes together. */
  body: BenchScenario;
  chance: MonteCarloAnswer;
  watched: WatchedMeasure;
}

const spreadOf = ({ targets: [target] }: MonteCarloAnswer, watched: WatchedMeasure): string => {
  const at = target?.fan.periods.find(({ period }) => period === target.by) ?? target?.fan.periods.at(-1);
  return at ? `from ${amountOf(watched, at.p10)} to ${amountOf(watched, at.p90)}` : '';
};

/** What going together comes to: the spread with it, and without. */
export const DrawnTogether = ({ body, chance, watched }: DrawnTogetherProps) => {
  const { correlation: _, ...monteCarlo } = body.monteCarlo ?? {};
  const { attribution: __, tornado: ___, ...rest } = body;
  const { value, isOld } = useAnswer('scenario', chance.correlation && { ...rest, monteCarlo });
  if (!chance.correlation || !value?.monteCarlo || isOld) return null;
  const [target] = chance.targets;
  const when = target?.by ? ` at the end of ${target.by}` : '';
  return (
    <p class="answer-says" role="status">
      Drawn together, four fifths of the outcomes{when} lie {spreadOf(chance, watched)}; each by itself,{' '}
      {spreadOf(value.monteCarlo, watched)}.
    </p>
  );
};
