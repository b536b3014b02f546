import { type DrawingMaker, line, type Shape, told, words } from '../../../charts/drawing.js';
import { Figure } from '../../charts/figure.js';
import { cell, type TableGrid } from '../../charts/table.js';
import type { SideProps } from '../../place/place.js';
import { dateText, dayNumber, dayOfNumber, plural } from '../../../charts/words/dates.js';
import { daysOf } from '../../../../events/kit/date.js';
import { useContents } from '../../words/use-names.js';
import type { RecordedEvent } from '../../../../events/kit/envelope.js';
import { useSentences } from '../../words/use-sentences.js';

/** In pixels from the top. */
const lanes = { effective: 28, known: 74 };

const dot = (x: number, y: number, fill: string): Shape => ({
  type: 'circle',
  x,
  y,
  radius: 4,
  paint: { fill },
});

type SentenceOf = (event: RecordedEvent) => string;

const mostQuarters = 12;

/** The beginnings of quarters, or of years where there are many. */
const beginnings = (least: number, most: number): number[] => {
  const [from, to] = [least, most].map((day) => Number(dayOfNumber(day).slice(0, 4))) as [number, number];
  const months = (to - from + 1) * 4 > mostQuarters ? ['01'] : ['01', '04', '07', '10'];
  return Array.from({ length: to - from + 1 }, (_, index) => from + index)
    .flatMap((year) => months.map((month) => dayNumber(`${year}-${month}-01`)))
    .filter((day) => day >= least && day <= most);
};

const draw =
  (events: readonly RecordedEvent[], sentenceOf: SentenceOf): DrawingMaker =>
  ({ text, quiet, stages }, width) => {
    const days = events.flatMap(({ effectiveOn, knownOn }) => [
      dayNumber(daysOf(effectiveOn).first),
      dayNumber(knownOn),
    ]);
    const [least, most] = [Math.min(...days) - 20, Math.max(...days) + 20];
    return {
      margin: { left: width < 560 ? 66 : 90, right: 16, top: 6, bottom: 24 },
      height: 120,
      x: { least, most, ticks: beginnings(least, most), label: (value) => dayOfNumber(value).slice(0, 7) },
      shapes: ({ x, left, width: wide }) => [
        ...(['effective', 'known'] as const).flatMap((lane) => [
          line(left, lanes[lane], left + wide, lanes[lane], { stroke: quiet, lineWidth: 1 }),
          words(lane, 0, lanes[lane], { fill: text }),
        ]),
        ...events.flatMap((event) => {
          const { effectiveOn, knownOn } = event;
          const [from, to] = [x(dayNumber(daysOf(effectiveOn).first)), x(dayNumber(knownOn))];
          const info = `${sentenceOf(event)}: true from ${dateText(effectiveOn)}, known on ${dateText(knownOn)}`;
          return [
            told(info, [
              line(from, lanes.effective, to, lanes.known, { stroke: stages[2], lineWidth: 1.25 }),
              dot(from, lanes.effective, stages[4]),
              dot(to, lanes.known, stages[4]),
            ]),
          ];
        }),
      ],
    };
  };

const gridOf = (events: readonly RecordedEvent[], sentenceOf: SentenceOf): TableGrid => ({
  columns: [{ title: 'event' }, { title: 'effective' }, { title: 'known' }],
  rows: events.map((event) => [sentenceOf(event), event.effectiveOn, event.knownOn].map(cell)),
});

/** When each event was true and when it became known: a slope is a delay. */
export const Clocked = ({ events, cut }: SideProps & { events: readonly RecordedEvent[] }) => {
  const { today, position } = useContents();
  const dated = events.filter(({ effectiveOn, knownOn }) => effectiveOn > '1900' && knownOn > '1900');
  const sentenceOf = useSentences(dated);
  if (dated.length === 0) return null;
  const { effectiveAt = today, knownAt = today, policy = 'primary' } = cut;
  return (
    <Figure
      title="Both clocks"
      defined="both clocks"
      summary={`${plural(dated.length, 'event')}; a line that leans was known later than it was true, or before.`}
      draw={draw(dated, sentenceOf)}
      grid={gridOf(dated, sentenceOf)}
      citation={{ effectiveAt, knownAt, policy, position }}
    />
  );
};
