import { capacityLadder } from '../../../charts/views/capacity-ladder.js';
import { Figure } from '../../charts/figure.js';
import { capacityFilter, type SideProps } from '../../place/place.js';
import { usePlace } from '../../place/use-place.js';
import { loadLater } from '../../shell/later.js';
import { Panel } from '../../shell/states.js';
import { useCharts } from '../../words/use-charts.js';
import type { PageAnswer } from '../../worker/protocol.js';
import { type LiveAnswer, useAnswer } from '../../worker/use-answer.js';

// Seldom is there nothing.
const Nothing = loadLater(async () => (await import('../../shell/nothing.js')).Nothing);

export type LadderAnswer = LiveAnswer<PageAnswer[]>;

/** What the ladder is drawn from, and the finding above it is read from. */
export const useLadder = ({ cut }: SideProps): LadderAnswer => {
  const { place } = usePlace();
  const parameters = { ...cut, ...capacityFilter(place), by: 'bindingness,stage' };
  return useAnswer('views', { asks: [{ view: 'compute-capacity', parameters, isBrief: true }] });
};

/** Headline, signed, firm and energized, layer by layer: layers are never added. */
export const Ladder = ({ value, ...state }: LadderAnswer) => {
  const answer = value?.[0];
  const chart = useCharts((setting) => answer && capacityLadder(answer, setting), [answer]);
  return (
    <Panel value={value} {...state}>
      {answer && answer.totals.length === 0 && <Nothing of="capacity" />}
      {answer && chart && answer.totals.length > 0 && <Figure {...chart} citation={answer} embed={answer} />}
    </Panel>
  );
};
