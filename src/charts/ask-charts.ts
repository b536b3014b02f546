import { viewNamed } from '../../projections/index.js';
import type { DisplayNames } from '../../projections/naming.js';
import type { QuestionAnswer, Chart, ChartSettings, ShownAnswer } from './chart.js';
import { companionQuestion, chartsOf, drawable, isDrawable } from './charts-of.js';
import { namesOf } from './names.js';

/** Whom to ask for what a chart needs. */
export interface AnswerSource {
  view(view: string, parameters: Readonly<Record<string, string>>): Promise<QuestionAnswer>;
  names(atPosition: number): Promise<DisplayNames>;
}

/** The charts of one question, and the answer that they are cited by. */
export interface ChartSet {
  charts: Chart[];
  answer: ShownAnswer;
}

/** A question whose answer is not drawn, with what may be asked instead. */
export class NotDrawn extends Error {}

const mostCharts = 40;

const refuseUndrawn = ({ view, question }: ShownAnswer): NotDrawn =>
  new NotDrawn(
    question.timeline === undefined
      ? `${view} is not drawn; these views are: ${drawable.views.join(', ')}`
      : `${view} is not drawn over time; these views are: ${drawable.overTime.join(', ')}; without a timeline: ${drawable.views.join(', ')}`,
  );

const refuseTooMany = (count: number): NotDrawn =>
  new NotDrawn(
    `the answer has ${count} charts, and ${mostCharts} are drawn at most: ask for one market, layer, party or currency`,
  );

const definitionOf = ({ view, question }: QuestionAnswer): string =>
  viewNamed(view, { of: String(question.of ?? '') })?.definition ?? '';

const shownAnswerOf = (answer: QuestionAnswer): ShownAnswer => ({
  ...answer,
  definition: definitionOf(answer),
});

/** Asks a view and draws it. Throws NotDrawn where it has no chart, and whatever the asker throws. */
export const askCharts = async (
  asker: AnswerSource,
  view: string,
  parameters: Readonly<Record<string, string>>,
  look: Omit<ChartSettings, 'names'>,
): Promise<ChartSet> => {
  const answer = shownAnswerOf(await asker.view(view, parameters));
  if (!isDrawable(answer)) throw refuseUndrawn(answer);
  const needed = companionQuestion(answer);
  const beside = needed ? shownAnswerOf(await asker.view(view, needed)) : answer;
  const names = namesOf(await asker.names(answer.position));
  const charts = chartsOf(answer, beside, { ...look, names });
  if (charts.length > mostCharts) throw refuseTooMany(charts.length);
  return { charts, answer };
};

/** The whole question, so that asking at this address gives the same again. */
export const pinnedAddress = ({ view, question }: Pick<QuestionAnswer, 'view' | 'question'>): string => {
  const parameters = Object.entries(question).map(([name, value]): [string, string] => [name, String(value)]);
  // A comma is a comma in a query, and easier to read.
  return `/api/v1/views/${view}?${new URLSearchParams(parameters).toString().replaceAll('%2C', ',')}`;
};
