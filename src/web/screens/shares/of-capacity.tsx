import type { ComponentChildren } from 'preact';
import { capacitySharesFinding } from '../../findings/of-capacity.js';
import { Finding } from '../../shell/finding.js';
import { capacityShareBars } from '../../../charts/views/capacity-shares.js';
import { Figure } from '../../charts/figure.js';
import { usePlace } from '../../place/use-place.js';
import type { SideProps } from '../../place/place.js';
import { Panel } from '../../shell/states.js';
import { useSetting } from '../../words/use-setting.js';
import { useAnswer } from '../../worker/use-answer.js';

/** Each party's part of the capacity in this ledger, layer by layer. */
export const CapacityShares = ({ cut, children }: SideProps & { children: ComponentChildren }) => {
  const { settings } = usePlace().place;
  const setting = useSetting();
  const { of, layer } = settings;
  const by = ['provider', 'consumer', 'supplier'].includes(settings.by) ? settings.by : 'provider';
  const parameters = { ...cut, of, by, ...(layer && { layer }) };
  const { value, ...state } = useAnswer('views', { asks: [{ view: 'market-share', parameters }] });
  const answer = value?.[0];
  return (
    <>
      <Finding says={answer && capacitySharesFinding(answer.rows, by, of, setting.names.party)} />
      {children}
      <Panel value={value} {...state}>
        {answer && <Figure {...capacityShareBars(answer, setting)} citation={answer} embed={answer} />}
      </Panel>
    </>
  );
};
