import { copiedOn } from '../../copied.js';
import { useState } from 'preact/hooks';
import type { ServerRefusal } from '../record/draft/send.js';
import { usePlace } from '../../place/use-place.js';
import { Trouble } from '../../shell/trouble.js';
import { plural } from '../../../charts/words/dates.js';
import type { SheetReading } from './bench/bench.js';
import { contentOf, isChanged, referenceOf } from './bench/saved.js';
import { type ServerAnswer, save, type SavedReply } from './bench/sending.js';
import type { Sheet } from './bench/sheet.js';
import { client } from '../../worker/client.js';
import type { SavedScenario } from '../../worker/protocol.js';
import { useStanding } from '../../worker/use-answer.js';
import { readText } from './add.js';

/** What the server refuses, in its own words. */
export const Refused = ({ refusal }: { refusal: ServerRefusal }) => (
  <Trouble
    title={refusal.title}
    works="Nothing was saved; the edits are still here, and reading and simulating go on."
    requestId={refusal.requestId}
  >
    <p>{refusal.detail}</p>
    <ul>
      {refusal.errors.map(({ pointer, detail }) => (
        <li key={pointer + detail}>
          <code>{pointer}</code> {detail}
        </li>
      ))}
    </ul>
  </Trouble>
);

/** Goes on with a version that the server has confirmed, and says so. */
export const useOpen = (): ((sent: ServerAnswer<SavedReply>) => string) => {
  const { go } = usePlace();
  return (sent) => {
    if ('refusal' in sent) return '';
    const reference = referenceOf(sent.answer);
    go({ scenario: reference, fragment: '' });
    return sent.answer.saved ? `Saved as ${reference}.` : `${reference} says the same already.`;
  };
};

/** The version that somebody else saved meanwhile, beside the offer to save after it. */
const Conflict = ({ other, after }: { other: SavedScenario; after(): void }) => (
  <div class="box">
    <p>
      Meanwhile version {other.version} was saved: “{other.name}”, {plural(other.edits.length, 'edit')}:
    </p>
    <ul class="plain">
      {other.edits.map((edit, number) => (
        <li key={number}>{readText({ edits: [edit] })}</li>
      ))}
    </ul>
    <button type="button" onClick={after}>
      Save mine after it, as version {other.version + 1}
    </button>
  </div>
);

const whyNot = (reading: SheetReading): string | undefined => {
  const wrong = reading.reads.findIndex((read, line) => 'problem' in read && !reading.lines[line]!.isOff);
  if (wrong >= 0) return `Edit ${wrong + 1} cannot be read: mend it, switch it off or remove it first.`;
  return reading.edits.length === 0 ? 'There is no edit to save.' : undefined;
};

const leftOutText = ({ lines }: SheetReading): string => {
  const off = lines.filter(({ isOff }) => isOff).length;
  return off === 0 ? '' : ` ${plural(off, 'edit')} switched off ${off === 1 ? 'is' : 'are'} left out.`;
};

interface SaveProps {
  sheet: Sheet;
  reading: SheetReading;
  /** The version that was opened. */
  opened: SavedScenario | undefined;
  change(sheet: Sheet): void;
}

const BaseChoice = ({ sheet, change }: Pick<SaveProps, 'sheet' | 'change'>) => {
  const { position } = useStanding();
  const pinned = sheet.base ?? position;
  return (
    <label>
      Stands on
      <select
        value={sheet.base === undefined ? 'live' : 'pinned'}
        onChange={({ currentTarget }) =>
          change({ ...sheet, base: currentTarget.value === 'live' ? undefined : pinned })
        }
      >
        <option value="live">the live log</option>
        <option value="pinned">position {pinned}, for good</option>
      </select>
    </label>
  );
};

/** Sends a version, and keeps what came of it: the server's refusal, or what somebody else saved meanwhile. */
const useSaving = ({ sheet, reading, opened }: Omit<SaveProps, 'change'>) => {
  const [name, setName] = useState<string>();
  const [refusal, setRefusal] = useState<ServerRefusal>();
  const [other, setOther] = useState<SavedScenario>();
  const [says, setSays] = useState('');
  const open = useOpen();
  const content = contentOf(sheet, reading);
  const title = name ?? opened?.name ?? '';
  const send = async (as: { id?: string; expectedVersion?: number }): Promise<void> => {
    setSays('Saving…');
    const sent = await save({ ...content, ...as, name: title.trim() });
    const isLate = 'refusal' in sent && sent.refusal.status === 412;
    setRefusal('refusal' in sent ? sent.refusal : undefined);
    setOther(isLate ? ((await client.ask('saved', { reference: as.id! })) ?? undefined) : undefined);
    if ('answer' in sent) setName(undefined);
    setSays(open(sent));
  };
  const isSame = opened !== undefined && title.trim() === opened.name && !isChanged(content, opened);
  return { title, refusal, other, says, isSame, setName, send };
};

interface SaveButtonsProps {
  opened: SavedScenario | undefined;
  isSame: boolean;
  cannot: boolean;
  saveAnew(): void;
}

const SaveButtons = ({ opened, isSame, cannot, saveAnew }: SaveButtonsProps) => (
  <div class="controls">
    <button type="submit" disabled={cannot || isSame}>
      {opened ? `Save as version ${opened.version + 1}` : 'Save'}
    </button>
    {opened && (
      <button type="button" disabled={cannot} onClick={saveAnew}>
        Save as a new scenario
      </button>
    )}
  </div>
);

const NameField = ({ title, set }: { title: string; set(name: string): void }) => (
  <label class="grow">
    Name
    <input
      value={title}
      maxLength={120}
      autocomplete="off"
      onInput={(event) => set(event.currentTarget.value)}
    />
  </label>
);

/** Saving is explicit: it is the one thing here that sends the edits to the server. */
export const Save = (props: SaveProps) =>
  copiedOn ? (
    <p class="source">
      This is a copy of a ledger: scenarios are saved with a server. A link keeps the edits of this one.
    </p>
  ) : (
    <SaveForm {...props} />
  );

const SaveForm = ({ sheet, reading, opened, change }: SaveProps) => {
  const { title, refusal, other, says, isSame, setName, send } = useSaving({ sheet, reading, opened });
  const why = whyNot(reading);
  const cannot = why !== undefined || title.trim() === '';
  const version = { id: opened?.id ?? '', expectedVersion: opened?.version ?? 0 };
  return (
    <form
      class="save"
      onSubmit={(event) => {
        event.preventDefault();
        if (!cannot && !isSame) void send(opened ? version : {});
      }}
    >
      <div class="controls watch">
        <NameField title={title} set={setName} />
        <BaseChoice sheet={sheet} change={change} />
      </div>
      <SaveButtons opened={opened} isSame={isSame} cannot={cannot} saveAnew={() => void send({})} />
      <p class="source">
        {why ??
          `Saving sends the edits to the server, where others read them; until then they stay in this browser.${leftOutText(reading)}`}
      </p>
      <p role="status">{says}</p>
      {refusal && <Refused refusal={refusal} />}
      {other && (
        <Conflict other={other} after={() => void send({ id: other.id, expectedVersion: other.version })} />
      )}
    </form>
  );
};
