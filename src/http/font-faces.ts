import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pageFolder } from '../package-folder.js';

const folder = join(pageFolder, 'assets');

const styleSheets = (): string[] =>
  existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.css')) : [];

/** The letters that the page ships, for whatever else a browser is shown; none where the page is not built. */
export const fontFaces = (): string =>
  styleSheets()
    .flatMap((name) => readFileSync(join(folder, name), 'utf8').match(/@font-face\s*\{[^}]*\}/g) ?? [])
    .map((face) => face.replaceAll(/url\(\.?\/?([^)]*)\)/g, 'url(/assets/$1)'))
    .join('');
