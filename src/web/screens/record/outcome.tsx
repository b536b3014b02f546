import { useState } from 'preact/hooks';
import { Table } from '../../charts/table.js';
import { addressOf, type RecordingReply, type ServerRefusal, type SendResult } from './draft/send.js';
import { Trouble } from '../../shell/trouble.js';
import { curlOf } from '../../worker/curl.js';
import { useTold } from '../../words/use-sentences.js';
import { useNames } from '../../words/use-names.js';
import { movedGrid } from '../changes/difference.js';
import { numbersIn } from '../changes/lately.js';
import type { RecordedEvent } from '../../../../events/kit/envelope.js';

/** What others recorded on the same stream meanwhile. */
interface InterveningEvents {
  events: readonly RecordedEvent[];
  appendAfter(): Promise<void>;
}

interface OutcomeProps {
  sent: SendResult;
  isDry: boolean;
  /** What was sent, and where if not to the events. */
  what: unknown;
  address?: string;
  meanwhile?: InterveningEvents | undefined;
  /** Where a problem is, in the words of whoever sent it. */
  place?(pointer: string): string;
  /** What things are called that the ledger does not know yet. */
  nameOf?: MovedNumbersProps['nameOf'];
  retry(): void;
}

const Conflict = ({ events, appendAfter }: InterveningEvents) => {
  const toldOf = useTold(events);
  return (
    <>
      <p>Meanwhile this was recorded of the same:</p>
      <ul class="plain">
        {events.map((event) => (
          <li key={event.id}>
            {toldOf(event).says}: {toldOf(event).body}
          </li>
        ))}
      </ul>
      <button type="button" onClick={() => void appendAfter()}>
        Record mine after it
      </button>
    </>
  );
};

const samePointer = (pointer: string): string => pointer;

type RefusedProps = Omit<OutcomeProps, 'sent'> & { refusal: ServerRefusal };

const Refused = ({ refusal, isDry, what, address, meanwhile, place = samePointer, retry }: RefusedProps) => (
  <Trouble
    title={refusal.title}
    works="Nothing is recorded, and the rest of the page goes on."
    requestId={refusal.requestId}
    curl={curlOf(address ?? addressOf(isDry), { type: 'application/json', text: JSON.stringify(what) })}
    retry={retry}
  >
    <p>{refusal.detail}</p>
    <ul>
      {refusal.errors.map(({ pointer, detail }) => (
        <li key={pointer + detail}>
          <code>{place(pointer)}</code> {detail}
        </li>
      ))}
      {refusal.more !== undefined && <li>and {refusal.more} more</li>}
    </ul>
    {meanwhile && meanwhile.events.length > 0 && <Conflict {...meanwhile} />}
  </Trouble>
);

/** What was recorded, and where it stands in the log. */
export const recordedText = ({ events, position }: RecordingReply): string =>
  events.length > 1
    ? `${events.length} events recorded, up to position ${events.at(-1)!.position}`
    : `Recorded at position ${events[0]?.position ?? position}`;

const firstNumbers = 10;

interface MovedNumbersProps {
  moved: RecordingReply['moved'];
  /** What is called otherwise than the ledger knows: a party that is only proposed. */
  nameOf?(dimension: string, key: string): string;
  none?: string;
  titles?: readonly [string, string];
}

/** Which numbers would move, before and after. */
export const MovedNumbers = ({
  moved = [],
  nameOf,
  none = 'No number would move.',
  titles = ['now', 'then'],
}: MovedNumbersProps) => {
  const names = useNames();
  const [isWhole, showWhole] = useState(false);
  const numbers = moved.flatMap(({ rows }) => rows.flatMap((entry) => numbersIn(entry, nameOf ?? names.of)));
  if (numbers.length === 0) return <p>{none}</p>;
  const shown = isWhole ? numbers : numbers.slice(0, firstNumbers);
  return (
    <>
      <Table grid={movedGrid(shown, titles)} caption="The numbers that would move" />
      {shown.length < numbers.length && (
        <button type="button" class="quiet" onClick={() => showWhole(true)}>
          Show all {numbers.length} numbers
        </button>
      )}
    </>
  );
};

/** What the server says: which numbers would move, what was recorded, or why not. */
export const Outcome = ({ sent, isDry, ...more }: OutcomeProps) => {
  if ('refusal' in sent) return <Refused refusal={sent.refusal} isDry={isDry} {...more} />;
  const { recording } = sent;
  const warnings = recording.events.flatMap((event) => event.warnings);
  return (
    <section class="box" role="status">
      <h2>{isDry ? 'It would be recorded' : recordedText(recording)}</h2>
      {recording.skipped.length > 0 && (
        <p>
          {recording.events.length === 0
            ? 'The ledger says this already: nothing new would be recorded.'
            : `The ledger says ${recording.skipped.length} of them already.`}
        </p>
      )}
      {warnings.map(({ rule, detail }) => (
        <p key={`${rule}${detail}`} class="wrong">
          Warning: {detail ?? rule}
        </p>
      ))}
      {isDry && <MovedNumbers moved={recording.moved} {...(more.nameOf && { nameOf: more.nameOf })} />}
    </section>
  );
};
