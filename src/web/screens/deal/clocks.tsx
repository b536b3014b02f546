import { type DrawingMaker, line, type Shape, words } from '../../../charts/drawing.js';
import { Figure } from '../../charts/figure.js';
import { cell, type TableGrid } from '../../charts/table.js';
import type { SideProps } from '../../place/place.js';
import { dateText, dayNumber, dayOfNumber, plural } from '../../../charts/words/dates.js';
import { useContents } from '../../words/use-names.js';
import type { RecordedEvent } from '../../../../events/kit/envelope.js';

const lanes = { effective: 1, known: 3 };

const firstDay = (date: string): string => {
  const [start = date] = date.replace('~', '').split('/');
  const found = /^(\d{4})(?:-(\d{2})(?:-(\d{2}))?)?/.exec(start);
  const quarter = /-Q(\d)$/.exec(start);
  const month = quarter ? String((Number(quarter[1]) - 1) * 3 + 1).padStart(2, '0') : (found?.[2] ?? '01');
  return `${found?.[1] ?? '2025'}-${month}-${found?.[3] ?? '01'}`;
};

const dot = (x: number, y: number, fill: string, info: string): Shape => ({
  type: 'circle',
  shape: { cx: x, cy: y, r: 4 },
  style: { fill },
  info,
});

const draw =
  (events: readonly RecordedEvent[]): DrawingMaker =>
  ({ text, quiet, stages }, width) => {
    const days = events.flatMap(({ effectiveOn, knownOn }) => [
      dayNumber(firstDay(effectiveOn)),
      dayNumber(knownOn),
    ]);
    const [least, most] = [Math.min(...days) - 20, Math.max(...days) + 20];
    return {
      margin: { left: width < 560 ? 66 : 90, right: 16, top: 6, bottom: 24 },
      height: 120,
      x: { least, most, label: (value) => dayOfNumber(value).slice(0, 7) },
      y: { most: 4, isHidden: true, isInverse: true },
      shapes: ({ x, y, left, width: wide }) => [
        ...(['effective', 'known'] as const).flatMap((lane) => [
          line(left, y(lanes[lane]), left + wide, y(lanes[lane]), { stroke: quiet, lineWidth: 1 }),
          words(lane, 0, y(lanes[lane]), { fill: text }),
        ]),
        ...events.flatMap(({ type, effectiveOn, knownOn }) => {
          const [from, to] = [x(dayNumber(firstDay(effectiveOn))), x(dayNumber(knownOn))];
          const info = `${type}: true from ${dateText(effectiveOn)}, known on ${dateText(knownOn)}`;
          return [
            line(from, y(lanes.effective), to, y(lanes.known), { stroke: stages[2]!, lineWidth: 1.25 }),
            dot(from, y(lanes.effective), stages[4]!, info),
            dot(to, y(lanes.known), stages[4]!, info),
          ];
        }),
      ],
    };
  };

const gridOf = (events: readonly RecordedEvent[]): TableGrid => ({
  columns: [{ title: 'event' }, { title: 'effective' }, { title: 'known' }],
  rows: events.map(({ type, effectiveOn, knownOn }) => [type, effectiveOn, knownOn].map(cell)),
});

/** When each event was true and when it became known: a slope is a delay. */
export const Clocked = ({ events, cut }: SideProps & { events: readonly RecordedEvent[] }) => {
  const { today, position } = useContents();
  const dated = events.filter(({ effectiveOn, knownOn }) => effectiveOn > '1900' && knownOn > '1900');
  if (dated.length === 0) return null;
  const { effectiveAt = today, knownAt = today, policy = 'primary' } = cut;
  return (
    <Figure
      title="Both clocks"
      summary={`${plural(dated.length, 'event')}; a line that leans was known later than it was true, or before.`}
      draw={draw(dated)}
      grid={gridOf(dated)}
      citation={{ effectiveAt, knownAt, policy, position }}
    />
  );
};
