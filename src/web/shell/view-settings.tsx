import { capacityLayers } from '../../../events/deal/deal.words.js';
import type { SettingName } from '../place/place.js';
import { usePlace } from '../place/use-place.js';
import { useContents } from '../words/use-names.js';

interface SettingOption {
  value: string;
  says: string;
}

interface ChoiceProps {
  setting: SettingName;
  title: string;
  options: readonly SettingOption[];
}

export const Choice = ({ setting, title, options }: ChoiceProps) => {
  const { place, go } = usePlace();
  return (
    <label class="choice">
      {title}
      <select
        value={place.settings[setting]}
        onChange={(event) => go({ [setting]: event.currentTarget.value })}
      >
        {options.map(({ value, says }) => (
          <option key={value} value={value} selected={value === place.settings[setting]}>
            {says}
          </option>
        ))}
      </select>
    </label>
  );
};

interface SwitchProps {
  setting: SettingName;
  title: string;
  on: string;
  off: string;
}

export const Switch = ({ setting, title, on, off }: SwitchProps) => {
  const { place, go } = usePlace();
  return (
    <label class="choice">
      <input
        type="checkbox"
        checked={place.settings[setting] === on}
        onChange={(event) => go({ [setting]: event.currentTarget.checked ? on : off })}
      />
      {title}
    </label>
  );
};

export const optionNamed = (value: string): SettingOption => ({ value, says: value });

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
    </div>
  );
};
