import { useState } from 'preact/hooks';
import type { ServerRefusal } from '../record/draft/send.js';
import { Link } from '../../shell/link.js';
import { plural } from '../../../charts/words/dates.js';
import { baseText, referenceOf, stateWords } from './bench/saved.js';
import { type BenchCondition, isHindered, useDeparture } from './bench/leaving.js';
import { fork } from './bench/sending.js';
import { fragmentOf } from './bench/sheet.js';
import type { SavedScenario } from '../../worker/protocol.js';
import { Adopt } from './adopt.js';
import { Rebase } from './rebase.js';
import { EditsOf, Refused, useOpen } from './save.js';
import { State } from './saved.js';

interface OpenedProps {
  saved: SavedScenario;
  /** The bench says something else by now. */
  isChanged: boolean;
  condition: BenchCondition;
}

interface CopyProps {
  saved: SavedScenario;
  condition: BenchCondition;
}

const Versions = ({ saved }: { saved: SavedScenario }) => (
  <details>
    <summary>{plural(saved.versions.length, 'version')}</summary>
    <ol class="plain">
      {saved.versions.map(({ version, name, savedOn }) => (
        <li key={version}>
          <Link
            step={{ scenario: `${saved.id}@${version}`, fragment: '' }}
            current={version === saved.version}
          >
            {version}: {name}
          </Link>{' '}
          <span class="when">{savedOn}</span>
        </li>
      ))}
    </ol>
  </details>
);

/** What comes before the edits of this scenario: those of what it builds on, the farthest first. */
export const Parents = ({ parents }: Pick<SavedScenario, 'parents'>) => (
  <ol class="plain parents">
    {parents.map(({ reference, name, edits }) => (
      <li key={reference}>
        <Link step={{ scenario: reference, fragment: '' }}>{name}</Link>{' '}
        <span class="source">({reference}) comes first:</span>
        <EditsOf edits={edits} />
      </li>
    ))}
  </ol>
);

const Fork = ({ saved, condition }: CopyProps) => {
  const [name, setName] = useState(`${saved.name}, another way`);
  const [refusal, setRefusal] = useState<ServerRefusal>();
  const open = useOpen();
  const leaving = useDeparture(condition, async () => {
    const sent = await open(fork(referenceOf(saved), name.trim()));
    setRefusal(sent.refusal);
  });
  return (
    <form
      class="controls watch"
      onSubmit={(event) => {
        event.preventDefault();
        if (name.trim() !== '') leaving.take({});
      }}
    >
      <label class="grow">
        Name of the copy
        <input value={name} maxLength={120} onInput={(event) => setName(event.currentTarget.value)} />
      </label>
      <button type="submit" disabled={isHindered(condition)}>
        Save the copy
      </button>
      {refusal && <Refused refusal={refusal} />}
    </form>
  );
};

type Panel = 'fork' | 'rebase' | 'adopt';

const panels: readonly (readonly [Panel, string])[] = [
  ['fork', 'Copy it'],
  ['rebase', 'Bring up to date'],
  ['adopt', 'Turn into real events'],
];

const aboutText = ({ base, since, forkedFrom }: SavedScenario): string =>
  [
    baseText(base),
    since === 0 ? '' : `${plural(since, 'event')} since`,
    forkedFrom === undefined ? '' : `a copy of ${forkedFrom}`,
  ]
    .filter(Boolean)
    .join(' · ');

const unsaved = 'What is changed on the bench is in no version yet: save it, or undo it, first.';

/** What is forked, rebased and adopted is the version as it was saved: nobody should take what is on the bench for it. */
const conditionOf = ({ condition, isChanged }: OpenedProps): BenchCondition => ({
  ...condition,
  why: isChanged ? unsaved : condition.why,
});

/** Where the log contradicts an edit, rebasing is what mends it. */
const rebasingOf = ({ condition, isChanged }: OpenedProps): BenchCondition => ({
  ...condition,
  why: isChanged ? unsaved : undefined,
});

/** The version on the bench, how it stands, and what may be done with it. */
export const Opened = (props: OpenedProps) => {
  const { saved, isChanged } = props;
  const condition = conditionOf(props);
  const [panel, show] = useState<Panel>();
  return (
    <section class="box opened" aria-label="The open scenario">
      <div class="edit-head">
        <h2>{saved.name}</h2>
        <State state={saved.state} />
      </div>
      <p class="source">
        {referenceOf(saved)} · {aboutText(saved)}
        {isChanged && ' · changed on the bench, not saved'}
      </p>
      {panel && isChanged && <p class="wrong">{unsaved}</p>}
      <p class="source">{stateWords[saved.state]}.</p>
      <Versions saved={saved} />
      <div class="controls">
        {panels.map(([name, says]) => (
          <button
            key={name}
            type="button"
            aria-expanded={panel === name}
            class={panel === name ? 'chosen' : ''}
            onClick={() => show(panel === name ? undefined : name)}
          >
            {says}
          </button>
        ))}
        <Link step={{ scenario: '', fragment: fragmentOf({ lines: [], parent: referenceOf(saved) }) }}>
          Build on it
        </Link>
        <Link step={{ scenario: '', fragment: '' }}>Put away</Link>
      </div>
      {panel === 'fork' && <Fork key={referenceOf(saved)} saved={saved} condition={condition} />}
      {panel === 'rebase' && <Rebase key={referenceOf(saved)} saved={saved} condition={rebasingOf(props)} />}
      {panel === 'adopt' && <Adopt key={referenceOf(saved)} saved={saved} condition={condition} />}
    </section>
  );
};
