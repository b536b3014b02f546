/** Whether a text is on the clipboard now; a browser may have none, or not let a page near it. */
export const copyText = async (text: string): Promise<boolean> => {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return false;
  }
};

/** What became of it, with the text where the reader must copy it by hand. */
export const copiedText = (isDone: boolean, text: string, done = 'Copied.'): string =>
  isDone ? done : `This browser does not let a page copy: ${text}`;
