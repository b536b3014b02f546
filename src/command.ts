// The command line, as it is installed and started: what it is compiled to is kept from one run to the next.
import { rememberCompiled } from './remember-compiled.js';

rememberCompiled(process.env);
await import('./cli.js');
