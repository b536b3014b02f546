import { usePlace } from '../../place/use-place.js';
import type { SideProps } from '../../place/place.js';
import { Choice, optionNamed } from '../../shell/choice.js';
import { ByDimension } from './by.js';
import { OverTime } from './over-time.js';
import { Sign } from '../../shell/sign.js';

const dimensions = ['provider', 'consumer', 'supplier', 'layer', 'deal'];

const periods = ['quarter', 'half', 'year', 'month'].map(optionNamed);

const Only = () => {
  const { place, go } = usePlace();
  const { only } = place.settings;
  if (only === '') return null;
  return (
    <button type="button" onClick={() => go({ only: '' })}>
      Only {only.split(':')[1]} <Sign of="close" />
    </button>
  );
};

/** Committed against energized: who has promised how much, by when, and what draws power. */
export const Capacity = (props: SideProps) => (
  <>
    <h1>Capacity</h1>
    <OverTime {...props}>
      <div class="controls" role="group" aria-label="What is shown">
        <Choice setting="by" title="By" options={dimensions.map(optionNamed)} />
        <Choice setting="every" title="Every" options={periods} />
        <Only />
      </div>
    </OverTime>
    <ByDimension {...props} />
  </>
);
