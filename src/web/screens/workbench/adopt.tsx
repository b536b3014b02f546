import { useRef, useState } from 'preact/hooks';
import type { SendResult } from '../record/draft/send.js';
import { sourceKinds, sourceKindSaid } from '../record/draft/source-kinds.js';
import { referenceOf } from './bench/saved.js';
import { type BenchCondition, isHindered, useDeparture } from './bench/leaving.js';
import { adopt, adoptionAddress, type AdoptionRequest } from './bench/sending.js';
import type { SavedScenario } from '../../worker/protocol.js';
import { Outcome } from '../record/outcome.js';
import { useSaid } from './bench/use-said.js';

const fields = [
  {
    name: 'title',
    title: 'Title of what was published',
    says: 'Needed: an event rests on something that can be read.',
  },
  { name: 'url', title: 'Address', says: 'Where it can be read on the web: https://…' },
  { name: 'publisher', title: 'Who published it', says: 'A company, an agency, a paper.' },
  { name: 'publishedOn', title: 'When it was published', says: 'A day, such as 2026-11-28.' },
  { name: 'quote', title: 'The sentence that says so', says: 'Word for word.' },
  { name: 'knownOn', title: 'When it could be known', says: 'A day; today where nothing is said.' },
  {
    name: 'effectiveOn',
    title: 'When it became true',
    says: 'A day or a period, such as 2027-Q1; as the edit has it where nothing is said.',
  },
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

const Choices = ({ saved: { edits }, chosen, choose }: ChosenProps) => {
  const { say } = useSaid(edits);
  return (
    <fieldset>
      <legend>What happened as assumed</legend>
      {edits.map((edit, number) => (
        <label key={number} class="choice">
          <input
            type="checkbox"
            checked={chosen.has(number)}
            onChange={() => choose(toggle(chosen, number))}
          />
          {say([edit], edits.slice(0, number))}
        </label>
      ))}
    </fieldset>
  );
};

const SourceFields = ({ typed, type }: { typed: AdoptionFields; type(typed: AdoptionFields): void }) => (
  <fieldset>
    <legend>Who says so</legend>
    {fields.map(({ name, title, says }) => (
      <label key={name} class="field">
        <span>{title}</span>
        <input
          value={typed[name] ?? ''}
          autocomplete="off"
          onInput={(event) => type({ ...typed, [name]: event.currentTarget.value })}
        />
        <small>{says}</small>
      </label>
    ))}
    <label class="field">
      <span>How close it stands to the fact</span>
      <select
        value={typed.kind ?? 'own'}
        onChange={(event) => type({ ...typed, kind: event.currentTarget.value })}
      >
        {sourceKinds.map((kind) => (
          <option key={kind} value={kind} selected={kind === (typed.kind ?? 'own')}>
            {sourceKindSaid(kind)}
          </option>
        ))}
      </select>
      <small>A filing weighs more than the press, and the press more than a note of our own.</small>
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
