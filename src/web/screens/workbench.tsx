import { useRef, useState } from 'preact/hooks';
import { cutOf } from '../place/place.js';
import { usePlace } from '../place/use-place.js';
import type { SideProps } from '../shell/sides.js';
import { Panel } from '../shell/states.js';
import { useContents } from '../words/use-names.js';
import { useAnswer } from '../worker/use-answer.js';
import {
  type Edit,
  fragmentOf,
  type Line,
  linesOf,
  type Read,
  readEdit,
  yamlOf,
} from '../workbench/words.js';
import { Edits } from './workbench-edits.js';
import { Results } from './workbench-results.js';

/** What a scenario is asked: capacity over time, quarter by quarter and deal by deal, and money by kind. */
const viewsOf = (cut: Record<string, string>, year: number): Edit[] => {
  const span = { from: `${year}-01-01`, to: `${year + 5}-12-31` };
  const view = 'compute-capacity';
  return [
    { view, by: 'layer', timeline: 'quarter', ...span, ...cut },
    { view, by: 'deal', timeline: 'year', ...span, ...cut },
    { view: 'obligations', by: 'deal,kind', ...cut },
  ];
};

const isGood = (read: Read): read is { edit: Edit } => 'edit' in read;

const saveYaml = (text: string): void => {
  const link = document.createElement('a');
  link.href = `data:application/yaml;charset=utf-8,${encodeURIComponent(text)}`;
  link.download = 'scenario.yaml';
  link.click();
};

const Share = ({ yaml }: { yaml: string }) => {
  const [says, setSays] = useState('');
  const copy = async (): Promise<void> => {
    await navigator.clipboard.writeText(location.href);
    setSays('Copied. The edits are behind the #: no server is sent them.');
  };
  return (
    <div class="controls">
      <button type="button" onClick={() => void copy()}>
        Copy link
      </button>
      <button type="button" onClick={() => saveYaml(yaml)}>
        Save as YAML
      </button>
      <span role="status">{says}</span>
    </div>
  );
};

/** Edits on the left, what they do at once on the right; nothing is recorded. */
export const Workbench = ({ cut: _ }: SideProps) => {
  const { place, go } = usePlace();
  const { today } = useContents();
  const { value: targets } = useAnswer('targets', {});
  const undone = useRef(0);
  const lines = linesOf(place.fragment);
  const reads = targets ? lines.map(({ text }) => readEdit(text, targets)) : [];
  const edits = reads.flatMap((read, index) => (isGood(read) && !lines[index]!.isOff ? [read.edit] : []));
  const cut = cutOf(place);
  const views = viewsOf(cut, Number((cut.effectiveAt ?? today).slice(0, 4)));
  const { value, ...state } = useAnswer('scenario', targets ? { edits, views } : undefined);
  const change = (next: readonly Line[]): void => {
    undone.current += 1;
    go({ fragment: fragmentOf(next) });
  };
  const undo = (): void => {
    undone.current -= 1;
    history.back();
  };
  return (
    <>
      <h1>Scenario workbench</h1>
      <div class="workbench">
        <section class="box" aria-label="Edits">
          <Edits
            lines={lines}
            reads={reads}
            effects={value && !state.isOld ? value.effects : []}
            orderDependent={value?.orderDependent ?? []}
            targets={targets ?? []}
            change={change}
            undo={undone.current > 0 ? undo : undefined}
          />
          <Share yaml={yamlOf(edits, views)} />
        </section>
        <div>
          <Panel value={value} {...state}>
            {value && <Results answer={value} />}
          </Panel>
        </div>
      </div>
    </>
  );
};
