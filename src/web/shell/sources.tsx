import { cell, type TableGrid, Table } from '../charts/table.js';
import { cutOf } from '../place/place.js';
import { usePlace } from '../place/use-place.js';
import { sourceKindSaid } from '../screens/record/draft/source-kinds.js';
import { plural } from '../../charts/words/dates.js';
import type { CitedPublication } from '../worker/protocol.js';
import { leadsToTheWeb } from '../words/leads-to-the-web.js';
import { useAnswer } from '../worker/use-answer.js';
import { Dialog } from './dialog.js';

const gridOf = (sources: readonly CitedPublication[]): TableGrid => ({
  columns: [
    { title: 'publisher' },
    { title: 'what was published' },
    { title: 'on', isShort: true },
    { title: 'kind' },
    { title: 'events', isNumber: true },
  ],
  rows: sources.map(({ publisher, title, url, publishedOn, kind, events }) => [
    cell(publisher),
    {
      text: title,
      node:
        url && leadsToTheWeb(url) ? (
          <a href={url} rel="noreferrer noopener" target="_blank">
            {title}
          </a>
        ) : (
          title
        ),
    },
    cell(publishedOn),
    cell(sourceKindSaid(kind)),
    { text: String(events), order: events },
  ]),
});

/** Everything published that stands behind what is shown: of one deal on its screen, else of the whole reading. */
export const Sources = ({ close }: { close(): void }) => {
  const { place } = usePlace();
  const { value } = useAnswer('sources', { cut: cutOf(place), ...(place.deal && { deal: place.deal }) });
  return (
    <Dialog title="Sources" isWide close={close}>
      {value && (
        <>
          <p class="summary">
            {plural(value.length, 'publication')} behind {place.deal ? 'this deal' : 'this reading'}
          </p>
          <Table grid={gridOf(value)} caption="What the numbers rest on" />
        </>
      )}
    </Dialog>
  );
};
