/**
 * An answer that may be large: whole where it was asked, and as JSON in UTF-8 where another process worked it out. Who
 * only passes it on reads none of it, and so is held by its bytes alone.
 */
export interface WrittenAnswer<Told extends object = object> {
  readonly written: Told | Uint8Array;
}

/** What somebody gets who reads it. */
export type ReadAnswer<Given> = Given extends WrittenAnswer<infer Told> ? Told : Given;

/** What an answer says as it is told: of a list item by item, of an object member by member. */
export type Showing = <Part>(part: Part) => Part;

export const asItIs: Showing = (part) => part;

/** How an answer leaves the place where it was worked out. */
export type WriteAnswer = <Told extends object>(told: Told, show?: Showing) => WrittenAnswer<Told>;

export const keepWhole: WriteAnswer = (told, show = asItIs) => ({ written: show(told) });

const bytesOf = (told: object): Uint8Array => new TextEncoder().encode(JSON.stringify(told));

export const writeJson: WriteAnswer = (told, show = asItIs) => ({ written: bytesOf(show(told)) });

export const readAnswer = <Told extends object>({ written }: WrittenAnswer<Told>): Told =>
  written instanceof Uint8Array ? (JSON.parse(new TextDecoder().decode(written)) as Told) : written;

/** An answer as it is sent. */
export const jsonOf = ({ written }: WrittenAnswer): Uint8Array =>
  written instanceof Uint8Array ? written : bytesOf(written);

export const isWritten = (given: unknown): given is WrittenAnswer =>
  typeof given === 'object' && given !== null && 'written' in given;

/** Whatever was asked, for whoever reads it. */
export function readGiven<Given>(given: Given): ReadAnswer<Given>;
export function readGiven(given: unknown): unknown {
  return isWritten(given) ? readAnswer(given) : given;
}
