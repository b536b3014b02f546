// Serves the built product as it is, but that whoever comes is let in at once: the control of what sheds.
import { pathToFileURL } from 'node:url';
import 'reflect-metadata';

const [serving, configuration] = process.argv.slice(2);
const { serve } = await import(pathToFileURL(serving).href);
const turnstile = {
  shed: { order: 0, batch: 0, question: 0 },
  connected: () => undefined,
  admit: (_lane, enter) => enter(() => undefined),
};
const { url } = await serve(JSON.parse(configuration), { turnstile });
process.stdout.write(`Serving at ${url}/\n`);
