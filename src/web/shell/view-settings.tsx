import { capacityLayers } from '../../../events/deal/deal.words.js';
import { usePlace } from '../place/use-place.js';
import { choosePalette, usePalette } from '../style/use-palette.js';
import { useContents } from '../words/use-names.js';
import { Choice, optionNamed, Switch } from './choice.js';
import { nowAgain, useComparing } from './clocks.js';

const ThemeButton = () => {
  const { name } = usePalette();
  const other = name === 'dark' ? 'light' : 'dark';
  return (
    <button type="button" onClick={() => choosePalette(other)}>
      Use {other} colours
    </button>
  );
};

const ClockButtons = () => {
  const { go } = usePlace();
  const { isOn, toggle } = useComparing();
  return (
    <>
      <button type="button" onClick={() => go(nowAgain)}>
        Now
      </button>
      <button type="button" aria-pressed={isOn} onClick={toggle}>
        Compare A | B
      </button>
    </>
  );
};

/** What holds beside the clocks on every screen. */
export const ViewSettings = () => {
  const { policies } = useContents();
  const layers = [{ value: '', says: 'all' }, ...capacityLayers.map(optionNamed)];
  const units = [{ value: '', says: 'fitting' }, optionNamed('GW'), optionNamed('MW')];
  return (
    <div class="settings" role="group" aria-label="View">
      <Choice setting="layer" title="Layer" options={layers} />
      <Choice setting="unit" title="Unit" options={units} />
      <Choice setting="policy" title="Rival claims" options={policies.map(optionNamed)} />
      <Switch setting="firm" title="Firm only" on="1" off="" />
      <Switch setting="bounds" title="Bounds" on="shown" off="hidden" />
      <Switch setting="show" title="Tables" on="table" off="chart" />
      <ClockButtons />
      <ThemeButton />
    </div>
  );
};
