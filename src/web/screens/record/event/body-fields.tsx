import { titleOf } from '../../../../../projections/wording/measure.js';
import { capitalize } from '../../../../../projections/wording/capitalize.js';
import { slugWords } from '../../../../../projections/wording/slug-words.js';
import type { Field } from '../../../worker/protocol.js';
import { type EventDraft, rowsAt, withoutRow } from '../draft/draft.js';
import { ChoiceField, PlainField, type ReadingsOf, Titled } from './field.js';
import { Sign } from '../../../shell/sign.js';

/** What every field of a body is drawn with. */
export interface BodyForm {
  body: EventDraft['body'];
  readings: ReadingsOf;
  /** What the server says is wrong, by the places of the fields. */
  faults: Readonly<Record<string, string>>;
  newParties: readonly string[];
  /** Of the stream: its tranches, payments and warrants. */
  ownParts: string;
  set(body: EventDraft['body']): void;
}

interface PlacedFieldProps {
  field: Field;
  place: string;
  form: BodyForm;
}

const lists: Partial<Record<Field['kind'], string>> = {
  party: 'record-parties',
  deal: 'record-deals',
  place: 'record-places',
};

const examples: Partial<Record<Field['kind'], string>> = {
  date: '20 Nov 2026, mid-2027, Q4 2026',
};

const quantityExamples: Readonly<Record<string, string>> = {
  amountKw: '2 GW, at least 500 MW',
  amountUsCents: '$38B, up to $100B',
  amountBp: '27%, about 10%',
  amount: '400,000',
};

const titleFor = ({ name }: Field): string => capitalize(titleOf(name));

const One = ({ field, place, form }: PlacedFieldProps) => {
  const value = form.body[place] ?? '';
  const set = (text: string): void => form.set({ ...form.body, [place]: text });
  const common = {
    title: titleFor(field),
    says: field.says,
    isRequired: !field.isOptional,
    fault: form.faults[place],
    set,
  };
  if (field.kind === 'choice' || field.kind === 'yes-or-no') {
    const choices =
      field.kind === 'choice' ? field.choices.map((one) => [one, slugWords(one)] as const) : yesOrNo;
    return <ChoiceField {...common} value={value} choices={choices} />;
  }
  return (
    <PlainField
      {...common}
      value={value}
      list={field.kind === 'own' ? form.ownParts : lists[field.kind]}
      placeholder={field.measure === undefined ? examples[field.kind] : quantityExamples[field.measure]}
      reading={form.readings[`body.${place}`]}
      note={
        field.kind === 'party' && form.newParties.includes(value.trim())
          ? 'new: it is registered as a company with this'
          : undefined
      }
    />
  );
};

const yesOrNo = [
  ['true', 'yes'],
  ['false', 'no'],
] as const;

const Group = ({ field, place, form }: PlacedFieldProps) => (
  <div class="group" role="group" aria-label={titleFor(field)}>
    <Titled title={titleFor(field)} isRequired={!field.isOptional && !field.isList} />
    <div class="row-fields">
      {field.fields.map((one) => (
        <BodyField key={one.name} field={one} place={`${place}.${one.name}`} form={form} />
      ))}
    </div>
  </div>
);

const Checks = ({ field, place, form }: PlacedFieldProps) => (
  <div class="group" role="group" aria-label={titleFor(field)}>
    <Titled title={titleFor(field)} isRequired={!field.isOptional} />
    <div class="answers">
      {field.choices.map((choice) => (
        <label key={choice}>
          <input
            type="checkbox"
            checked={form.body[`${place}.${choice}`] === 'true'}
            onChange={(event) =>
              form.set({ ...form.body, [`${place}.${choice}`]: event.currentTarget.checked ? 'true' : '' })
            }
          />
          {slugWords(choice)}
        </label>
      ))}
    </div>
  </div>
);

const emptyRow = ({ kind, fields }: Field, place: string): Record<string, string> =>
  kind === 'group' ? { [`${place}.${fields[0]?.name ?? ''}`]: '' } : { [place]: '' };

const Row = ({ field, place, row, form }: PlacedFieldProps & { row: number }) => (
  <div class="row" role="group" aria-label={`${titleFor(field)} ${row + 1}`}>
    <div class="row-fields">
      {field.kind === 'group' ? (
        field.fields.map((inner) => (
          <BodyField key={inner.name} field={inner} place={`${place}.${row}.${inner.name}`} form={form} />
        ))
      ) : (
        <One field={{ ...field, isList: false }} place={`${place}.${row}`} form={form} />
      )}
    </div>
    <button
      type="button"
      class="quiet"
      aria-label={`Take away ${titleFor(field)} ${row + 1}`}
      onClick={() => form.set(withoutRow(form.body, place, row))}
    >
      <Sign of="close" />
    </button>
  </div>
);

/** A list as rows, each to be taken away; one stands there to begin with where it is needed. */
const Rows = ({ field, place, form }: PlacedFieldProps) => {
  const there = rowsAt(form.body, place);
  const rows = there.length === 0 && !field.isOptional ? [0] : there;
  const next = (rows.at(-1) ?? -1) + 1;
  return (
    <div class="group" role="group" aria-label={titleFor(field)}>
      <Titled title={titleFor(field)} isRequired={!field.isOptional} />
      <small>{field.says}</small>
      {rows.map((row) => (
        <Row key={row} field={field} place={place} row={row} form={form} />
      ))}
      <button
        type="button"
        class="quiet"
        onClick={() => form.set({ ...form.body, ...emptyRow(field, `${place}.${next}`) })}
      >
        + Add to {titleFor(field).toLowerCase()}
      </button>
    </div>
  );
};

/** A field as its declaration has it, however deep. */
export const BodyField = (props: PlacedFieldProps) => {
  const { field } = props;
  if (field.isList && field.kind === 'choice') return <Checks {...props} />;
  if (field.isList) return <Rows {...props} />;
  return field.kind === 'group' ? <Group {...props} /> : <One {...props} />;
};
