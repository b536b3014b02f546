import { useEffect, useMemo, useState } from 'preact/hooks';
import { dateText, dayNumber, dayOfNumber } from '../../charts/words/dates.js';
import { client } from '../worker/client.js';
import { Sign } from './sign.js';

interface ClockProps {
  id: string;
  title: string;
  says: string;
  /** The days at which something happened, sorted, each once. */
  days: readonly string[];
  first: string;
  last: string;
  today: string;
  /** Empty for now. */
  value: string;
  set(day: string, isDragged?: boolean): void;
}

/** The day of an event before or after a day; undefined at the end. */
export const neighbour = (days: readonly string[], day: string, step: -1 | 1): string | undefined =>
  step < 0 ? days.findLast((one) => one < day) : days.find((one) => one > day);

const Ticks = ({ days, first, last }: Pick<ClockProps, 'days' | 'first' | 'last'>) => {
  const path = useMemo(() => {
    const [from, to] = [dayNumber(first), dayNumber(last)];
    return days
      .filter((day) => day >= first && day <= last)
      .map((day) => `M${(((dayNumber(day) - from) / (to - from)) * 1000).toFixed(1)} 0v8`)
      .join('');
  }, [days, first, last]);
  return (
    <svg class="ticks" viewBox="0 0 1000 8" preserveAspectRatio="none" aria-hidden="true">
      <path d={path} vector-effect="non-scaling-stroke" />
    </svg>
  );
};

type SliderProps = Pick<ClockProps, 'id' | 'days' | 'first' | 'last' | 'set'> & { day: string };

const Slider = ({ id, day, days, first, last, set }: SliderProps) => (
  <span class="slider">
    <input
      id={id}
      type="range"
      min={dayNumber(first)}
      max={dayNumber(last)}
      value={Math.min(Math.max(dayNumber(day), dayNumber(first)), dayNumber(last))}
      aria-valuetext={dateText(day)}
      onInput={(event) => set(dayOfNumber(Number(event.currentTarget.value)), true)}
    />
    <Ticks days={days} first={first} last={last} />
  </span>
);

type DayInputProps = Pick<ClockProps, 'id' | 'title' | 'set'> & { day: string };

const Typed = ({ id, day, title, set }: DayInputProps) => {
  const [text, setText] = useState(day);
  const [isWrong, setWrong] = useState(false);
  useEffect(() => setText(day), [day]);
  const take = async (): Promise<void> => {
    const typed = await client.ask('day', { text });
    setWrong(typed === null);
    if (typed !== null && typed !== day) set(typed);
  };
  return (
    <>
      <input
        class="date"
        id={`${id}-date`}
        type="text"
        aria-label={`${title}, a date such as 2025-11-30 or 2025-11`}
        aria-invalid={isWrong}
        aria-describedby={isWrong ? `${id}-wrong` : undefined}
        value={text}
        spellcheck={false}
        autocomplete="off"
        onInput={(event) => setText(event.currentTarget.value)}
        onChange={() => void take()}
      />
      {isWrong && (
        <span class="wrong" id={`${id}-wrong`} role="alert">
          not a date
        </span>
      )}
    </>
  );
};

/** One clock: a slider with a tick at every event, steps from event to event, and a field to type a date into. */
export const Clock = ({ id, title, says, days, first, last, today, value, set }: ClockProps) => {
  const day = value || today;
  const step = (by: -1 | 1): void => {
    const next = neighbour(days, day, by);
    if (next !== undefined) set(next);
  };
  return (
    <div class="clock" role="group" aria-label={title}>
      <label for={id} title={says}>
        {title}
      </label>
      <button type="button" aria-label={`${title}: the event before`} onClick={() => step(-1)}>
        <Sign of="back" />
      </button>
      <Slider id={id} day={day} days={days} first={first} last={last} set={set} />
      <button type="button" aria-label={`${title}: the event after`} onClick={() => step(1)}>
        <Sign of="forward" />
      </button>
      <Typed id={id} day={day} title={title} set={set} />
    </div>
  );
};
