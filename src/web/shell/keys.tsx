import { useEffect, useRef, useState } from 'preact/hooks';
import { type Screen, screens } from '../place/place.js';
import { usePlace } from '../place/use-place.js';
import { nowAgain, useComparing } from './clocks.js';
import { copiedText, copyText } from './copy-text.js';
import { type Actions, areKeysOff } from './key-switch.js';
import { loadLater } from './later.js';
import { shownScreens } from './navigation.js';
import { useClocks } from './use-clocks.js';

const GoTo = loadLater(async () => (await import('./go-to.js')).GoTo);
const KeyList = loadLater(async () => (await import('./key-list.js')).KeyList);
const Sources = loadLater(async () => (await import('./sources.js')).Sources);

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  target.closest('input:not([type=range],[type=checkbox]),select,textarea') !== null;

/**
 * To the files of the next figure: the keyboard stands on the first of its buttons, and Enter saves; where they are
 * behind one button, it stands on that.
 */
const focusNextExport = (): void => {
  const all = [...document.querySelectorAll<HTMLElement>('.tools')];
  const now = all.findIndex((tools) => tools.contains(document.activeElement));
  const next = all[(now + 1) % all.length];
  const file = next?.querySelector<HTMLElement>('.figure-buttons button:nth-of-type(2)');
  (file?.checkVisibility() ? file : next?.querySelector<HTMLElement>('.tools-button'))?.focus();
};

type DialogName = 'keys' | 'palette' | 'sources';

const useActions = (open: (what: DialogName) => void, tell: (text: string) => void): Actions => {
  const { place, go } = usePlace();
  const [effective, known] = useClocks('A');
  const { toggle } = useComparing();
  const { settings } = place;
  return {
    '[': { says: 'Known at: the event before', act: () => known.step(-1) },
    ']': { says: 'Known at: the event after', act: () => known.step(1) },
    '{': { says: 'Effective: the event before', act: () => effective.step(-1) },
    '}': { says: 'Effective: the event after', act: () => effective.step(1) },
    '0': { says: 'Now', act: () => go(nowAgain) },
    '=': { says: 'Compare two readings', act: toggle },
    v: {
      says: 'Charts or tables',
      act: () => go({ show: settings.show === 'table' ? 'chart' : 'table' }),
    },
    '.': { says: 'Sources', act: () => open('sources') },
    e: { says: 'Export: to the files of the next chart', act: focusNextExport },
    n: { says: 'New event', act: () => go({ screen: 'record' }) },
    y: { says: 'Copy the link', act: () => void copyLink().then(tell) },
    '/': { says: 'Go to a deal or a screen', act: () => open('palette') },
    '?': { says: 'This list', act: () => open('keys') },
  };
};

const copyLink = async (): Promise<string> =>
  copiedText(await copyText(location.href), location.href, 'The link is copied.');

const toldMs = 6_000;

/** What a key did where nothing else shows it, for as long as it takes to read. */
const useTold = (): [string, (text: string) => void] => {
  const [says, tell] = useState('');
  useEffect(() => {
    const timer = setTimeout(() => tell(''), toldMs);
    return () => clearTimeout(timer);
  }, [says]);
  return [says, tell];
};

const isPalette = ({ key, ctrlKey, metaKey }: KeyboardEvent): boolean => key === 'k' && (ctrlKey || metaKey);

const isSingle = ({ target, ctrlKey, metaKey, altKey }: KeyboardEvent): boolean =>
  !isTyping(target) &&
  !ctrlKey &&
  !metaKey &&
  !altKey &&
  !areKeysOff() &&
  !document.querySelector('dialog[open]');

const screenOfKey = (key: string): Screen | undefined =>
  shownScreens().find((one) => screens[one].key === key);

/** Single keys, and the list of them. */
export const Keys = () => {
  const { go } = usePlace();
  const [open, setOpen] = useState<DialogName>();
  const [says, tell] = useTold();
  const actions = useActions(setOpen, tell);
  const close = (): void => setOpen(undefined);
  const isGoing = useRef(false);
  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      if (!isPalette(event) && !isSingle(event)) return;
      const wasGoing = isGoing.current;
      isGoing.current = event.key === 'g' && !wasGoing;
      const screen = wasGoing ? screenOfKey(event.key) : undefined;
      const act = isPalette(event) ? () => setOpen('palette') : actions[event.key]?.act;
      if (!screen && !act) return;
      event.preventDefault();
      if (screen) go({ screen });
      else act!();
    };
    addEventListener('keydown', press);
    return () => removeEventListener('keydown', press);
  });
  return (
    <div class="foot">
      <span role="status" class={says && 'told'}>
        {says}
      </span>
      <button type="button" onClick={() => setOpen('sources')}>
        Sources <kbd>.</kbd>
      </button>
      <button type="button" onClick={() => setOpen('keys')}>
        Keys <kbd>?</kbd>
      </button>
      {open === 'keys' && <KeyList actions={actions} close={close} />}
      {open === 'palette' && <GoTo close={close} />}
      {open === 'sources' && <Sources close={close} />}
    </div>
  );
};
