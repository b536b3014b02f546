import type { FastifyInstance, FastifyRequest } from 'fastify';
import { BadRequest } from '../messages/refusals.js';
import { base } from './address.js';
import { mostImportBytes } from './limits.js';
import { UnsupportedMedia } from './refusals.js';

const workbook = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

const zip = 'application/zip';

/** What may be sent to be imported. */
export const sheetTypes = ['text/csv', 'text/tab-separated-values', workbook, zip] as const;
const jsonType = 'application/json';
const form = 'multipart/form-data';

/** A sheet as it was sent, with what stood beside it in a form. */
export class SheetBody {
  constructor(
    readonly bytes: Uint8Array,
    readonly file: string,
    readonly fields: Readonly<Record<string, string>> = {},
  ) {}
}

const mostFileName = 200;

/** The last part of a path, without what can't be seen. */
const plainFileName = (name: string): string =>
  name
    .replace(/^.*[\\/]/, '')
    .replace(/[\p{Cc}\p{Cf}]/gu, '')
    .slice(0, mostFileName)
    .trim();

const decoded = (text: string): string => {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
};

/** The name in a Content-Disposition (RFC 6266), in either of its forms. */
const fileNameIn = (disposition = ''): string => {
  const [, extended] = /filename\*\s*=\s*utf-8''([^;\s]+)/i.exec(disposition) ?? [];
  const [, quoted, plain] = /filename\s*=\s*(?:"((?:[^"\\]|\\.)*)"|([^;\s]+))/i.exec(disposition) ?? [];
  return plainFileName(
    extended === undefined ? (quoted?.replace(/\\(.)/g, '$1') ?? plain ?? '') : decoded(extended),
  );
};

const usualNames: Readonly<Record<string, string>> = {
  [workbook]: 'sheet.xlsx',
  [jsonType]: 'companyfacts.json',
  [zip]: 'package.ocf',
};

const bodyOf = (type: string, bytes: Uint8Array, { headers }: FastifyRequest): SheetBody => {
  const name = fileNameIn(headers['content-disposition']);
  return new SheetBody(bytes, name || (usualNames[type] ?? 'sheet.csv'));
};

const bodyOfForm = async (
  bytes: Uint8Array<ArrayBuffer>,
  { headers }: FastifyRequest,
): Promise<SheetBody> => {
  const sent = await new Response(bytes, { headers: { 'content-type': headers['content-type']! } })
    .formData()
    .catch(() => {
      throw new BadRequest('the form cannot be read');
    });
  const file = sent.get('file');
  if (!file || typeof file === 'string')
    throw new BadRequest('the form has no file', [{ pointer: '/file', detail: 'file must be the sheet' }]);
  const fields = [...sent].flatMap(([name, value]) => (typeof value === 'string' ? [[name, value]] : []));
  return new SheetBody(
    new Uint8Array(await file.arrayBuffer()),
    plainFileName(file.name) || 'sheet.csv',
    Object.fromEntries(fields) as Record<string, string>,
  );
};

const importsAddress = `${base}/imports`;

const isImport = ({ url }: FastifyRequest): boolean => url.split('?')[0] === importsAddress;

/** Everywhere else than where sheets are imported such a body is as unread as before. */
const assertImport = (request: FastifyRequest, type: string): void => {
  if (!isImport(request))
    throw new UnsupportedMedia(
      `"${type}" is not read; application/json is, and for events application/x-ndjson`,
    );
};

/** JSON where it is imported: a file like others, of which only a part is kept. */
export const importedJson = (request: FastifyRequest, bytes: Uint8Array): SheetBody | undefined =>
  isImport(request) ? bodyOf(jsonType, bytes, request) : undefined;

/** Sheets, at the one address that takes them. */
export const readSheets = (server: FastifyInstance): void => {
  server.addHook('onRoute', (route) => {
    if (route.url === importsAddress) route.bodyLimit = mostImportBytes;
  });
  const options = { parseAs: 'buffer' } as const;
  for (const type of sheetTypes)
    server.addContentTypeParser(type, options, async (request: FastifyRequest, bytes: Buffer) => {
      assertImport(request, type);
      return bodyOf(type, bytes, request);
    });
  server.addContentTypeParser(form, options, async (request: FastifyRequest, bytes: Buffer) => {
    assertImport(request, form);
    return bodyOfForm(new Uint8Array(bytes), request);
  });
};
