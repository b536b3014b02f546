import type { Command } from 'commander';
import { clearPassing } from './terminal.js';
import { type Everywhere, optionsOf, verb } from './verb.js';

interface Options extends Everywhere {
  host?: string;
  port?: string;
  empty?: boolean;
}

/** The environment as the options put it. */
const environmentFrom = ({ store, host, port, empty }: Options): NodeJS.ProcessEnv => ({
  ...process.env,
  ...(store !== undefined && { STORE_URL: store }),
  ...(host !== undefined && { HOST: host }),
  ...(port !== undefined && { PORT: port }),
  ...(empty && { PUBLIC_RECORD: 'off' }),
});

export const declareServe = (program: Command): void => {
  verb(
    program,
    'serve',
    'Serve the API and the page. An empty store gets the public record unless --empty.',
    ['serve', 'serve --empty --store sqlite:mine.db', 'serve --port 8080'],
  )
    .option('--host <host>', 'the address to listen on, instead of HOST (127.0.0.1)')
    .option('--port <port>', 'the port, instead of PORT (3000); the next free one when it is taken')
    .option('--empty', 'leave an empty store empty, for real use')
    .action(async (_options: unknown, command: Command) => {
      const { configurationFrom } = await import('../configuration.js');
      const configuration = configurationFrom(environmentFrom(optionsOf<Options>(command)));
      const { serveUntilStopped } = await import('../main.js');
      clearPassing();
      await serveUntilStopped(configuration);
    });
};
