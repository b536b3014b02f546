import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { RecordEvents, type Recording } from '../../messages/record-events.js';
import { Stop } from '../failure.js';
import { differenceText } from '../format/difference.js';
import { headingText } from '../format/answer.js';
import { tableText } from '../format/table.js';
import { isMissing, type LedgerClient, type LedgerOpening, openingOf, withLedger } from '../ledger.js';
import { print, printJson, say } from '../terminal.js';
import type { CommonOptions } from '../verb.js';
import type { EventFile } from './event-file.js';
import { type CellReading, readingsOf } from './reading.js';
import { refusalOf } from './refusal.js';

/** The ledger, or an empty one that is thrown away where there is none: a rehearsal leaves nothing behind. */
export const withRehearsalLedger = async <T>(
  opening: LedgerOpening,
  work: (ledger: LedgerClient) => Promise<T>,
): Promise<T> => {
  if (!isMissing(opening.address)) return withLedger(opening, work);
  const folder = await mkdtemp(join(tmpdir(), 'gigaledger-'));
  try {
    return await withLedger({ address: `sqlite:${join(folder, 'empty.db')}` }, work);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};

const columns = ['place', 'field', 'written', 'read as'].map((title) => ({ title }));

const readingsText = (readings: readonly CellReading[]): string =>
  readings.length === 0
    ? ''
    : `${tableText(
        columns,
        readings.map(({ place, field, written, read }) => [place, field, written, read]),
      )}\n`;

const printRehearsal = (
  readings: readonly CellReading[],
  { events, skipped, moved = [] }: Recording,
): void => {
  print(readingsText(readings));
  for (const { view, ...difference } of moved) print(`${headingText(view)}\n${differenceText(difference)}\n`);
  if (moved.length === 0) print('No number of the usual questions would move.');
  for (const { stream, warnings } of events)
    for (const { rule, detail } of warnings) say(`${stream} warning, ${rule}: ${detail}`);
  print(`${events.length} would be recorded, ${skipped.length} skipped; nothing was recorded.`);
};

/** Decides all files as one batch and shows what would come of it. */
export const rehearse = async (files: readonly EventFile[], options: CommonOptions): Promise<void> => {
  const readings = files.flatMap((file) => readingsOf(file, new Date().toISOString().slice(0, 10)));
  await withRehearsalLedger(openingOf(options), async (ledger) => {
    try {
      const recording = await ledger.tell(
        new RecordEvents(
          files.flatMap(({ events }) => events),
          { dryRun: true },
        ),
      );
      if (options.json) printJson({ readings, ...recording });
      else printRehearsal(readings, recording);
    } catch (error) {
      const { outcome, lines } = refusalOf(error, files);
      throw new Stop(outcome, lines.join('\n'));
    }
  });
};
