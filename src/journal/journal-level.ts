/** From which weight on lines are written; the later ones include the earlier, "off" has none. */
export const journalLevels = ['error', 'warn', 'info', 'debug', 'off'] as const;
export type JournalLevel = (typeof journalLevels)[number];
