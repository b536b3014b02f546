import { useRef } from 'preact/hooks';
import { cutOf } from '../../../place/place.js';
import { usePlace } from '../../../place/use-place.js';
import { useContents } from '../../../words/use-names.js';
import type { DisplayName, SavedScenario } from '../../../worker/protocol.js';
import { useAnswer } from '../../../worker/use-answer.js';
import { type BenchScenario, plainBody, type SheetReading, readLines, usualViews } from './bench.js';
import { referenceOf, sheetOfSaved } from './saved.js';
import { fragmentOf, type Sheet, sheetOf } from './sheet.js';
import { isSame } from './wording.js';

export interface Bench {
  targets: readonly DisplayName[];
  sheet: Sheet;
  reading: SheetReading;
  body: BenchScenario;
  /** The saved version that is open; its name when the log has none such, or not yet. */
  saved: SavedScenario | undefined;
  missing: string | undefined;
  /** What it builds on, the farthest first. */
  parents: SavedScenario['parents'];
  /** Everything that it takes has been read. */
  isReady: boolean;
  change(sheet: Sheet): void;
  /** As `change`, with views that are as usual left to the clocks of the page. */
  open(sheet: Sheet): void;
  undo: (() => void) | undefined;
}

interface SavedLookup {
  saved: SavedScenario | undefined;
  isMissing: boolean;
}

const noTargets: readonly DisplayName[] = [];

/** A saved version by its reference; it stays in sight while the log grows. */
const useSaved = (reference: string): SavedLookup => {
  const { value, isOld } = useAnswer('saved', reference === '' ? undefined : { reference });
  const isIt = value && (value.id === reference || referenceOf(value) === reference);
  return { saved: isIt ? value : undefined, isMissing: reference !== '' && value === null && !isOld };
};

const withParent = (parent: SavedScenario | undefined): SavedScenario['parents'] =>
  parent
    ? [...parent.parents, { reference: referenceOf(parent), name: parent.name, edits: parent.edits }]
    : [];

const useUndo = (): [() => void, (() => void) | undefined] => {
  const done = useRef(0);
  const undo = (): void => {
    done.current -= 1;
    history.back();
  };
  return [() => void (done.current += 1), done.current > 0 ? undo : undefined];
};

/** What is on the bench: the fragment's scenario, else the saved one that the address names. */
export const useBench = (): Bench => {
  const { place, go } = usePlace();
  const { today } = useContents();
  const { value: targets } = useAnswer('targets', {});
  const { scenario: reference } = place.settings;
  const opened = useSaved(reference);
  const isOwn = place.fragment !== '' || reference === '';
  const sheet =
    isOwn || !opened.saved ? sheetOf(place.fragment) : sheetOfSaved(opened.saved, targets ?? noTargets);
  const parent = useSaved(sheet.parent ?? '');
  const parents = withParent(parent.saved);
  const reading = readLines(targets ? sheet.lines : [], targets ?? noTargets);
  const cut = cutOf(place);
  const views = usualViews(cut, Number((cut.effectiveAt ?? today).slice(0, 4)));
  const [did, undo] = useUndo();
  const change = (next: Sheet): void => {
    did();
    // An emptied bench is not the saved scenario again.
    go({ fragment: fragmentOf(next) || (reference === '' ? '' : 'edits=') });
  };
  return {
    targets: targets ?? noTargets,
    sheet,
    reading,
    body: plainBody(sheet, reading, views),
    saved: opened.saved,
    missing: opened.isMissing ? reference : undefined,
    parents,
    isReady:
      targets !== undefined &&
      (isOwn || opened.saved !== undefined || opened.isMissing) &&
      (sheet.parent === undefined || parents.length > 0 || parent.isMissing),
    change,
    open: (next) => change(isSame(next.views, views) ? { ...next, views: undefined } : next),
    undo,
  };
};
