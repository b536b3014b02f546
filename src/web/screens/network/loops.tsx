import { usePlace } from '../../place/use-place.js';
import { measureText } from '../../../../projections/wording/measure.js';
import type { Measure } from '../../../../projections/kit/measure.js';
import { plural } from '../../../charts/words/dates.js';
import { useNames } from '../../words/use-names.js';
import type { PageAnswer } from '../../worker/protocol.js';
import { slugWords } from '../../../../projections/wording/slug-words.js';
import { Quoted } from '../evidence/evidence.js';
import { loopName, type NamedLeg } from './named.js';

interface LegEntry extends NamedLeg {
  sense: string;
  rests: string[];
  amountUsCents: Measure;
}

export interface LoopEntry {
  parties: string[];
  legs: LegEntry[];
  currency: string;
  sizeUsCents: Measure;
}

const LegText = ({ leg }: { leg: LegEntry }) => {
  const names = useNames();
  const words = measureText('amountUsCents', leg.amountUsCents, { currency: leg.currency });
  return (
    <li>
      {names.party(leg.from)} to {names.party(leg.to)}: {leg.sense}, {slugWords(leg.kind)}{' '}
      <Quoted ids={leg.rests}>{words}</Quoted>
    </li>
  );
};

const reach = ({ sizeUsCents: { low, point, high } }: LoopEntry): number => Number(high ?? point ?? low);

const isDollars = ({ currency }: LoopEntry): number => Number(currency === 'USD');

/** Between the fewest first, then the largest; US dollars before other currencies, since amounts of two are not compared. */
const byCloseness = (left: LoopEntry, right: LoopEntry): number =>
  left.parties.length - right.parties.length ||
  isDollars(right) - isDollars(left) ||
  reach(right) - reach(left);

/** The closest are one click away; all are in a list. */
const mostAtHand = 12;

interface PickProps {
  /** The closest first. */
  loops: readonly LoopEntry[];
  chosen: LoopEntry | undefined;
  textOf(loop: LoopEntry): string;
  choose(name: string): void;
}

const Buttons = ({ loops, chosen, textOf, choose }: PickProps) => {
  const atHand = loops.slice(0, mostAtHand);
  const shown = chosen && !atHand.includes(chosen) ? [...atHand, chosen] : atHand;
  return (
    <>
      {shown.map((loop) => (
        <button
          key={loopName(loop)}
          type="button"
          aria-pressed={loop === chosen}
          onClick={() => choose(loop === chosen ? '' : loopName(loop))}
        >
          {textOf(loop)}
        </button>
      ))}
    </>
  );
};

const List = ({ loops, chosen, textOf, choose }: PickProps) => (
  <label class="choice">
    All {loops.length}
    <select value={chosen ? loopName(chosen) : ''} onChange={(event) => choose(event.currentTarget.value)}>
      <option value="">choose a loop</option>
      {loops.map((loop) => (
        <option key={loopName(loop)} value={loopName(loop)} selected={loop === chosen}>
          {textOf(loop)}
        </option>
      ))}
    </select>
  </label>
);

/** The loops as buttons and as a list, with what a loop is and what it is not. */
export const Loops = ({ answer }: { answer: PageAnswer }) => {
  const { place, go } = usePlace();
  const names = useNames();
  const loops = (answer.loops as LoopEntry[]).toSorted(byCloseness);
  const { only } = place.settings;
  const chosen = loops.find((loop) => loopName(loop) === only);
  const textOf = ({ parties, sizeUsCents, currency }: LoopEntry): string =>
    `${parties.map(names.party).join(' – ')} · ${measureText('sizeUsCents', sizeUsCents, { currency })}`;
  const pick: PickProps = { loops, chosen, textOf, choose: (name) => go({ only: name }) };
  return (
    <section class="box" aria-label="Loops">
      <h2>{plural(loops.length, 'loop')}</h2>
      <p class="summary">{answer.definition}</p>
      <div class="controls">
        <Buttons {...pick} />
        {loops.length > mostAtHand && <List {...pick} />}
      </div>
      {only !== '' && !chosen && <p class="source">No loop goes by “{only}” by then.</p>}
      {chosen && (
        <ul class="plain">
          {chosen.legs.map((leg) => (
            <LegText key={leg.from + leg.to + leg.kind} leg={leg} />
          ))}
        </ul>
      )}
    </section>
  );
};
