import type { ComponentChildren } from 'preact';
import { useId } from 'preact/hooks';
import type { WordsRead } from '../../../worker/protocol.js';

/** What the words in fields are read as, by the places of the fields. */
export type ReadingsOf = Readonly<Record<string, WordsRead>>;

interface PlainFieldProps {
  title: string;
  says?: string | undefined;
  value: string;
  isRequired?: boolean | undefined;
  isLong?: boolean | undefined;
  list?: string | undefined;
  placeholder?: string | undefined;
  reading?: WordsRead | undefined;
  /** What the server says is wrong with it. */
  fault?: string | undefined;
  note?: string | undefined;
  set(value: string): void;
}

const Beside = ({ reading, fault, note }: Pick<PlainFieldProps, 'reading' | 'fault' | 'note'>) => {
  const wrong = fault ?? reading?.fault;
  return (
    <span class="beside-field">
      {wrong !== undefined && <span class={fault === undefined ? 'wrong unread' : 'wrong'}>{wrong}</span>}
      {wrong === undefined && reading?.says !== undefined && (
        <span class="reads">
          <span aria-hidden="true">= </span>
          <span class="unseen">read as </span>
          {reading.says}
        </span>
      )}
      {note !== undefined && <span class="reads">{note}</span>}
    </span>
  );
};

type FramedProps = Omit<PlainFieldProps, 'value' | 'set'> & {
  id: string;
  children: ComponentChildren;
};

/** The title names the field; what it is read as, and what it is for, describe it. */
const Framed = ({ id, title, says, isRequired, children, ...beside }: FramedProps) => (
  <div class="field">
    <label for={id}>
      <Titled title={title} isRequired={isRequired} />
    </label>
    {children}
    <span id={`${id}-more`}>
      <Beside {...beside} />
      {says !== undefined && <small>{says}</small>}
    </span>
  </div>
);

export const Titled = ({ title, isRequired }: Pick<PlainFieldProps, 'title' | 'isRequired'>) => (
  <span class="field-title">
    {title}
    {isRequired && <span class="needed"> needed</span>}
  </span>
);

/** A field with a title, what is typed, and beside it what that is read as or what is wrong with it. */
export const PlainField = (props: PlainFieldProps) => {
  const { value, isLong, list, placeholder, set } = props;
  const id = useId();
  const Input = isLong ? 'textarea' : 'input';
  return (
    <Framed {...props} id={id}>
      <Input
        id={id}
        aria-describedby={`${id}-more`}
        value={value}
        {...(isLong ? { rows: 2 } : { autocomplete: 'off' })}
        {...((list === undefined ? {} : { list }) as object)}
        {...(placeholder !== undefined && { placeholder })}
        onInput={(event) => set(event.currentTarget.value)}
      />
    </Framed>
  );
};

interface ChoiceFieldProps extends Omit<PlainFieldProps, 'isLong' | 'list' | 'placeholder' | 'reading'> {
  choices: readonly (readonly [value: string, says: string])[];
}

export const ChoiceField = (props: ChoiceFieldProps) => {
  const { value, choices, set } = props;
  const id = useId();
  return (
    <Framed {...props} id={id}>
      <select
        id={id}
        aria-describedby={`${id}-more`}
        value={value}
        onChange={(event) => set(event.currentTarget.value)}
      >
        <option value="">–</option>
        {choices.map(([one, words]) => (
          <option key={one} value={one} selected={one === value}>
            {words}
          </option>
        ))}
      </select>
    </Framed>
  );
};

/** A part of the form, in the order in which it is filled in. */
export const Step = ({ title, children }: { title: string; children: ComponentChildren }) => (
  <fieldset class="step">
    <legend>{title}</legend>
    {children}
  </fieldset>
);
