import { cell, Table } from '../../../charts/table.js';
import { plural } from '../../../../charts/words/dates.js';
import { Link } from '../../../shell/link.js';
import { useNames } from '../../../words/use-names.js';
import { MovedNumbers } from '../outcome.js';
import { Undo } from '../undo.js';
import { useAnswer } from '../../../worker/use-answer.js';
import type { SheetReply } from './ordered-sheet.js';

const Places = ({
  title,
  found,
}: {
  title: string;
  found: readonly { address: string; detail: string }[];
}) =>
  found.length === 0 ? null : (
    <section class="box" aria-label={title}>
      <h2>{title}</h2>
      <ul class="plain">
        {found.map(({ address, detail }) => (
          <li key={address + detail}>
            <code>{address}</code> {detail}
          </li>
        ))}
      </ul>
    </section>
  );

const Duplicates = ({ duplicates }: Pick<SheetReply, 'duplicates'>) => {
  const names = useNames();
  if (duplicates.length === 0) return null;
  return (
    <section class="box" aria-label="Known already">
      <h2>Known already</h2>
      <ul class="plain">
        {duplicates.map(({ address, stream, because }) => (
          <li key={address + stream}>
            <code>{address}</code> {because.replace(stream, names.of('deal', stream))}
          </li>
        ))}
      </ul>
    </section>
  );
};

const Events = ({ events }: Pick<SheetReply, 'events'>) => {
  const names = useNames();
  const { value: told = [] } = useAnswer('bodies', { events: events.map(({ event }) => event) });
  if (events.length === 0) return null;
  return (
    <details class="box wide">
      <summary>
        <h2>{plural(events.length, 'event')}, one by one</h2>
      </summary>
      <Table
        caption="The events that the sheet comes to"
        grid={{
          columns: [{ title: 'row' }, { title: 'of' }, { title: 'what happened' }, { title: 'says' }],
          rows: events.map(({ address, event: { stream } }, index) => [
            cell(address),
            cell(names.of('deal', stream)),
            cell(told[index]?.says ?? ''),
            cell(told[index]?.body ?? ''),
          ]),
        }}
      />
    </details>
  );
};

/** Which numbers it would move, new parties by the names that the sheet has for them. */
const Numbers = ({ reply: { recording, parties } }: { reply: SheetReply }) => {
  const names = useNames();
  if (!recording?.moved || recording.events.length === 0) return null;
  const nameOf = (dimension: string, key: string): string =>
    parties.proposed.find(({ party }) => party === key)?.written ?? names.of(dimension, key);
  return (
    <section class="box wide" aria-label="Numbers">
      <h2>What it moves</h2>
      <MovedNumbers moved={recording.moved} nameOf={nameOf} />
    </section>
  );
};

/** What stands in the way of a sheet. */
export const SheetErrors = ({ reply }: { reply: SheetReply }) => (
  <Places title="Errors" found={reply.errors} />
);

/** What stands out in a sheet, and what it comes to. */
export const WhatComes = ({ reply }: { reply: SheetReply }) => (
  <>
    <Places title="Outliers" found={reply.outliers} />
    <Duplicates duplicates={reply.duplicates} />
    <Places title="Left out" found={reply.leftOut} />
    <Numbers reply={reply} />
    <Events events={reply.events} />
  </>
);

/** Where what was recorded is seen. */
export const RecordedSheet = ({ reply }: { reply: SheetReply }) => {
  const names = useNames();
  const streams = [...new Set(reply.recording?.events.map(({ stream }) => stream))];
  const deals = streams.filter((stream) => stream.startsWith('deal-'));
  const warnings = reply.recording?.events.flatMap((event) => event.warnings) ?? [];
  return (
    <section class="box" role="status">
      {(reply.recording?.events.length ?? 0) > 0 && (
        <h2>Recorded, up to position {reply.recording?.position}</h2>
      )}
      {warnings.map(({ rule, detail }) => (
        <p key={`${rule}${detail}`} class="wrong">
          Warning: {detail ?? rule}
        </p>
      ))}
      <ul class="plain">
        {deals.map((deal) => (
          <li key={deal}>
            <Link step={{ screen: 'deals', deal }}>{names.deal(deal)}</Link>
          </li>
        ))}
      </ul>
      {reply.recording && reply.recording.events.length > 0 && <Undo recording={reply.recording} />}
    </section>
  );
};
