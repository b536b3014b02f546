// Loaded before a program whose memory is looked at: at a signal it collects, and says how much is left.
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc');

process.on('SIGUSR2', () => {
  // What a first round finds, such as what was waited for, lets go of more.
  collect();
  collect();
  const { heapUsed, external } = process.memoryUsage();
  process.stdout.write(`kept ${heapUsed + external}\n`);
});
