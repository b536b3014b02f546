import type { Command } from 'commander';
import type { Configuration } from '../configuration.js';
import { clearPassing } from './terminal.js';
import { type CommonOptions, optionsOf, verb } from './verb.js';

interface ServeVerbOptions extends CommonOptions {
  host?: string;
  port?: string;
  empty?: boolean;
  behindProxy?: boolean;
  tlsCert?: string;
  tlsKey?: string;
  maxLag?: string;
}

/** A person sees what goes wrong; a program that keeps the log gets a line for each answer. */
const usualJournalLevel = (): string => (process.stderr.isTTY ? 'warn' : 'info');

/** The environment as the options put it. */
const environmentFrom = ({
  store,
  host,
  port,
  empty,
  behindProxy,
  tlsCert,
  tlsKey,
  maxLag,
}: ServeVerbOptions): NodeJS.ProcessEnv => ({
  ...process.env,
  LOG_LEVEL: process.env.LOG_LEVEL ?? usualJournalLevel(),
  ...(store !== undefined && { STORE_URL: store }),
  ...(host !== undefined && { HOST: host }),
  ...(port !== undefined && { PORT: port }),
  ...(empty && { PUBLIC_RECORD: 'off' }),
  ...(behindProxy && { BEHIND_PROXY: 'on' }),
  ...(tlsCert !== undefined && { TLS_CERT: tlsCert }),
  ...(tlsKey !== undefined && { TLS_KEY: tlsKey }),
  ...(maxLag !== undefined && { MAX_LAG: maxLag }),
});

/** Serves until the process is told to stop, and tells on stdout what there is to see. */
const serveUntilStopped = async (configuration: Configuration): Promise<void> => {
  const [{ serve }, { QueryBus }, { firstMinute }] = await Promise.all([
    import('../serving.js'),
    import('@nestjs/cqrs'),
    import('./first-minute.js'),
  ]);
  clearPassing();
  const { app, url, close } = await serve(configuration);
  for (const signal of ['SIGTERM', 'SIGINT'] as const) process.once(signal, () => void close());
  for await (const text of firstMinute(app.get(QueryBus), url)) process.stdout.write(text);
};

export const declareServe = (program: Command): void => {
  verb(
    program,
    'serve',
    'Serve the API and the page. An empty store gets the public record unless --empty.',
    ['serve', 'serve --empty --store sqlite:mine.db', 'serve --port 8080'],
  )
    .option('--host <host>', 'the address to listen on, instead of HOST (127.0.0.1)')
    .option('--port <port>', 'the port, instead of PORT (3000); the next free one when it is taken')
    .option(
      '--behind-proxy',
      'a proxy that speaks TLS stands in front (BEHIND_PROXY); this or TLS is needed beyond loopback',
    )
    .option('--tls-cert <file>', 'speak TLS with this certificate and its chain, in PEM (TLS_CERT)')
    .option('--tls-key <file>', 'and with its key, in PEM (TLS_KEY)')
    .option(
      '--max-lag <seconds>',
      'answer off a standby of the database that is at most so late, and record nothing (MAX_LAG)',
    )
    .option('--empty', 'leave an empty store empty, for real use')
    .action(async (_options: unknown, command: Command) => {
      const { configurationFrom } = await import('../configuration.js');
      await serveUntilStopped(configurationFrom(environmentFrom(optionsOf<ServeVerbOptions>(command))));
    });
};
