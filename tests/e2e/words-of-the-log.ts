import { stages } from '../../events/deal/deal.words.js';
import { eventTypes } from '../../events/index.js';
import { type DeclaredClass, fieldsOf, type JsonSchema } from '../../events/kit/declaration.js';
import { Source, Submission } from '../../events/kit/envelope.js';
import { editKinds } from '../../src/simulator/scenario/read-edits.js';
import { publicRecord } from '../../src/public-record.js';

const choicesIn = ({ enum: own = [], items }: JsonSchema): string[] => [
  ...own.map(String),
  ...((items as JsonSchema | undefined)?.enum ?? []).map(String),
];

/** The terms that the fields of a declared class choose among, its nested ones', too. */
const termsOf = (declared: DeclaredClass): string[] =>
  fieldsOf(declared).flatMap((field) => (field.nested ? termsOf(field.nested()) : choicesIn(field.schema())));

/** Terms and types as the declarations have them: what of them nobody would write like that. */
const coined = [
  ...new Set(
    [...eventTypes.flatMap((declared) => termsOf(declared)), ...stages].filter((one) => one.includes('-')),
  ),
  ...eventTypes.map(({ type }) => type),
];

interface Recorded {
  stream: string;
  body: Readonly<Record<string, unknown>>;
}

const partsIn = ({ body }: Recorded): string[] =>
  ['tranche', 'payment', 'warrant', 'named', 'publisher'].flatMap((name) => {
    const id = body[name];
    return typeof id === 'string' && id.includes('-') ? [id] : [];
  });

const slugsOf = (events: readonly Recorded[]): string[] => [
  ...new Set(
    events.flatMap((event) => {
      const [category = '', ...words] = event.stream.split('-');
      const slug = words.join('-');
      return [event.stream, ...(category === 'party' ? [slug] : []), ...partsIn(event)];
    }),
  ),
];

/** Everything that only the log calls so: ids, terms and types. Longer ones first, so that the whole is named. */
export const wordsOfTheLog = async (): Promise<string[]> => {
  const events = (await publicRecord()) as unknown as Recorded[];
  const names = events.flatMap(({ body: { name, title } }) =>
    [name, title].filter((one) => one !== undefined),
  );
  // "SoftBank's co-investors" are called so by everybody.
  const isPlain = (word: string): boolean =>
    names.some((name) => String(name).includes(word) && word.includes('-'));
  return [...coined, ...slugsOf(events)]
    .filter((word) => !isPlain(word))
    .sort((left, right) => right.length - left.length);
};

const namesIn = (declared: DeclaredClass): string[] =>
  fieldsOf(declared).flatMap(({ name, nested }) => [name, ...(nested ? namesIn(nested()) : [])]);

/** What only files and the interface call so: kinds of edits, their members, those of an event, verdicts, orders. */
export const wordsOfScenarios = (): string[] => [
  ...new Set(
    [
      ...editKinds.flatMap(({ op, declared }) => [op, ...namesIn(declared)]),
      ...namesIn(Submission),
      ...namesIn(Source),
      'forkedFrom',
    ].filter((name) => /[A-Z]/.test(name)),
  ),
  'op',
  'rebase',
  'rebased',
  'adopt',
  'adopted',
  'fork',
  'Rebase',
  'Adopt',
  'Fork',
  'realised',
  'obsolete',
];

const escaped = (word: string): string => word.replaceAll(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** Those of the words that stand in a text, with what stands about them; addresses of the web are no words. */
export const foundIn = (text: string, words: readonly string[]): string[] => {
  const plain = text.replaceAll(/https?:\/\/\S+|[\w.-]+\.(?:com|org|net|ai|io)\b/g, ' ');
  const any = new RegExp(`(?<![\\w/-])(?:${words.map(escaped).join('|')})(?![\\w-])`, 'g');
  return [...plain.matchAll(any)].map(
    ({ 0: word, index }) => `${word}: …${plain.slice(Math.max(0, index - 30), index + word.length + 30)}…`,
  );
};

/** What a reader sees of the page, but for what is to be typed elsewhere. */
export const seenWords = `(() => {
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  const seen = [];
  while (walker.nextNode()) {
    const element = walker.currentNode.parentElement;
    if (element && !element.closest('code, pre, kbd, script, style, title') && element.checkVisibility()) seen.push(walker.currentNode.data);
  }
  return seen.join('\\n');
})()`;
