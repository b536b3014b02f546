import type { ComponentChildren } from 'preact';
import { dueFinding } from '../../findings/capacity.js';
import { Finding } from '../../shell/finding.js';
import { partsOf } from '../../../charts/beside.js';
import { capacityOverTime } from '../../../charts/views/capacity-time.js';
import { Figure } from '../../charts/figure.js';
import { capacityFilter, type SideProps } from '../../place/place.js';
import { usePlace } from '../../place/use-place.js';
import { Panel } from '../../shell/states.js';
import { useContents } from '../../words/use-names.js';
import { useCharts } from '../../words/use-charts.js';
import { useAnswer } from '../../worker/use-answer.js';
import { filterOf } from './by.js';

/** One panel for each layer, the largest first: layers and bases are never added. */
export const OverTime = ({ cut, children }: SideProps & { children: ComponentChildren }) => {
  const { place } = usePlace();
  const { today } = useContents();
  const { every, only } = place.settings;
  const year = Number((cut.effectiveAt ?? today).slice(0, 4));
  const span = { from: `${year - 1}-01-01`, to: `${year + 5}-12-31` };
  const parameters = {
    ...cut,
    ...capacityFilter(place),
    ...filterOf(only),
    by: 'layer',
    timeline: every,
    ...span,
  };
  const view = 'compute-capacity';
  const { value, ...state } = useAnswer('views', {
    asks: [
      { view, parameters, isBrief: true },
      { view, parameters: partsOf(parameters), isBrief: true },
    ],
  });
  const [answer, parts] = value ?? [];
  const charts = useCharts(
    (setting) => answer && parts && capacityOverTime(answer, parts, setting),
    [answer, parts],
  );
  return (
    <>
      <Finding says={answer && dueFinding(answer.totals, String(year))} />
      {children}
      <Panel value={value} {...state}>
        <div class="columns">
          {answer &&
            charts?.map((chart) => <Figure key={chart.title} {...chart} citation={answer} embed={answer} />)}
        </div>
      </Panel>
    </>
  );
};
