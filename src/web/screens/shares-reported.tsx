import { drawBars } from '../../charts/bars.js';
import type { Draw } from '../../charts/drawing.js';
import { Figure } from '../charts/figure.js';
import { drawShares, type Share, type ShareSeries } from '../../charts/shares.js';
import { cell, type Grid, Table } from '../charts/table.js';
import { usePlace } from '../place/use-place.js';
import type { SideProps } from '../shell/sides.js';
import { Empty, Panel } from '../shell/states.js';
import type { Palette } from '../../charts/palette.js';
import { type Entry, measureIn, said, textIn } from '../../charts/words/amounts.js';
import { plural } from '../../charts/words/dates.js';
import { marksOf, signsOf } from '../../charts/words/marks.js';
import { type Names, useNames } from '../words/use-names.js';
import type { ViewAnswer } from '../worker/protocol.js';
import { useAnswer } from '../worker/use-answer.js';
import { Quoted } from './evidence.js';

const mostSeries = 7;

/** What a plain percentage may be off by: half of its last digit, in basis points. */
const halfDigit = (point: number): number => (point % 100 === 0 ? 50 : point % 10 === 0 ? 5 : 0.5);

const shareOf = (row: Entry): Share | undefined => {
  const share = measureIn(row, 'shareBp');
  if (!share) return undefined;
  const [low, high] = [Number(share.low), Number(share.high ?? 10_000)];
  const point = Number(share.point ?? share.low);
  const off = low === high ? halfDigit(point) : 0;
  return { period: textIn(row, 'period'), low: Math.max(0, low - off), point, high: high + off };
};

const nameOf = (row: Entry, names: Names): string =>
  row.party === 'others' ? 'others ∴' : names.of('party', textIn(row, 'party'));

const seriesOf = (rows: readonly Entry[], names: Names, palette: Palette): ShareSeries[] => {
  const parties = [...Map.groupBy(rows, (row) => textIn(row, 'party'))];
  const all = parties.map(([party, own]) => ({
    name: nameOf(own[0]!, names),
    colour: party.includes('+') ? palette.text : names.colour(party, palette),
    isDerived: party === 'others',
    shares: own
      .flatMap((row) => shareOf(row) ?? [])
      .toSorted((left, right) => (left.period < right.period ? -1 : 1)),
  }));
  return all
    .toSorted((left, right) => (right.shares.at(-1)?.point ?? 0) - (left.shares.at(-1)?.point ?? 0))
    .slice(0, mostSeries + 1);
};

const drawOnce =
  (rows: readonly Entry[], names: Names, hasBounds: boolean): Draw =>
  (palette, width) =>
    drawBars({
      bars: rows.map((row) => {
        const share = shareOf(row);
        const colour = names.colour(textIn(row, 'party'), palette);
        return {
          label: nameOf(row, names),
          segments: share
            ? [
                {
                  value: share.point,
                  fill: row.party === 'others' ? ('hollow' as const) : ('solid' as const),
                  shade: { colour },
                },
              ]
            : [],
          ...(hasBounds && share && share.low !== share.high && { reach: share }),
          text: `${said(row, 'shareBp')} ${signsOf(row.flags)}`.trim(),
        };
      }),
      axis: (value) => `${value / 100}%`,
      unit: '%',
    })(palette, width);

const gridOf = (rows: readonly Entry[], names: Names): Grid => ({
  columns: [{ title: 'period' }, { title: 'party' }, { title: 'share', isNumber: true }],
  rows: rows.map((row) => [
    cell(textIn(row, 'period')),
    cell(nameOf(row, names)),
    {
      text: `${said(row, 'shareBp')} ${signsOf(row.flags)}`.trim(),
      node: <Quoted ids={row.rests as string[]}>{`${said(row, 'shareBp')} ${signsOf(row.flags)}`}</Quoted>,
      order: Number(measureIn(row, 'shareBp')?.low ?? 0),
    },
  ]),
});

const concentrationGrid = (totals: readonly Entry[]): Grid => ({
  columns: [
    { title: 'period' },
    { title: 'concentration (HHI)', isNumber: true },
    { title: 'others', isNumber: true },
    { title: 'size of the market', isNumber: true },
  ],
  rows: totals.map((total) => [
    cell(textIn(total, 'period')),
    ...(['hhi', 'othersBp', 'sizeUsCents'] as const).map((measure) => ({
      text: total[measure] ? said(total, measure) : '–',
      order: Number(measureIn(total, measure)?.low ?? 0),
    })),
  ]),
});

interface PublisherProps {
  publisher: string;
  answer: ViewAnswer;
}

const Publisher = ({ publisher, answer }: PublisherProps) => {
  const names = useNames();
  const { bounds } = usePlace().place.settings;
  const rows = answer.rows.filter((row) => row.publisher === publisher);
  const totals = answer.totals.filter((total) => total.publisher === publisher);
  const periods = [...new Set(rows.map((row) => textIn(row, 'period')))].sort();
  const hasBounds = bounds === 'shown';
  const draw: Draw =
    periods.length > 1
      ? (palette, width) =>
          drawShares({ periods, series: seriesOf(rows, names, palette), hasBounds })(palette, width)
      : drawOnce(rows, names, hasBounds);
  const last = rows.filter((row) => row.period === periods.at(-1));
  return (
    <div class="publisher">
      {rows.length > 0 && (
        <Figure
          title={`As ${publisher} reports it`}
          summary={`${plural(periods.length, 'period')}; in ${periods.at(-1)}: ${last.map((row) => `${nameOf(row, names)} ${said(row, 'shareBp')}`).join(', ')}. Whiskers are the rounding of the published digits.`}
          draw={draw}
          grid={gridOf(rows, names)}
          legend={{ bounds: true, marks: rows.flatMap(({ flags }) => marksOf(flags)) }}
          citation={answer}
        />
      )}
      <details>
        <summary>Concentration and size, period by period</summary>
        <Table grid={concentrationGrid(totals)} caption={`Concentration by ${publisher}'s shares`} />
        <p class="source">Of the named parties only: a lower bound for the market.</p>
      </details>
    </div>
  );
};

/** A series for each publisher: they are never averaged and never mixed. */
export const ReportedShares = ({ cut }: SideProps) => {
  const { place, go } = usePlace();
  const { market } = place.settings;
  const { value, ...state } = useAnswer('views', {
    asks: [{ view: 'market-share', parameters: { ...cut, market } }],
  });
  const answer = value?.[0];
  const publishers = [...new Set(answer?.totals.map((total) => textIn(total, 'publisher')))];
  return (
    <Panel value={value} {...state}>
      {answer && publishers.length === 0 && (
        <Empty
          says="Nothing had been published about this market by then."
          undo={{ says: 'Go to now', act: () => go({ known: '', effective: '' }) }}
        />
      )}
      <div class="panels">
        {answer &&
          publishers.map((publisher) => <Publisher key={publisher} publisher={publisher} answer={answer} />)}
      </div>
    </Panel>
  );
};
