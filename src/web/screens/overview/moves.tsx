import { dateText, dayNumber, dayOfNumber, plural } from '../../../charts/words/dates.js';
import { largestMoved, type LargestMove } from '../../findings/largest-moved.js';
import type { SideProps } from '../../place/place.js';
import { Link } from '../../shell/link.js';
import { Panel } from '../../shell/states.js';
import { To } from '../../shell/sign.js';
import { useContents, useNames } from '../../words/use-names.js';
import { useSentences } from '../../words/use-sentences.js';
import type { Questions } from '../../worker/protocol.js';
import { useAnswer } from '../../worker/use-answer.js';
import { BecameKnown } from '../changes/lately.js';

const mostMoves = 3;

/** A month and, where too little became known in it, a quarter or a year. */
const windows = [31, 92, 366] as const;

/** Since when at least as much became known as there are sentences. */
const beginningOf = (to: string, knownDays: readonly string[]): string => {
  const beginnings = windows.map((days) => dayOfNumber(dayNumber(to) - days));
  const isEnough = (from: string): boolean =>
    knownDays.filter((day) => day > from && day <= to).length >= mostMoves;
  return beginnings.find(isEnough) ?? beginnings.at(-1)!;
};

const Move = ({
  move: { of, deal, what, before, after },
  because,
}: {
  move: LargestMove;
  because: string;
}) => (
  <li>
    {deal === undefined ? of : <Link step={{ screen: 'deals', deal }}>{of}</Link>}: {what},{' '}
    <span class="before-after">
      {before} <To /> <b>{after}</b>
    </span>
    {because && <small>{because}</small>}
  </li>
);

/** The numbers that moved most, one sentence each, with what moved them. */
const Largest = ({ events, moved }: Questions['moved']['answer']) => {
  const names = useNames();
  const rows = moved.flatMap(({ view, difference, causes }) =>
    difference.rows.map((entry, index) => ({ view, entry, cause: causes[index] })),
  );
  const moves = largestMoved(rows, mostMoves, names);
  const causes = moves.flatMap(({ cause }) => events.find(({ id }) => id === cause) ?? []);
  const sentenceOf = useSentences(causes);
  const because = ({ cause }: LargestMove): string => {
    const event = causes.find(({ id }) => id === cause);
    return event ? `${sentenceOf(event)}, known on ${dateText(event.knownOn)}.` : '';
  };
  if (moves.length === 0) return <p>No number moved.</p>;
  return (
    <ol class="moves">
      {moves.map((move) => (
        <Move key={move.of + move.what} move={move} because={because(move)} />
      ))}
    </ol>
  );
};

/** What changed lately: the numbers that moved most, and all of it on demand. */
export const Moves = ({ cut }: SideProps) => {
  const { today, knownDays } = useContents();
  const to = cut.knownAt ?? today;
  const from = beginningOf(to, knownDays);
  const { knownAt: _, ...rest } = cut;
  const { value, ...state } = useAnswer('moved', { from, to, cut: rest });
  return (
    <section class="box">
      <h2>What changed since {dateText(from)}</h2>
      <Panel value={value} {...state}>
        {value && value.events.length === 0 && <p>Nothing became known.</p>}
        {value && value.events.length > 0 && (
          <>
            <Largest {...value} />
            <details>
              <summary>
                All of it: {plural(value.events.length, 'event')}. Above stand the numbers that moved most, of
                power, money and shares in turn.
              </summary>
              <BecameKnown {...value} />
            </details>
          </>
        )}
      </Panel>
    </section>
  );
};
