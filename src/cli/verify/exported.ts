import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import type { IntegrityReport } from '../../store/store.js';
import { Stop } from '../failure.js';
import { textOf } from '../input.js';
import { type Manifest, manifestOf } from '../manifest.js';
import { ProgressBar } from '../progress.js';
import type { CommonOptions } from '../verb.js';
import { HashChain } from './chain.js';

const sizeOf = async (file: string): Promise<number> =>
  stat(file).then(
    ({ size }) => size,
    () => {
      throw new Stop('notFound', `There is no file ${file}.`);
    },
  );

/** Feeds the lines of a stream to a chain; the SHA-256 of all bytes. */
const walk = async (bytes: Readable, size: number, chain: HashChain): Promise<string> => {
  const digest = createHash('sha256');
  const progress = new ProgressBar('Verifying', size);
  let read = 0;
  bytes.on('data', (chunk: Buffer) => {
    digest.update(chunk);
    progress.reached((read += chunk.length));
  });
  for await (const line of createInterface({ input: bytes, crlfDelay: Infinity }))
    if (line !== '') chain.check(line);
  progress.stop();
  return digest.digest('hex');
};

const manifestFaults = (
  { events, position, hash, sha256 }: Manifest,
  chain: HashChain,
  digest: string,
): string[] => [
  ...(events === chain.position && position === chain.position
    ? []
    : [`the manifest says ${events} events, and the file ends at position ${chain.position}`]),
  ...(hash === chain.hash ? [] : ['the hash of the head is not the one in the manifest']),
  ...(sha256 === digest ? [] : ['the SHA-256 of the file is not the one in the manifest']),
];

/** The verdict on an export, by its lines and the manifest beside it alone. */
export const verdictOf = async (file: string, options: CommonOptions): Promise<IntegrityReport> => {
  const chain = new HashChain();
  const piped = file === '-';
  const size = piped ? 1 : await sizeOf(file);
  const bytes = piped ? Readable.from([Buffer.from(await textOf(file, options))]) : createReadStream(file);
  const digest = await walk(bytes, size, chain);
  const manifest = piped ? undefined : await manifestOf(file);
  const faults = [
    ...chain.faults,
    ...(manifest ? manifestFaults(manifest, chain, digest) : []).map((detail) => ({ position: 0, detail })),
  ];
  return { ok: faults.length === 0, position: chain.position, hash: chain.hash, faults };
};
