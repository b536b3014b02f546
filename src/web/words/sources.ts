import type { RecordedEvent } from '../../../events/kit/envelope.js';

/** Who published something: the publisher, else the title of what was published. */
export const sourceText = (source: RecordedEvent['source']): string =>
  source ? source.publisher || source.title || source.url || 'untitled' : 'no source given';
