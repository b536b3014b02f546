import { isCorrection, isOfWorld } from '../../../events/index.js';
import { daysOf, readDate } from '../../../events/kit/date.js';
import { type ViewQuestion as Normalised, normalise, parametersOf } from '../../../projections/asking.js';
import type { DealQuestion } from '../../../projections/selecting.js';
import type { Row, Total } from '../../../projections/kit/line.js';
import type { Answer } from '../../../projections/kit/view.js';
import { isMeasure } from '../../../projections/kit/measure.js';
import { contentsOf } from './contents.js';
import { loadSecond, loadSimulating } from './load-later.js';
import { UnanswerableQuestion } from './unanswerable.js';
import type { PageLedger } from './ledger.js';
import type {
  ViewRequest,
  AnswerChecks,
  AskedViews,
  QuestionKind,
  AddressParameters,
  Questions,
  PageAnswer,
} from './protocol.js';
import type { RecordedEvent } from '../../../events/kit/envelope.js';

const normalisedQuestion = (
  { view, parameters }: ViewRequest,
  { history, position, today }: PageLedger,
): Normalised => {
  const { value: asked, problems } = normalise(view, parameters, { today, position }, history);
  if (problems) throw new UnanswerableQuestion(problems);
  return asked;
};

/** For a chart, which shows no sources: a long log's ids would be copied to the page for nothing. */
const dropSources = (answer: Answer): Answer => ({
  ...answer,
  rows: answer.rows.map((row) => ({ ...row, rests: [] })),
  totals: answer.totals.map((total) => ({ ...total, undisclosed: [] })),
});

/** Marks the rows that rest on an event after a position, and the totals that they are in. */
const markNews = (answer: Answer, since: number, ledger: PageLedger): Answer => {
  const isNew = ({ rests }: Row): boolean => rests.some((id) => (ledger.event(id)?.position ?? 0) > since);
  const news = answer.rows.filter(isNew);
  if (news.length === 0) return answer;
  const isOf = (total: Total, row: Row): boolean =>
    Object.entries(total).every(([key, value]) => typeof value !== 'string' || row[key] === value);
  return {
    ...answer,
    rows: answer.rows.map((row) => (news.includes(row) ? { ...row, flags: [...row.flags, 'revised'] } : row)),
    totals: answer.totals.map((total) =>
      news.some((row) => isOf(total, row)) ? { ...total, flags: ['revised'] } : total,
    ),
  };
};

const answerAsked = (one: ViewRequest, ledger: PageLedger, since = ledger.position): PageAnswer => {
  const asked = normalisedQuestion(one, ledger);
  const answer = ledger.boards.answer(asked);
  const shown = since < ledger.position ? markNews(answer, since, ledger) : answer;
  const { effectiveAt, knownAt, atPosition, policy } = asked.question;
  return {
    ...(one.isBrief ? dropSources(shown) : shown),
    view: asked.view.name,
    definition: asked.view.definition,
    question: parametersOf(asked.question),
    effectiveAt,
    knownAt,
    position: atPosition,
    policy,
  };
};

const cutOf = (parameters: AddressParameters, ledger: PageLedger): DealQuestion => {
  const { question } = normalisedQuestion({ view: 'compute-capacity', parameters }, ledger);
  const { effectiveAt, knownAt, atPosition, policy } = question;
  return { effectiveAt, knownAt, atPosition, policy };
};

/** Corrections act from the day on which they are known, whatever they are about. */
const isWithin = (event: RecordedEvent, { effectiveAt, knownAt, atPosition }: DealQuestion): boolean =>
  event.position <= atPosition &&
  event.knownOn <= knownAt &&
  (isCorrection(event.type) || daysOf(event.effectiveOn).last <= effectiveAt);

const isOverdue = ({ overdueKw }: Row): boolean => isMeasure(overdueKw) && overdueKw.low !== 0;

const hasRivals = ({ flags }: Row): boolean => flags.some((flag) => flag.startsWith('rivals'));

const checksOf = ({ rows, undated, undisclosed }: Answer): AnswerChecks => ({
  undated: undated.length,
  undisclosed: undisclosed.length,
  overdue: rows.filter(isOverdue).length,
  rivals: rows.filter(hasRivals).length,
});

/** The questions that tell what moved between two days. */
const movedAsks: readonly ViewRequest[] = [
  { view: 'compute-capacity', parameters: { by: 'deal' } },
  { view: 'obligations', parameters: { by: 'deal' } },
  { view: 'market-share', parameters: {} },
  { view: 'ownership', parameters: {} },
];

