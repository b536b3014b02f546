import { partsOf } from '../../../charts/beside.js';
import { capacityBy } from '../../../charts/views/capacity-by.js';
import { Figure } from '../../charts/figure.js';
import { capacityFilter, type SideProps } from '../../place/place.js';
import { usePlace } from '../../place/use-place.js';
import { Nothing } from '../../shell/nothing.js';
import { Panel } from '../../shell/states.js';
import { useCharts } from '../../words/use-charts.js';
import { useAnswer } from '../../worker/use-answer.js';

/** The filter of one value of a dimension, as "provider:amd". */
export const filterOf = (only: string): Record<string, string> => {
  const [dimension, value] = only.split(':');
  return dimension && value ? { [dimension]: value } : {};
};

/** The headline of each provider, consumer, supplier, layer or deal, by how firmly it is promised. */
export const ByDimension = ({ cut }: SideProps) => {
  const { place } = usePlace();
  const { by, only } = place.settings;
  const parameters = { ...cut, ...capacityFilter(place), ...filterOf(only), by };
  const view = 'compute-capacity';
  const { value, ...state } = useAnswer('views', {
    asks: [
      { view, parameters },
      { view, parameters: partsOf(parameters) },
    ],
  });
  const [whole, parts] = value ?? [];
  const chart = useCharts((setting) => whole && parts && capacityBy(whole, parts, setting), [whole, parts]);
  if (whole?.rows.length === 0) return <Nothing of="capacity" />;
  return (
    <Panel value={value} {...state}>
      {whole && chart && <Figure {...chart} citation={whole} embed={whole} />}
    </Panel>
  );
};
