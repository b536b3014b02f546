// `npm run bench [NAME…]`, or `-- --quick`: a few ratios in less than a minute, red when one is broken.
import { spawn } from 'node:child_process';
import { fileURLToPath } from 'node:url';

const home = new URL('../../', import.meta.url);
const given = process.argv.slice(2);
const isQuick = given.includes('--quick');
const names = given.filter((name) => name !== '--quick');

spawn(
  process.execPath,
  [
    fileURLToPath(new URL('node_modules/vitest/vitest.mjs', home)),
    'run',
    '--config',
    'tests/bench/vitest.config.ts',
    ...names,
  ],
  {
    cwd: fileURLToPath(home),
    stdio: 'inherit',
    env: { ...process.env, ...(isQuick && { BENCH_QUICK: '1' }) },
  },
).on('exit', (code) => (process.exitCode = code ?? 1));
