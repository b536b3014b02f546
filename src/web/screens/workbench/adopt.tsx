import { useRef, useState } from 'preact/hooks';
import type { SendResult } from '../record/draft/send.js';
import { sourceKinds } from '../record/draft/source-kinds.js';
import { referenceOf } from './bench/saved.js';
import { type BenchCondition, isHindered, useDeparture } from './bench/leaving.js';
import { adopt, adoptionAddress, type AdoptionRequest } from './bench/sending.js';
import type { SavedScenario } from '../../worker/protocol.js';
import { Outcome } from '../record/outcome.js';
import { readText } from './add.js';

const fields = [
  { name: 'title', says: 'The title of what was published. *' },
  { name: 'url', says: 'Its address.' },
  { name: 'publisher', says: 'Who published it.' },
  { name: 'publishedOn', says: 'When it was published.' },
  { name: 'quote', says: 'The sentence it rests on.' },
  { name: 'knownOn', says: 'When it could be known; today when left out.' },
  { name: 'effectiveOn', says: 'When it became true; as the edit says when left out.' },
] as const;

const beside = new Set(['quote', 'knownOn', 'effectiveOn']);

type AdoptionFields = Readonly<Record<string, string>>;

/** What is sent for each chosen edit: its source, and what stands beside it. */
const adoptionOf = (typed: AdoptionFields, edit: number): Record<string, unknown> => {
  const given = Object.entries(typed).filter(([, value]) => value.trim() !== '');
  const source = given.filter(([name]) => !beside.has(name));
  const rest = given.filter(([name]) => beside.has(name));
  return { edit, source: { kind: 'own', ...Object.fromEntries(source) }, ...Object.fromEntries(rest) };
};

interface ChosenProps {
  saved: SavedScenario;
  chosen: ReadonlySet<number>;
  choose(chosen: ReadonlySet<number>): void;
}

const toggle = (chosen: ReadonlySet<number>, number: number): ReadonlySet<number> =>
  new Set(chosen.has(number) ? [...chosen].filter((one) => one !== number) : [...chosen, number]);

const Choices = ({ saved, chosen, choose }: ChosenProps) => (
  <fieldset>
    <legend>What happened as assumed</legend>
    {saved.edits.map((edit, number) => (
      <label key={number} class="choice">
        <input type="checkbox" checked={chosen.has(number)} onChange={() => choose(toggle(chosen, number))} />
        {readText({ edits: [edit] })}
      </label>
    ))}
  </fieldset>
);

const SourceFields = ({ typed, type }: { typed: AdoptionFields; type(typed: AdoptionFields): void }) => (
  <fieldset>
    <legend>Who says so</legend>
    {fields.map(({ name, says }) => (
      <label key={name} class="field">
        <span>{name}</span>
        <input
          value={typed[name] ?? ''}
          autocomplete="off"
          onInput={(event) => type({ ...typed, [name]: event.currentTarget.value })}
        />
        <small>{says}</small>
      </label>
    ))}
    <label class="field">
      <span>kind</span>
      <select
        value={typed.kind ?? 'own'}
        onChange={(event) => type({ ...typed, kind: event.currentTarget.value })}
      >
        {sourceKinds.map((kind) => (
          <option key={kind} value={kind} selected={kind === (typed.kind ?? 'own')}>
            {kind}
          </option>
        ))}
      </select>
      <small>How close the source stands to the fact.</small>
    </label>
  </fieldset>
);

interface AdoptionAttempt {
  sent: SendResult;
  isDry: boolean;
  what: AdoptionRequest;
}

/** What is chosen and typed, and what became of it when it was tried and sent; any change makes that moot. */
const useAdoption = (saved: SavedScenario, condition: BenchCondition) => {
  const [chosen, setChosen] = useState<ReadonlySet<number>>(new Set());
  const [typed, setTyped] = useState<AdoptionFields>({});
  const [tried, setTried] = useState<AdoptionAttempt>();
  const turn = useRef(0);
  const leaving = useDeparture<{ isDry: boolean }>(condition, async ({ isDry }) => {
    const asked = turn.current;
    const edits = [...chosen].sort((left, right) => left - right).map((edit) => adoptionOf(typed, edit));
    const what: AdoptionRequest = { edits, dryRun: isDry };
    const sent = await adopt(referenceOf(saved), what);
    // What was tried before something else was chosen says nothing of that; what was recorded is told in any case.
    if (!isDry || asked === turn.current) setTried({ sent, isDry, what });
  });
  const forget = (): void => {
    turn.current += 1;
    setTried(undefined);
  };
  const choose = (next: ReadonlySet<number>): void => {
    setChosen(next);
    forget();
  };
  const type = (next: AdoptionFields): void => {
    setTyped(next);
    forget();
  };
  const attempt = (isDry: boolean): void => leaving.take({ isDry });
  return { chosen, typed, tried, choose, type, attempt };
};

/** Records what came true as events, each with its source: tried first, with the numbers that it would move. */
export const Adopt = ({ saved, condition }: { saved: SavedScenario; condition: BenchCondition }) => {
  const { chosen, typed, tried, choose, type, attempt } = useAdoption(saved, condition);
  const isGood = tried !== undefined && 'recording' in tried.sent;
  const isReady = chosen.size > 0 && (typed.title ?? '').trim() !== '';
  return (
    <form
      class="adopt"
      onSubmit={(event) => {
        event.preventDefault();
        if (isReady) attempt(!(isGood && tried.isDry));
      }}
    >
      <Choices saved={saved} chosen={chosen} choose={choose} />
      <SourceFields typed={typed} type={type} />
      <p class="controls">
        <button type="submit" disabled={!isReady || isHindered(condition) || (isGood && !tried.isDry)}>
          {isGood && tried.isDry ? 'Record it' : 'Try it'}
        </button>
        <span class="source">Trying records nothing: it shows which numbers would move.</span>
      </p>
      {tried && (
        <Outcome
          {...tried}
          address={adoptionAddress(referenceOf(saved))}
          retry={() => attempt(tried.isDry)}
        />
      )}
    </form>
  );
};
