import { copiedOn } from '../../copied.js';
import { useState } from 'preact/hooks';
import type { ServerRefusal } from '../record/draft/send.js';
import { usePlace } from '../../place/use-place.js';
import { Trouble } from '../../shell/trouble.js';
import { plural } from '../../../charts/words/dates.js';
import type { SheetReading } from './bench/bench.js';
import { contentOf, isChanged, referenceOf } from './bench/saved.js';
import { type BenchCondition, isHindered, readingText, useDeparture } from './bench/leaving.js';
import { useSaid } from './bench/use-said.js';
import { type ServerAnswer, save, type SavedReply } from './bench/sending.js';
import type { Sheet } from './bench/sheet.js';
import { client } from '../../worker/client.js';
import type { SavedScenario } from '../../worker/protocol.js';
import { useStanding } from '../../worker/use-answer.js';

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
export const useOpen = (): ((asked: Promise<ServerAnswer<SavedReply>>) => Promise<OpenedReply>) => {
  const { go } = usePlace();
  return async (asked) => {
    const before = location.hash;
    const sent = await asked;
    if ('refusal' in sent) return { ...sent, says: '' };
    const reference = referenceOf(sent.answer);
    // What was changed meanwhile stays on the bench: it is not in what was saved.
    go({ scenario: reference, ...(location.hash === before && { fragment: '' }) });
    return {
      says: sent.answer.saved ? `Saved as ${reference}.` : `${reference} says the same already.`,
      reference,
    };
  };
};

/** What is said of it, and why it was refused. */
export interface OpenedReply {
  says: string;
  /** The version that it is said of. */
  reference?: string;
  refusal?: ServerRefusal;
}

/** Edits in sentences, one after the other. */
export const EditsOf = ({ edits }: Pick<SavedScenario, 'edits'>) => {
  const { say } = useSaid(edits);
  return (
    <ul class="plain">
      {edits.map((edit, number) => (
        <li key={number}>{say([edit], edits.slice(0, number))}</li>
      ))}
    </ul>
  );
};

/** The version that somebody else saved meanwhile, beside the offer to save after it. */
const Conflict = ({ other, after }: { other: SavedScenario; after(): void }) => (
  <div class="box">
    <p>
      Meanwhile version {other.version} was saved: “{other.name}”, {plural(other.edits.length, 'edit')}:
    </p>
    <EditsOf edits={other.edits} />
    <button type="button" onClick={after}>
      Save mine after it, as version {other.version + 1}
    </button>
  </div>
);

const leftOutText = ({ lines }: SheetReading): string => {
  const off = lines.filter(({ isOff }) => isOff).length;
  return off === 0 ? '' : ` ${plural(off, 'edit')} switched off ${off === 1 ? 'is' : 'are'} left out.`;
};

interface SaveProps {
  condition: BenchCondition;
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
        <option value="live">what is recorded, as it grows</option>
        <option value="pinned">what was recorded up to position {pinned}, for good</option>
      </select>
    </label>
  );
};

interface VersionAfter {
  id?: string;
  expectedVersion?: number;
}

/** A version after the one that is open or after another one; without either a new scenario. */
interface SaveOrder {
  after?: VersionAfter | 'opened';
}

/** Sends a version, and keeps what came of it: the server's refusal, or what somebody else saved meanwhile. */
const useSaving = ({ condition, sheet, reading, opened }: Omit<SaveProps, 'change'>) => {
  const [name, setName] = useState<string>();
  const [refusal, setRefusal] = useState<ServerRefusal>();
  const [other, setOther] = useState<SavedScenario>();
  const [told, setTold] = useState<OpenedReply>({ says: '' });
  const open = useOpen();
  const content = contentOf(sheet, reading);
  const title = name ?? opened?.name ?? '';
  const isSame = opened !== undefined && title.trim() === opened.name && !isChanged(content, opened);
  const send = async (as: VersionAfter): Promise<void> => {
    setTold({ says: 'Saving…' });
    const sent = await open(save({ ...content, ...as, name: title.trim() }));
    const isLate = sent.refusal?.status === 412;
    setRefusal(sent.refusal);
    setOther(isLate ? ((await client.ask('saved', { reference: as.id! })) ?? undefined) : undefined);
    if (!sent.refusal) setName(undefined);
    setTold(sent);
  };
  // Told which version it comes after only when all has been read: the one that is open may be on its way.
  const leaving = useDeparture<SaveOrder>(condition, async ({ after }) => {
    if (content.edits.length === 0 || title.trim() === '') return;
    if (after !== 'opened') return send(after ?? {});
    if (!isSame) await send(opened ? { id: opened.id, expectedVersion: opened.version } : {});
  });
  // Of a version that is no longer the open one nothing is said.
  const isPast = told.reference !== undefined && opened && told.reference !== referenceOf(opened);
  return { title, refusal, other, says: isPast ? '' : told.says, isSame, setName, leaving };
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

const noEdits = 'There is no edit to save.';

const saysOfSaving = (reading: SheetReading): string =>
  `Saving sends the edits to the server, where others read them; until then they stay in this browser.${leftOutText(reading)}`;

const SaveForm = ({ condition, sheet, reading, opened, change }: SaveProps) => {
  const { title, refusal, other, says, isSame, setName, leaving } = useSaving({
    condition,
    sheet,
    reading,
    opened,
  });
  const isEmpty = condition.isSettled && reading.edits.length === 0;
  const cannot = isHindered(condition) || isEmpty || title.trim() === '';
  return (
    <form
      class="save"
      onSubmit={(event) => {
        event.preventDefault();
        if (!cannot && !(condition.isSettled && isSame)) leaving.take({ after: 'opened' });
      }}
    >
      <div class="controls watch">
        <NameField title={title} set={setName} />
        <BaseChoice sheet={sheet} change={change} />
      </div>
      <SaveButtons
        opened={opened}
        isSame={condition.isSettled && isSame}
        cannot={cannot}
        saveAnew={() => leaving.take({})}
      />
      <p class="source">{isEmpty ? noEdits : saysOfSaving(reading)}</p>
      <p role="status">{leaving.isWaiting && says === '' ? readingText : says}</p>
      {refusal && <Refused refusal={refusal} />}
      {other && (
        <Conflict
          other={other}
          after={() => leaving.take({ after: { id: other.id, expectedVersion: other.version } })}
        />
      )}
    </form>
  );
};
