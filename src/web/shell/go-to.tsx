import { useEffect, useRef, useState } from 'preact/hooks';
import { screens, type PlaceStep } from '../place/place.js';
import { usePlace } from '../place/use-place.js';
import { useContents } from '../words/use-names.js';
import { shownScreens } from './navigation.js';

interface GoToEntry {
  says: string;
  step: PlaceStep;
}

const mostShown = 12;

const useGoals = (): GoToEntry[] => {
  const { deals, markets } = useContents();
  return [
    ...shownScreens().map((screen): GoToEntry => ({ says: screens[screen].title, step: { screen } })),
    ...deals.map(({ id, name }): GoToEntry => ({ says: name, step: { screen: 'deals', deal: id } })),
    ...markets.map(({ id, name }): GoToEntry => ({
      says: `Shares: ${name}`,
      step: { screen: 'shares', market: id },
    })),
  ];
};

/** The goals that every word of a text is in. */
const goalsSaying = (goals: readonly GoToEntry[], text: string): GoToEntry[] => {
  const words = text.toLowerCase().split(/\s+/);
  return goals.filter(({ says }) => words.every((word) => says.toLowerCase().includes(word)));
};

/** Goes to what is typed: a screen, a deal or a market. */
export const GoTo = ({ close }: { close(): void }) => {
  const { go } = usePlace();
  const dialog = useRef<HTMLDialogElement>(null);
  const [text, setText] = useState('');
  const found = goalsSaying(useGoals(), text).slice(0, mostShown);
  useEffect(() => dialog.current?.showModal(), []);
  const follow = ({ step }: GoToEntry): void => {
    dialog.current?.close();
    go(step);
  };
  return (
    <dialog ref={dialog} onClose={close} aria-label="Go to">
      <form
        method="dialog"
        onSubmit={(event) => {
          event.preventDefault();
          if (found[0]) follow(found[0]);
        }}
      >
        <label class="field">
          <span>Go to</span>
          <input value={text} autocomplete="off" onInput={(event) => setText(event.currentTarget.value)} />
        </label>
      </form>
      <ul class="plain goals">
        {found.map((goal) => (
          <li key={goal.says}>
            <button type="button" onClick={() => follow(goal)}>
              {goal.says}
            </button>
          </li>
        ))}
        {found.length === 0 && <li>Nothing is called that.</li>}
      </ul>
    </dialog>
  );
};
