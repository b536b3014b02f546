import { existsSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { views } from '../../../projections/index.js';
import type { PackagePins, PackageResource } from '../../formats/data-package.js';
import { pageFolder } from '../../package-folder.js';
import { rasterize } from '../../pictures/rasterize.js';
import { pictureOfView } from '../drawn.js';
import { Stop } from '../failure.js';
import { type LedgerClient, ShowNames } from '../ledger.js';
import { cutOf, writeDataPackage } from './data-package.js';
import type { ExportFolder } from './files.js';

/** Throws Stop where there is no page to copy. */
const builtPage = (): string => {
  if (existsSync(join(pageFolder, 'index.html'))) return pageFolder;
  throw new Stop('failure', 'The page is not built: `npm run build` builds it.');
};

/** Addresses of the page that are a folder of their own; the form for recording says there that this is a copy. */
const screens = ['deals', 'capacity', 'shares', 'network', 'workbench', 'record'];

interface Site {
  ledger: LedgerClient;
  folder: ExportFolder;
  pins: PackagePins;
}

/** The page as it stands so many folders below the root: it knows that it is a copy, and of which day. */
const pageAt = (page: string, depth: number): string =>
  page
    .replace('<html ', `<html data-copied="${new Date().toISOString().slice(0, 10)}" `)
    .replace(/\s*<link rel="alternate"[^>]*>/, '')
    .replaceAll('="./', `="${'../'.repeat(depth) || './'}`);

const writePage = async ({ ledger, folder, pins }: Site): Promise<void> => {
  const built = builtPage();
  const page = await readFile(join(built, 'index.html'), 'utf8');
  for (const name of await readdir(join(built, 'assets')))
    await folder.write(`assets/${name}`, await readFile(join(built, 'assets', name)));
  const { deals } = await ledger.ask(new ShowNames(pins.position));
  await folder.write('index.html', pageAt(page, 0));
  for (const screen of screens) await folder.write(`${screen}/index.html`, pageAt(page, 1));
  for (const { id } of deals) await folder.write(`deals/${id}/index.html`, pageAt(page, 2));
};

/** The views that have a chart without being asked for one thing. */
const writePictures = async ({ ledger, folder, pins }: Site): Promise<void> => {
  for (const { name } of views) {
    const picture = await pictureOfView(ledger, name, cutOf(pins), {}).catch((error: unknown) => {
      if (error instanceof Stop) return undefined;
      throw error;
    });
    if (!picture) continue;
    await folder.write(`api/v1/views/${name}.svg`, picture.svg);
    await folder.write(`api/v1/views/${name}.png`, await rasterize(picture));
  }
};

/** Writes the ledger as files that any web host serves: the page, the data package that it reads its log from, pictures. */
export const writeSite = async (site: Site): Promise<readonly PackageResource[]> => {
  await writePage(site);
  const resources = await writeDataPackage({ ...site, prefix: 'api/v1/' });
  await writePictures(site);
  return resources;
};
