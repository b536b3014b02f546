import { useEffect, useRef, useState } from 'preact/hooks';
import { screens, type PlaceStep } from '../place/place.js';
import { usePlace } from '../place/use-place.js';
import { useContents } from '../words/use-names.js';
import { type FoundGoals, goalsSaying } from './goals.js';
import { shownScreens } from './navigation.js';

interface GoToEntry {
  says: string;
  /** What it is, where its name does not tell. */
  kind: string;
  step: PlaceStep;
}

const useGoals = (): GoToEntry[] => {
  const { deals, markets, parties } = useContents();
  return [
    ...shownScreens().map((screen): GoToEntry => ({
      says: screens[screen].title,
      kind: 'screen',
      step: { screen },
    })),
    ...parties.map(({ id, name }): GoToEntry => ({
      says: name,
      kind: 'deals of this party',
      step: { screen: 'deals', party: id },
    })),
    ...deals.map(({ id, name }): GoToEntry => ({
      says: name,
      kind: 'deal',
      step: { screen: 'deals', deal: id },
    })),
    ...markets.map(({ id, name }): GoToEntry => ({
      says: name,
      kind: 'market',
      step: { screen: 'shares', market: id },
    })),
  ];
};

const optionId = (index: number): string => `go-to-${index}`;

interface OptionsProps {
  found: FoundGoals<GoToEntry>;
  marked: number;
  mark(index: number): void;
  follow(goal: GoToEntry): void;
}

const Options = ({ found: { goals, isGuessed }, marked, mark, follow }: OptionsProps) => (
  <>
    <p class="source" role="status">
      {goals.length === 0 && 'Nothing is called that.'}
      {goals.length > 0 && isGuessed && 'Nothing is called just that. Did you mean one of these?'}
    </p>
    <ul class="plain goals" id="go-to-goals" role="listbox" aria-label="What is called that">
      {goals.map((goal, index) => (
        <li
          key={`${goal.kind} ${goal.says}`}
          id={optionId(index)}
          role="option"
          aria-selected={index === marked}
          onPointerMove={() => mark(index)}
          onClick={() => follow(goal)}
        >
          {goal.says} <span class="source">{goal.kind}</span>
        </li>
      ))}
    </ul>
  </>
);

/** Where the mark goes from here: round the ends. */
const markAfter = (key: string, marked: number, count: number): number | undefined => {
  if (count === 0) return undefined;
  const places: Record<string, number> = {
    ArrowDown: (marked + 1) % count,
    ArrowUp: (marked + count - 1) % count,
    Home: 0,
    End: count - 1,
  };
  return places[key];
};

interface GoalFieldProps {
  found: FoundGoals<GoToEntry>;
  marked: number;
  mark(index: number): void;
  follow(goal: GoToEntry): void;
  type(text: string): void;
}

const GoalField = ({ found: { goals }, marked, mark, follow, type }: GoalFieldProps) => {
  const press = (event: KeyboardEvent): void => {
    const next = markAfter(event.key, marked, goals.length);
    const goal = event.key === 'Enter' ? goals[marked] : undefined;
    if (next === undefined && !goal) return;
    event.preventDefault();
    if (goal) follow(goal);
    else mark(next!);
  };
  return (
    <label class="field">
      <span>Go to a screen, a deal, a party or a market</span>
      <input
        role="combobox"
        autocomplete="off"
        spellcheck={false}
        aria-expanded={goals.length > 0}
        aria-controls="go-to-goals"
        aria-autocomplete="list"
        aria-activedescendant={goals.length > 0 ? optionId(marked) : undefined}
        onInput={({ currentTarget }) => type(currentTarget.value)}
        onKeyDown={press}
      />
    </label>
  );
};

/** Goes to what is typed. */
export const GoTo = ({ close }: { close(): void }) => {
  const { go } = usePlace();
  const dialog = useRef<HTMLDialogElement>(null);
  const [text, setText] = useState('');
  const [marked, mark] = useState(0);
  const found = goalsSaying(useGoals(), text);
  useEffect(() => dialog.current?.showModal(), []);
  useEffect(() => document.getElementById(optionId(marked))?.scrollIntoView({ block: 'nearest' }), [marked]);
  const follow = ({ step }: GoToEntry): void => {
    dialog.current?.close();
    go(step);
  };
  const type = (typed: string): void => {
    setText(typed);
    mark(0);
  };
  return (
    <dialog ref={dialog} onClose={close} aria-label="Go to">
      <GoalField found={found} marked={marked} mark={mark} follow={follow} type={type} />
      <Options found={found} marked={marked} mark={mark} follow={follow} />
    </dialog>
  );
};
