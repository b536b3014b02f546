import { ScenarioRefusal } from '../scenario/refusal.js';
import type { Scenario } from '../scenario/scenario.js';
import { type EditCache, type EditContext, readEdits } from '../scenario/read-edits.js';
import type { Log } from '../../../projections/kit/log.js';
import type { Edit } from '../edits/edit.js';

/** Which outcomes came about and which edits are made; what is missing is as the views show it. */
export interface Situation {
  outcomes?: ReadonlyMap<string, number>;
  makes?: (edit: number) => boolean;
}

/** The edits of a scenario as they read in one situation or another; what has been read once is not read again. */
export class EditVariants {
  readonly #fields = new Map<string, object>();
  #shown: readonly Edit[] | undefined;
  #known: EditCache | undefined;

  constructor(
    readonly scenario: Pick<Scenario, 'edits' | 'assumptions'>,
    readonly log: Log,
    shown?: readonly Edit[],
  ) {
    this.#shown = shown;
  }

  /** The edits as the views show them. */
  get shown(): readonly Edit[] {
    return (this.#shown ??= this.#read({}));
  }

  /** Without `only` all edits; else those of these numbers, which read no assumption that another one sets. */
  of({ outcomes, makes }: Situation, only?: readonly number[]): Edit[] {
    const unset = makes ? this.#unset(makes) : [];
    const edits =
      outcomes || unset.length > 0
        ? this.#read({ ...(outcomes && { outcomes }), unset, known: this.#knownSoFar, ...(only && { only }) })
        : (only?.map((index) => this.shown[index]!) ?? this.shown);
    return makes ? edits.map((edit) => (makes(edit.index) ? edit : { ...edit, isMade: false })) : [...edits];
  }

  /** Where an edit that sets an assumption is not made, those after it read what it was before. */
  #unset(makes: (edit: number) => boolean): number[] {
    return this.shown.flatMap(({ index, replaces }) => (replaces && !makes(index) ? [index] : []));
  }

  get #knownSoFar(): EditCache {
    return (this.#known ??= {
      variables: new Map(this.shown.flatMap(({ index, variable }) => (variable ? [[index, variable]] : []))),
      fields: this.#fields,
    });
  }

  #read(reading: EditContext): readonly Edit[] {
    const { edits, assumptions = {} } = this.scenario;
    const { value, problems } = readEdits(edits, this.log, { assumptions, ...reading });
    if (problems) throw new ScenarioRefusal(problems);
    return value;
  }
}
