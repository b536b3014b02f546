import type { Place, SettingName } from '../place/place.js';
import { usePlace } from '../place/use-place.js';
import { useContents } from '../words/use-names.js';
import { Empty } from './states.js';

const words: Partial<Record<SettingName, (value: string) => string>> = {
  party: (value) => `the party ${value}`,
  search: (value) => `the search for "${value}"`,
  layer: (value) => `the layer ${value}`,
  firm: () => 'firm only',
  only: (value) => value.replace(':', ' '),
};

const filters = Object.keys(words) as SettingName[];

const filtersSet = ({ settings }: Place): SettingName[] => filters.filter((name) => settings[name] !== '');

const toNow = { known: '', effective: '', knownB: '', effectiveB: '' };

interface NothingProps {
  /** What there is none of: "capacity". */
  of: string;
  /** Between it and the filters: "is within". */
  verb?: string;
}

/** Why there is nothing, which filters or clocks make it so, and a button that undoes just that. */
export const Nothing = ({ of, verb = 'is within' }: NothingProps) => {
  const { place, go } = usePlace();
  const { knownDays } = useContents();
  const names = filtersSet(place);
  const first = knownDays.find((day) => day > '1900');
  const { known, effective } = place.settings;
  if (names.length > 0) {
    const list = names.map((name) => words[name]!(place.settings[name])).join(', ');
    const undone = Object.fromEntries(names.map((name) => [name, '']));
    return (
      <Empty
        says={`No ${of} ${verb} ${list}.`}
        undo={{
          says: names.includes('search') ? 'Undo search and filters' : 'Undo the filters',
          act: () => go(undone),
        }}
      />
    );
  }
  if (known === '' && effective === '') return <Empty says={`No ${of} is recorded yet.`} />;
  return (
    <Empty
      says={`No ${of} was known by then.`}
      undo={{ says: 'Go to now', act: () => go(toNow) }}
      {...(first !== undefined &&
        known !== '' &&
        known < first && {
          first: { says: 'Go to the first event', act: () => go({ ...toNow, known: first }) },
        })}
    />
  );
};
