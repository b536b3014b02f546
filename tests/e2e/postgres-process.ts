import { workplace } from './built.js';

type Place = ReturnType<typeof workplace>;

/** A process of the product on a database, once it has said that it is ready. */
const started = async (place: Place, args: readonly string[], env: Record<string, string>, ready: RegExp) => {
  const child = place.start(args, env);
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve));
  const said = await new Promise<RegExpExecArray>((resolve, reject) => {
    let text = '';
    const hear = (chunk: Buffer): void => {
      const found = ready.exec((text += chunk.toString()));
      if (found) resolve(found);
    };
    child.stdout.on('data', hear);
    child.stderr.on('data', hear);
    child.once('close', (code) => reject(new Error(`ended with ${code}: ${text}`)));
  });
  const end = async (signal: 'SIGTERM' | 'SIGKILL'): Promise<number | null> => {
    child.kill(signal);
    return ended;
  };
  return { said, end, child };
};

/** A server process, and where it listens. */
export const served = async (
  place: Place,
  url: string,
  args: readonly string[],
  WORKERS = '0',
  more: Record<string, string> = {},
) => {
  const env = { STORE_URL: url, WORKERS, ...more };
  const { said, ...rest } = await started(
    place,
    ['serve', '--port', '0', ...args],
    env,
    /^Serving at (\S+)\/$/m,
  );
  return { address: said[1]!, ...rest };
};

/** A process that works on jobs, one at once. */
export const worker = async (place: Place, url: string, more: Record<string, string> = {}) =>
  started(place, ['work', '--jobs', '1'], { STORE_URL: url, ...more }, /^Working on the jobs of/m);
