import { Headed } from '../../charts/headed.js';
import { usePlace } from '../../place/use-place.js';
import { cell, type TableGrid, Table } from '../../charts/table.js';
import { Link } from '../../shell/link.js';
import { Switch } from '../../shell/choice.js';
import { useTold } from '../../words/use-sentences.js';
import { sourceText } from '../../words/sources.js';
import { useNews } from '../../visit/use-news.js';
import { Revised } from '../evidence/event-line.js';
import { Quoted } from '../evidence/evidence.js';
import type { RecordedEvent } from '../../../../events/kit/envelope.js';
import type { EventTold } from '../../worker/protocol.js';

const rowOf = (
  { id, position, effectiveOn, knownOn, source }: RecordedEvent,
  isNew: boolean,
  { says, body }: EventTold,
): TableGrid['rows'][number] => [
  { text: String(position), order: position },
  {
    text: says,
    node: (
      <span>
        {says}
        <Revised isNew={isNew} />
      </span>
    ),
  },
  cell(effectiveOn),
  cell(knownOn),
  cell(body),
  { text: sourceText(source), node: <Quoted ids={[id]}>{sourceText(source)}</Quoted> },
  {
    text: 'correct',
    node: (
      <Link step={{ screen: 'record', correct: id }} label={`Correct event ${position}`}>
        correct
      </Link>
    ),
  },
];

const gridOf = (
  events: readonly RecordedEvent[],
  news: ReadonlySet<string>,
  toldOf: (event: RecordedEvent) => EventTold,
): TableGrid => ({
  columns: [
    { title: 'position' },
    { title: 'event' },
    { title: 'effective', isShort: true },
    { title: 'known', isShort: true },
    { title: 'says' },
    { title: 'source' },
    { title: 'wrong?' },
  ],
  rows: events.map((event) => rowOf(event, news.has(event.id), toldOf(event))),
});
/** Every event of the deal as it was recorded. */
export const History = ({ events }: { events: readonly RecordedEvent[] }) => {
  const { ids: news } = useNews();
  const toldOf = useTold(events);
  const isJson = usePlace().place.settings.history === 'json';
  return (
    <section class="box">
      <Headed title="History" as="history of a deal" />
      <div class="controls">
        <Switch setting="history" title="As JSON" on="json" off="table" />
      </div>
      {isJson ? (
        <pre tabIndex={0} aria-label="The events as JSON">
          {JSON.stringify(events, null, 2)}
        </pre>
      ) : (
        <Table grid={gridOf(events, news, toldOf)} caption="The events of the deal, as they were recorded" />
      )}
    </section>
  );
};