/** What figures ask for together. */
export const answerViews = ({ asks, since }: AskedViews, ledger: PageLedger): PageAnswer[] =>
  asks.map((one) => answerAsked(one, ledger, since));

type QuestionHandlers = {
  [K in QuestionKind]: (
    question: Questions[K]['ask'],
    ledger: PageLedger,
  ) => Questions[K]['answer'] | Promise<Questions[K]['answer']>;
};

export const answers: QuestionHandlers = {
  contents: (_, ledger) => contentsOf(ledger),
  scenarios: async (_, ledger) => (await loadSimulating()).scenariosOf(ledger),
  saved: async ({ reference }, ledger) => (await loadSimulating()).savedOf(reference, ledger),
  types: async () => (await loadSecond()).typesOf(),
  words: async ({ type, typed }, ledger) => (await loadSecond()).wordsReadIn(type, typed, ledger.history),
  stream: ({ stream }, ledger) => ledger.events.filter((event) => event.stream === stream),
  day: ({ text }) => readDate(text.trim())?.last ?? null,
  targets: async (_, ledger) => (await loadSecond()).targetsIn(ledger),
  happenings: async ({ edits }, ledger) => (await loadSecond()).happeningsOf(edits, ledger),
  checks: ({ asks }, ledger) =>
    asks.map((one) => checksOf(ledger.boards.answer(normalisedQuestion(one, ledger)))),
  views: answerViews,
  ahead: answerViews,
  hashes: async ({ asks }, ledger) => {
    // All are read before anything is waited for: meanwhile the log may grow.
    const found = asks.map((one) => ledger.boards.answer(normalisedQuestion(one, ledger)));
    const { viewHashOf } = await loadSecond();
    return found.map((answer) => viewHashOf(answer));
  },
  sentences: async ({ ids }, ledger) => (await loadSecond()).toldOfAll(ids, ledger),
  bodies: async ({ events }, ledger) => (await loadSecond()).toldOfNew(events, ledger),
  // A scenario says nothing of the world: whoever saves one gets no news of it.
  news: ({ since }, ledger) => ledger.events.slice(since).filter(({ stream }) => isOfWorld(stream)),
  sources: async ({ deal, cut }, ledger) => {
    const question = cutOf(cut, ledger);
    const isAbout = ({ stream }: RecordedEvent): boolean => deal === undefined || stream === deal;
    const events = ledger.events.filter((event) => isAbout(event) && isWithin(event, question));
    return (await loadSecond()).citationsOf(events);
  },
  difference: async ({ before, after }, ledger) => {
    // Both are read before anything is waited for: meanwhile the log may grow.
    const [was, is] = [answerAsked(before, ledger), answerAsked(after, ledger)];
    return (await loadSecond()).differenceOf(was, is);
  },
  moved: async ({ from, to, cut }, ledger) => {
    const askedAt = ({ view, parameters }: ViewRequest, knownAt: string): Normalised =>
      normalisedQuestion({ view, parameters: { ...cut, ...parameters, knownAt } }, ledger);
    const events = ledger.events.filter(({ knownOn }) => knownOn > from && knownOn <= to);
    const read = movedAsks.map((one) => ({
      view: one.view,
      was: ledger.boards.answer(askedAt(one, from), 'before'),
      is: ledger.boards.answer(askedAt(one, to)),
    }));
    const { causesOf, differenceOf } = await loadSecond();
    const moved = read.map(({ view, was, is }) => {
      const difference = differenceOf(was, is);
      return { view, difference, causes: causesOf(difference, is.rows, events) };
    });
    return { events, moved };
  },
  deals: async ({ cut }, ledger) => {
    const question = cutOf(cut, ledger);
    return (await loadSecond()).dealsAt(ledger.history, question);
  },
  deal: async ({ deal, cut }, ledger) => {
    const question = cutOf(cut, ledger);
    const { dealAt, whyOf } = await loadSecond();
    const found = dealAt(ledger.history, deal, question);
    if (!found) return null;
    const events = ledger.events.filter((event) => event.stream === deal && isWithin(event, question));
    return { deal: found, why: whyOf(ledger.history, deal, question), events };
  },
  evidence: ({ ids }, ledger) => ids.flatMap((id) => ledger.event(id) ?? []),
  scenario: async (scenario, ledger) => (await loadSimulating()).answerScenario(scenario, ledger),
  drawn: async (scenario, ledger) => (await loadSimulating()).answerScenario(scenario, ledger),
  reach: async (sought, ledger) => (await loadSimulating()).answerGoal(sought, ledger),
};
