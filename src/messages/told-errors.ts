import type { Problem } from '../../events/index.js';
import type { Count } from '../../events/kit/formats.js';

const mostErrors = 100;

/** What a refusal tells of everything that is wrong: more places than these help nobody. */
export interface ToldErrors<Item = Problem> {
  errors: readonly Item[];
  /** How many further places are wrong. */
  more?: Count;
}

export const toldErrors = <Item>(problems: readonly Item[]): ToldErrors<Item> => ({
  errors: problems.slice(0, mostErrors),
  ...(problems.length > mostErrors && { more: problems.length - mostErrors }),
});

/** "and 12 more" behind the lines of those that are told. */
export const moreText = ({ more }: Pick<ToldErrors, 'more'>): string[] =>
  more === undefined ? [] : [`and ${more} more`];
