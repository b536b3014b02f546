import { useState } from 'preact/hooks';
import { type DraftFile, placeOf, readFile, UnreadableFile } from './draft/file.js';
import { send, type SendResult } from './draft/send.js';
import { Trouble } from '../../shell/trouble.js';
import { plural } from '../../../charts/words/dates.js';
import type { EventType } from '../../worker/protocol.js';
import { Outcome } from './outcome.js';

interface FileAttempt {
  sent: SendResult;
  isDry: boolean;
}

const Format = ({ types }: { types: readonly EventType[] }) => (
  <details>
    <summary>What a file looks like</summary>
    <p>
      NDJSON has one event on each line, JSON a list of them, as <code>GET /api/v1/events.ndjson</code> gives
      them. A sheet is saved as CSV: its first line names the fields (<code>stream</code>, <code>type</code>,{' '}
      <code>effectiveOn</code>, <code>knownOn</code>, <code>quote</code>, <code>source.title</code>,{' '}
      <code>source.url</code>, <code>source.publisher</code>, <code>source.publishedOn</code>,{' '}
      <code>source.kind</code> and those of the events), every other line is an event.
    </p>
    <pre tabIndex={0} aria-label="An example of a sheet">
      {`stream,type,knownOn,tranche,power\ndeal-openai-amd-2025,CapacityEnergized,2026-11-20,gw-1,400 MW`}
    </pre>
    <p class="source">The types are {types.map(({ type }) => type).join(', ')}.</p>
  </details>
);

const Unreadable = ({ faults }: { faults: readonly string[] }) => (
  <Trouble title="This file cannot be read" works="Nothing was sent. Mend it and choose it again.">
    <ul>
      {faults.map((fault) => (
        <li key={fault}>{fault}</li>
      ))}
    </ul>
  </Trouble>
);

/** The file that was chosen, what is wrong with it, and what became of its events. */
const useFile = (types: readonly EventType[]) => {
  const [file, setFile] = useState<DraftFile>();
  const [faults, setFaults] = useState<readonly string[]>([]);
  const [tried, setTried] = useState<FileAttempt>();
  const [key, setKey] = useState('');
  const attempt = async (events: readonly unknown[], isDry: boolean): Promise<void> => {
    setTried({ sent: await send(events, { isDry, key }), isDry });
  };
  const take = async (chosen: File | undefined): Promise<void> => {
    setFile(undefined);
    setTried(undefined);
    setFaults([]);
    if (!chosen) return;
    setKey(crypto.randomUUID());
    try {
      const read = await readFile(chosen.name, await chosen.text(), types);
      setFile(read);
      await attempt(read.events, true);
    } catch (error) {
      if (!(error instanceof UnreadableFile)) throw error;
      setFaults(error.faults);
    }
  };
  return { file, faults, tried, attempt, take };
};

/** Events from a file: tried first, every problem by its line, recorded all or none. */
export const RecordFile = ({ types }: { types: readonly EventType[] }) => {
  const { file, faults, tried, attempt, take } = useFile(types);
  const isGood = tried !== undefined && 'recording' in tried.sent;
  const count = plural(file?.events.length ?? 0, 'event');
  return (
    <>
      <label class="field">
        <span>A file of events (NDJSON, JSON or CSV)</span>
        <input
          type="file"
          accept=".ndjson,.jsonl,.json,.csv,.tsv"
          onChange={(event) => void take(event.currentTarget.files?.[0])}
        />
        <small>It is tried first: nothing is recorded before you have seen what it would change.</small>
      </label>
      <Format types={types} />
      {faults.length > 0 && <Unreadable faults={faults} />}
      {file && tried && (
        <Outcome
          {...tried}
          what={file.events}
          place={(pointer) => placeOf(file, pointer)}
          retry={() => void attempt(file.events, tried.isDry)}
        />
      )}
      {file && isGood && tried.isDry && (
        <button type="button" onClick={() => void attempt(file.events, false)}>
          Record all {count} of {file.name}
        </button>
      )}
    </>
  );
};
