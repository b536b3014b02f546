import { createHash } from 'node:crypto';
import type { Result } from '../../events/kit/decode.js';
import { ask, viewNamed } from '../../projections/index.js';
import type { Question } from '../../projections/kit/question.js';
import type { HashInPieces } from '../simulator/answer/hash.js';
import { viewAnswerOf, type ViewAnswer } from '../simulator/answer/view-answer.js';
import { baselineOf, type CachedGround } from '../simulator/compute/board-cache.js';
import { readLogThrough } from '../simulator/saved/look-through.js';

/** A question that was read before: its view, and what it asks. */
export interface ViewAsked {
  view: string;
  question: Question;
}

const startHash = (): HashInPieces => {
  const hash = createHash('sha256');
  return { update: (piece) => hash.update(piece), digest: () => hash.digest('hex') };
};

/** A view of the log, or of what a saved scenario makes of it; what its numbers rest on is not listed yet. */
export const readView = ({ view: name, question }: ViewAsked, ground: CachedGround): Result<ViewAnswer> => {
  const asked = { view: viewNamed(name, question.options)!, question };
  const { value: through, problems } = readLogThrough(asked, ground);
  if (problems) return { problems };
  const isOnLog = through.log === ground.history;
  const answer = viewAnswerOf(
    asked,
    isOnLog ? baselineOf(asked, ground) : ask(asked.view, question, through.log),
    startHash,
  );
  return { value: { ...answer, notes: [...answer.notes, ...through.notes] } };
};
