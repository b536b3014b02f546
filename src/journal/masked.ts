/** What must not be read in a log, wherever it got into a line, and what stands there instead. */
const secrets: readonly (readonly [RegExp, string])[] = [
  // Access keys and the secrets of webhooks, by the marks that they begin with.
  [/glk_[a-z]_[\w-]+/g, 'glk_…'],
  [/whsec_[\w+/=-]+/g, 'whsec_…'],
  [/\b(Bearer|Basic) [^\s"\\]+/gi, '$1 …'],
  [/(gigaledger_session=)[^\s;"\\]+/g, '$1…'],
  // Of an address: the login, and what it asks with.
  [/(\w:\/\/)[^\s/@"\\]+@/g, '$1…@'],
  [/(\w:\/\/[^\s?"\\]+)\?[^\s"\\]+/g, '$1?…'],
];

/** Hardly any line has one: whether it may is seen at one look. */
const suspicious = /glk_|whsec_|bearer|basic|session=|:\/\//i;

/** The line without what gives access to something. */
export const maskSecrets = (line: string): string =>
  suspicious.test(line)
    ? secrets.reduce((text, [pattern, instead]) => text.replace(pattern, instead), line)
    : line;
