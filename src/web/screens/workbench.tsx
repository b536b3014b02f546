import { useRef } from 'preact/hooks';
import { cutOf } from '../place/place.js';
import { usePlace } from '../place/use-place.js';
import type { SideProps } from '../shell/sides.js';
import { useContents } from '../words/use-names.js';
import { plainBody, readLines, usualViews } from '../workbench/bench.js';
import { fragmentOf, type Sheet, sheetOf } from '../workbench/sheet.js';
import { useWhole } from '../workbench/use-whole.js';
import { isSame } from '../workbench/wording.js';
import { useAnswer } from '../worker/use-answer.js';
import { Answered } from './workbench-answered.js';
import { Edits } from './workbench-edits.js';
import { Files } from './workbench-files.js';

/** Edits on the left, what they do at once on the right; nothing is recorded. */
export const Workbench = (_: SideProps) => {
  const { place, go } = usePlace();
  const { today } = useContents();
  const { value: targets } = useAnswer('targets', {});
  const undone = useRef(0);
  const sheet = sheetOf(place.fragment);
  const reading = readLines(targets ? sheet.lines : [], targets ?? []);
  const cut = cutOf(place);
  const views = usualViews(cut, Number((cut.effectiveAt ?? today).slice(0, 4)));
  const body = plainBody(sheet, reading, views);
  const { value, ...state } = useAnswer('scenario', targets ? body : undefined);
  const whole = useWhole(body, sheet, reading, { ...state, value });
  const change = (next: Sheet): void => {
    undone.current += 1;
    go({ fragment: fragmentOf(next) });
  };
  const undo = (): void => {
    undone.current -= 1;
    history.back();
  };
  const open = (opened: Sheet): void =>
    change(isSame(opened.views, views) ? { ...opened, views: undefined } : opened);
  return (
    <>
      <h1>Scenario workbench</h1>
      <div class="workbench">
        <section class="box" aria-label="Edits">
          <Edits
            reading={reading}
            effects={value && !state.isOld ? value.effects : []}
            problems={state.problems ?? []}
            orderDependent={value?.orderDependent ?? []}
            before={0}
            targets={targets ?? []}
            change={(lines) => change({ ...sheet, lines })}
            undo={undone.current > 0 ? undo : undefined}
          />
          <Files body={whole.body} targets={targets ?? []} open={open} />
        </section>
        <Answered
          answer={value}
          state={state}
          whole={whole}
          plain={body}
          sheet={sheet}
          source={{ reading, before: 0 }}
          change={change}
        />
      </div>
    </>
  );
};
