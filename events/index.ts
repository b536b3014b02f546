/** What this folder offers to others. */
export {
  categoryOf,
  eventType,
  eventTypes,
  isOfWorld,
  streamOf,
  streams,
  worldCategories,
} from './catalogue.js';
export { corrections, isCorrection } from './correction/correction.js';
export { claimKey, decide } from './decide.js';
export { decode } from './decode.js';
export { Reviver } from './reviver.js';
export { revive, upcast } from './revive.js';

export type { Problem } from './kit/decode.js';
export type { Candidate, Fact, Recorded, RecordedEvent, Source } from './kit/envelope.js';
export { Rejection } from './kit/stream.js';
export type { DecisionGround, Warning } from './kit/stream.js';
