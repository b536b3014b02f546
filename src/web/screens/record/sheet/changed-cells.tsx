import { type ChangeAnswer, changeAnswers } from '../../../../imports/ledger/change.js';
import { useNames } from '../../../words/use-names.js';
import type { ImportedChange } from '../../../../imports/imported-file.js';
import type { ChangesSaid } from './ordered-sheet.js';
import type { SheetActions } from './use-sheet.js';
import { Sign } from '../../../shell/sign.js';

const answersSaid: Readonly<Record<ChangeAnswer, string>> = {
  wrong: 'We were wrong',
  world: 'The world changed',
  skip: 'Leave the ledger as it is',
};

interface ChangeProps {
  change: ImportedChange;
  said: ChangeAnswer | undefined;
  answer: SheetActions['answer'];
}

const Change = ({ change: { address, of, stream, ledger, sheet }, said, answer }: ChangeProps) => {
  const names = useNames();
  return (
    <fieldset class="change">
      <legend>
        <code>{address}</code> {of}, {names.of('deal', stream)}
      </legend>
      <p class="before-after">
        {ledger} <Sign of="to" />
        <span class="unseen">in the ledger, in the sheet</span> <b>{sheet}</b>
      </p>
      <div class="answers">
        {changeAnswers.map((one) => (
          <label key={one}>
            <input
              type="radio"
              name={address}
              value={one}
              checked={said === one}
              onChange={() => answer([address], one)}
            />
            {answersSaid[one]}
          </label>
        ))}
      </div>
    </fieldset>
  );
};

interface ChangedCellsProps {
  changes: readonly ImportedChange[];
  said: ChangesSaid;
  answer: SheetActions['answer'];
}

/** What the ledger says otherwise: the one question, for each cell or for all. */
export const ChangedCells = ({ changes, said, answer }: ChangedCellsProps) => (
  <section class="box" aria-label="Changes">
    <h2>Were we wrong, or did the world change?</h2>
    <p class="summary">
      A mistake is corrected for every date; what changed is known from today on, and what was believed before
      stays.
    </p>
    {changes.length > 1 && (
      <div class="controls" role="group" aria-label="The same answer to all">
        <span class="source">All {changes.length} alike:</span>
        {changeAnswers.map((one) => (
          <button
            key={one}
            type="button"
            onClick={() =>
              answer(
                changes.map(({ address }) => address),
                one,
              )
            }
          >
            {answersSaid[one]}
          </button>
        ))}
      </div>
    )}
    {changes.map((change) => (
      <Change key={change.address} change={change} said={said[change.address]} answer={answer} />
    ))}
  </section>
);
