import { JsonObject } from '../../../events/kit/fields.js';
import type { EditKind } from './edit.js';

export class Alternatives {
  @JsonObject('The alternatives: edits, each with its probability; together at most 1.', { list: true })
  edits!: Record<string, unknown>[];
}

/** Stands in the list for the alternative that comes about; by itself it does nothing. */
export const oneOf: EditKind<Alternatives> = {
  op: 'oneOf',
  summary:
    'At most one of these comes about. Without draws it is the likeliest, none of them included: that one wins a tie, then the first.',
  declared: Alternatives,
  check: () => [],
  apply: () => ({ touched: [] }),
  footprint: () => ({ reads: [], writes: [] }),
};
