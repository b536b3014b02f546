import { useState } from 'preact/hooks';
import { Panel } from '../shell/states.js';
import type { SideProps } from '../shell/sides.js';
import { isMeasure } from '../../../projections/wording/measure.js';
import { plural } from '../words/dates.js';
import { addressOfView, fromServer } from '../worker/server.js';
import type { ViewAnswer } from '../worker/protocol.js';
import { useAnswer } from '../worker/use-answer.js';

const isOverdue = ({ overdueKw }: Record<string, unknown>): boolean =>
  isMeasure(overdueKw) && overdueKw.low !== 0;

const rivalsIn = (answers: readonly ViewAnswer[]): number =>
  answers.flatMap(({ rows }) => rows).filter(({ flags }) => flags.some((flag) => flag.startsWith('rivals')))
    .length;

/** Asks the server the same question and holds the two answers against each other. */
const Parity = ({ answers }: { answers: readonly ViewAnswer[] }) => {
  const [says, setSays] = useState('');
  const compare = async (): Promise<void> => {
    setSays('Asking…');
    try {
      const theirs = await Promise.all(
        answers.map(async ({ view, question }) => fromServer(addressOfView(view, question))),
      );
      const isSame = theirs.every(({ viewHash }, index) => viewHash === answers[index]!.viewHash);
      setSays(
        isSame
          ? 'The server computes the same numbers, to the last digit.'
          : 'The server computes other numbers.',
      );
    } catch {
      setSays('The server cannot be reached.');
    }
  };
  return (
    <li>
      <button type="button" onClick={() => void compare()}>
        Compare with the server
      </button>{' '}
      <span role="status">{says}</span>
    </li>
  );
};

/** What is missing from the numbers, and whether they hold. */
export const Checks = ({ cut }: SideProps) => {
  const { value, ...state } = useAnswer('views', {
    asks: [
      { view: 'compute-capacity', parameters: { ...cut, by: 'tranche' } },
      { view: 'obligations', parameters: { ...cut, by: 'payment' } },
    ],
  });
  const [capacity, money] = value ?? [];
  return (
    <section class="box">
      <h2>Checks</h2>
      <Panel value={value} {...state}>
        {capacity && money && (
          <ul class="plain">
            <li>{plural(capacity.undated.length, 'tranche')} without a date, on no time axis</li>
            <li>{plural(capacity.undisclosed.length, 'tranche')} of undisclosed size, in no total</li>
            <li>{plural(capacity.rows.filter(isOverdue).length, 'tranche')} overdue for certain</li>
            <li>{plural(money.undisclosed.length, 'payment')} of undisclosed amount</li>
            <li>{plural(rivalsIn([capacity, money]), 'number')} resting on rival claims (≠)</li>
            <Parity answers={[capacity, money]} />
          </ul>
        )}
      </Panel>
    </section>
  );
};
