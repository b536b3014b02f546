import { isPlainObject } from '../../../events/kit/json.js';
import { reasonOf } from '../../../events/kit/reason.js';
import type { PackedParts } from '../files/packed-parts.js';
import { mostSheetBytes } from '../files/limits.js';
import { UnreadableSheet } from '../files/unreadable-sheet.js';

/** An object of a package, and where it stands: "Transactions.ocf.json/items/3". */
export interface PackageObject {
  address: string;
  type: string;
  members: Readonly<Record<string, unknown>>;
}

/** A package of the Open Cap Table Format, read as far as JSON goes. */
export interface CapTablePackage {
  /** The manifest's own members. */
  manifest: PackageObject;
  objects: readonly PackageObject[];
}

const mostObjects = 20_000;
const manifestType = 'OCF_MANIFEST_FILE';

const parseText = (name: string, text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new UnreadableSheet(`${name} is no JSON: ${reasonOf(error)}`);
  }
};

const textOf = async (parts: PackedParts, name: string): Promise<string> => {
  let text = '';
  for await (const piece of parts.read(name)) text += piece;
  return text.replace(/^\uFEFF/, '');
};

/** Wherever it stands in the zip; what an archiver adds for itself is none. */
const isPart = (name: string): boolean => /\.json$/i.test(name) && !/(?:^|\/)(?:__MACOSX\/|\._)/.test(name);

const itemsOf = (name: string, file: Readonly<Record<string, unknown>>): PackageObject[] => {
  const { items } = file;
  if (!Array.isArray(items)) return [];
  return items.map((members: unknown, index) => {
    const address = `${name}/items/${index}`;
    if (!isPlainObject(members) || typeof members.object_type !== 'string')
      throw new UnreadableSheet(`${address} is no object with an object_type`);
    return { address, type: members.object_type, members };
  });
};

/** Whether a packed file may be a package: nothing else that is read here has JSON in it. */
export const isCapTable = (parts: PackedParts): boolean =>
  !parts.has('xl/workbook.xml') && parts.names.some(isPart);

/**
 * The objects of a package (*.ocf), in the order of its files: the manifest is told by its file_type, the others by
 * theirs, wherever they stand. Throws UnreadableSheet.
 */
export const readCapTable = async (parts: PackedParts): Promise<CapTablePackage> => {
  let manifest: PackageObject | undefined;
  const objects: PackageObject[] = [];
  let characters = 0;
  for (const name of parts.names.filter(isPart)) {
    const text = await textOf(parts, name);
    characters += text.length;
    if (characters > mostSheetBytes)
      throw new UnreadableSheet('the package unpacks to more than 16 MiB of JSON', true);
    const file = parseText(name, text);
    if (!isPlainObject(file)) continue;
    if (file.file_type === manifestType) {
      if (manifest)
        throw new UnreadableSheet(`the package has two manifests, ${manifest.address} and ${name}`);
      manifest = { address: name, type: manifestType, members: file };
    } else objects.push(...itemsOf(name, file));
    if (objects.length > mostObjects)
      throw new UnreadableSheet(`the package has more than ${mostObjects} objects`, true);
  }
  if (!manifest)
    throw new UnreadableSheet(
      'the packed file is neither a workbook (.xlsx) nor a package of the Open Cap Table Format: no JSON in it has the file_type OCF_MANIFEST_FILE',
    );
  return { manifest, objects };
};
