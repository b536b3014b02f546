import type { Recording } from '../../messages/record-events.js';
import { print, printJson } from '../terminal.js';
import type { CommonOptions } from '../verb.js';

export interface AdoptOptions extends CommonOptions {
  edit: number[];
  title: string;
  kind: string;
  publisher?: string;
  url?: string;
  publishedOn?: string;
  quote?: string;
  knownOn?: string;
  effectiveOn?: string;
  dryRun?: boolean;
}

const dropUndefined = (members: Record<string, unknown>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined));

const adoptionOf = (edit: number, options: AdoptOptions): Record<string, unknown> => {
  const { title, kind, publisher, url, publishedOn, quote, knownOn, effectiveOn } = options;
  const source = dropUndefined({ title, kind, publisher, url, publishedOn });
  return dropUndefined({ edit: edit - 1, source, quote, knownOn, effectiveOn });
};

const recordingLines = ({ position, events, skipped, moved }: Recording, isDry: boolean): string[] => [
  ...events.map(
    ({ stream, position: at }) => `${isDry ? 'would record' : 'recorded'} on ${stream} at position ${at}`,
  ),
  ...events.flatMap(({ warnings }) => warnings.map(({ rule, detail }) => `warning, ${rule}: ${detail}`)),
  ...(skipped.length > 0 ? [`${skipped.length} said nothing new`] : []),
  isDry
    ? `A dry run: nothing was recorded. Views that would move: ${(moved ?? []).map(({ view }) => view).join(', ') || 'none'}.`
    : `The log is at position ${position}.`,
];

export const adopt = async (id: string, options: AdoptOptions): Promise<void> => {
  const { withExistingLedger, AdoptEdits, validateMessage } = await import('../ledger.js');
  const edits = options.edit.map((edit) => adoptionOf(edit, options));
  const order = new AdoptEdits(id, { edits, ...(options.dryRun && { dryRun: true }) });
  await withExistingLedger(options, async ({ tell }) => {
    const recording = await tell(validateMessage(order));
    if (options.json) printJson(recording);
    else print(recordingLines(recording, options.dryRun === true).join('\n'));
  });
};
