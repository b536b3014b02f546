import { distance } from 'fastest-levenshtein';

/** What somebody may want to go to: words that it is called by. */
export interface Called {
  says: string;
}

const mostShown = 12;

const wordsOf = (text: string): string[] =>
  text
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean);

/** The names that every word of a text is in. */
const containing = <Goal extends Called>(goals: readonly Goal[], words: readonly string[]): Goal[] =>
  goals.filter(({ says }) => words.every((word) => says.toLowerCase().includes(word)));

/** One slip of the hand in three letters, and at least one. */
const slipsAllowed = (word: string): number => Math.max(1, Math.floor(word.length / 3));

/** How many slips of the hand lie between what was typed and a name; undefined where it is another name. */
const slipsTo = (says: string, words: readonly string[]): number | undefined => {
  const named = wordsOf(says);
  const slips = words.map((word) => Math.min(...named.map((one) => distance(word, one))));
  return slips.every((count, index) => count <= slipsAllowed(words[index]!))
    ? slips.reduce((sum, count) => sum + count, 0)
    : undefined;
};

export interface FoundGoals<Goal extends Called> {
  goals: readonly Goal[];
  /** Nothing is called just that: these are called nearly that. */
  isGuessed: boolean;
}

/** What is called by every word of a text; where nothing is, what is called nearly that. */
export const goalsSaying = <Goal extends Called>(goals: readonly Goal[], text: string): FoundGoals<Goal> => {
  const words = wordsOf(text);
  const found = containing(goals, words);
  if (found.length > 0) return { goals: found.slice(0, mostShown), isGuessed: false };
  const near = goals.flatMap((goal) => {
    const slips = slipsTo(goal.says, words);
    return slips === undefined ? [] : [{ goal, slips }];
  });
  near.sort((left, right) => left.slips - right.slips);
  return { goals: near.slice(0, mostShown).map(({ goal }) => goal), isGuessed: true };
};
