import { moneyCharts } from '../../../charts/views/money.js';
import { Figure } from '../../charts/figure.js';
import { Panel } from '../../shell/states.js';
import type { SideProps } from '../../place/place.js';
import { useSetting } from '../../words/use-setting.js';
import { useAnswer } from '../../worker/use-answer.js';

/** Money by kind: kinds and currencies are never added. */
export const Money = ({ cut }: SideProps) => {
  const setting = useSetting();
  const parameters = { ...cut, by: 'kind' };
  const { value, ...state } = useAnswer('views', { asks: [{ view: 'obligations', parameters }] });
  const answer = value?.[0];
  return (
    <Panel value={value} {...state}>
      {answer &&
        moneyCharts(answer, setting).map((chart) => (
          <Figure key={chart.title} {...chart} citation={answer} embed={answer} />
        ))}
    </Panel>
  );
};
