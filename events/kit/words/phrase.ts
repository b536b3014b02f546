/** A table of the grammar: what people write, and what it means. */
export type Phrases<Meaning> = readonly (readonly [readonly string[], Meaning])[];

interface TakenPhrase<Meaning> {
  rest: string;
  means: Meaning;
  /** The words as they stood. */
  words: string;
}

/** Takes the longest phrase of a table off one end of a text; undefined when none stands there. */
export type PhraseTaker<Meaning> = (text: string) => TakenPhrase<Meaning> | undefined;

const escapePattern = (phrase: string): string => phrase.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&');

const alternatives = <Meaning>(table: Phrases<Meaning>): [string, Meaning][] =>
  table
    .flatMap(([phrases, means]) => phrases.map((phrase): [string, Meaning] => [phrase, means]))
    .sort(([left], [right]) => right.length - left.length);

const isLetter = (letter: string | undefined): boolean => letter !== undefined && /\p{L}/u.test(letter);

/** Letters end where no others go on: "over" is not at the start of "overall", nor "c" at that of "C$5bn". */
const startPattern = (phrase: string): string =>
  escapePattern(phrase) + (isLetter(phrase.at(-1)) ? '(?![\\p{L}\\p{Sc}])' : '');
const endPattern = (phrase: string): string =>
  (isLetter(phrase[0]) ? '(?<!\\p{L})' : '') + escapePattern(phrase);

const takePhrase = <Meaning>(
  table: Phrases<Meaning>,
  patternOf: (phrases: string[]) => RegExp,
  restOf: (text: string, found: RegExpExecArray) => string,
): PhraseTaker<Meaning> => {
  const known = alternatives(table);
  const meanings = new Map(known.map(([phrase, means]) => [phrase.toLowerCase(), means]));
  const pattern = patternOf(known.map(([phrase]) => phrase));
  return (text) => {
    const found = pattern.exec(text);
    const words = found?.[1];
    if (!found || words === undefined || !meanings.has(words.toLowerCase())) return undefined;
    return { rest: restOf(text, found), means: meanings.get(words.toLowerCase()) as Meaning, words };
  };
};

export const takeStart = <Meaning>(table: Phrases<Meaning>, flags = 'iu'): PhraseTaker<Meaning> =>
  takePhrase(
    table,
    (phrases) => new RegExp(`^(${phrases.map(startPattern).join('|')})\\s*`, flags),
    (text, [whole]) => text.slice(whole.length),
  );

export const takeEnd = <Meaning>(table: Phrases<Meaning>, flags = 'iu'): PhraseTaker<Meaning> =>
  takePhrase(
    table,
    (phrases) => new RegExp(`[\\s-]*(${phrases.map(endPattern).join('|')})$`, flags),
    (text, { index }) => text.slice(0, index),
  );

export const wordsIn = <Meaning>(table: Phrases<Meaning>): string[] =>
  table.flatMap(([phrases]) => [...phrases]);
