// Loaded before a program: as where what sends traces is not installed.
import { registerHooks } from 'node:module';

registerHooks({
  resolve(name, context, next) {
    if (!name.startsWith('@opentelemetry/')) return next(name, context);
    throw Object.assign(new Error(`${name} was asked for`), { code: 'ERR_MODULE_NOT_FOUND' });
  },
});
