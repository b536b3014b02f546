import { useState } from 'preact/hooks';
import type { ServerRefusal } from '../record/draft/send.js';
import { dateText } from '../../../charts/words/dates.js';
import { useSentences } from '../../words/use-sentences.js';
import { verdictSaid, verdictWords } from './bench/saved.js';
import { type BenchCondition, isHindered, useDeparture } from './bench/leaving.js';
import { rebase } from './bench/sending.js';
import type { SavedScenario } from '../../worker/protocol.js';
import { useAnswer } from '../../worker/use-answer.js';
import { type EditSayer, useSaid } from './bench/use-said.js';
import { Refused, useOpen } from './save.js';
import type { RecordedEvent } from '../../../../events/kit/envelope.js';

type RebaseVerdict = SavedScenario['verdicts'][number];
type ConflictDecision = 'keep' | 'drop';

/** "28 November 2026, Advanced Micro Devices": since when it was known, and from whom. */
const knownText = ({ knownOn, source }: RecordedEvent): string => {
  const by = source?.publisher ?? source?.title;
  return `known since ${dateText(knownOn)}${by === undefined ? '' : `, from ${by}`}`;
};

const Because = ({ events }: { events: readonly RecordedEvent[] }) => {
  const says = useSentences(events);
  return (
    <ul class="plain">
      {events.map((event) => (
        <li key={event.id} class="source">
          {says(event)}: {knownText(event)}
          {event.quote && <q>{event.quote}</q>}
        </li>
      ))}
    </ul>
  );
};

interface VerdictProps {
  judged: RebaseVerdict;
  /** What the edit does, in a sentence. */
  told: string;
  said: EditSayer;
  events: readonly RecordedEvent[];
  decision: ConflictDecision | undefined;
  decide(decision: ConflictDecision): void;
}

const Judged = ({ judged, told, said, events, decision, decide }: VerdictProps) => {
  const { edit, verdict } = judged;
  return (
    <li>
      <b>{told}</b>
      <p>
        <span class={`verdict ${verdict}`}>{verdictWords[verdict]}</span>: {verdictSaid(judged, said.names)}
      </p>
      {events.length > 0 && <Because events={events} />}
      {verdict === 'conflict' && (
        <fieldset class="decision">
          <legend>Edit {edit + 1}</legend>
          {(['keep', 'drop'] as const)
            .filter((word) => word === 'drop' || !judged.isRefused)
            .map((word) => (
              <label key={word} class="choice">
                <input
                  type="radio"
                  name={`decision-${edit}`}
                  checked={decision === word}
                  onChange={() => decide(word)}
                />
                {word === 'keep' ? 'it holds: keep it' : 'drop it'}
              </label>
            ))}
        </fieldset>
      )}
    </li>
  );
};

/** The edit that is judged, in a sentence. */
const toldOf = ({ edits }: SavedScenario, { edit }: RebaseVerdict, { say }: EditSayer): string =>
  say(edits.slice(edit, edit + 1), edits.slice(0, edit));

/** What became of each edit since; a person decides where they are contradicted. The old version stays. */
export const Rebase = ({ saved, condition }: { saved: SavedScenario; condition: BenchCondition }) => {
  const [decisions, decide] = useState<Readonly<Record<string, ConflictDecision>>>({});
  const [refusal, setRefusal] = useState<ServerRefusal>();
  const open = useOpen();
  const { verdicts } = saved;
  const said = useSaid(saved.edits);
  const { value: events } = useAnswer('evidence', { ids: verdicts.flatMap((one) => one.events) });
  const isOpen = verdicts.some(({ edit, verdict }) => verdict === 'conflict' && !decisions[edit]);
  const leaving = useDeparture(condition, async () => {
    if (!isOpen) setRefusal((await open(rebase(saved.id, decisions))).refusal);
  });
  if (saved.since === 0) return <p>Nothing was recorded since: it is up to date.</p>;
  return (
    <div class="rebase">
      <ol class="plain">
        {verdicts.map((judged) => (
          <Judged
            key={judged.edit}
            judged={judged}
            told={toldOf(saved, judged, said)}
            said={said}
            events={(events ?? []).filter(({ id }) => judged.events.includes(id))}
            decision={decisions[judged.edit]}
            decide={(decision) => decide({ ...decisions, [judged.edit]: decision })}
          />
        ))}
      </ol>
      <p class="controls">
        <button type="button" disabled={isOpen || isHindered(condition)} onClick={() => leaving.take({})}>
          Save it up to date
        </button>
        <span class="source">
          {isOpen ? 'Decide first what is contradicted.' : `Version ${saved.version} stays as it is.`}
        </span>
      </p>
      {refusal && <Refused refusal={refusal} />}
    </div>
  );
};
