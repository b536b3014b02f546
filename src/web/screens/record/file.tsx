import { useRef, useState } from 'preact/hooks';
import { type DraftFile, placeOf, readFile, UnreadableFile } from './draft/file.js';
import { send, type SendResult } from './draft/send.js';
import { Finding } from '../../shell/finding.js';
import { DropZone } from './drop-zone.js';
import { Trouble } from '../../shell/trouble.js';
import { plural } from '../../../charts/words/dates.js';
import { Outcome } from './outcome.js';
import { Sheet } from './sheet/sheet.js';
import type { SheetState } from './sheet/use-sheet.js';

interface FileAttempt {
  sent: SendResult;
  isDry: boolean;
}

const Unreadable = ({ faults }: { faults: readonly string[] }) => (
  <Trouble title="This file cannot be read" works="Nothing was sent. Mend it and choose it again.">
    <ul>
      {faults.map((fault) => (
        <li key={fault}>{fault}</li>
      ))}
    </ul>
  </Trouble>
);

/** A file of events, what is wrong with it, and what became of its events. */
const useEventsFile = () => {
  const [file, setFile] = useState<DraftFile>();
  const [faults, setFaults] = useState<readonly string[]>([]);
  const [tried, setTried] = useState<FileAttempt>();
  const [key, setKey] = useState('');
  const turn = useRef(0);
  const attempt = async (events: readonly unknown[], isDry: boolean): Promise<void> => {
    const asked = turn.current;
    const sent = await send(events, { isDry, key });
    // What was said of another file says nothing of this one.
    if (asked === turn.current) setTried({ sent, isDry });
  };
  const take = async (chosen: File | undefined): Promise<void> => {
    const asked = ++turn.current;
    setFile(undefined);
    setTried(undefined);
    setFaults([]);
    if (!chosen) return;
    setKey(crypto.randomUUID());
    try {
      const read = readFile(chosen.name, await chosen.text());
      if (asked !== turn.current) return;
      setFile(read);
      await attempt(read.events, true);
    } catch (error) {
      if (!(error instanceof UnreadableFile)) throw error;
      setFaults(error.faults);
    }
  };
  return { file, faults, tried, attempt, take };
};

const EventsFile = ({ file, faults, tried, attempt }: ReturnType<typeof useEventsFile>) => {
  const isGood = tried !== undefined && 'recording' in tried.sent;
  return (
    <>
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
        <button type="button" class="main" onClick={() => void attempt(file.events, false)}>
          Record all {plural(file.events.length, 'event')} of {file.name}
        </button>
      )}
    </>
  );
};

const isSheet = ({ name }: File): boolean => /\.(?:csv|tsv|xlsx)$/i.test(name);

/** What was chosen and said of it stays while its reader looks elsewhere; the browser keeps no file for longer. */
let keptSheet: { file: File; state?: SheetState } | undefined;

/** As it was when it was chosen: what is recorded is what was shown, whatever is saved over it meanwhile. */
const fileAsChosen = async (file: File): Promise<File> =>
  new File([await file.arrayBuffer()], file.name, { type: file.type });

/** A sheet or a file of events: shown first, every problem by its place, recorded all or none. */
export const RecordFile = () => {
  const [sheet, setSheet] = useState(keptSheet?.file);
  const events = useEventsFile();
  const take = async (chosen: File): Promise<void> => {
    const file = isSheet(chosen) ? await fileAsChosen(chosen) : undefined;
    keptSheet = file && { file };
    setSheet(file);
    await events.take(file ? undefined : chosen);
  };
  const zone = <DropZone chosen={sheet?.name ?? events.file?.name} take={(file) => void take(file)} />;
  if (sheet)
    return (
      <Sheet
        key={sheet}
        file={sheet}
        kept={keptSheet?.state}
        keep={(state) => {
          if (keptSheet?.file === sheet) keptSheet = { file: sheet, state };
        }}
      >
        {zone}
      </Sheet>
    );
  return (
    <>
      <Finding says="What does your sheet say?" />
      {zone}
      <EventsFile {...events} />
    </>
  );
};
