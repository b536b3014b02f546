import { useState } from 'preact/hooks';
import { copiedOn } from '../../copied.js';
import { Disclosure } from '../../shell/disclosure.js';
import { Panel } from '../../shell/states.js';
import type { SideProps } from '../../place/place.js';
import { plural } from '../../../charts/words/dates.js';
import { MarkSign } from '../evidence/mark-sign.js';
import { Trouble } from '../../shell/trouble.js';
import { curlOf } from '../../worker/curl.js';
import { addressOfView, askServer, UnansweredRequest } from '../../worker/server.js';
import { client } from '../../worker/client.js';
import type { ViewRequest } from '../../worker/protocol.js';
import { useAnswer } from '../../worker/use-answer.js';

const isSameOnServer = async (asks: ViewRequest[]): Promise<boolean> => {
  const [answers, hashes] = await Promise.all([
    client.ask('views', { asks }),
    client.ask('hashes', { asks }),
  ]);
  const theirs = await Promise.all(
    answers.map(async ({ view, question }) => askServer(addressOfView(view, question))),
  );
  return theirs.every(({ viewHash }, index) => viewHash === hashes[index]);
};

/** Asks the server the same question and holds the two answers against each other. */
const Parity = ({ asks }: { asks: ViewRequest[] }) => {
  const [says, setSays] = useState('');
  const [fault, setFault] = useState<UnansweredRequest>();
  const compare = async (): Promise<void> => {
    setSays('Asking…');
    setFault(undefined);
    try {
      setSays(
        (await isSameOnServer(asks))
          ? 'The server computes the same numbers, to the last digit.'
          : 'The server computes other numbers.',
      );
    } catch (error) {
      setSays('');
      if (error instanceof UnansweredRequest) setFault(error);
      else throw error;
    }
  };
  return (
    <li>
      <button type="button" onClick={() => void compare()}>
        Compare with the server
      </button>{' '}
      <span role="status">{says}</span>
      {fault && (
        <Trouble
          title={fault.message}
          works="The numbers on this page are its own: they stay, and go on answering."
          requestId={fault.requestId}
          curl={curlOf(fault.address)}
          retry={() => void compare()}
        />
      )}
    </li>
  );
};

const Counted = ({ cut }: SideProps) => {
  const asks = [
    { view: 'compute-capacity', parameters: { ...cut, by: 'tranche' } },
    { view: 'obligations', parameters: { ...cut, by: 'payment' } },
  ];
  const { value, ...state } = useAnswer('checks', { asks });
  const [capacity, money] = value ?? [];
  return (
    <Panel value={value} {...state}>
      {capacity && money && (
        <ul class="plain">
          <li>{plural(capacity.undated, 'tranche')} without a date, on no time axis</li>
          <li>{plural(capacity.undisclosed, 'tranche')} of undisclosed size, in no total</li>
          <li>{plural(capacity.overdue, 'tranche')} overdue for certain</li>
          <li>{plural(money.undisclosed, 'payment')} of undisclosed amount</li>
          <li>
            {plural(capacity.rivals + money.rivals, 'number')} resting on rival claims (
            <MarkSign of="rivals" />)
          </li>
          {!copiedOn && <Parity asks={asks} />}
        </ul>
      )}
    </Panel>
  );
};

/** What is missing from the numbers, and whether they hold. */
export const Checks = (props: SideProps) => (
  <Disclosure title="What is missing from the numbers">
    <Counted {...props} />
  </Disclosure>
);
