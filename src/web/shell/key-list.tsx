import { useState } from 'preact/hooks';
import { screens } from '../place/place.js';
import { Dialog } from './dialog.js';
import { type Actions, areKeysOff, switchKeys } from './key-switch.js';
import { shownScreens } from './navigation.js';

/** All keys and what they do. */
export const KeyList = ({ actions, close }: { actions: Actions; close(): void }) => {
  const [isOff, setOff] = useState(areKeysOff());
  const choose = (off: boolean): void => {
    switchKeys(off);
    setOff(off);
  };
  const lines = [
    ...shownScreens().map((screen) => [`g ${screens[screen].key}`, screens[screen].title] as const),
    ...Object.entries(actions).map(([key, { says }]) => [key, says] as const),
    ['Ctrl-K', 'Go to a deal or a screen, also when single keys are off'] as const,
  ];
  return (
    <Dialog title="Keys" close={close}>
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
      <p>
        <label class="choice">
          <input type="checkbox" checked={isOff} onChange={(event) => choose(event.currentTarget.checked)} />
          Switch single keys off
        </label>
      </p>
    </Dialog>
  );
};
