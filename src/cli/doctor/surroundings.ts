import { createServer } from 'node:net';
import { reasonOf } from '../../../events/kit/reason.js';
import { BadConfiguration, type Configuration, configurationFrom } from '../../configuration.js';
import { publicRecord } from '../../public-record.js';
import { nameOfStore } from '../../open-store.js';
import type { Finding } from './finding.js';
import type { CommonOptions } from '../verb.js';

const oldestNode = [22, 13] as const;

export const checkNode = (): Finding => {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  const ok = major > oldestNode[0] || (major === oldestNode[0] && minor >= oldestNode[1]);
  return {
    what: 'Node.js',
    ok,
    found: process.versions.node,
    ...(!ok && { advice: `Install Node.js ${oldestNode.join('.')} or newer.` }),
  };
};

export const checkConfiguration = ({
  store,
}: CommonOptions): { configuration?: Configuration; finding: Finding } => {
  try {
    const configuration = configurationFrom({
      ...process.env,
      ...(store !== undefined && { STORE_URL: store }),
    });
    return {
      configuration,
      finding: {
        what: 'configuration',
        ok: true,
        found: `${nameOfStore(configuration.storeUrl)}, ${configuration.host}:${configuration.port}`,
      },
    };
  } catch (error) {
    if (!(error instanceof BadConfiguration)) throw error;
    return {
      finding: {
        what: 'configuration',
        ok: false,
        found: error.message,
        advice: 'Change it in the environment.',
      },
    };
  }
};

const tryListening = async ({ host, port }: Configuration): Promise<NodeJS.ErrnoException | undefined> =>
  new Promise((resolve) => {
    const server = createServer();
    server.once('error', resolve);
    server.listen({ host, port, exclusive: true }, () => server.close(() => resolve(undefined)));
  });

/** Whether the server could listen where it is told to. */
export const checkPort = async (configuration: Configuration): Promise<Finding> => {
  const { host, port } = configuration;
  const error = await tryListening(configuration);
  if (!error) return { what: 'port', ok: true, found: `${host}:${port} is free` };
  const taken = error.code === 'EADDRINUSE';
  const advice = taken
    ? 'Set PORT to another one, or let `gigaledger serve` take the next.'
    : 'Set HOST and PORT to an address of this machine that you may listen on.';
  return { what: 'port', ok: false, found: taken ? `${host}:${port} is taken` : error.message, advice };
};

export const checkRecord = async (): Promise<Finding> => {
  try {
    return { what: 'public record', ok: true, found: `${(await publicRecord()).length} events are readable` };
  } catch (error) {
    return {
      what: 'public record',
      ok: false,
      found: reasonOf(error),
      advice: 'Install again: events/record is part of the package.',
    };
  }
};
