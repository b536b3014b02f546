import { type AskedForms, readForms } from './asked-forms.js';
import { type GoesTogether, readTogether } from './correlation.js';
import type { PlainEdit } from './words.js';

/** A line of the bench; one that is switched off stays where it is. */
export interface BenchLine {
  text: string;
  isOff: boolean;
}

/** A number of a view: what chance, attribution and tornado are about. */
export interface WatchedMeasure {
  view: number;
  measure: string;
  only: Readonly<Record<string, string>>;
}

/** Everything that a scenario is made of on the bench; what is as usual is left out. */
export interface Sheet {
  lines: readonly BenchLine[];
  draws?: number;
  seed?: number;
  watched?: WatchedMeasure;
  /** The period whose end counts, and the level to be reached by then, in whole units. */
  by?: string;
  level?: number;
  /** The position that it stands on; the head of the log when missing. */
  base?: number;
  /** A saved scenario whose edits come first. */
  parent?: string;
  assumptions?: PlainEdit;
  /** What a file asks, instead of what the bench asks. */
  views?: readonly PlainEdit[];
  /** How what is uncertain goes together. */
  together?: GoesTogether;
  /** A saved version that is looked at beside it. */
  beside?: string;
  /** What the forms ask of it. */
  forms?: AskedForms;
  /** Work that is only done when it is asked for. */
  attribution?: boolean;
}

export const usualDraws = 5_000;
export const usualSeed = 1;

const lineTexts = ({ lines }: Sheet): string[] => lines.map(({ text, isOff }) => (isOff ? `!${text}` : text));

/** The scenario stays in the fragment, which no browser sends to a server. */
export const fragmentOf = (sheet: Sheet): string => {
  const {
    lines,
    draws,
    seed,
    watched,
    by,
    level,
    base,
    parent,
    assumptions,
    views,
    together,
    beside,
    forms,
    attribution,
  } = sheet;
  const parts: [string, unknown][] = [
    ['edits', lines.length === 0 ? undefined : lineTexts(sheet).join('\n')],
    ['draws', draws],
    ['seed', seed],
    ['watch', watched && JSON.stringify(watched)],
    ['by', by],
    ['level', level],
    ['base', base],
    ['parent', parent],
    ['assume', assumptions && JSON.stringify(assumptions)],
    ['views', views && JSON.stringify(views)],
    ['together', together && JSON.stringify(together)],
    ['beside', beside],
    ['forms', forms && JSON.stringify(forms)],
    ['attribution', attribution === true ? 'yes' : undefined],
  ];
  return parts
    .filter(([, value]) => value !== undefined)
    .map(([name, value]) => `${name}=${encodeURIComponent(String(value))}`)
    .join('&');
};

const decodeText = (text: string): string => {
  try {
    return decodeURIComponent(text);
  } catch {
    return '';
  }
};

const partsOf = (fragment: string): Map<string, string> =>
  new Map(
    fragment
      .split('&')
      .map((part) => [part.split('=')[0]!, decodeText(part.slice(part.indexOf('=') + 1))] as const)
      .filter(([, value]) => value !== ''),
  );

const lineOf = (text: string): BenchLine => ({ text: text.replace(/^!/, ''), isOff: text.startsWith('!') });

const linesIn = (text: string): BenchLine[] =>
  text
    .split('\n')
    .filter((line) => line.replace('!', '').trim() !== '')
    .map(lineOf);

const wholeIn = (text: string | undefined): number | undefined => {
  const value = Number(text);
  return text !== undefined && Number.isSafeInteger(value) && value >= 0 ? value : undefined;
};

const jsonIn = (text: string | undefined): unknown => {
  try {
    return text === undefined ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
};

const isFields = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const readWatched = (text: string | undefined): WatchedMeasure | undefined => {
  const value = jsonIn(text);
  if (!isFields(value)) return undefined;
  const { view, measure, only } = value;
  return typeof view === 'number' && typeof measure === 'string' && isFields(only)
    ? { view, measure, only: only as Record<string, string> }
    : undefined;
};

/** What a fragment says; what can't be read in it is as usual. */
export const sheetOf = (fragment: string): Sheet => {
  const parts = partsOf(fragment);
  const [assumptions, views] = [jsonIn(parts.get('assume')), jsonIn(parts.get('views'))];
  return {
    lines: linesIn(parts.get('edits') ?? ''),
    draws: wholeIn(parts.get('draws')),
    seed: wholeIn(parts.get('seed')),
    watched: readWatched(parts.get('watch')),
    by: parts.get('by'),
    level: wholeIn(parts.get('level')),
    base: wholeIn(parts.get('base')),
    parent: parts.get('parent'),
    assumptions: isFields(assumptions) ? assumptions : undefined,
    views: Array.isArray(views) && views.every(isFields) ? views : undefined,
    together: readTogether(jsonIn(parts.get('together'))),
    beside: parts.get('beside'),
    forms: readForms(jsonIn(parts.get('forms'))),
    attribution: parts.get('attribution') === 'yes',
  };
};
