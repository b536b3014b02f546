import { type Mark, marks } from '../words/marks.js';

const fills = [
  { fill: 'solid', says: 'firm' },
  { fill: 'hatched', says: 'optional or contingent' },
  { fill: 'hollow', says: 'intent, or not signed' },
] as const;

export interface LegendProps {
  fills?: boolean;
  bounds?: boolean;
  stages?: boolean;
  fan?: boolean;
  marks?: readonly Mark[];
}

const Stages = () => (
  <li>
    <svg class="ramp" viewBox="0 0 72 12" aria-hidden="true">
      {[0, 1, 2, 3, 4, 5].map((step) => (
        <rect key={step} class={`stage-${step}`} x={step * 12 + 1} y="1" width="10" height="10" />
      ))}
    </svg>
    stage, from announced to energized
  </li>
);

const Bounds = () => (
  <>
    <li>
      <svg viewBox="0 0 24 12" aria-hidden="true">
        <path class="stroke" d="M2 2v8M2 6h20M22 2v8" />
      </svg>
      bounds
    </li>
    <li>
      <svg viewBox="0 0 24 12" aria-hidden="true">
        <path class="stroke dashed" d="M2 6h14" />
        <path class="filled" d="M16 2l6 4-6 4z" />
      </svg>
      open-ended
    </li>
    <li>
      <svg viewBox="0 0 24 12" aria-hidden="true">
        <rect class="slot" x="1" y="1" width="22" height="10" />
      </svg>
      undisclosed or unknown, never zero
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
      P10 to P90, P25 to P75, and the median, in the scenario
    </li>
    <li>
      <svg viewBox="0 0 24 12" aria-hidden="true">
        <path class="baseline" d="M0 6h24" />
      </svg>
      now: as it stands
    </li>
    <li>
      <svg viewBox="0 0 24 12" aria-hidden="true">
        <circle class="goal" cx="12" cy="6" r="4" />
      </svg>
      the level, and by when
    </li>
  </>
);

/** What the fills, the shades and the marks of a chart mean. */
export const Legend = ({ fills: hasFills, bounds, stages, fan, marks: shown = [] }: LegendProps) => (
  <ul class="legend" aria-label="Legend">
    {hasFills &&
      fills.map(({ fill, says }) => (
        <li key={fill}>
          <span class={`fill ${fill}`} aria-hidden="true" />
          {says}
        </li>
      ))}
    {stages && <Stages />}
    {bounds && <Bounds />}
    {fan && <Fan />}
    {[...new Set(shown)].map((mark) => (
      <li key={mark}>
        <span class="sign" aria-hidden="true">
          {marks[mark].sign}
        </span>
        {marks[mark].says}
      </li>
    ))}
  </ul>
);
