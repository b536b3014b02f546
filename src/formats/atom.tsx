import { h, type ComponentChild } from 'preact';
import { renderToString } from 'preact-render-to-string';

/** One entry of a feed; instants and ids as Atom has them. */
export interface AtomEntry {
  /** An address that names it for ever, whatever becomes of what it says. */
  id: string;
  title: string;
  updated: string;
  published: string;
  /** Where what it says can be read. */
  address: string;
  type: string;
  categories: readonly string[];
  /** What is shown of it. */
  shown: ComponentChild;
}

export interface AtomFeed {
  id: string;
  title: string;
  subtitle: string;
  /** Of the feed itself. */
  address: string;
  /** Of what it is a feed of. */
  home: string;
  entries: readonly AtomEntry[];
}

const element = (name: string, text: string) => h(name, {}, text);

const entryOf = ({ id, title, updated, published, address, type, categories, shown }: AtomEntry) =>
  h('entry', {}, [
    element('id', id),
    element('title', title),
    element('updated', updated),
    element('published', published),
    h('link', { rel: 'alternate', type, href: address }),
    ...categories.map((term) => h('category', { term })),
    // HTML within XML is text to it.
    h('content', { type: 'html' }, renderToString(<div>{shown}</div>)),
  ]);

/** When nothing has been told yet: a feed must say when it changed last. */
const never = '1970-01-01T00:00:00.000Z';

const latest = (entries: readonly AtomEntry[]): string =>
  entries.reduce((found, { updated }) => (found < updated ? updated : found), never);

/** A feed as Atom (RFC 4287): the same bytes for the same entries. */
export const writeAtom = ({ id, title, subtitle, address, home, entries }: AtomFeed): string => {
  const feed = h('feed', { xmlns: 'http://www.w3.org/2005/Atom' }, [
    element('id', id),
    element('title', title),
    element('subtitle', subtitle),
    element('updated', latest(entries)),
    h('author', {}, element('name', 'gigaledger')),
    h('link', { rel: 'self', type: 'application/atom+xml', href: address }),
    h('link', { rel: 'alternate', type: 'text/html', href: home }),
    ...entries.map(entryOf),
  ]);
  return `<?xml version="1.0" encoding="utf-8"?>\n${renderToString(feed)}\n`;
};
