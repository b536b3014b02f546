import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import { IsObject, IsString, Length } from 'class-validator';
import { LRUCache } from 'lru-cache';
import type { RawParameters } from '../../projections/asking.js';
import { viewNamed, views } from '../../projections/index.js';
import { nearestHint } from '../../events/kit/nearest.js';
import { askThrough } from '../simulator/saved/look-through.js';
import type { WorkGround, WrittenView } from '../workers/work.js';
import { AnswerMemory } from './answer-memory.js';
import { Answering, type Grounded } from './answering.js';
import { answerOf } from './job-answers.js';
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

/** So many characters of questions, as they were asked, are known to mean what they meant before. */
const mostAsked = 1_000_000;

/** A question as it was asked; what its words mean depends on the log as far as it was read, and on the day. */
const wordsOf = ({ view, parameters }: ShowView, { position, today }: WorkGround): string =>
  JSON.stringify([view, parameters, position, today]);

/** What is asked of which view, of the log as it is now. Throws NotFound, BadRequest or BeyondHead. */
export const groundView = async (
  { view, parameters }: ShowView,
  answering: Answering,
): Promise<Grounded<'view'>> => {
  if (!viewNamed(view)) throw new NotFound(`there is no view "${view}"${nearestHint(view, viewNames)}`);
  await answering.checkPosition(parameters.atPosition);
  const { ground } = answering;
  const { value, problems } = askThrough(view, parameters, ground);
  if (problems) throw new BadRequest('the question cannot be read', problems);
  return { asked: { view, question: value.question }, ground };
};

@QueryHandler(ShowView)
export class ShowViewHandler implements IQueryHandler<ShowView> {
  readonly #meant = new LRUCache<string, string>({
    maxSize: mostAsked,
    sizeCalculation: (meant, asked) => asked.length + meant.length,
  });

  constructor(
    private readonly answering: Answering,
    private readonly memory: AnswerMemory,
  ) {}

  async execute(query: ShowView): Promise<WrittenView> {
    const meant = this.#meant.get(wordsOf(query, this.answering.ground));
    const known = meant === undefined ? undefined : this.memory.get(meant);
    return known ?? this.#answer(query);
  }

  async #answer(query: ShowView): Promise<WrittenView> {
    const { asked, ground } = await groundView(query, this.answering);
    const key = JSON.stringify([asked.view, asked.question]);
    this.#meant.set(wordsOf(query, ground), key);
    // For good: a question names the position at which the log is cut.
    const remembered = this.memory.get(key);
    if (remembered) return remembered;
    const answer = await this.answering.answer('view', asked, query, ground);
    return this.memory.put(key, answerOf('view', answer));
  }
}
