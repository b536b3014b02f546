import { afterAll, beforeAll, it } from 'vitest';
import { Reader } from './reader.js';
let reader: Reader;
beforeAll(async () => { reader = await Reader.start(); });
afterAll(async () => reader?.stop());
const lines = (process.env.LINES ?? 'amd gw-1 +2..8q p 60%;amd gw-2 exercise p 40% | lapse p 20%;deal-openai-broadcom-2025 cancel p 30%').split(';');
const more = process.env.MORE ?? '';
it('shots', async () => {
  for (const scheme of (process.env.SCHEMES ?? 'light,dark').split(','))
    for (const width of (process.env.WIDTHS ?? '1280,320').split(',').map(Number)) {
      const { page, complaints } = await reader.open(`/workbench#edits=${encodeURIComponent(lines.join('\n'))}${more}`, { viewport: { width, height: 900 }, colorScheme: scheme as 'light' });
      await page.waitForTimeout(600);
      await reader.settled(page);
      if (process.env.DETAILS) for (const one of await page.locator('summary').all()) await one.click();
      await page.waitForTimeout(100);
      await page.screenshot({ path: `/tmp/wb/${process.env.NAME ?? 'shot'}-${scheme}-${width}.png`, fullPage: true });
      console.log(complaints);
      await page.context().close();
    }
}, 120000);
