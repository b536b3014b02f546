import type { Fact } from '../../../events/index.js';
import type { Cut, KnownCut } from '../../../projections/kit/cut.js';
import type { Log } from '../../../projections/kit/log.js';
import type { AskBothSides } from '../../../projections/kit/movers.js';
import { type CachedGround, withBoard } from './board-cache.js';

const isKnown = ({ knownOn, position }: Fact, { knownAt, atPosition }: KnownCut): boolean =>
  knownOn <= knownAt && position <= atPosition;

/** The streams of which one cut knows more than another. */
const streamsKnownOtherwise = (log: Log, one: KnownCut, other: KnownCut): string[] =>
  ['deal', 'party']
    .flatMap((category) => [...log.streams(category)])
    .filter((stream) => log.facts(stream).some((fact) => isKnown(fact, one) !== isKnown(fact, other)));

/**
 * Both sides of a comparison off the board that is kept of what is known now, moved to each of them: a question about a
 * day costs what came since. Nothing where most of the log did, or where parties came with it.
 */
export const bothSidesOf = (ground: CachedGround): AskBothSides => {
  const { history, today, position } = ground;
  const now: KnownCut = { knownAt: today, atPosition: position };
  const known = new Map<string, string[]>();
  const cameSince = ({ knownAt, atPosition }: Cut): string[] => {
    const name = `${knownAt} ${atPosition}`;
    const streams = known.get(name) ?? streamsKnownOtherwise(history, { knownAt, atPosition }, now);
    known.set(name, streams);
    return streams;
  };
  const isLittle = ({ length }: string[]): boolean => 2 * length < [...history.streams('deal')].length;
  return ({ view, from, to, told }) => {
    const asked = [from, to].map((question) => ({ question, came: cameSince(question) }));
    if (!ground.shelf || !asked.every(({ came }) => isLittle(came))) return undefined;
    return withBoard({ view, question: { ...to, ...now } }, ground, (board) => {
      const [before, after] = asked.map(({ question, came }) => board.answerKnown(question, came, told));
      return before && after && [before, after];
    });
  };
};
