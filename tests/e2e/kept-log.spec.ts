import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { usualSegment } from '../../src/packed/packed-history.js';
import { openStore } from '../../src/open-store.js';
import { party, several } from '../contract/candidates.js';
import { workplace } from './built.js';

const patience = { timeout: 20_000 };

describe('A server on a large log', () => {
  const place = workplace();
  const events = usualSegment + 100;
  beforeAll(async () => {
    const store = await openStore(`sqlite:${join(place.folder, 'ledger.db')}`);
    const added = several(events, (index) => party(`p-${index}`, `Party ${index}`));
    const byStream = [...Map.groupBy(added, ({ event }) => event.stream)];
    await store.append(byStream.map(([stream, own]) => ({ stream, events: own })));
    await store.close();
  });
  afterAll(() => place.remove());

  const kept = (folder: string): string[] =>
    existsSync(join(place.folder, folder)) ? readdirSync(join(place.folder, folder)) : [];

  /** Serves for as long as the work takes. */
  const served = async <T>(
    work: (url: string) => Promise<T>,
    env: Record<string, string> = {},
  ): Promise<T> => {
    const child = place.start(['serve', '--port', '0', '--empty'], env);
    const ended = new Promise((resolve) => child.once('close', resolve));
    try {
      const [said] = await new Promise<string[]>((resolve) =>
        child.stdout.once('data', (data: Buffer) => resolve(/http:\S+/.exec(String(data)) ?? [''])),
      );
      return await work(said ?? '');
    } finally {
      child.kill('SIGTERM');
      await ended;
    }
  };

  const early = async (url: string): Promise<unknown> =>
    (await fetch(new URL('/api/v1/parties/p-7', url))).json();

  it('keeps it as bytes beside the event file, and a later one goes on from there', async () => {
    const first = await served(async (url) => {
      await vi.waitUntil(() => kept('ledger.db.packed').join() === '000001.bytes', patience);
      return early(url);
    });
    expect(first).toMatchObject({ name: 'Party 7', position: events });
    expect(await served(early)).toEqual(first);
  });

  it('keeps it where PACKED_FOLDER says, on the command line, too', async () => {
    const env = { PACKED_FOLDER: join(place.folder, 'elsewhere') };
    expect((await place.run(['show', 'ownership'], { env })).code).toBe(0);
    expect(kept('elsewhere')).toEqual(['000001.bytes']);
  });
});
