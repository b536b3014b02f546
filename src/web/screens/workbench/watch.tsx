import { useState } from 'preact/hooks';
import type { ScenarioAnswer } from '../../../simulator/answer/run.js';
import { usePlace } from '../../place/use-place.js';
import { numberText, scaleOf } from './bench/numbers.js';
import { type Sheet, usualDraws, usualSeed, type WatchedMeasure } from './bench/sheet.js';
import { isSameNumber, periodsOf } from './bench/watching.js';

interface WatchProps {
  answer: ScenarioAnswer;
  numbers: readonly WatchedMeasure[];
  watched: WatchedMeasure;
  sheet: Sheet;
  /** What the sheet says, or what is usual. */
  by: string | undefined;
  level: number;
  isUncertain: boolean;
  change(sheet: Sheet): void;
}

interface WatchInputProps {
  label: string;
  value: string;
  unit?: string;
  set(text: string): void;
}

/** A number that counts once the field is left. */
const Typed = ({ label, value, unit, set }: WatchInputProps) => {
  const [text, setText] = useState<string>();
  const commit = (): void => {
    if (text !== undefined && text !== value) set(text);
    setText(undefined);
  };
  return (
    <label>
      {label}
      <span class="with-unit">
        <input
          class="amount"
          inputmode="decimal"
          value={text ?? value}
          onInput={(event) => setText(event.currentTarget.value)}
          onBlur={commit}
          onKeyDown={({ key }) => key === 'Enter' && commit()}
        />
        {unit}
      </span>
    </label>
  );
};

/** A whole number within bounds, or nothing when the text is none. */
const wholeFrom = (text: string, divisor: number, least: number, most: number): number | undefined => {
  const value = Math.round(Number(text.replaceAll(',', '')) * divisor);
  return text.trim() === '' || !Number.isSafeInteger(value) || value < least || value > most
    ? undefined
    : value;
};

const mostDraws = 100_000;

type NumberChoiceProps = Pick<WatchProps, 'numbers' | 'watched'> & { choose(number: WatchedMeasure): void };

const NumberChoice = ({ numbers, watched, choose }: NumberChoiceProps) => (
  <label>
    Number
    <select
      value={numbers.findIndex((one) => isSameNumber(one, watched))}
      onChange={({ currentTarget }) => choose(numbers[Number(currentTarget.value)]!)}
    >
      {numbers.map((number, index) => (
        <option key={numberText(number)} value={index} selected={isSameNumber(number, watched)}>
          {numberText(number)}
        </option>
      ))}
    </select>
  </label>
);

interface PeriodChoiceProps {
  periods: readonly string[];
  by: string | undefined;
  choose(period: string): void;
}

const PeriodChoice = ({ periods, by, choose }: PeriodChoiceProps) => (
  <label>
    By the end of
    <select value={by} onChange={({ currentTarget }) => choose(currentTarget.value)}>
      {periods.map((period) => (
        <option key={period} value={period} selected={period === by}>
          {period}
        </option>
      ))}
    </select>
  </label>
);

/** How chance is drawn. */
const DrawFields = ({ sheet, change }: Pick<WatchProps, 'sheet' | 'change'>) => (
  <>
    <Typed
      label="Draws"
      value={String(sheet.draws ?? usualDraws)}
      set={(text) => change({ ...sheet, draws: wholeFrom(text, 1, 1, mostDraws) })}
    />
    <Typed
      label="Seed"
      value={String(sheet.seed ?? usualSeed)}
      set={(text) => change({ ...sheet, seed: wholeFrom(text, 1, 0, Number.MAX_SAFE_INTEGER) })}
    />
  </>
);

/** Which number is watched, by when, at what level; and how it is drawn. */
export const Watch = ({ answer, numbers, watched, sheet, by, level, isUncertain, change }: WatchProps) => {
  const { unit } = usePlace().place.settings;
  const periods = periodsOf(answer, watched);
  const scale = scaleOf(watched, Math.max(level, 1), unit);
  return (
    <div class="controls watch">
      <NumberChoice
        numbers={numbers}
        watched={watched}
        choose={(number) => change({ ...sheet, watched: number, level: undefined, by: undefined })}
      />
      {periods.length > 0 && (
        <PeriodChoice
          periods={periods}
          by={by}
          choose={(period) => change({ ...sheet, by: period, level: undefined })}
        />
      )}
      <Typed
        label="Level"
        value={String(level / scale.divisor)}
        unit={scale.unit}
        set={(text) =>
          change({ ...sheet, level: wholeFrom(text, scale.divisor, 0, Number.MAX_SAFE_INTEGER) })
        }
      />
      {isUncertain && <DrawFields sheet={sheet} change={change} />}
    </div>
  );
};
