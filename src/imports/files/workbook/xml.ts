import { SaxesParser } from 'saxes';
import { UnreadableSheet } from '../unreadable-sheet.js';

export type XmlAttributes = Readonly<Record<string, string>>;

export interface XmlHandlers {
  open(name: string, attributes: XmlAttributes): void;
  text?(text: string): void;
  close?(name: string): void;
}

/** The name of an element without its prefix. */
const localName = (name: string): string => name.slice(name.indexOf(':') + 1);

/**
 * Reads XML as it comes. A document type is refused: no workbook needs one, and entities could be declared in it that
 * grow without end or lead outside.
 */
export const readXml = async (
  chunks: AsyncIterable<string>,
  { open, text, close }: XmlHandlers,
): Promise<void> => {
  const parser = new SaxesParser({ xmlns: false });
  parser.on('doctype', () => {
    throw new UnreadableSheet('the workbook declares a document type or entities, which are not read');
  });
  parser.on('error', ({ message }) => {
    throw new UnreadableSheet(`the workbook is broken: ${message.slice(0, 200)}`);
  });
  parser.on('opentag', ({ name, attributes }) => open(localName(name), attributes));
  if (text) parser.on('text', text);
  if (close) parser.on('closetag', ({ name }) => close(localName(name)));
  for await (const chunk of chunks) parser.write(chunk);
  parser.close();
};
