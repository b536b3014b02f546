import { sourceKinds } from './draft/source-kinds.js';
import { type EventDraft, typedBody } from './draft/draft.js';
import { useContents } from '../../words/use-names.js';
import type { EventType, Field } from '../../worker/protocol.js';

interface InputProps {
  name: string;
  says: string;
  value: string;
  isOptional?: boolean;
  choices?: readonly string[];
  isLong?: boolean;
  list?: string;
  set(value: string): void;
}

const Input = ({ name, says, value, isOptional = true, choices = [], isLong, list, set }: InputProps) => (
  <label class="field">
    <span>
      {name}
      {!isOptional && ' *'}
    </span>
    {choices.length > 0 ? (
      <select value={value} required={!isOptional} onChange={(event) => set(event.currentTarget.value)}>
        <option value="">–</option>
        {choices.map((choice) => (
          <option key={choice} value={choice} selected={choice === value}>
            {choice}
          </option>
        ))}
      </select>
    ) : isLong ? (
      <textarea
        rows={3}
        value={value}
        required={!isOptional}
        onInput={(event) => set(event.currentTarget.value)}
      />
    ) : (
      <input
        value={value}
        required={!isOptional}
        {...((list === undefined ? {} : { list }) as object)}
        autocomplete="off"
        onInput={(event) => set(event.currentTarget.value)}
      />
    )}
    <small>{says}</small>
  </label>
);

const choicesOf = ({ kind, choices }: Field): readonly string[] =>
  kind === 'yes-or-no' ? ['true', 'false'] : choices;

const envelopeFields = [
  { name: 'effectiveOn', says: 'When it became true: 2025-11-03, 2025-Q4, 2026. As known when left out.' },
  { name: 'knownOn', says: 'When it could be known. The day of publication when left out.' },
  { name: 'quote', says: 'The sentence it rests on.', isLong: true },
  { name: 'source.title', says: 'The title of what was published.' },
  { name: 'source.url', says: 'Its address.' },
  { name: 'source.publisher', says: 'Who published it.' },
  { name: 'source.publishedOn', says: 'When it was published.' },
  { name: 'source.kind', says: 'How close the source stands to the fact.', choices: sourceKinds },
];

interface FieldsProps {
  draft: EventDraft;
  declared: EventType;
  types: readonly EventType[];
  change(draft: EventDraft): void;
}

const StreamField = ({ draft, declared, change }: Omit<FieldsProps, 'types'>) => {
  const { deals, parties } = useContents();
  const streams = [...deals.map(({ id }) => id), ...parties.map(({ id }) => `party-${id}`)];
  return (
    <>
      <Input
        name="stream"
        says={`What it is about: ${declared.category ?? 'the stream of the event that it names'}-…`}
        value={draft.stream}
        isOptional={false}
        list="streams"
        set={(stream) => change({ ...draft, stream })}
      />
      <datalist id="streams">
        {streams.map((stream) => (
          <option key={stream} value={stream} />
        ))}
      </datalist>
    </>
  );
};

/** One field for each that the type declares. */
const BodyFields = ({ draft, declared, change }: Omit<FieldsProps, 'types'>) => (
  <>
    {declared.fields.map((field) => (
      <Input
        key={`${declared.type}.${field.name}`}
        name={field.name}
        says={field.kind === 'json' ? `${field.says} As JSON.` : field.says}
        value={draft.body[field.name] ?? ''}
        isOptional={field.isOptional}
        choices={choicesOf(field)}
        isLong={field.kind === 'json'}
        set={(value) => change({ ...draft, body: { ...draft.body, [field.name]: value } })}
      />
    ))}
  </>
);

const EnvelopeFields = ({ draft, change }: Pick<FieldsProps, 'draft' | 'change'>) => (
  <fieldset>
    <legend>When, and who says so</legend>
    {envelopeFields.map((field) => (
      <Input
        key={field.name}
        {...field}
        value={draft.envelope[field.name] ?? ''}
        set={(value) => change({ ...draft, envelope: { ...draft.envelope, [field.name]: value } })}
      />
    ))}
  </fieldset>
);

/** The fields of what happened, and those that every event has. */
export const RecordFields = ({ draft, declared, types, change }: FieldsProps) => (
  <>
    <fieldset>
      <legend>What happened</legend>
      <Input
        name="type"
        says={declared.summary}
        value={draft.type}
        isOptional={false}
        choices={types.map(({ type }) => type)}
        set={(type) => change({ ...draft, type, body: {} })}
      />
      <StreamField draft={draft} declared={declared} change={change} />
      <BodyFields draft={draft} declared={declared} change={change} />
      <button type="button" onClick={() => change({ ...draft, body: typedBody(declared.example) })}>
        Fill in the example
      </button>
    </fieldset>
    <EnvelopeFields draft={draft} change={change} />
  </>
);
