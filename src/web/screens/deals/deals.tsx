import { cell, type TableGrid, Table } from '../../charts/table.js';
import { usePlace } from '../../place/use-place.js';
import { Link } from '../../shell/link.js';
import type { SideProps } from '../../place/place.js';
import { Nothing } from '../../shell/nothing.js';
import { Panel } from '../../shell/states.js';
import { listIn, measureIn, measureWords, textIn } from '../../../charts/words/amounts.js';
import { plural } from '../../../charts/words/dates.js';
import { useNews } from '../../visit/use-news.js';
import { useAnswer } from '../../worker/use-answer.js';
import { DealScreen } from '../deal/deal.js';
import { Revised } from '../evidence/event-line.js';
import type { Entry } from '../../../../projections/kit/line.js';

const partiesOf = (deal: Entry): string =>
  [...new Set(listIn(deal, 'parties').map((party) => textIn(party, 'name')))].join(', ');

const capacityOf = (deal: Entry): string =>
  listIn(deal, 'capacity')
    .map((one) => `${measureWords(one, 'headlineKw')} ${textIn(one, 'layer')}`)
    .join(', ');

const moneyOf = (deal: Entry): string =>
  listIn(deal, 'payments')
    .map((one) => `${measureWords(one, 'amountUsCents')} ${textIn(one, 'kind')}`)
    .join(', ');

const largestOf = (entries: readonly Entry[], measure: string): number =>
  Math.max(-1, ...entries.map((one) => Number(measureIn(one, measure)?.low ?? 0)));

const gridOf = (deals: readonly Entry[], revised: ReadonlySet<string>): TableGrid => ({
  columns: [
    { title: 'deal' },
    { title: 'parties' },
    { title: 'stage' },
    { title: 'announced' },
    { title: 'capacity' },
    { title: 'money' },
  ],
  rows: deals.map((deal) => [
    {
      text: textIn(deal, 'title'),
      node: (
        <>
          <Link step={{ screen: 'deals', deal: textIn(deal, 'deal') }}>{textIn(deal, 'title')}</Link>
          <Revised isNew={revised.has(textIn(deal, 'deal'))} />
        </>
      ),
    },
    cell(partiesOf(deal)),
    cell(textIn(deal, 'stage')),
    cell(textIn(deal, 'announcedOn')),
    { text: capacityOf(deal), order: largestOf(listIn(deal, 'capacity'), 'headlineKw') },
    { text: moneyOf(deal), order: largestOf(listIn(deal, 'payments'), 'amountUsCents') },
  ]),
});

const matchesSearch = (deal: Entry, search: string): boolean =>
  `${textIn(deal, 'title')} ${textIn(deal, 'deal')} ${partiesOf(deal)} ${textIn(deal, 'stage')}`
    .toLowerCase()
    .includes(search.toLowerCase());

const isWithin = (deal: Entry, layer: string, firm: string): boolean =>
  (layer === '' || listIn(deal, 'capacity').some((one) => one.layer === layer)) &&
  (firm === '' || listIn(deal, 'payments').some((one) => one.bindingness === 'firm'));

const Search = () => {
  const { place, go } = usePlace();
  return (
    <div class="controls">
      <label class="choice">
        Search
        <input
          type="search"
          value={place.settings.search}
          onInput={(event) => go({ search: event.currentTarget.value }, { replace: true })}
        />
      </label>
    </div>
  );
};

const List = ({ cut }: SideProps) => {
  const { place } = usePlace();
  const { search, layer, firm } = place.settings;
  const { value, ...state } = useAnswer('deals', { cut });
  const shown = value?.filter((deal) => matchesSearch(deal, search) && isWithin(deal, layer, firm)) ?? [];
  const { streams: revised } = useNews();
  return (
    <>
      <h1>Deals</h1>
      <Search />
      <Panel value={value} {...state}>
        <p class="summary">{plural(shown.length, 'deal')}</p>
        {shown.length > 0 && <Table grid={gridOf(shown, revised)} caption="Deals" />}
        {shown.length === 0 && <Nothing of="deal" verb="passes" />}
      </Panel>
    </>
  );
};

export const Deals = (props: SideProps) => {
  const { deal } = usePlace().place;
  return deal === undefined ? <List {...props} /> : <DealScreen {...props} deal={deal} />;
};
