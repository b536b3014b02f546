import { cell, type TableGrid, Table } from '../../charts/table.js';
import { dealsFinding } from '../../findings/deals.js';
import { Finding } from '../../shell/finding.js';
import { usePlace } from '../../place/use-place.js';
import { Link } from '../../shell/link.js';
import type { SideProps } from '../../place/place.js';
import { Nothing } from '../../shell/nothing.js';
import { Panel } from '../../shell/states.js';
import { layerText } from '../../../../projections/wording/layer-name.js';
import { listIn, measureWords, textIn, wordsIn } from '../../../charts/words/amounts.js';
import { useContents } from '../../words/use-names.js';
import { Choice } from '../../shell/choice.js';
import { plural } from '../../../charts/words/dates.js';
import { useNews } from '../../visit/use-news.js';
import { useAnswer } from '../../worker/use-answer.js';
import { capacitySize, inOrder, isWanted, moneySize, orders, partiesOf } from './listed.js';
import { DealScreen } from '../deal/deal.js';
import { Revised } from '../evidence/event-line.js';
import type { Entry } from '../../../../projections/kit/line.js';

const capacityOf = (deal: Entry): string =>
  listIn(deal, 'capacity')
    .map((one) => `${measureWords(one, 'headlineKw')} ${layerText(one)}`)
    .join(', ');

const moneyOf = (deal: Entry): string =>
  listIn(deal, 'payments')
    .map(
      (one) =>
        `${measureWords(one, 'amountUsCents')} ${wordsIn(one, 'kind')}${one.ended === true ? ' (ended)' : ''}`,
    )
    .join(', ');

const gridOf = (deals: readonly Entry[], revised: ReadonlySet<string>): TableGrid => ({
  columns: [
    { title: 'deal' },
    { title: 'parties' },
    { title: 'stage' },
    { title: 'announced', isShort: true },
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
    cell(wordsIn(deal, 'stage')),
    cell(textIn(deal, 'announcedOn')),
    { text: capacityOf(deal), order: capacitySize(deal) },
    { text: moneyOf(deal), order: moneySize(deal) },
  ]),
});

const Search = () => {
  const { place, go } = usePlace();
  const { parties } = useContents();
  const named = parties.toSorted((left, right) => left.name.localeCompare(right.name));
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
      <Choice
        setting="party"
        title="Party"
        options={[{ value: '', says: 'all' }, ...named.map(({ id, name }) => ({ value: id, says: name }))]}
      />
      <Choice setting="sort" title="In order of" options={orders} />
    </div>
  );
};

const List = ({ cut }: SideProps) => {
  const { settings } = usePlace().place;
  const { value, ...state } = useAnswer('deals', { cut });
  const shown = inOrder(value?.filter((deal) => isWanted(deal, settings)) ?? [], settings.sort);
  const { streams: revised } = useNews();
  return (
    <>
      <h1>Deals</h1>
      <Finding says={value && dealsFinding(shown)} />
      <Search />
      <Panel value={value} {...state}>
        <p class="summary">{plural(shown.length, 'deal')}</p>
        {shown.length > 0 && <Table key={settings.sort} grid={gridOf(shown, revised)} caption="Deals" />}
        {shown.length === 0 && <Nothing of="deal" verb="passes" />}
      </Panel>
    </>
  );
};

export const Deals = (props: SideProps) => {
  const { deal } = usePlace().place;
  return deal === undefined ? <List {...props} /> : <DealScreen {...props} deal={deal} />;
};
