import { enableCompileCache } from 'node:module';
import { isAbsolute, join } from 'node:path';

/**
 * Where programs of this user keep what they can make again; undefined where nobody says. A path that starts from
 * wherever the command is called is none: what lies there may be anybody's, and would be run.
 */
const cachesOf = ({
  XDG_CACHE_HOME = '',
  LOCALAPPDATA = '',
  HOME = '',
}: NodeJS.ProcessEnv): string | undefined =>
  [XDG_CACHE_HOME, LOCALAPPDATA, join(HOME, '.cache')].find(isAbsolute);

/**
 * Has Node.js keep what it compiles in a folder of this user's, so that no command compiles it again, and neither do
 * the processes beside a server. `NODE_COMPILE_CACHE` names another folder and `NODE_DISABLE_COMPILE_CACHE=1` keeps
 * nothing, as with any program; what can't be written is compiled again.
 */
export const rememberCompiled = (environment: NodeJS.ProcessEnv): void => {
  const caches = cachesOf(environment);
  if (caches === undefined || environment.NODE_COMPILE_CACHE !== undefined) return;
  const folder = join(caches, 'gigaledger', 'compiled');
  if (enableCompileCache(folder).directory !== undefined) environment.NODE_COMPILE_CACHE = folder;
};
