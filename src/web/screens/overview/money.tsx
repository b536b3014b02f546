import { moneyCharts } from '../../../charts/views/money.js';
import { Figure } from '../../charts/figure.js';
import { Panel } from '../../shell/states.js';
import type { SideProps } from '../../place/place.js';
import { useCharts } from '../../words/use-charts.js';
import { useAnswer } from '../../worker/use-answer.js';

/** Money by kind: kinds and currencies are never added. */
export const Money = ({ cut }: SideProps) => {
  const parameters = { ...cut, by: 'kind' };
  const { value, ...state } = useAnswer('views', { asks: [{ view: 'obligations', parameters }] });
  const answer = value?.[0];
  const charts = useCharts((setting) => answer && moneyCharts(answer, setting), [answer]);
  return (
    <Panel value={value} {...state}>
      {answer &&
        charts?.map((chart) => <Figure key={chart.title} {...chart} citation={answer} embed={answer} />)}
    </Panel>
  );
};
