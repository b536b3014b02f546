import { useRef, useState } from 'preact/hooks';
import { reasonOf } from '../../../../events/kit/reason.js';
import { copiedText, copyText } from '../../shell/copy-text.js';
import type { NamedTarget } from '../../worker/protocol.js';
import type { BenchScenario } from './bench/bench.js';
import { type BenchCondition, isHindered, useDeparture } from './bench/leaving.js';
import { type FileContent, openFile, yamlOf } from './bench/file.js';
import type { Sheet } from './bench/sheet.js';

const saveYaml = (text: string): void => {
  const link = document.createElement('a');
  link.href = `data:application/yaml;charset=utf-8,${encodeURIComponent(text)}`;
  link.download = 'scenario.yaml';
  link.click();
};

interface FilesProps {
  condition: BenchCondition;
  body: BenchScenario;
  targets: readonly NamedTarget[];
  open(sheet: Sheet): void;
}

interface FileMessage {
  text: string;
  isWrong?: boolean;
}

const Picker = ({ read }: { read(file: File): void }) => {
  const picker = useRef<HTMLInputElement>(null);
  return (
    <>
      <button type="button" onClick={() => picker.current?.click()}>
        Open a file
      </button>
      <input
        ref={picker}
        type="file"
        accept=".yaml,.yml,.json"
        class="unseen"
        tabIndex={-1}
        aria-label="A scenario file, YAML or JSON"
        onChange={({ currentTarget }) => {
          const [file] = currentTarget.files ?? [];
          currentTarget.value = '';
          if (file) read(file);
        }}
      />
    </>
  );
};

/** A link to this scenario, and the file that the command line runs: out and in. */
export const Files = ({ condition, body, targets, open }: FilesProps) => {
  const [says, setSays] = useState<FileMessage>({ text: '' });
  const copy = async (): Promise<void> => {
    const isDone = await copyText(location.href);
    const done = 'Copied. The edits are behind the #: no server is sent them.';
    setSays({ text: copiedText(isDone, location.href, done), isWrong: !isDone });
  };
  const leaving = useDeparture<'link' | 'file'>(condition, async (what) =>
    what === 'link' ? copy() : saveYaml(yamlOf(body)),
  );
  const read = async (file: File): Promise<void> => {
    const opened: FileContent = await openFile(await file.text(), targets).catch((error: unknown) => ({
      problem: `${file.name} could not be read: ${reasonOf(error)}`,
    }));
    if ('problem' in opened) return setSays({ text: opened.problem, isWrong: true });
    open(opened.sheet);
    setSays({
      text: [`Opened ${file.name}. It stays in this browser.`, opened.note].filter(Boolean).join(' '),
    });
  };
  return (
    <div class="files">
      <div class="controls">
        <button type="button" disabled={isHindered(condition)} onClick={() => leaving.take('link')}>
          Copy link
        </button>
        <button type="button" disabled={isHindered(condition)} onClick={() => leaving.take('file')}>
          Save as YAML
        </button>
        <Picker read={(file) => void read(file)} />
      </div>
      <p role="status" class={says.isWrong ? 'wrong' : 'source'}>
        {says.text}
      </p>
    </div>
  );
};
