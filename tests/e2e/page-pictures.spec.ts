import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { broadly, closely, comparePictures, type Pixels, readPng, writeSmallPng } from './pictures.js';
import { Reader } from './reader.js';

let reader: Reader;
beforeAll(async () => {
  // Letters as their outlines have them, whatever the machine is told of hints.
  reader = await Reader.start({ flags: ['--font-render-hinting=none', '--disable-lcd-text'] });
});
afterAll(async () => reader?.stop());

const days = 'known=2026-11-20&effective=2026-11-20';
const screens: Readonly<Record<string, string>> = {
  overview: `/?${days}`,
  deals: `/deals?${days}`,
  deal: `/deals/deal-openai-amd-2025?${days}`,
  capacity: `/capacity?${days}`,
  shares: `/shares?${days}`,
  network: `/network?${days}`,
  workbench: `/workbench?${days}#edits=${encodeURIComponent('deal-openai-amd-2025/gw-1 +4q')}`,
  record: `/record?${days}`,
};
const themes = ['light', 'dark'] as const;
/** Widths with as much of the height as tells of each. */
const sizes = [
  [1280, 1200],
  [768, 1200],
  [390, 1500],
] as const;

const kept = join(import.meta.dirname, '../golden/pictures');
const found = join(tmpdir(), 'gigaledger-pictures');
/** Which Chromium the pictures were made with. */
const madeWith = join(kept, 'chromium.txt');
const isUpdate = process.env.UPDATE_PICTURES === '1';

const majorOf = (version: string): string => version.split('.')[0]!;

const tolerance = () =>
  majorOf(reader.browser.version()) === majorOf(readFileSync(madeWith, 'utf8')) ? closely : broadly;

/** Every figure is as wide as the room that it has, and nothing is under way. */
const drawn = async (page: Page): Promise<void> => {
  await reader.settled(page);
  await page.evaluate('document.fonts.ready.then(() => true)');
  const misfits = async (): Promise<number> =>
    page
      .locator('.canvas')
      .evaluateAll(
        (all) =>
          all.filter(
            (one) =>
              one.clientWidth > 0 &&
              Math.abs(Number(one.querySelector('svg')?.getAttribute('width')) - one.clientWidth) > 1,
          ).length,
      );
  await expect.poll(misfits).toBe(0);
};

const pictureOf = async (page: Page): Promise<Buffer> => {
  await drawn(page);
  return page.screenshot({ animations: 'disabled' });
};

/** The screen once three pictures of it in a row are the same. */
const lastPictureOf = async (page: Page): Promise<Buffer> => {
  const taken = [await pictureOf(page)];
  while (taken.length < 3) {
    await page.waitForTimeout(250);
    const next = await pictureOf(page);
    if (!next.equals(taken[0]!)) taken.length = 0;
    taken.push(next);
  }
  return taken[0]!;
};

/** What is unlike the picture that is kept, with where to look at it; undefined where nothing is. */
const unlike = (name: string, picture: Buffer): string | undefined => {
  const compared = comparePictures(readPng(picture), readPng(readFileSync(join(kept, name))), tolerance());
  if (compared.isAlike) return undefined;
  mkdirSync(found, { recursive: true });
  writeFileSync(join(found, name), picture);
  const seen = join(found, name.replace('.png', '.difference.png'));
  writeFileSync(seen, compared.difference);
  return `${name}: ${compared.unlike} pixels are unlike, see ${seen}; UPDATE_PICTURES=1 keeps what is drawn now`;
};

/** Whatever comes late on a busy machine is waited for: what is unlike is looked at again. */
const heldAgainst = async (name: string, page: Page): Promise<string | undefined> => {
  for (let turn = 0; ; turn++) {
    const told = unlike(name, await pictureOf(page));
    if (told === undefined || turn === 4) return told;
    await page.waitForTimeout(500);
  }
};

const keepPicture = async (name: string, page: Page): Promise<undefined> => {
  mkdirSync(kept, { recursive: true });
  writeFileSync(join(kept, name), writeSmallPng(readPng(await lastPictureOf(page))));
  writeFileSync(madeWith, `${reader.browser.version()}\n`);
};

const inEachSize = async (screen: string, page: Page): Promise<string[]> => {
  const told: (string | undefined)[] = [];
  for (const colorScheme of themes) {
    await page.emulateMedia({ colorScheme });
    for (const [width, height] of sizes) {
      await page.setViewportSize({ width, height });
      const name = `${screen}-${colorScheme}-${width}.png`;
      told.push(await (isUpdate ? keepPicture : heldAgainst)(name, page));
    }
  }
  return told.filter((one) => one !== undefined);
};

describe('The picture of a screen', () => {
  it.each(Object.entries(screens))(
    'is the one that is kept, in both themes and three widths: %s',
    async (screen, address) => {
      const { page } = await reader.open(address, { reducedMotion: 'reduce', colorScheme: 'light' });
      await page.mouse.move(0, 0);
      expect(await inEachSize(screen, page)).toEqual([]);
      await page.context().close();
    },
  );
});

/** The same with a block of it painted anew, from below: what stands above is read before it is written. */
const planted = (
  { width, height, data }: Pixels,
  paint: (data: Uint8Array, at: number, above: (pixels: number) => number) => void,
): Pixels => {
  const painted = Uint8Array.from(data);
  for (let y = 500; y > 180; y--)
    for (let x = 20; x < 360; x++)
      paint(painted, (y * width + x) * 4, (pixels) => ((y - pixels) * width + x) * 4);
  return { width, height, data: painted };
};

const movedBy =
  (pixels: number) =>
  (data: Uint8Array, at: number, above: (pixels: number) => number): void =>
    void data.copyWithin(at, above(pixels), above(pixels) + 3);

const darker = (data: Uint8Array, at: number): void => void data.fill(data[at]! - 24, at, at + 3);

describe('A change of a screen', () => {
  const name = 'overview-light-390.png';
  let before: Pixels;
  beforeAll(() => {
    before = readPng(readFileSync(join(kept, name)));
  });

  it.each([
    ['a block that moved by two pixels', movedBy(2), closely],
    ['a step of its colour', darker, closely],
    ['a block that moved by a line, in another browser', movedBy(24), broadly],
  ] as const)('is found: %s', (_, change, how) => {
    expect(comparePictures(before, before, how).isAlike).toBe(true);
    expect(comparePictures(planted(before, change), before, how).isAlike).toBe(false);
  });

  it('is told with a picture of the difference', () => {
    const told = unlike(name, writeSmallPng(planted(before, movedBy(90))))!;
    expect(told).toMatch(/^overview-light-390\.png: \d+ pixels are unlike, see \S+\.difference\.png; UPDATE/);
    expect(readPng(readFileSync(/see (\S+);/.exec(told)![1]!)).data.length).toBeGreaterThan(0);
  });
});
