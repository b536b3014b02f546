import { type Mark, marks } from '../../charts/words/marks.js';

const fills = [
  { fill: 'solid', says: 'firm' },
  { fill: 'hatched', says: 'optional or contingent' },
  { fill: 'hollow', says: 'intent, or not signed' },
] as const;

export interface LegendProps {
  fills?: boolean;
  bounds?: boolean;
  stages?: boolean;
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

/** What the fills, the shades and the marks of a chart mean. */
export const Legend = ({ fills: hasFills, bounds, stages, marks: shown = [] }: LegendProps) => (
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
