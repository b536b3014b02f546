import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import { IsObject, IsString, Length } from 'class-validator';
import type { RawParameters } from '../../projections/asking.js';
import { viewNamed, views } from '../../projections/index.js';
import { nearestHint } from '../../events/kit/nearest.js';
import { askThrough } from '../simulator/saved/look-through.js';
import type { WrittenView } from '../workers/work.js';
import { AnswerMemory } from './answer-memory.js';
import { Answering } from './answering.js';
import { BadRequest, NotFound } from './refusals.js';

/** One view with its question, as parameters. */
export class ShowView extends Query<WrittenView> {
  @IsString() @Length(1, 60) readonly view: string;
  @IsObject() readonly parameters: RawParameters;

  constructor(view: string, parameters: RawParameters = {}) {
    super();
    this.view = view;
    this.parameters = parameters;
  }
}

const viewNames = views.map(({ name }) => name);

@QueryHandler(ShowView)
export class ShowViewHandler implements IQueryHandler<ShowView> {
  constructor(
    private readonly answering: Answering,
    private readonly memory: AnswerMemory,
  ) {}

  async execute(query: ShowView): Promise<WrittenView> {
    const { view, parameters } = query;
    if (!viewNamed(view)) throw new NotFound(`there is no view "${view}"${nearestHint(view, viewNames)}`);
    await this.answering.checkPosition(parameters.atPosition);
    const { ground } = this.answering;
    const asked = askThrough(view, parameters, ground);
    if (asked.problems) throw new BadRequest('the question cannot be read', asked.problems);
    const { question } = asked.value;
    const key = JSON.stringify([view, question]);
    // For good: a question names the position at which the log is cut.
    const remembered = this.memory.get(key);
    if (remembered) return remembered;
    const answer = await this.answering.answer('view', { view, question }, query, ground);
    if (answer.problems) throw new BadRequest('the scenario cannot be looked through there', answer.problems);
    return this.memory.put(key, answer.value);
  }
}
