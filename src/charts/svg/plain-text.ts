/** Text that XML can hold, whatever a name has in it: no half of a pair, no control characters, no end of a section. */
export const plainText = (text: string): string =>
  text
    .toWellFormed()
    // oxlint-disable-next-line no-control-regex
    .replaceAll(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g, ' ')
    .replaceAll(']]>', ']] >');
