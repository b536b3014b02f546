import { useState } from 'preact/hooks';

interface NumberFieldProps {
  label: string;
  value: number;
  step?: string;
  unit?: string;
  /** It counts once the field is left: every change of it is a step that can be undone. */
  isLate?: boolean;
  set(value: number): void;
}

/** A number of a form; while nothing that is one stands there, the last one counts, and comes back when the field is left. */
export const NumberField = ({ label, value, step = '1', unit, isLate = false, set }: NumberFieldProps) => {
  const [text, setText] = useState<string>();
  const take = (typed: string): void => {
    if (typed !== '' && Number(typed) !== value) set(Number(typed));
  };
  const commit = (): void => {
    take(text ?? '');
    setText(undefined);
  };
  return (
    <label>
      {label}
      <span class="with-unit">
        <input
          class="amount"
          type="number"
          step={step}
          value={text ?? value}
          onInput={({ currentTarget }) => {
            setText(currentTarget.value);
            if (!isLate) take(currentTarget.value);
          }}
          onBlur={commit}
          onKeyDown={({ key }) => key === 'Enter' && commit()}
        />
        {unit}
      </span>
    </label>
  );
};

interface FewChoices<Name extends string> {
  label: string;
  value: Name;
  choices: readonly (readonly [Name, string])[];
  choose(name: Name): void;
}

/** One of a few. */
export const ChoiceField = <Name extends string>({ label, value, choices, choose }: FewChoices<Name>) => (
  <label>
    {label}
    <select
      value={value}
      onChange={({ currentTarget }) => {
        const chosen = choices[currentTarget.selectedIndex];
        if (chosen) choose(chosen[0]);
      }}
    >
      {choices.map(([name, says]) => (
        <option key={name} value={name} selected={name === value}>
          {says}
        </option>
      ))}
    </select>
  </label>
);
