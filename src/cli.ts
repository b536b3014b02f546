import './node-version.js';
import 'reflect-metadata';
import { exitCodeOf, report } from './cli/failure.js';
import { program } from './cli/program.js';

// Whoever reads the other end of the pipe has seen enough.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0);
  throw error;
});

try {
  await (await program(process.argv)).parseAsync(process.argv);
} catch (error) {
  report(error);
  process.exitCode = exitCodeOf(error);
}
