import { capacityLayers } from '../../../events/deal/deal.words.js';
import type { Contents } from '../worker/protocol.js';
import { dealOrders, type Place, type SettingName } from './place.js';

/** A place that every screen can show, and what its address said that none can. */
export interface ReadablePlace {
  readonly place: Place;
  /** As "layer “chps”". */
  readonly dropped: readonly string[];
}

type KnownNames = Pick<Contents, 'policies' | 'markets' | 'deals' | 'slugs'>;

const periods = ['month', 'quarter', 'half', 'year'];
const capacityDimensions = ['provider', 'consumer', 'supplier', 'layer', 'deal'];

/** Settings that take one of a few words; the first is what is meant when the address says nothing, or nonsense. */
const words = ({
  policies,
  markets,
  slugs,
}: KnownNames): Partial<Record<SettingName, readonly string[]>> => ({
  compare: ['', '1'],
  policy: ['primary', ...policies],
  layer: ['', ...capacityLayers],
  firm: ['', '1'],
  unit: ['', 'GW', 'MW'],
  bounds: ['shown', 'hidden'],
  show: ['chart', 'table'],
  by: capacityDimensions,
  every: ['quarter', ...periods],
  market: markets.map(({ id }) => id),
  of: ['reported', 'headline', 'firm', 'energized'],
  others: ['hidden', 'shown'],
  history: ['table', 'json'],
  edges: ['money', 'compute', 'all'],
  way: ['', 'file'],
  how: ['', 'wrong', 'changed'],
  sort: ['', ...dealOrders],
  party: ['', ...slugs],
});

const dates: readonly SettingName[] = ['effective', 'known', 'effectiveB', 'knownB'];

const isDate = (text: string): boolean => {
  const [, whole, day] =
    /^(\d{4}(?:-(?:\d{2}(-\d{2})?|Q[1-4]|H[12]))?)(?:T[\d:.]+(?:Z|[+-]\d{2}:\d{2}))?$/.exec(text) ?? [];
  if (whole === undefined) return false;
  return day === undefined || new Date(whole).toJSON()?.slice(0, 10) === whole;
};

/** A filter such as "provider:amd" on a screen of capacity; elsewhere it names a loop, which that screen looks up. */
const isFilter = (only: string, { slugs, deals }: KnownNames): boolean => {
  const [dimension = '', value = ''] = only.split(':');
  if (!capacityDimensions.includes(dimension)) return false;
  if (dimension === 'layer') return (capacityLayers as readonly string[]).includes(value);
  return dimension === 'deal' ? deals.some(({ id }) => id === value) : slugs.includes(value);
};

/** What is meant instead; undefined when the setting can be read. */
const replacementOf = (
  setting: SettingName,
  { screen, settings }: Place,
  known: KnownNames,
): string | undefined => {
  const value = settings[setting];
  // Only the workbench looks through a scenario: elsewhere the log is shown as it stands.
  if (setting === 'scenario') return value === '' || screen === 'workbench' ? undefined : '';
  const list = words(known)[setting];
  if (list) return list.includes(value) ? undefined : (list[0] ?? '');
  const isRead =
    value === '' ||
    (dates.includes(setting)
      ? isDate(value)
      : setting !== 'only' || screen !== 'capacity' || isFilter(value, known));
  return isRead ? undefined : '';
};

/** A ledger need not have the market that the page shows first: nobody has asked for it. */
const isUnasked = (setting: SettingName, value: string): boolean =>
  setting === 'market' && value === 'cloud-infrastructure';

/** Leaves out what no screen can show. */
export const readablePlace = (place: Place, known: KnownNames): ReadablePlace => {
  const settings: Record<string, string> = { ...place.settings };
  const dropped: string[] = [...(place.strange ?? [])];
  for (const setting of Object.keys(place.settings) as SettingName[]) {
    const replaced = replacementOf(setting, place, known);
    if (replaced === undefined) continue;
    const value = place.settings[setting];
    settings[setting] = replaced;
    if (!isUnasked(setting, value)) dropped.push(`${setting} “${value}”`);
  }
  const isWhole = Object.entries(settings).every(
    ([name, value]) => place.settings[name as SettingName] === value,
  );
  return { place: isWhole ? place : { ...place, settings: settings as Place['settings'] }, dropped };
};
