import { viewNamed } from '../../projections/index.js';
import { citation, type ViewAnswer } from '../simulator/answer/view-answer.js';
import { csvText } from './csv.js';
import { sheetOf } from './entries.js';

/** The rows of an answer; comments above them say what they were read off. */
export const answerCsv = (answer: ViewAnswer): string => {
  const { titles, lines } = sheetOf(
    answer.rows,
    viewNamed(answer.view, { of: String(answer.question.of) })?.measures,
  );
  return csvText(
    citation(answer).map(([name, value]) => `${name}: ${value}`),
    [titles, ...lines],
  );
};
