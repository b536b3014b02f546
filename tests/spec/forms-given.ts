import { History } from '../../projections/kit/log.js';
import { type EventDraft, emptyDraft } from '../../src/web/screens/record/draft/draft.js';
import type { EventType, WordsRead } from '../../src/web/worker/protocol.js';
import { typesOf } from '../../src/web/worker/types.js';
import { wordsReadIn } from '../../src/web/worker/words-read.js';

/** What a form knows of the ledger. */
export const known = {
  parties: [
    { id: 'openai', name: 'OpenAI' },
    { id: 'amd', name: 'AMD' },
  ],
  deals: [{ id: 'deal-openai-amd-2025', name: 'OpenAI buys 6 GW of AMD processors' }],
  markets: [{ id: 'cloud', name: 'Cloud' }],
  today: '2026-11-27',
};
export const types = typesOf();
/** A type as a form knows it. */
export const declared = (type: string): EventType => types.find((one) => one.type === type)!;
/** What was typed. */
export const draft = (type: string, parts: Partial<EventDraft> = {}): EventDraft => ({
  ...emptyDraft,
  type,
  ...parts,
});
/** What was typed is read as. */
export const words = (type: string, typed: Record<string, string>): Record<string, WordsRead> =>
  wordsReadIn(type, typed, new History());
