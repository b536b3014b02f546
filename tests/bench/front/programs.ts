import { execFileSync } from 'node:child_process';
import { existsSync } from 'node:fs';

const at = (name: string): string | undefined =>
  ['/usr/sbin', '/usr/bin', '/usr/local/bin']
    .map((place) => `${place}/${name}`)
    .find((path) => existsSync(path));

const packages = { nginx: 'nginx-light', wrk: 'wrk' };
type Program = keyof typeof packages;

/** Where a program of Debian's stands; undefined where it is missing. With INSTALL=on, as root, it is installed. */
export const programOf = (name: Program): string | undefined => {
  if (at(name) === undefined && process.env.INSTALL === 'on')
    execFileSync('apt-get', ['install', '-y', '--no-install-recommends', packages[name]], {
      stdio: 'ignore',
    });
  return at(name);
};
