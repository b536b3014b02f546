import { useId } from 'preact/hooks';
import { type Key, keysOf, legendOfAll } from '../../charts/legend.js';
import { Drawn } from '../../charts/svg/drawn.js';
import { usePalette } from '../style/use-palette.js';
import { useLegends } from './legends.js';

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

/** What fills, shades and marks mean: one legend for all figures of a screen, at hand while they are read. */
export const ScreenLegend = () => {
  const keys = keysOf(legendOfAll(useLegends()), usePalette());
  if (keys.length === 0) return null;
  return (
    <div class="legend" role="region" aria-label="Legend" tabIndex={0}>
      <ul>
        {keys.map((key) => (
          <li key={key.says}>
            <Sign {...key} />
            {key.says}
          </li>
        ))}
      </ul>
    </div>
  );
};
