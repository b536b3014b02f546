import { Injectable } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { askCharts, type AnswerSource, type ChartSet, NotDrawn } from '../charts/ask-charts.js';
import { NotFound } from '../messages/refusals.js';
import { ShowNames } from '../messages/show-names.js';
import { ShowView } from '../messages/show-view.js';
import { readAnswer } from '../simulator/answer/written-answer.js';
import { type FigureLook, readLook } from './figure-look.js';
import { askChecked, type QueryParameters } from './query.js';

export interface Figure extends ChartSet {
  look: FigureLook;
}

/** Asks for what a figure needs, and draws it. */
@Injectable()
export class Figures {
  readonly #asker: AnswerSource;

  constructor(queries: QueryBus) {
    this.#asker = {
      view: async (view, parameters) => readAnswer(await queries.execute(new ShowView(view, parameters))),
      names: (atPosition) => queries.execute(new ShowNames(atPosition)),
    };
  }

  async of(view: string, query: QueryParameters): Promise<Figure> {
    const { look, question, problems } = readLook(query);
    try {
      const charted = await askChecked(
        question,
        (parameters) => askCharts(this.#asker, view, parameters, look),
        problems,
      );
      return { ...charted, look };
    } catch (error) {
      throw error instanceof NotDrawn ? new NotFound(error.message) : error;
    }
  }
}
