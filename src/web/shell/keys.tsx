import { useEffect, useRef, useState } from 'preact/hooks';
import { screens } from '../place/place.js';
import { usePlace } from '../place/use-place.js';
import { GoTo } from './go-to.js';
import { nowAgain, useComparing } from './clocks.js';
import { shownScreens } from './navigation.js';
import { useClocks } from './use-clocks.js';

const switchedOff = 'gigaledger-keys';

const isTyping = (target: EventTarget | null): boolean =>
  target instanceof HTMLElement &&
  target.closest('input:not([type=range],[type=checkbox]),select,textarea') !== null;

type Actions = Record<string, { says: string; act: () => void }>;

const useActions = (): Actions => {
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
    n: { says: 'New event', act: () => go({ screen: 'record' }) },
    y: { says: 'Copy the link', act: () => void navigator.clipboard.writeText(location.href) },
  };
};

interface ListProps {
  actions: Actions;
  close(): void;
}

const KeyList = ({ actions, close }: ListProps) => {
  const dialog = useRef<HTMLDialogElement>(null);
  const [isOff, setOff] = useState(localStorage.getItem(switchedOff) !== null);
  useEffect(() => dialog.current?.showModal(), []);
  const choose = (off: boolean): void => {
    if (off) localStorage.setItem(switchedOff, '1');
    else localStorage.removeItem(switchedOff);
    setOff(off);
  };
  const lines = [
    ...shownScreens().map((screen) => [`g ${screens[screen].key}`, screens[screen].title] as const),
    ...Object.entries(actions).map(([key, { says }]) => [key, says] as const),
    ['/', 'Go to a deal or a screen'] as const,
    ['?', 'This list'] as const,
  ];
  return (
    <dialog ref={dialog} onClose={close} aria-label="Keys">
      <h2>Keys</h2>
      <dl class="keys">
        {lines.map(([key, says]) => (
          <div key={key}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{says}</dd>
          </div>
        ))}
      </dl>
      <label class="choice">
        <input type="checkbox" checked={isOff} onChange={(event) => choose(event.currentTarget.checked)} />
        Switch single keys off
      </label>
      <form method="dialog">
        <button type="submit">Close</button>
      </form>
    </dialog>
  );
};

/** Single keys, and the list of them. */
export const Keys = () => {
  const { go } = usePlace();
  const actions = useActions();
  const [open, setOpen] = useState<'keys' | 'palette'>();
  const close = (): void => setOpen(undefined);
  const isGoing = useRef(false);
  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      if (event.key === 'k' && (event.ctrlKey || event.metaKey)) {
        event.preventDefault();
        setOpen('palette');
        return;
      }
      if (isTyping(event.target) || event.ctrlKey || event.metaKey || event.altKey) return;
      if (event.key === '?') setOpen('keys');
      if (localStorage.getItem(switchedOff) !== null || document.querySelector('dialog[open]')) return;
      if (event.key === '/') {
        event.preventDefault();
        setOpen('palette');
      }
      const wasGoing = isGoing.current;
      isGoing.current = event.key === 'g' && !wasGoing;
      const screen = wasGoing && shownScreens().find((one) => screens[one].key === event.key);
      if (screen) go({ screen });
      else actions[event.key]?.act();
    };
    addEventListener('keydown', press);
    return () => removeEventListener('keydown', press);
  });
  return (
    <>
      <button type="button" class="keys-button" onClick={() => setOpen('keys')}>
        Keys <kbd>?</kbd>
      </button>
      {open === 'keys' && <KeyList actions={actions} close={close} />}
      {open === 'palette' && <GoTo close={close} />}
    </>
  );
};
