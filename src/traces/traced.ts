/** What is told of a piece of work: kinds and counts, never what was asked, recorded or sent. */
export type WorkTraits = Readonly<Record<string, string | number>>;

/** Where it is told how long pieces of work took. */
export interface Tracer {
  /** A piece of work, as a part of what it is done for; fails as the work does. */
  work<Result>(name: string, traits: WorkTraits, work: () => Promise<Result>): Promise<Result>;
  /** A piece of work that has ended, as a part of what it was done for; `began` in milliseconds since 1970. */
  ended(name: string, traits: WorkTraits, began: number): void;
}

let tracer: Tracer | undefined;

/** From now on this process tells of its work, or no more. */
export const traceWith = (one: Tracer | undefined): void => {
  tracer = one;
};

/** Does the work, and tells of it where somebody wants to know. */
export const traced = <Result>(
  name: string,
  traits: WorkTraits,
  work: () => Promise<Result>,
): Promise<Result> => (tracer ? tracer.work(name, traits, work) : work());

/** Tells of work that has ended. */
export const traceEnded = (name: string, traits: WorkTraits, began: number): void =>
  tracer?.ended(name, traits, began);
