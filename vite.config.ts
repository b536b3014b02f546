import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { brotliCompressSync, constants } from 'node:zlib';
import type { Plugin } from 'vite';
import { defineConfig } from 'vite';

const outDir = resolve(import.meta.dirname, 'dist/web');

/** Writes a Brotli copy beside every script and style sheet, so that the server compresses nothing itself. */
const compressed: Plugin = {
  name: 'compressed',
  closeBundle() {
    const assets = join(outDir, 'assets');
    for (const name of readdirSync(assets).filter((one) => /\.(?:js|css)$/.test(one))) {
      const content = readFileSync(join(assets, name));
      const size = { [constants.BROTLI_PARAM_SIZE_HINT]: content.length };
      writeFileSync(join(assets, `${name}.br`), brotliCompressSync(content, { params: size }));
    }
  },
};

export default defineConfig({
  root: resolve(import.meta.dirname, 'src/web'),
  base: '/',
  publicDir: false,
  plugins: [compressed],
  resolve: { alias: { 'csv-stringify/sync': 'csv-stringify/browser/esm/sync' } },
  // The engine's declarations are decorated classes, in the worker as on the server.
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' }, decorator: { legacy: true } },
  build: {
    outDir,
    emptyOutDir: true,
    target: 'es2023',
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 700,
  },
  worker: { format: 'es' },
});
