import type { MappingGiven } from '../imports/mapping/mapping.js';

/** How sheets of a shape were read the last time: no part of the log, and may be thrown away. */
export abstract class Mappings {
  /** By the shapes of the sheets. */
  abstract recallAll(): ReadonlyMap<string, MappingGiven>;
  abstract remember(shape: string, given: MappingGiven): void;
}

/** For as long as the process runs. */
export class PassingMappings extends Mappings {
  readonly #byShape = new Map<string, MappingGiven>();

  recallAll(): ReadonlyMap<string, MappingGiven> {
    return this.#byShape;
  }

  remember(shape: string, given: MappingGiven): void {
    this.#byShape.set(shape, given);
  }
}
