import { hasSource } from '../draft/submission.js';
import type { EventDraft } from '../draft/draft.js';
import { sourceKinds, sourceKindSaid } from '../draft/source-kinds.js';
import { ChoiceField, PlainField, type ReadingsOf, Step } from './field.js';

interface EnvelopeProps {
  draft: EventDraft;
  readings: ReadingsOf;
  faults: Readonly<Record<string, string>>;
  change(envelope: EventDraft['envelope']): void;
}

const useFieldOf =
  ({ draft, readings, faults, change }: EnvelopeProps) =>
  (name: string) => ({
    value: draft.envelope[name] ?? '',
    reading: readings[name],
    fault: faults[name],
    set: (value: string) => change({ ...draft.envelope, [name]: value }),
  });

/** Who says so comes first. */
export const SourceStep = (props: EnvelopeProps) => {
  const field = useFieldOf(props);
  return (
    <Step title="Who says so">
      <PlainField title="Address" placeholder="https://…" {...field('source.url')} />
      <div class="row-fields">
        <PlainField title="Publisher" placeholder="Reuters" {...field('source.publisher')} />
        <PlainField title="Published" placeholder="20 Nov 2026" {...field('source.publishedOn')} />
      </div>
      <PlainField title="Title" {...field('source.title')} />
      <PlainField title="The sentence it rests on" isLong {...field('quote')} />
      <ChoiceField
        title="How close to the fact"
        choices={sourceKinds.map((kind) => [kind, sourceKindSaid(kind)] as const)}
        {...field('source.kind')}
      />
      {!hasSource(props.draft) && (
        <p class="warn" role="note">
          No source yet: it can be recorded so, but nobody can check it.
        </p>
      )}
    </Step>
  );
};

/** When it was true, and since when that could be known. */
export const WhenStep = (props: EnvelopeProps & { isCorrection: boolean }) => {
  const field = useFieldOf(props);
  return (
    <Step title="When">
      <div class="row-fields">
        <PlainField
          title={props.isCorrection ? 'True since (corrected)' : 'True since'}
          says="As known when left out."
          placeholder="3 Nov 2025, Q4 2025"
          {...field('effectiveOn')}
        />
        <PlainField
          title="Known since"
          says="The day of publication, else today."
          placeholder="20 Nov 2026"
          {...field('knownOn')}
        />
      </div>
    </Step>
  );
};
