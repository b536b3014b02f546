#!/usr/bin/env node
// Plain words and old syntax only: this file also runs on the Node.js versions that it turns away.
import { spawn } from 'node:child_process';
import { existsSync, realpathSync } from 'node:fs';
import { constants } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';

const oldest = [22, 13];
const home = dirname(dirname(realpathSync(fileURLToPath(import.meta.url))));
const entry = join(home, 'dist', 'program', 'command.js');
const alreadyTried = 'GIGALEDGER_OWN_NODE';

const isRecent = () => {
  const [major, minor] = process.versions.node.split('.').map(Number);
  return major > oldest[0] || (major === oldest[0] && minor >= oldest[1]);
};

const stop = (code, lines) => {
  process.stderr.write(lines.join('\n') + '\n');
  process.exitCode = code;
};

/** Runs the same command on the Node.js that was installed beside the packages. */
const runOn = (node) => {
  const environment = Object.assign({}, process.env, { [alreadyTried]: '1' });
  const child = spawn(node, [fileURLToPath(import.meta.url), ...process.argv.slice(2)], {
    stdio: 'inherit',
    env: environment,
  });
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  child.on('error', (error) => stop(1, ['gigaledger could not start ' + node + ': ' + error.message]));
  child.on('exit', (code, signal) => (process.exitCode = signal ? 128 + constants.signals[signal] : code));
};

// In a clone the packages stand within it; installed as a package it stands among them.
const ownNode = [join(home, 'node_modules'), dirname(home)]
  .map((packages) => join(packages, '.bin', 'node'))
  .find((file) => existsSync(file));

if (!isRecent() && ownNode && !process.env[alreadyTried]) {
  runOn(ownNode);
} else if (!isRecent()) {
  stop(1, [
    'gigaledger needs Node.js ' + oldest.join('.') + ' or newer; this is ' + process.versions.node + '.',
    'Get a newer one from https://nodejs.org, or run `npm install` here, which brings one along.',
  ]);
} else if (!existsSync(entry)) {
  stop(1, ['gigaledger has not been built yet. Run `npm install && npm run build` in ' + home + '.']);
} else {
  await import(pathToFileURL(entry).href);
}
