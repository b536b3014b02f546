import type { RecordedEvent } from '../../../events/kit/envelope.js';

/** Where a statement is from, as the standard calls it. */
export interface StatementSource {
  type?: ('thirdParty' | 'primaryResearch')[];
  description: string;
  url?: string;
  assertedBy?: { name: string }[];
}

/** What stands beside a statement. */
export interface Annotation {
  statementPointerTarget: '';
  motivation: 'commenting' | 'linking';
  description: string;
  url?: string;
}

const isWeb = (url: string | undefined): url is string => url !== undefined && URL.canParse(url);

/** Whether a filing is a declaration of one's own is not known of it: it has no type. */
const typeOf = (kind: string): StatementSource['type'] => {
  if (kind === 'own') return ['primaryResearch'];
  return kind === 'filing' || kind === 'company' ? undefined : ['thirdParty'];
};

const describe = ({ source, quote }: RecordedEvent): string =>
  [source?.title, source?.publishedOn, quote === undefined ? undefined : `“${quote}”`]
    .filter((each) => each !== undefined)
    .join(', ');

const sourceOf = (event: RecordedEvent): StatementSource | undefined => {
  const { source } = event;
  if (!source) return undefined;
  const type = typeOf(source.kind);
  return {
    ...(type && { type }),
    description: describe(event),
    ...(isWeb(source.url) && { url: source.url }),
    ...(source.publisher !== undefined && { assertedBy: [{ name: source.publisher }] }),
  };
};

const linkTo = (event: RecordedEvent): Annotation[] => {
  const url = event.source?.url;
  return isWeb(url)
    ? [{ statementPointerTarget: '', motivation: 'linking', description: describe(event), url }]
    : [];
};

/** Of the events that a statement rests on: the source of what was known last, links to the others, and since when it is known. */
export const groundsOf = (
  events: readonly RecordedEvent[],
): { source?: StatementSource; links: Annotation[]; known?: string } => {
  const inOrder = events.toSorted((one, other) => one.knownOn.localeCompare(other.knownOn));
  const last = inOrder.findLast(({ source }) => source !== undefined);
  const source = last && sourceOf(last);
  const known = inOrder.at(-1)?.knownOn;
  return {
    ...(source && { source }),
    links: inOrder.filter((event) => event !== last).flatMap(linkTo),
    ...(known !== undefined && { known }),
  };
};
