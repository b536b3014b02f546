import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import { IsObject, IsString, Length } from 'class-validator';
import { type Asked, type Parameters, parametersOf } from '../../projections/asking.js';
import { ask, viewNamed } from '../../projections/index.js';
import type { Answer } from '../../projections/kit/view.js';
import { Projector } from '../projector/projector.js';
import { viewHashOf } from '../simulator/hash.js';
import { askThrough, logThrough, type Through } from '../simulator/saved/look-through.js';
import { Clock } from './clock.js';
import { BadRequest, NotFound } from './refusals.js';

export interface ViewAnswer extends Answer {
  view: string;
  /** The normalised question: asking it again gives the same answer. */
  question: Record<string, string | number>;
  effectiveAt: string;
  knownAt: string;
  position: number;
  policy: string;
  viewHash: string;
  /** It is asked through a scenario: this is not what was recorded. */
  hypothetical?: true;
}

/** One view with its question, as parameters. */
export class ShowView extends Query<ViewAnswer> {
  @IsString() @Length(1, 60) readonly view: string;
  @IsObject() readonly parameters: Parameters;

  constructor(view: string, parameters: Parameters = {}) {
    super();
    this.view = view;
    this.parameters = parameters;
  }
}

/** An answer with everything that is needed to cite it and to ask it again. */
export const answered = (asked: Asked, answer: Answer): ViewAnswer => {
  const { effectiveAt, knownAt, atPosition, policy } = asked.question;
  const { rows, totals, undisclosed, undated, notes, ...more } = answer;
  const viewHash = viewHashOf(answer);
  return {
    view: asked.view.name,
    question: parametersOf(asked.question),
    effectiveAt,
    knownAt,
    position: atPosition,
    policy,
    viewHash,
    ...(asked.question.scenario !== undefined && { hypothetical: true }),
    rows,
    totals,
    ...more,
    undisclosed,
    undated,
    notes,
  };
};

const mostRemembered = 200;

@QueryHandler(ShowView)
export class ShowViewHandler implements IQueryHandler<ShowView> {
  /** Answers for good: a question names the position at which the log is cut. */
  readonly #remembered = new Map<string, ViewAnswer>();

  constructor(
    private readonly projector: Projector,
    private readonly clock: Clock,
  ) {}

  async execute({ view, parameters }: ShowView): Promise<ViewAnswer> {
    if (!viewNamed(view)) throw new NotFound(`there is no view "${view}"`);
    const { history, position } = this.projector;
    const asked = askThrough(view, parameters, { history, position, today: this.clock.today });
    if (asked.problems) throw new BadRequest('the question cannot be read', asked.problems);
    const key = JSON.stringify([view, asked.value.question]);
    return this.#remembered.get(key) ?? this.#remember(key, this.#answer(asked.value));
  }

  #answer(asked: Through): ViewAnswer {
    const log = logThrough(asked, { history: this.projector.history, today: this.clock.today });
    if (log.problems) throw new BadRequest('the scenario cannot be looked through there', log.problems);
    return answered(asked, ask(asked.view, asked.question, log.value));
  }

  #remember(key: string, answer: ViewAnswer): ViewAnswer {
    if (this.#remembered.size >= mostRemembered)
      this.#remembered.delete(this.#remembered.keys().next().value!);
    this.#remembered.set(key, answer);
    return answer;
  }
}
