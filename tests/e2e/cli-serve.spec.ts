import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { workplace } from './built.js';

let place: ReturnType<typeof workplace>;
beforeEach(() => (place = workplace()));
afterEach(() => place.remove());

/** Everything that is printed until the last line of it, and the way to stop the server. */
const served = async (args: readonly string[], env: Record<string, string> = {}) => {
  const child = place.start(['serve', '--port', '0', ...args], env);
  let text = '';
  await new Promise<void>((resolve, reject) => {
    child.stdout.on('data', (chunk: Buffer) => (text += chunk.toString()).endsWith('/docs\n') && resolve());
    child.once('close', (code) => reject(new Error(`ended with ${code}`)));
  });
  const stop = async (): Promise<number | null> => {
    const ended = new Promise<number | null>((resolve) => child.on('close', resolve));
    child.kill('SIGTERM');
    return ended;
  };
  return { text, address: /The page +(\S+)\//.exec(text)![1]!, stop };
};

describe('Serving', () => {
  it('an empty store prints the first minute of the public record', async () => {
    const { text, address, stop } = await served([]);
    // A terminal of thirty lines holds it, with its prompt.
    expect(text.split('\n').length).toBeLessThanOrEqual(29);
    for (const line of text.split('\n')) expect(line.length).toBeLessThanOrEqual(100);
    for (const part of ['headline', 'Changed: as known on 2025-12-01', '“', 'What if', '/docs'])
      expect(text).toContain(part);
    const { position } = (await (await fetch(`${address}/api/v1/views/compute-capacity`)).json()) as {
      position: number;
    };
    expect(text).toContain(`${position} events are in the ledger.`);
    expect(await stop()).toBe(0);
  });

  it('says where before it asks anything, and does without what its workers cannot answer', async () => {
    const { text, address, stop } = await served([], { WORKERS: '1', WORK_MEBIBYTES: '16' });
    expect(text.startsWith(`Serving at ${address}/\n`)).toBe(true);
    expect(text).toContain('headline');
    expect(text).not.toContain('What if');
    expect(text).toContain('is left out here');
    expect((await fetch(`${address}/health/live`)).status).toBe(200);
    expect(await stop()).toBe(0);
  });

  it('answers over HTTP what `show` answers on the same store', async () => {
    const { address, stop } = await served([]);
    const over = async (ending: string): Promise<string> =>
      (
        await fetch(
          `${address}/api/v1/views/ownership${ending}?effectiveAt=2026-06-30&knownAt=2026-06-30&atPosition=400`,
        )
      ).text();
    const shown = async (format: string): Promise<string> =>
      (
        await place.run([
          'show',
          'ownership',
          format,
          '--effective',
          '2026-06-30',
          '--known',
          '2026-06-30',
          '--at-position',
          '400',
        ])
      ).stdout;
    expect(JSON.parse(await shown('--json'))).toEqual(JSON.parse(await over('')));
    expect(await shown('--csv')).toBe(await over('.csv'));
    expect(await stop()).toBe(0);
  });

  it('with --empty says how to record the first event', async () => {
    const { text, stop } = await served(['--empty']);
    expect(text).toContain('The ledger is empty.');
    const command = /echo '(.*)'/.exec(text)![1]!;
    expect(await stop()).toBe(0);
    expect((await place.run(['record', '-'], { stdin: command })).stdout).toContain('1 recorded');
  });

  it('refuses an address that anybody could reach', async () => {
    expect((await place.run(['serve', '--host', '0.0.0.0'])).code).toBe(2);
  });
});
