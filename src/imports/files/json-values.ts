import { Tokenizer, TokenParser, TokenType } from '@streamparser/json';
import { UnreadableSheet } from './unreadable-sheet.js';

/** A value of a JSON file, and the members and elements that lead to it. */
export interface PlacedValue {
  path: readonly string[];
  value: unknown;
}

/** Gives others their turn. */
export type GiveTurn = () => Promise<unknown>;

/** So many bytes are read before others get their turn: some 10 ms. */
const bytesPerTurn = 128 * 1024;

/** What a file may be nested; what is kept of it lies less deep. */
const mostDepth = 32;

const opening = new Set([TokenType.LEFT_BRACE, TokenType.LEFT_BRACKET]);
const closing = new Set([TokenType.RIGHT_BRACE, TokenType.RIGHT_BRACKET]);

/** Refuses what is nested so deep that it is no file of data, before it is kept anywhere. */
class DepthGuard {
  #depth = 0;

  pass(token: TokenType): void {
    if (closing.has(token)) this.#depth -= 1;
    if (!opening.has(token)) return;
    this.#depth += 1;
    if (this.#depth > mostDepth)
      throw new UnreadableSheet(`the JSON is nested deeper than ${mostDepth} levels`);
  }
}

const parserFor = (paths: readonly string[], take: (found: PlacedValue) => void): Tokenizer => {
  // With room for both it reads three times as fast.
  const tokenizer = new Tokenizer({ stringBufferSize: 64 * 1024, numberBufferSize: 1024 });
  const parser = new TokenParser({ paths: [...paths], keepStack: false });
  const guard = new DepthGuard();
  tokenizer.onToken = (info) => {
    guard.pass(info.token);
    parser.write(info);
  };
  tokenizer.onEnd = () => {
    if (!parser.isEnded) parser.end();
  };
  parser.onValue = ({ value, key, stack }) =>
    take({ path: [...stack.slice(1).map((one) => String(one.key)), String(key)], value });
  return tokenizer;
};

const refusalOf = (error: unknown): unknown =>
  error instanceof UnreadableSheet || !(error instanceof Error)
    ? error
    : new UnreadableSheet(`the file is no JSON: ${error.message}`);

/**
 * The values of a JSON file under some paths ("$.facts.*.units", "*" for any member or element), in its order, a part
 * at a time: nothing else of the file is kept, and others get their turn. Throws UnreadableSheet.
 */
export const readJsonValues = async (
  bytes: Uint8Array,
  paths: readonly string[],
  take: (found: PlacedValue) => void,
  giveTurn: GiveTurn,
): Promise<void> => {
  const tokenizer = parserFor(paths, take);
  try {
    for (let from = 0; from < bytes.length; from += bytesPerTurn) {
      tokenizer.write(bytes.subarray(from, from + bytesPerTurn));
      await giveTurn();
    }
    if (!tokenizer.isEnded) tokenizer.end();
  } catch (error) {
    throw refusalOf(error);
  }
};
