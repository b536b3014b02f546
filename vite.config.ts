import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';
import { minify } from 'terser';
import type { Plugin } from 'vite';
import { defineConfig } from 'vite';

const outDir = resolve(import.meta.dirname, 'dist/web');

/** A second minifier takes off two parts in a hundred of what the first one left; of small scripts it is not worth the time. */
const worthwhileBytes = 50_000;

const minifyAgain = async (path: string): Promise<void> => {
  const script = readFileSync(path, 'utf8');
  if (script.length < worthwhileBytes) return;
  let code = script;
  // Each time makes some room for the next.
  for (let times = 0; times < 2; times++)
    ({ code = code } = await minify(code, { module: true, compress: { passes: 2 } }));
  writeFileSync(path, code);
};

const namesIn = (folder: string, kind: RegExp): string[] =>
  readdirSync(folder)
    .filter((name) => kind.test(name))
    .map((name) => join(folder, name));

/** Writes a Brotli copy beside every script and style sheet, so that the server compresses nothing itself. */
const compressed: Plugin = {
  name: 'compressed',
  async closeBundle() {
    const assets = join(outDir, 'assets');
    await Promise.all(namesIn(assets, /\.js$/).map(minifyAgain));
    for (const path of namesIn(assets, /\.(?:js|css)$/)) {
      const content = readFileSync(path);
      const size = { [constants.BROTLI_PARAM_SIZE_HINT]: content.length };
      writeFileSync(`${path}.br`, brotliCompressSync(content, { params: size }));
    }
  },
};

/** Whoever hands letters on hands on what may be done with them. */
const licensed: Plugin = {
  name: 'licensed',
  generateBundle() {
    const source = readFileSync(resolve(import.meta.dirname, 'src/web/fonts/LICENSE.txt'), 'utf8');
    this.emitFile({ type: 'asset', fileName: 'assets/fonts-license.txt', source });
  },
};

/** Only what decodes takes the validator itself, which is no part of the first scripts; all else takes marks and checks. */
const validators: Plugin = {
  name: 'validators',
  enforce: 'pre',
  resolveId(source, importer = '') {
    if (source !== 'class-validator') return null;
    const part = importer.endsWith('/kit/decode.ts') ? 'index' : 'decorator/decorators';
    return this.resolve(`class-validator/esm2015/${part}.js`, importer, { skipSelf: true });
  },
};

export default defineConfig({
  root: resolve(import.meta.dirname, 'src/web'),
  // By where the page stands: its copies stand under any path.
  base: './',
  publicDir: false,
  plugins: [licensed, compressed, validators],
  resolve: {
    alias: {
      'csv-stringify/sync': 'csv-stringify/browser/esm/sync',
    },
  },
  // The engine's declarations are decorated classes, in the worker as on the server.
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' }, decorator: { legacy: true } },
  build: {
    outDir,
    emptyOutDir: true,
    target: 'es2023',
    modulePreload: {
      polyfill: false,
      // What is fetched after the first screen is not waited for: lists of its parts would only make the first script longer.
      resolveDependencies: (_file, parts, { hostType }) => (hostType === 'html' ? parts : []),
    },
    assetsInlineLimit: 0,
    // What the first screen needs is one file: many small ones compress worse.
    rolldownOptions: { output: { codeSplitting: { groups: [{ name: 'first', tags: ['$initial'] }] } } },
    chunkSizeWarningLimit: 700,
  },
  worker: {
    format: 'es',
    plugins: () => [validators],
    rolldownOptions: {
      // The list of what events offer does nothing by being read: what only the simulator takes off it goes with the simulator.
      treeshake: { moduleSideEffects: (id) => !id.endsWith('/events/index.ts') },
      output: { codeSplitting: { groups: [{ name: 'first', tags: ['$initial'] }] } },
    },
  },
});
