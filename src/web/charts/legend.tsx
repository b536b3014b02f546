import {
  edgeDashes,
  fillWords,
  type Legend as LegendProps,
  legendWords,
  marksIn,
} from '../../charts/legend.js';
import { marks } from '../../charts/words/marks.js';

const Stages = () => (
  <li>
    <svg class="ramp" viewBox="0 0 72 12" aria-hidden="true">
      {[0, 1, 2, 3, 4, 5].map((step) => (
        <rect key={step} class={`stage-${step}`} x={step * 12 + 1} y="1" width="10" height="10" />
      ))}
    </svg>
    {legendWords.stages}
  </li>
);

const Bounds = () => (
  <>
    <li>
      <svg viewBox="0 0 24 12" aria-hidden="true">
        <path class="stroke" d="M2 2v8M2 6h20M22 2v8" />
      </svg>
      {legendWords.bounds}
    </li>
    <li>
      <svg viewBox="0 0 24 12" aria-hidden="true">
        <path class="stroke dashed" d="M2 6h14" />
        <path class="filled" d="M16 2l6 4-6 4z" />
      </svg>
      {legendWords.open}
    </li>
    <li>
      <svg viewBox="0 0 24 12" aria-hidden="true">
        <rect class="slot" x="1" y="1" width="22" height="10" />
      </svg>
      {legendWords.slot}
    </li>
  </>
);

const Fan = () => (
  <>
    <li>
      <svg viewBox="0 0 24 12" aria-hidden="true">
        <rect class="outer-band" x="0" y="0" width="24" height="12" />
        <rect class="inner-band" x="0" y="3" width="24" height="6" />
        <path class="median" d="M0 6h24" />
      </svg>
      {legendWords.bands}
    </li>
    <li>
      <svg viewBox="0 0 24 12" aria-hidden="true">
        <path class="baseline" d="M0 6h24" />
      </svg>
      {legendWords.now}
    </li>
    <li>
      <svg viewBox="0 0 24 12" aria-hidden="true">
        <circle class="goal" cx="12" cy="6" r="4" />
      </svg>
      {legendWords.goal}
    </li>
  </>
);

const Edges = () => (
  <>
    {Object.entries(edgeDashes).map(([kind, dashes]) => (
      <li key={kind}>
        <svg viewBox="0 0 24 12" aria-hidden="true">
          <path class={`edge ${kind}`} d="M0 6h24" stroke-dasharray={dashes.join(' ')} />
        </svg>
        {kind}
      </li>
    ))}
  </>
);

/** What the fills, the shades and the marks of a chart mean. */
export const Legend = (legend: LegendProps) => (
  <ul class="legend" aria-label="Legend">
    {fillWords(legend).map(([fill, says]) => (
      <li key={fill}>
        <span class={`fill ${fill}`} aria-hidden="true" />
        {says}
      </li>
    ))}
    {legend.stages && <Stages />}
    {legend.bounds && <Bounds />}
    {legend.edges && <Edges />}
    {legend.fan && <Fan />}
    {marksIn(legend).map((mark) => (
      <li key={mark}>
        <span class="sign" aria-hidden="true">
          {marks[mark].sign}
        </span>
        {marks[mark].says}
      </li>
    ))}
  </ul>
);
