import type { Candidate, RecordedEvent } from '../../../events/index.js';
import { type NewEvent, type StoredEvent, StoreUnavailable } from '../store.js';

/**
 * The end of the public log when a confidential event was recorded: it stands behind that event for ever, whoever
 * records what later. It is kept in the event itself, so that the chain of hashes covers it.
 */
export interface Anchor {
  /** Of the last public event in front of it; 0 for none. */
  position: number;
  /** The hash of that event. */
  hash: string;
  /** The revision that its stream had in the public log up to there. */
  revision: number;
}

interface AnchoredCandidate extends Candidate {
  anchor: Anchor;
}

/** An event as the confidential file keeps it. */
export interface AnchoredEvent {
  anchor: Anchor;
  /** As it was recorded, counted in the confidential file alone, without its anchor. */
  stored: StoredEvent;
}

export const anchorTo = ({ event, ...beside }: NewEvent, anchor: Anchor): NewEvent => {
  const anchored: AnchoredCandidate = { ...event, anchor };
  return { ...beside, event: anchored };
};

const isAnchored = (event: RecordedEvent): event is RecordedEvent & AnchoredCandidate => 'anchor' in event;

/** Whether an event was recorded as a confidential one. */
export const isConfidentialRecord = ({ event }: StoredEvent): boolean => isAnchored(event);

/** Throws StoreUnavailable for an event that was recorded in a log of its own. */
export const anchoredEventOf = ({ event: anchored, ...beside }: StoredEvent): AnchoredEvent => {
  if (!isAnchored(anchored))
    throw new StoreUnavailable('the file of confidential facts holds a log of its own');
  const { anchor, ...event } = anchored;
  return { anchor, stored: { ...beside, event } };
};
