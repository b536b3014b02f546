import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';

const folderAbove = (folder: string): string =>
  existsSync(join(folder, 'package.json')) ? folder : folderAbove(dirname(folder));

/** The folder of the package, from the source as well as from what is built of it. */
export const packageFolder = folderAbove(import.meta.dirname);

/** Where the build puts the page. */
export const pageFolder = join(packageFolder, 'dist', 'web');
