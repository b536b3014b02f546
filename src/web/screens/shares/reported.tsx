import type { ComponentChildren } from 'preact';
import { sharesFinding } from '../../findings/shares.js';
import { Finding } from '../../shell/finding.js';
import type { Chart } from '../../../charts/chart.js';
import { reportedShareCharts } from '../../../charts/views/reported-shares.js';
import { listIn, measureIn, measureWords, textIn } from '../../../charts/words/amounts.js';
import { Figure } from '../../charts/figure.js';
import { cell, type TableGrid, Table } from '../../charts/table.js';
import { usePlace } from '../../place/use-place.js';
import type { SideProps } from '../../place/place.js';
import { Empty, Panel } from '../../shell/states.js';
import { useSetting } from '../../words/use-setting.js';
import type { PageAnswer } from '../../worker/protocol.js';
import { useNames } from '../../words/use-names.js';
import { useAnswer } from '../../worker/use-answer.js';
import type { Entry } from '../../../../projections/kit/line.js';

/** What a publisher reported of the size, in each currency. */
const sizeWords = (total: Entry): string =>
  [total, ...listIn(total, 'sizesBeside')].map((one) => measureWords(one, 'sizeUsCents')).join(', ');

const concentrationGrid = (totals: readonly Entry[]): TableGrid => ({
  columns: [
    { title: 'period' },
    { title: 'concentration (HHI)', isNumber: true },
    { title: 'others', isNumber: true },
    { title: 'size of the market', isNumber: true },
  ],
  rows: totals.map((total) => [
    cell(textIn(total, 'period')),
    ...(['hhi', 'othersBp', 'sizeUsCents'] as const).map((measure) => ({
      text: !total[measure]
        ? '–'
        : measure === 'sizeUsCents'
          ? sizeWords(total)
          : measureWords(total, measure),
      order: Number(measureIn(total, measure)?.low ?? 0),
    })),
  ]),
});

interface PublisherProps {
  publisher: string;
  answer: PageAnswer;
  /** None where only the size of the market was published. */
  chart: Chart | undefined;
}

const Publisher = ({ publisher, answer, chart }: PublisherProps) => {
  const totals = answer.totals.filter((total) => total.publisher === publisher);
  const names = useNames();
  return (
    <div class="publisher">
      {chart && <Figure {...chart} citation={answer} embed={answer} />}
      <details>
        <summary>Concentration and size, period by period</summary>
        <Table
          grid={concentrationGrid(totals)}
          caption={`Concentration by the shares of ${names.publisher(publisher)}`}
        />
        <p class="source">Of the named parties only: a lower bound for the market.</p>
      </details>
    </div>
  );
};

/** A series for each publisher: they are never averaged and never mixed. */
export const ReportedShares = ({ cut, children }: SideProps & { children: ComponentChildren }) => {
  const { place, go } = usePlace();
  const { market } = place.settings;
  const setting = useSetting();
  const { value, ...state } = useAnswer('views', {
    asks: [{ view: 'market-share', parameters: { ...cut, market } }],
  });
  const answer = value?.[0];
  const charts = answer ? reportedShareCharts(answer, setting) : [];
  const publishers = [...new Set(answer?.totals.map((total) => textIn(total, 'publisher')))];
  const { names } = setting;
  const named = { market: names.of('market', market), publisher: names.publisher, party: names.party };
  return (
    <>
      <Finding says={answer && sharesFinding(answer.rows, named)} />
      {children}
      <Panel value={value} {...state}>
        {answer && publishers.length === 0 && (
          <Empty
            says="Nothing had been published about this market by then."
            undo={{ says: 'Go to now', act: () => go({ known: '', effective: '' }) }}
          />
        )}
        <div class="panels">
          {answer &&
            publishers.map((publisher) => (
              <Publisher
                key={publisher}
                publisher={publisher}
                answer={answer}
                chart={charts.find(({ only }) => only?.publisher === publisher)}
              />
            ))}
        </div>
      </Panel>
    </>
  );
};
