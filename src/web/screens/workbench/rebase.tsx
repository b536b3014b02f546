import { useState } from 'preact/hooks';
import type { ServerRefusal } from '../record/draft/send.js';
import { dateText } from '../../../charts/words/dates.js';
import { useNames } from '../../words/use-names.js';
import { verdictWords } from './bench/saved.js';
import { type BenchCondition, isHindered, useDeparture } from './bench/leaving.js';
import { rebase } from './bench/sending.js';
import type { SavedScenario } from '../../worker/protocol.js';
import { useAnswer } from '../../worker/use-answer.js';
import { readText } from './add.js';
import { Refused, useOpen } from './save.js';
import type { RecordedEvent } from '../../../../events/kit/envelope.js';

type RebaseVerdict = SavedScenario['verdicts'][number];
type ConflictDecision = 'keep' | 'drop';

const Because = ({ events }: { events: readonly RecordedEvent[] }) => {
  const names = useNames();
  return (
    <ul class="plain">
      {events.map(({ id, type, stream, knownOn, quote }) => (
        <li key={id} class="source">
          {type} on {names.deal(stream)}, known {dateText(knownOn)}
          {quote && <q>{quote}</q>}
        </li>
      ))}
    </ul>
  );
};

interface VerdictProps {
  saved: SavedScenario;
  judged: RebaseVerdict;
  events: readonly RecordedEvent[];
  decision: ConflictDecision | undefined;
  decide(decision: ConflictDecision): void;
}

const Judged = ({ saved, judged, events, decision, decide }: VerdictProps) => {
  const { edit, verdict, because } = judged;
  return (
    <li>
      <b>{readText({ edits: [saved.edits[edit]!] })}</b>
      <p>
        <span class={`verdict ${verdict}`}>{verdict}</span>: {because || verdictWords[verdict]}.
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
                {word === 'keep' ? 'keep the edit' : 'drop it'}
              </label>
            ))}
        </fieldset>
      )}
    </li>
  );
};

/** What became of each edit since; a person decides where they are contradicted. The old version stays. */
export const Rebase = ({ saved, condition }: { saved: SavedScenario; condition: BenchCondition }) => {
  const [decisions, decide] = useState<Readonly<Record<string, ConflictDecision>>>({});
  const [refusal, setRefusal] = useState<ServerRefusal>();
  const open = useOpen();
  const { verdicts } = saved;
  const { value: events } = useAnswer('evidence', { ids: verdicts.flatMap((one) => one.events) });
  const isOpen = verdicts.some(({ edit, verdict }) => verdict === 'conflict' && !decisions[edit]);
  const leaving = useDeparture(condition, async () => {
    if (!isOpen) setRefusal((await open(rebase(saved.id, decisions))).refusal);
  });
  if (saved.since === 0) return <p>Nothing was recorded since: there is nothing to rebase on.</p>;
  return (
    <div class="rebase">
      <ol class="plain">
        {verdicts.map((judged) => (
          <Judged
            key={judged.edit}
            saved={saved}
            judged={judged}
            events={(events ?? []).filter(({ id }) => judged.events.includes(id))}
            decision={decisions[judged.edit]}
            decide={(decision) => decide({ ...decisions, [judged.edit]: decision })}
          />
        ))}
      </ol>
      <p class="controls">
        <button type="button" disabled={isOpen || isHindered(condition)} onClick={() => leaving.take({})}>
          Save the rebased version
        </button>
        <span class="source">
          {isOpen ? 'Decide each conflict first.' : `Version ${saved.version} stays as it is.`}
        </span>
      </p>
      {refusal && <Refused refusal={refusal} />}
    </div>
  );
};
