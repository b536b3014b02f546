import { eventType, type Fact, isCorrection } from '../../../events/index.js';
import { partNamedIn } from '../../../events/kit/declaration.js';
import { everything, knownFacts } from '../../../projections/kit/cut.js';
import type { Log } from '../../../projections/kit/log.js';
import { fieldsWritten, nameOfPart } from '../edits/said.js';
import { isSame } from './so.js';

/** What says how much a payment is, by whatever member. */
const fieldsOfMembers: Readonly<Record<string, string>> = { ratePerMonth: 'amount' };

/** The fields of a tranche, a payment or a deal of which two statements that bring it say something else. */
const fieldsToldOtherwise = (one: Fact, { stream, type, body }: Fact): string[] => {
  const about = eventType(type)?.about;
  if (!about?.introduces || one.type !== type) return [];
  const subject = nameOfPart(stream, partNamedIn(about, body));
  const [before, after]: Record<string, unknown>[] = [{ ...one.body }, { ...body }];
  return [...new Set([...Object.keys(one.body), ...Object.keys(body)])]
    .filter((name) => !isSame(before?.[name], after?.[name]))
    .map((name) => `${subject}.${fieldsOfMembers[name] ?? name}`);
};

const correctedBy = ({ body }: Fact): string => (body as { event: string }).event;

/** The event that a correction is about in the end, whatever it corrects itself. */
const rootOf = (id: string, log: Log): string => {
  const fact = log.fact(id);
  return fact && isCorrection(fact.type) ? rootOf(correctedBy(fact), log) : id;
};

/** Which fields the facts of a log change, with those beside them that they correct or contradict. */
export class FieldChanges {
  readonly #about = new Map<string, Map<string, Fact[]>>();

  constructor(private readonly log: Log) {}

  /**
   * The fields that a recorded fact writes, as footprints call them; a correction those of what it corrects, too, and
   * what brings a tranche or a payment otherwise than before those that are told otherwise.
   */
  of(fact: Fact): string[] {
    const { stream, type, body, rivalOf } = fact;
    if (!isCorrection(type)) {
      const rivalled = rivalOf === undefined ? undefined : this.log.fact(rivalOf);
      const written = fieldsWritten({ stream, type, body });
      return [...written, ...(rivalled ? fieldsToldOtherwise(rivalled, fact) : [])];
    }
    const event = correctedBy(fact);
    const corrected = this.log.fact(event);
    return [`event:${event}`, ...(corrected ? this.of(corrected) : []), ...this.#corrected(fact)];
  }

  #corrected(correction: Fact): string[] {
    const root = rootOf(correction.id, this.log);
    const [before, after] = [correction.position - 1, correction.position].map((position) =>
      this.#formBy(root, correction.stream, position),
    );
    return before && after ? fieldsToldOtherwise(before, after) : [];
  }

  /** How an event counted once this much was recorded. */
  #formBy(root: string, stream: string, position: number): Fact | undefined {
    const about = this.#onStream(stream).get(root) ?? [];
    const recorded = about.filter((fact) => fact.position <= position);
    return knownFacts(recorded, everything).find(({ id }) => id === root);
  }

  /** Events with their corrections. */
  #onStream(stream: string): Map<string, Fact[]> {
    const known =
      this.#about.get(stream) ?? Map.groupBy(this.log.facts(stream), ({ id }) => rootOf(id, this.log));
    this.#about.set(stream, known);
    return known;
  }
}
