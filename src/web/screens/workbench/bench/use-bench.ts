import { useEffect, useRef, useState } from 'preact/hooks';
import { cutOf } from '../../../place/place.js';
import { usePlace } from '../../../place/use-place.js';
import { useContents } from '../../../words/use-names.js';
import type { NamedTarget, SavedScenario } from '../../../worker/protocol.js';
import { useAnswer } from '../../../worker/use-answer.js';
import { type BenchScenario, plainBody, type SheetReading, readLines, usualViews } from './bench.js';
import { referenceOf, sheetOfSaved } from './saved.js';
import { fragmentOf, type Sheet, sheetOf } from './sheet.js';
import { isSame } from './wording.js';

export interface Bench {
  targets: readonly NamedTarget[];
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
  /** Nor is any of it of an older position, or still to be put among the edits. */
  isSettled: boolean;
  /** What is typed into a form is no step that can be undone. */
  change(sheet: Sheet, isTyped?: boolean): void;
  /** One more edit; what is typed before the page has read the log is put behind what it finds there. */
  add(text: string): void;
  /** As `change`, with views that are as usual left to the clocks of the page. */
  open(sheet: Sheet): void;
  undo: (() => void) | undefined;
}

interface SavedLookup {
  saved: SavedScenario | undefined;
  isMissing: boolean;
  /** What is told of it is of an older position. */
  isOld: boolean;
}

const noTargets: readonly NamedTarget[] = [];

/** A saved version by its reference; it stays in sight while the log grows. */
const useSaved = (reference: string): SavedLookup => {
  const { value, isOld } = useAnswer('saved', reference === '' ? undefined : { reference });
  const isIt = value && (value.id === reference || referenceOf(value) === reference);
  return {
    saved: isIt ? value : undefined,
    isMissing: reference !== '' && value === null && !isOld,
    isOld: reference !== '' && isOld,
  };
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

/** Edits that were typed before the page could put them anywhere. */
const useAdding = (isReady: boolean, { lines }: Sheet, put: (lines: Sheet['lines']) => void) => {
  const [waiting, setWaiting] = useState<readonly string[]>([]);
  const putAll = (texts: readonly string[]): void =>
    put([...lines, ...texts.map((text) => ({ text, isOff: false }))]);
  useEffect(() => {
    if (!isReady || waiting.length === 0) return;
    setWaiting([]);
    putAll(waiting);
  }, [isReady, waiting]);
  const add = (text: string): void => (isReady ? putAll([text]) : setWaiting([...waiting, text]));
  return { add, isWaiting: waiting.length > 0 };
};

/** The saved version that the address names. */
const useOpened = (reference: string) => {
  const opened = useSaved(reference);
  const isRead = reference === '' || opened.saved !== undefined || opened.isMissing;
  return { ...opened, isRead };
};

/** What it builds on, the farthest first. */
const useParents = (reference: string | undefined) => {
  const { saved, isMissing, isOld } = useSaved(reference ?? '');
  const parents = withParent(saved);
  return { parents, isRead: reference === undefined || parents.length > 0 || isMissing, isOld };
};

/** What is on the bench: the fragment's scenario, else the saved one that the address names. */
export const useBench = (): Bench => {
  const { place, go } = usePlace();
  const { today } = useContents();
  const { value: targets, isOld: areOld } = useAnswer('targets', {});
  const { scenario: reference } = place.settings;
  const opened = useOpened(reference);
  const isOwn = place.fragment !== '' || reference === '';
  const sheet =
    isOwn || !opened.saved ? sheetOf(place.fragment) : sheetOfSaved(opened.saved, targets ?? noTargets);
  const parent = useParents(sheet.parent);
  const reading = readLines(targets ? sheet.lines : [], targets ?? noTargets);
  const cut = cutOf(place);
  const views = usualViews(cut, Number((cut.effectiveAt ?? today).slice(0, 4)));
  const [did, undo] = useUndo();
  const change = (next: Sheet, isTyped = false): void => {
    if (!isTyped) did();
    // An emptied bench is not the saved scenario again. What is changed is the version that was seen, not a later one.
    const fragment = fragmentOf(next) || (reference === '' ? '' : 'edits=');
    const scenario = opened.saved && { scenario: referenceOf(opened.saved) };
    go({ fragment, ...scenario }, { replace: isTyped });
  };
  const isReady = targets !== undefined && (isOwn || opened.isRead) && parent.isRead;
  const adding = useAdding(isReady, sheet, (lines) => change({ ...sheet, lines }));
  const isOld = areOld || opened.isOld || parent.isOld;
  return {
    targets: targets ?? noTargets,
    sheet,
    reading,
    body: plainBody(sheet, reading, views),
    saved: opened.saved,
    missing: opened.isMissing ? reference : undefined,
    parents: parent.parents,
    isReady,
    isSettled: isReady && opened.isRead && !isOld && !adding.isWaiting,
    change,
    add: adding.add,
    open: (next) => change(isSame(next.views, views) ? { ...next, views: undefined } : next),
    undo,
  };
};
