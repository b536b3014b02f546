import type { SettingName } from '../place/place.js';
import { usePlace } from '../place/use-place.js';

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
