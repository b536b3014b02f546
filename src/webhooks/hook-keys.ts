import type { Hook } from './hook.js';

/** Whether the key in whose name a webhook is told may still have it told. Where there are no keys, everybody may. */
export class HookKeys {
  constructor(private readonly isGood: (name: string) => boolean = () => true) {}

  /** Why a webhook is told nothing more; undefined while it is. */
  faultOf({ madeBy }: Pick<Hook, 'madeBy'>): string | undefined {
    if (madeBy === undefined || this.#isGood(madeBy)) return undefined;
    return `the key "${madeBy}" was revoked, has expired or lost the scope admin: a key that has it may resume the webhook`;
  }

  /** Keys that cannot be read are good for nothing. */
  #isGood(name: string): boolean {
    try {
      return this.isGood(name);
    } catch {
      return false;
    }
  }
}
