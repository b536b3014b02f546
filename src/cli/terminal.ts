import { styleText } from 'node:util';

/** Data, for people and programs that read on. */
export const write = (text: string): void => {
  clearPassing();
  process.stdout.write(text);
};
export const print = (text: string): void => write(`${text}\n`);

/** Messages, for the person at the terminal. */
export const say = (text: string): void => {
  clearPassing();
  process.stderr.write(`${text}\n`);
};

/** JSON on one line for programs, indented for people. */
export const printJson = (value: unknown): void =>
  print(JSON.stringify(value, null, process.stdout.isTTY ? 2 : undefined));

// styleText leaves text alone when its stream is no terminal, and honours NO_COLOR and FORCE_COLOR.
export const bold = (text: string): string => styleText('bold', text, { stream: process.stdout });
export const dim = (text: string): string => styleText('dim', text, { stream: process.stdout });

let passing = false;

/** A line that the next one replaces: something to see while the work starts. */
export const sayInPassing = (text: string): void => {
  if (!process.stderr.isTTY) return;
  process.stderr.write(`\r\u001B[K${text}`);
  passing = true;
};

export const clearPassing = (): void => {
  if (passing) process.stderr.write('\r\u001B[K');
  passing = false;
};
