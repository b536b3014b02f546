import type { CitedNumber, NumberSource } from './number.js';

const cutText = ({ confidential, ...cut }: CitedNumber): string =>
  `gigaledger, ${cut.view}, effective ${cut.effectiveAt}, known ${cut.knownAt}, position ${cut.position}, policy ${cut.policy}, hash ${cut.viewHash.slice(0, 12)}${confidential ? ', confidential' : ''}`;

const sourceText = ({ title, publisher, publishedOn, url, quote }: NumberSource): string =>
  [
    quote === undefined ? undefined : `“${quote}”`,
    [publisher, title, publishedOn].filter(Boolean).join(', '),
    url,
  ]
    .filter(Boolean)
    .join(' ');

const textOf = (cited: CitedNumber): string =>
  `${cited.words} (${cutText(cited)}, ${cited.address}). ${cited.sources.map((source) => `${sourceText(source)}.`).join(' ')}\n`;

const escapeMarkdown = (text: string): string => text.replace(/[\\`*_[\]<>|]/g, '\\$&');

const sourceMarkdown = (source: NumberSource): string => {
  const { title, publisher, publishedOn, url, quote } = source;
  const name =
    url === undefined
      ? escapeMarkdown(title)
      : `[${escapeMarkdown(title)}](<${encodeURI(url).replaceAll('>', '%3E')}>)`;
  const said = quote === undefined ? '' : ` “${escapeMarkdown(quote)}”`;
  return `- ${[publisher && escapeMarkdown(publisher), name, publishedOn].filter(Boolean).join(', ')}${said}\n`;
};

const markdownOf = (cited: CitedNumber): string =>
  `**${escapeMarkdown(cited.words)}** ([${escapeMarkdown(cutText(cited))}](<${cited.address}>))\n\n${cited.sources.map(sourceMarkdown).join('')}`;

/** Letters that TeX would run; what it has no way to write stays as it is, in UTF-8. */
const escapeTex = (text: string): string =>
  text.replace(/[\\{}$&#%_^~]/g, (letter) =>
    letter === '\\' ? '\\textbackslash{}' : '^~'.includes(letter) ? `\\${letter}{}` : `\\${letter}`,
  );

const bibEntry = (
  type: string,
  key: string,
  fields: Readonly<Record<string, string | undefined>>,
): string => {
  const lines = Object.entries(fields).flatMap(([name, value]) =>
    value === undefined
      ? []
      : [
          `  ${name} = {${name === 'url' ? value.replace(/[{}\\%]/g, encodeURIComponent) : escapeTex(value)}}`,
        ],
  );
  return `@${type}{${key},\n${lines.join(',\n')}\n}\n`;
};

const keyOf = ({ viewHash }: CitedNumber): string => `gigaledger-${viewHash.slice(0, 12)}`;

const bibtexOf = (cited: CitedNumber): string =>
  [
    bibEntry('misc', keyOf(cited), {
      title: cited.words,
      author: 'gigaledger',
      year: cited.knownAt.slice(0, 4),
      url: cited.address,
      note: cutText(cited),
    }),
    ...cited.sources.map(({ title, publisher, publishedOn, url, quote }, index) =>
      bibEntry('misc', `${keyOf(cited)}-${index + 1}`, {
        title,
        author: publisher,
        year: publishedOn?.slice(0, 4),
        date: publishedOn,
        url,
        note: quote,
      }),
    ),
  ].join('\n');

const dateParts = (day: string | undefined) =>
  day !== undefined && /^\d{4}(-\d{2}){0,2}$/.test(day)
    ? { issued: { 'date-parts': [day.split('-').map(Number)] } }
    : {};

const cslType = (kind: string): string => (['filing', 'research'].includes(kind) ? 'report' : 'webpage');

const cslOf = (cited: CitedNumber): string => {
  const items = [
    {
      id: keyOf(cited),
      type: 'dataset',
      title: cited.words,
      publisher: 'gigaledger',
      version: String(cited.position),
      URL: cited.address,
      note: cutText(cited),
      ...dateParts(cited.knownAt),
    },
    ...cited.sources.map(({ title, publisher, publishedOn, url, quote, kind }, index) => ({
      id: `${keyOf(cited)}-${index + 1}`,
      type: cslType(kind),
      title,
      ...(publisher !== undefined && { publisher, author: [{ literal: publisher }] }),
      ...(url !== undefined && { URL: url }),
      ...(quote !== undefined && { note: quote }),
      ...dateParts(publishedOn),
    })),
  ];
  return `${JSON.stringify(items, null, 2)}\n`;
};

/** The ways in which a number is cited. */
export const citationFormats = {
  text: { type: 'text/plain; charset=utf-8', write: textOf },
  markdown: { type: 'text/markdown; charset=utf-8', write: markdownOf },
  bibtex: { type: 'application/x-bibtex; charset=utf-8', write: bibtexOf },
  csl: { type: 'application/vnd.citationstyles.csl+json; charset=utf-8', write: cslOf },
} as const;

export type CitationFormat = keyof typeof citationFormats;
export const citationFormatNames = Object.keys(citationFormats) as CitationFormat[];
