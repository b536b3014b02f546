import { UnreadableSheet } from './unreadable-sheet.js';

interface DecodedText {
  text: string;
  /** The encoding, where it had to be found out. */
  note?: string;
}

const marks: readonly (readonly [label: string, bytes: readonly number[]])[] = [
  ['utf-8', [0xef, 0xbb, 0xbf]],
  ['utf-16le', [0xff, 0xfe]],
  ['utf-16be', [0xfe, 0xff]],
];

const decodeAs = (label: string, bytes: Uint8Array): string | undefined => {
  try {
    return new TextDecoder(label, { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
};

/** UTF-16 without a mark: every other byte of plain text is nought. */
const unmarked = (bytes: Uint8Array): string => {
  const start = bytes.subarray(0, 1000);
  const noughts = [0, 1].map((at) => start.filter((byte, index) => index % 2 === at && byte === 0).length);
  if (noughts[1]! > start.length / 4) return 'utf-16le';
  return noughts[0]! > start.length / 4 ? 'utf-16be' : 'utf-8';
};

const encodingNames: Readonly<Record<string, string>> = { 'utf-16le': 'UTF-16', 'utf-16be': 'UTF-16' };

/** The text of a file, in the encoding that its mark or its bytes show. Throws UnreadableSheet. */
export const textFrom = (bytes: Uint8Array): DecodedText => {
  const [label] = marks.find(([, mark]) => mark.every((byte, at) => bytes[at] === byte)) ?? [unmarked(bytes)];
  const text = decodeAs(label, bytes);
  const name = encodingNames[label];
  if (text !== undefined && !text.includes('\0'))
    return { text, ...(name && { note: `It is read as ${name}.` }) };
  if (label !== 'utf-8' || bytes.includes(0))
    throw new UnreadableSheet('the file is neither text nor a workbook (.xlsx): save it as "CSV UTF-8"');
  const western = decodeAs('windows-1252', bytes);
  if (western === undefined)
    throw new UnreadableSheet('the encoding of the file is not known: save it as "CSV UTF-8"');
  return {
    text: western,
    note: 'It is not UTF-8 and is read as Windows-1252 (Latin-1): look at names with accents, and save it as "CSV UTF-8" if they are wrong.',
  };
};
