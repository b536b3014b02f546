import type { EventBody, Fact, Recorded } from './kit/envelope.js';
import { revive } from './revive.js';
import { SharedWords } from './shared-words.js';

/** Revives event after event of one log: what they say in the same words is kept once. */
export class Reviver {
  readonly #words = new SharedWords();

  revive(recorded: Recorded<string, EventBody>): Fact {
    const { id, stream, type, version, effectiveOn, knownOn, position, recordedAt, ...others } =
      revive(recorded);
    const { effective, hypothetical, grounds, body, source, ...more } = others;
    const words = this.#words;
    // Named one by one: an object that is put together by spreading takes half as much again.
    return {
      id,
      stream: words.text(stream),
      type: words.text(type),
      version,
      effectiveOn: words.text(effectiveOn),
      knownOn: words.text(knownOn),
      position,
      ...(recordedAt !== undefined && { recordedAt }),
      effective,
      hypothetical,
      grounds,
      body: words.json(body),
      ...(source && { source: words.json(source) }),
      ...more,
    };
  }
}
