import { UnreadableSheet } from '../unreadable-sheet.js';
import { formOfCode, formOfNumber, type NumberForm } from './number-text.js';
import type { PackedParts } from '../packed-parts.js';
import { readXml } from './xml.js';

interface BookSheet {
  name: string;
  part: string;
  isHidden: boolean;
}

/** What the sheets of a workbook share. */
export interface Workbook {
  sheets: readonly BookSheet[];
  strings: readonly string[];
  /** The form of a number by the style of its cell. */
  forms: readonly NumberForm[];
  is1904: boolean;
}

const main = 'xl/workbook.xml';

const targetsIn = async (parts: PackedParts): Promise<Map<string, string>> => {
  const targets = new Map<string, string>();
  await readXml(parts.read('xl/_rels/workbook.xml.rels'), {
    open: (name, { Id, Target = '', TargetMode }) => {
      if (name === 'Relationship' && Id !== undefined && TargetMode !== 'External')
        targets.set(Id, Target.startsWith('/') ? Target.slice(1) : `xl/${Target}`);
    },
  });
  return targets;
};

const sheetsIn = async (parts: PackedParts): Promise<Pick<Workbook, 'sheets' | 'is1904'>> => {
  const targets = await targetsIn(parts);
  const sheets: BookSheet[] = [];
  let is1904 = false;
  await readXml(parts.read(main), {
    open: (name, attributes) => {
      if (name === 'workbookPr') is1904 = /^(?:1|true)$/.test(attributes.date1904 ?? '');
      const part = name === 'sheet' ? targets.get(attributes['r:id'] ?? attributes.id ?? '') : undefined;
      if (part !== undefined)
        sheets.push({
          name: attributes.name ?? 'Sheet1',
          part,
          isHidden: (attributes.state ?? 'visible') !== 'visible',
        });
    },
  });
  return { sheets, is1904 };
};

/** Texts that cells share; what stands beside a text to say how it is spoken is no part of it. */
const stringsIn = async (parts: PackedParts): Promise<string[]> => {
  const strings: string[] = [];
  if (!parts.has('xl/sharedStrings.xml')) return strings;
  let [text, isText, isPhonetic] = ['', false, false];
  await readXml(parts.read('xl/sharedStrings.xml'), {
    open: (name) => {
      if (name === 'si') text = '';
      if (name === 'rPh') isPhonetic = true;
      isText = name === 't' && !isPhonetic;
    },
    text: (piece) => {
      if (isText) text += piece;
    },
    close: (name) => {
      if (name === 'si') strings.push(text);
      if (name === 'rPh') isPhonetic = false;
      if (name === 't') isText = false;
    },
  });
  return strings;
};

const formsIn = async (parts: PackedParts): Promise<NumberForm[]> => {
  const forms: NumberForm[] = [];
  const codes = new Map<number, string>();
  let isCells = false;
  if (!parts.has('xl/styles.xml')) return forms;
  await readXml(parts.read('xl/styles.xml'), {
    open: (name, { numFmtId = '0', formatCode = '' }) => {
      const id = Number(numFmtId);
      if (name === 'numFmt') codes.set(id, formatCode);
      if (name === 'cellXfs') isCells = true;
      if (name === 'xf' && isCells) forms.push(codes.has(id) ? formOfCode(codes.get(id)!) : formOfNumber(id));
    },
    close: (name) => {
      if (name === 'cellXfs') isCells = false;
    },
  });
  return forms;
};

/** What all sheets of a workbook need. Throws UnreadableSheet where it is none. */
export const readBook = async (parts: PackedParts): Promise<Workbook> => {
  if (!parts.has(main)) throw new UnreadableSheet('the file is packed like a workbook, but is no .xlsx');
  return { ...(await sheetsIn(parts)), strings: await stringsIn(parts), forms: await formsIn(parts) };
};
