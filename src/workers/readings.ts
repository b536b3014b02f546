import { setImmediate } from 'node:timers/promises';
import type { Fact } from '../../events/index.js';
import type { Result } from '../../events/kit/decode.js';
import {
  type Changes,
  changesBetween,
  type ComparedCuts,
  type PartialCut,
} from '../../projections/changes.js';
import { computeCapacity } from '../../projections/compute-capacity.js';
import type { DealAnswer } from '../../projections/deal-answers.js';
import { dealAt, type DealPage, dealPageAt, type ListPart } from '../../projections/deals.js';
import { type DisplayNames, namesAt } from '../../projections/naming.js';
import { type NewsDay, newsDays, type NewsEntry, newsOf } from '../../projections/news.js';
import type { ViewQuestion } from '../../projections/asking.js';
import type { Question } from '../../projections/kit/question.js';
import { listRests } from '../../projections/kit/rests.js';
import { type MovedTables, movedNumbers } from '../../projections/moved.js';
import { type PartyAnswer, partyAt } from '../../projections/parties.js';
import { type DealQuestion, shownQuestion } from '../../projections/selecting.js';
import { type Why, whyOf } from '../../projections/why.js';
import { readProposal, type SheetOutcome, type SheetToRead } from '../imports/read-proposal.js';
import { bothSidesOf } from '../simulator/compute/both-sides.js';
import { readLogThrough } from '../simulator/saved/look-through.js';
import { baselineOf, type CachedGround, withBoard } from '../simulator/compute/board-cache.js';
import type { WriteAnswer, WrittenAnswer } from '../simulator/answer/written-answer.js';
import { type SavedReadings, savedReadings } from './saved-readings.js';
import { type WatchReadings, watchReadings } from './watch-readings.js';

/** A cut of the log, and how many of the events that a number rests on are to be listed. */
export type CutQuestion = DealQuestion & Pick<Question, 'rests'>;

/** Two cuts that are compared, and how many of the events behind a number are to be listed. */
interface ChangesAsked {
  from: PartialCut;
  to: PartialCut;
  sides: ComparedCuts;
  rests?: 'all' | undefined;
}

/** What is read of the log beside its views, as plain data: what is asked, and what comes of it. */
export interface Readings extends SavedReadings, WatchReadings {
  changes: { asked: ChangesAsked; answer: WrittenAnswer<Changes> };
  /** What everything is called up to a position. */
  names: { asked: { atPosition: number }; answer: DisplayNames };
  newsDays: { asked: object; answer: NewsDay[] };
  /** What the facts of one day moved. */
  news: { asked: { day: NewsDay; changes: ChangesAsked }; answer: WrittenAnswer<NewsEntry[]> };
  /** One deal, nothing where it is outside the cut; or some of all. */
  deals: {
    asked: { question: Question; deal?: string | undefined; part?: ListPart };
    answer: Result<{ page?: DealPage; deal?: DealAnswer | undefined; notes: string[] }>;
  };
  why: { asked: { deal: string; cut: CutQuestion }; answer: WrittenAnswer<Why> };
  party: { asked: { party: string; cut: CutQuestion }; answer: PartyAnswer | undefined };
  /** What a sheet comes to, held against the ledger. */
  sheet: { asked: SheetToRead; answer: SheetOutcome };
  /** What more facts would move; as JSON, part by part, so that nobody has to copy them at once. */
  moved: { asked: { facts: readonly string[] }; answer: MovedTables[] };
}

type LogReading<K extends keyof Readings> = (
  asked: Readings[K]['asked'],
  ground: CachedGround,
  write: WriteAnswer,
) => Readings[K]['answer'] | Promise<Readings[K]['answer']>;

/** What is asked of all deals is answered off a board that is kept, but where a scenario makes other deals of them. */
const readDeals: LogReading<'deals'> = ({ question, deal, part = {} }, ground) => {
  const { history, today } = ground;
  const { value: through, problems } = readLogThrough(
    { view: computeCapacity, question },
    { history, today },
  );
  if (problems) return { problems };
  const { log, notes } = through;
  if (deal === undefined) {
    const askBeside = log === history ? (asked: ViewQuestion) => baselineOf(asked, ground) : undefined;
    return { value: { page: dealPageAt(log, question, part, askBeside), notes } };
  }
  const found = dealAt(log, deal, question);
  return { value: { deal: listRests(found, history, question.rests), notes } };
};

const changesOf = ({ from, to, sides, rests }: ChangesAsked, ground: CachedGround): Changes =>
  listRests(changesBetween(ground.history, from, to, sides, bothSidesOf(ground)), ground.history, rests);

export const readings: { [K in keyof Readings]: LogReading<K> } = {
  ...savedReadings,
  ...watchReadings,
  changes: (asked, ground, write) => write(changesOf(asked, ground)),
  names: ({ atPosition }, { history }) => namesAt(history, atPosition),
  newsDays: (_, { history }) => newsDays(history),
  news: ({ day, changes }, ground, write) => write(newsOf(day, changesOf(changes, ground), ground.history)),
  deals: readDeals,
  why: ({ deal, cut }, ground, write) => {
    const found = whyOf(ground.history, deal, cut);
    return write({ ...shownQuestion(cut), ...listRests(found, ground.history, cut.rests) });
  },
  moved: ({ facts }, ground) =>
    movedNumbers(
      ground.history,
      facts.flatMap((some) => JSON.parse(some) as Fact[]),
      ground.today,
      (asked, _, added) =>
        withBoard(asked, ground, (board) => [board.baseline, board.answerWith(added)] as const),
    ),
  sheet: (asked, { history, today }) => readProposal(asked, { log: history, today }, setImmediate),
  party: ({ party, cut }, { history }) => listRests(partyAt(history, party, cut), history, cut.rests),
};
