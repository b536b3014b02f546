import { asItIs, type Showing, type WriteAnswer } from '../simulator/answer/written-answer.js';

/** So many items of a list are shown and written at once. */
const itemsPerPiece = 500;

const isLongList = (value: unknown): value is readonly object[] =>
  Array.isArray(value) && value.length > itemsPerPiece && typeof value[0] === 'object';

const withoutBrackets = (json: string): string => json.slice(1, -1);

function* textsOfList(items: readonly object[], show: Showing): Iterable<string> {
  for (let from = 0; from < items.length; from += itemsPerPiece) {
    const some = items.slice(from, from + itemsPerPiece).map((item) => show(item));
    yield `${from === 0 ? '[' : ','}${withoutBrackets(JSON.stringify(some))}`;
  }
  yield ']';
}

/** JSON of an answer in pieces: of long lists only a few items are there as they are shown. */
function* textsOf(told: object, show: Showing): Iterable<string> {
  let before = '{';
  for (const [name, value] of Object.entries(told)) {
    if (isLongList(value)) {
      yield `${before}${JSON.stringify(name)}:`;
      yield* textsOfList(value, show);
    } else {
      const text = withoutBrackets(JSON.stringify(show({ [name]: value })));
      if (text === '') continue;
      yield before + text;
    }
    before = ',';
  }
  yield before === '{' ? '{}' : '}';
}

const bytesOf = (texts: readonly string[]): Uint8Array => {
  const count = texts.reduce((sum, text) => sum + Buffer.byteLength(text), 0);
  const bytes = Buffer.allocUnsafeSlow(count);
  let at = 0;
  for (const text of texts) at += bytes.write(text, at);
  return bytes;
};

/** The bytes that JSON of an answer as it is shown has, without the shown answer or one text of all of it in between. */
export const writeInPieces: WriteAnswer = (told, show = asItIs) => ({
  // What rests on something as a whole says so beside it.
  written: bytesOf('rests' in told ? [JSON.stringify(show(told))] : [...textsOf(told, show)]),
});
