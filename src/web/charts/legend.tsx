import { useId } from 'preact/hooks';
import { type Key, keysOf, type Legend as LegendProps } from '../../charts/legend.js';
import { Drawn } from '../../charts/svg/drawn.js';
import { usePalette } from '../style/use-palette.js';

const height = 14;
const margin = { left: 0, right: 0, top: 0, bottom: 0 };

/** The sign of a key as it is drawn in files. */
const Sign = ({ sign, width }: Key) => {
  const palette = usePalette();
  const drawing = { margin, height, shapes: () => sign(1, height / 2) };
  return (
    <span class="sign" aria-hidden="true">
      <Drawn drawing={drawing} palette={palette} width={width + 2} name={useId()} />
    </span>
  );
};

/** What the fills, the shades and the marks of a chart mean. */
export const Legend = (legend: LegendProps) => (
  <ul class="legend" aria-label="Legend">
    {keysOf(legend, usePalette()).map((key) => (
      <li key={key.says}>
        <Sign {...key} />
        {key.says}
      </li>
    ))}
  </ul>
);
