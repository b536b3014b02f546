import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import { IsObject } from 'class-validator';
import type { Problem } from '../../events/index.js';
import { commonParameters, type RawParameters } from '../../projections/asking.js';
import type { Changes, PartialCut } from '../../projections/changes.js';
import { computeCapacity } from '../../projections/compute-capacity.js';
import { normalise } from '../../projections/asking.js';
import { views } from '../../projections/index.js';
import { nearestName } from '../../events/kit/nearest.js';
import type { WrittenAnswer } from '../simulator/answer/written-answer.js';
import { Answering, type Grounded } from './answering.js';
import { BadRequest } from './refusals.js';

/** What an address, or a command line, may say of a comparison. */
export const changeParameters: Readonly<Record<string, string>> = {
  from: 'The earlier side: a date by which it was known, or a position of the log (a whole number that is not a year).',
  to: 'The later side, likewise; now when missing.',
  effectiveAt: 'True in the world by then, on both sides: a date, today when missing.',
  policy: 'Which of rival claims counts.',
  views: 'The views to compare, separated by commas; all of them when missing.',
  rests: commonParameters.rests!,
};

/** What changed between two known dates or positions: events, and the numbers that they moved. */
export class ShowChanges extends Query<WrittenAnswer<Changes>> {
  @IsObject() readonly parameters: RawParameters;

  constructor(parameters: RawParameters = {}) {
    super();
    this.parameters = parameters;
  }
}

// Four digits are a year, which is a date like any other.
const isPosition = (text: string): boolean => /^\d{1,15}$/.test(text) && text.length !== 4;

/** Reads what the parameters ask, of the log as it is now. */
class ChangesReading {
  constructor(private readonly answering: Answering) {}

  /** Throws BadRequest or BeyondHead. */
  async read({ parameters }: ShowChanges): Promise<Grounded<'changes'>> {
    const problems: Problem[] = Object.keys(parameters)
      .filter((name) => !(name in changeParameters))
      .map((name) => ({
        pointer: `/${name}`,
        detail: `${name} is not a parameter here; the parameters are ${Object.keys(changeParameters).join(', ')}`,
      }));
    const { effectiveAt, policy, from, to } = parameters;
    await this.#checkPositions({ from, to });
    if (from === undefined || from === '') problems.push({ pointer: '/from', detail: 'from is required' });
    const sides = this.#cut({ effectiveAt, policy, rests: parameters.rests }, {}, problems);
    const earlier = this.#moment('from', from, problems);
    const later = this.#moment('to', to, problems);
    const compared = this.#views(problems, parameters.views);
    if (problems.length > 0 || !sides) throw new BadRequest('the question cannot be read', problems);
    const { rests, ...both } = sides;
    const asked = {
      from: earlier,
      to: later,
      sides: { ...both, ...(compared && { views: compared }) },
      rests,
    };
    return { asked, ground: this.answering.ground };
  }

  async #checkPositions(moments: Readonly<Record<string, unknown>>): Promise<void> {
    for (const [name, value] of Object.entries(moments))
      if (isPosition(String(value))) await this.answering.checkPosition(value, name);
  }

  #moment(name: string, value: unknown, problems: Problem[]): PartialCut {
    if (value === undefined || value === '') return {};
    if (isPosition(String(value))) {
      const cut = this.#cut({ atPosition: value }, { atPosition: name }, problems);
      return cut ? { atPosition: cut.atPosition } : {};
    }
    const cut = this.#cut({ knownAt: value }, { knownAt: name }, problems);
    return cut ? { knownAt: cut.knownAt } : {};
  }

  /** Reads a cut as every view does; what is wrong is named as it was given. */
  #cut(given: RawParameters, names: Readonly<Record<string, string>>, problems: Problem[]) {
    const present = Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined));
    const { history, position, today } = this.answering.ground;
    const asked = normalise(computeCapacity.name, present, { today, position }, history);
    if (!asked.problems) {
      const { effectiveAt, knownAt, atPosition, policy, rests: listed } = asked.value.question;
      return { effectiveAt, knownAt, atPosition, policy, rests: listed };
    }
    const renamed = (text: string): string =>
      Object.entries(names).reduce((all, [inner, outer]) => all.replace(inner, outer), text);
    problems.push(
      ...asked.problems.map(({ pointer, detail }) => ({
        pointer: renamed(pointer),
        detail: renamed(detail),
      })),
    );
    return undefined;
  }

  #views(problems: Problem[], asked: unknown): string[] | undefined {
    if (asked === undefined || asked === '') return undefined;
    const names = String(asked).split(',');
    const known = views.map(({ name }) => name);
    const strange = names.filter((name) => !known.includes(name));
    problems.push(
      ...strange.map((name) => ({
        pointer: '/views',
        detail: `there is no view "${name}"; the nearest is "${nearestName(name, known)}", and the views are ${known.join(', ')}`,
      })),
    );
    return names;
  }
}

/** What is asked of which two sides. Throws BadRequest or BeyondHead. */
export const groundChanges = (query: ShowChanges, answering: Answering): Promise<Grounded<'changes'>> =>
  new ChangesReading(answering).read(query);

@QueryHandler(ShowChanges)
export class ShowChangesHandler implements IQueryHandler<ShowChanges> {
  constructor(private readonly answering: Answering) {}

  async execute(query: ShowChanges): Promise<WrittenAnswer<Changes>> {
    const { asked, ground } = await groundChanges(query, this.answering);
    return this.answering.answer('changes', asked, query, ground);
  }
}
