import { usePlace } from '../../place/use-place.js';
import { Choice, optionNamed, Switch } from '../../shell/choice.js';
import type { SideProps } from '../../place/place.js';
import { useContents } from '../../words/use-names.js';
import { CapacityShares } from './of-capacity.js';
import { ReportedShares } from './reported.js';

const readings = [
  { value: 'reported', says: 'as publishers report them' },
  { value: 'headline', says: 'of headline capacity' },
  { value: 'firm', says: 'of firm capacity' },
];

/** Who has how much: as publishers report it, or by capacity in this ledger. */
export const MarketShare = (props: SideProps) => {
  const { settings } = usePlace().place;
  const { markets } = useContents();
  const isReported = settings.of === 'reported';
  const controls = (
    <div class="controls" role="group" aria-label="What is shown">
      <Choice setting="of" title="Shares" options={readings} />
      {isReported && (
        <Choice
          setting="market"
          title="Market"
          options={markets.map(({ id, name }) => ({ value: id, says: name }))}
        />
      )}
      {isReported && <Switch setting="others" title="Others" on="shown" off="hidden" />}
      {!isReported && (
        <Choice setting="by" title="By" options={['provider', 'consumer', 'supplier'].map(optionNamed)} />
      )}
    </div>
  );
  return (
    <>
      <h1>Market share</h1>
      {isReported ? (
        <ReportedShares {...props}>{controls}</ReportedShares>
      ) : (
        <CapacityShares {...props}>{controls}</CapacityShares>
      )}
    </>
  );
};
