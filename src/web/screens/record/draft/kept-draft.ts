import { forget, keep, readKept } from '../../../keeping.js';
import { type EventDraft, emptyDraft } from './draft.js';

const name = 'gigaledger-draft';

const isDraft = (value: unknown): value is EventDraft =>
  typeof value === 'object' && value !== null && 'body' in value && 'about' in value && 'purpose' in value;

/** The draft that was left, whatever its reader looked at meanwhile; nothing where there is none. */
export const keptDraft = (): EventDraft | undefined => {
  try {
    const value: unknown = JSON.parse(readKept(name) ?? 'null');
    return isDraft(value) ? value : undefined;
  } catch {
    return undefined;
  }
};

export const keepDraft = (draft: EventDraft): void =>
  draft === emptyDraft ? forget(name) : keep(name, JSON.stringify(draft));
