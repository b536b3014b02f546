import { home } from './home.js';

/** The screens, by the first part of their address, in the order of the navigation. */
export const screens = {
  overview: { path: '/', title: 'Overview', key: 'o' },
  deals: { path: '/deals', title: 'Deals', key: 'd' },
  capacity: { path: '/capacity', title: 'Capacity', key: 'c' },
  shares: { path: '/shares', title: 'Market share', key: 's' },
  network: { path: '/network', title: 'Network', key: 'n' },
  workbench: { path: '/workbench', title: 'Workbench', key: 'w' },
  record: { path: '/record', title: 'Record', key: 'r' },
} as const;

export type Screen = keyof typeof screens;

/** Everything that an address may say beside its screen, with what is meant when it says nothing. */
const defaults = {
  effective: '',
  known: '',
  compare: '',
  effectiveB: '',
  knownB: '',
  policy: 'primary',
  layer: '',
  firm: '',
  unit: '',
  bounds: 'shown',
  show: 'chart',
  by: 'provider',
  every: 'quarter',
  only: '',
  market: 'cloud-infrastructure',
  of: 'reported',
  others: 'hidden',
  sort: '',
  party: '',
  search: '',
  history: 'table',
  type: '',
  edges: 'money',
  correct: '',
  how: '',
  way: '',
  scenario: '',
} as const;

/** In which orders the list of deals may stand, beside its own. */
export const dealOrders = ['newest', 'capacity', 'money'] as const;

export type SettingName = keyof typeof defaults;
type Settings = Readonly<Record<SettingName, string>>;

/** Where the reader is: the whole state of the page. */
export interface Place {
  readonly screen: Screen;
  readonly deal?: string;
  readonly settings: Settings;
  /** What stays in the browser: a scenario's edits. */
  readonly fragment: string;
  /** What else its address asked for, as "atPosition “7”": no screen knows it. */
  readonly strange?: readonly string[];
}

export type PlaceStep = Partial<Record<SettingName, string>> & {
  screen?: Screen;
  deal?: string;
  fragment?: string;
};

const names = Object.keys(defaults) as SettingName[];

/** What the interface calls the clocks, in addresses that people make up of its questions. */
const otherNames: Partial<Record<SettingName, string>> = { effective: 'effectiveAt', known: 'knownAt' };

/** What others put into an address to follow who reads it: nobody asks for anything with it. */
const isTracking = (name: string): boolean => /^utm_|clid$|^ref$/.test(name);

const strangeIn = (parameters: URLSearchParams): string[] =>
  [...parameters].flatMap(([name, value]) =>
    name in defaults || Object.values(otherNames).includes(name) || isTracking(name)
      ? []
      : `${name} “${value}”`,
  );

const screenAt = (path: string): Screen =>
  (Object.keys(screens) as Screen[]).find((one) => screens[one].path === `/${path}`) ?? 'overview';

export const placeAt = ({ pathname, search, hash }: Pick<URL, 'pathname' | 'search' | 'hash'>): Place => {
  const path = pathname.startsWith(home) ? pathname.slice(home.length) : pathname;
  const [first = '', second] = path.split('/').filter((part) => part !== '');
  const parameters = new URLSearchParams(search);
  const settings = Object.fromEntries(
    names.map((name) => [
      name,
      parameters.get(name) ?? parameters.get(otherNames[name] ?? name) ?? defaults[name],
    ]),
  );
  const strange = strangeIn(parameters);
  return {
    screen: screenAt(first),
    ...(second !== undefined && { deal: decodeURIComponent(second) }),
    settings: settings as Settings,
    fragment: hash.replace(/^#/, ''),
    ...(strange.length > 0 && { strange }),
  };
};

/** The address of a place; what is as usual is left out. */
export const addressOf = ({ screen, deal, settings, fragment }: Place): string => {
  const parameters = new URLSearchParams(
    names
      .filter((name) => settings[name] !== defaults[name])
      .map((name): [string, string] => [name, settings[name]]),
  );
  const path =
    home + screens[screen].path.slice(1) + (deal === undefined ? '' : `/${encodeURIComponent(deal)}`);
  const query = parameters.toString();
  return path + (query === '' ? '' : `?${query}`) + (fragment === '' ? '' : `#${fragment}`);
};

/** What holds on every screen; the rest is left behind with the screen that it belongs to. */
const carried: readonly SettingName[] = [
  'effective',
  'known',
  'compare',
  'effectiveB',
  'knownB',
  'policy',
  'layer',
  'firm',
  'unit',
  'bounds',
  'show',
];

export const placeAfter = (place: Place, { screen, deal, fragment, ...changes }: PlaceStep): Place => {
  const isLeaving = screen !== undefined && (screen !== place.screen || deal !== place.deal);
  const kept = isLeaving
    ? { ...defaults, ...Object.fromEntries(carried.map((name) => [name, place.settings[name]])) }
    : place.settings;
  const next = screen === undefined ? (deal ?? place.deal) : deal;
  return {
    screen: screen ?? place.screen,
    ...(next !== undefined && { deal: next }),
    settings: { ...kept, ...changes } as Settings,
    fragment: fragment ?? (isLeaving ? '' : place.fragment),
  };
};

export type SideName = 'A' | 'B';

/** What every screen is given: the clocks that it reads by. */
export interface SideProps {
  side: SideName;
  cut: Record<string, string>;
}

/** The clocks of one side, as parameters of a question. */
export const cutOf = ({ settings }: Place, side: SideName = 'A'): Record<string, string> => {
  const [effectiveAt, knownAt] =
    side === 'A' ? [settings.effective, settings.known] : [settings.effectiveB, settings.knownB];
  return {
    ...(effectiveAt && { effectiveAt }),
    ...(knownAt && { knownAt }),
    ...(settings.policy !== defaults.policy && { policy: settings.policy }),
  };
};

/** What narrows capacity on every screen. */
export const capacityFilter = ({ settings }: Place): Record<string, string> => ({
  ...(settings.layer && { layer: settings.layer }),
  ...(settings.firm && { bindingness: 'firm' }),
});
