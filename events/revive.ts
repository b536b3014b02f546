import { eventType } from './catalogue.js';
import { daysOf } from './kit/date.js';
import type { EventClass } from './kit/declaration.js';
import type { EventBody, Fact, Recorded } from './kit/envelope.js';

/** A body of an older version in the shape of the newest. */
export const upcast = (type: EventClass, version: number, body: EventBody): EventBody => {
  const { version: newest, upcasters } = type.about;
  let current = body;
  for (let from = version; from < newest; from++) {
    const upcaster = upcasters?.[from];
    if (!upcaster) throw new RangeError(`${type.type} has no upcaster from version ${from}`);
    current = upcaster(current);
  }
  return current;
};

/** Revives a stored event: trusted, upcast to the newest version, its effective days read. */
export const revive = (recorded: Recorded<string, EventBody>): Fact => {
  const type = eventType(recorded.type);
  const body = type ? upcast(type, recorded.version, recorded.body) : recorded.body;
  const { hash: _hash, revision: _revision, ...rest } = recorded;
  return {
    ...rest,
    body,
    effective: daysOf(recorded.effectiveOn),
    hypothetical: false,
    grounds: [recorded.id],
  };
};
