/** Whether a text is the address of a page on the web: http or https, with a host, and no name or password in it. */
export const isWebAddress = (text: string): boolean =>
  /^https?:\/\/[^/?#@\\\s]+(?:[/?#][^\s]*)?$/i.test(text) && URL.canParse(text);
