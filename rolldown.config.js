// Makes few files of what was compiled and of the packages it uses: reading two thousand of them took most of the time
// in which a command starts.
import { defineConfig } from 'rolldown';
import license from 'rollup-plugin-license';

/** Packages with files of their own that they look for beside themselves. */
const leftOutside = [/^better-sqlite3$/, /^@resvg\/resvg-js$/, /^highs$/, /^pg-native$/, /^pg-cloudflare$/];
/** For whoever wants traces: installed by them, or not. */
const leftToUsers = [/^@opentelemetry\//];
/** Parts of the framework that it asks for and goes on without. */
const notInstalled = [
  /^@nestjs\/(?:microservices|websockets|platform-express)/,
  /^@fastify\/(?:multipart|view)$/,
];

export default defineConfig({
  input: {
    command: 'dist/src/command.js',
    main: 'dist/src/main.js',
    serving: 'dist/src/serving.js',
    worker: 'dist/src/workers/worker.js',
  },
  platform: 'node',
  external: [...leftOutside, ...leftToUsers, ...notInstalled],
  // What is wrong is told by the names of classes.
  output: { dir: 'dist/program', cleanDir: true, keepNames: true },
  plugins: [license({ thirdParty: { output: 'dist/program/licenses.txt' } })],
});
