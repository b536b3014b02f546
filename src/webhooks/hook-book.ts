import { FeedFile } from '../watches/feed-file.js';
import type { Hook, HookState, KeptHook } from './hook.js';

interface HookRow {
  hook: string;
  state: string;
  secret: string;
}

const keptOf = ({ hook, state, secret }: HookRow): KeptHook => {
  const [asked, fares]: [Hook, HookState] = [JSON.parse(hook), JSON.parse(state)];
  return { hook: asked, state: fares, secret };
};

const select = 'SELECT hook, state, secret FROM hooks';

/** Which addresses are told of what, and how far each is: it outlives the process. */
export class HookBook {
  constructor(private readonly file = new FeedFile()) {}

  get all(): KeptHook[] {
    return (this.file.toRead?.prepare<[], HookRow>(`${select} ORDER BY id`).all() ?? []).map(keptOf);
  }

  find(id: string): KeptHook | undefined {
    const row = this.file.toRead?.prepare<[string], HookRow>(`${select} WHERE id = ?`).get(id);
    return row && keptOf(row);
  }

  /** Throws NoFeedFile. */
  keep({ hook, state, secret }: KeptHook): void {
    this.file.toWrite
      .prepare('INSERT INTO hooks (id, hook, state, secret) VALUES (?, ?, ?, ?)')
      .run(hook.id, JSON.stringify(hook), JSON.stringify(state), secret);
  }

  /** Keeps how a webhook fares; false when it is gone. */
  update(id: string, state: HookState): boolean {
    const update = this.file.toRead?.prepare('UPDATE hooks SET state = ? WHERE id = ?');
    return (update?.run(JSON.stringify(state), id).changes ?? 0) > 0;
  }

  /** Keeps in whose name a webhook is told from now on, and how it fares. */
  adopt({ hook, state }: Pick<KeptHook, 'hook' | 'state'>): void {
    this.file.toRead
      ?.prepare('UPDATE hooks SET hook = ?, state = ? WHERE id = ?')
      .run(JSON.stringify(hook), JSON.stringify(state), hook.id);
  }

  /** False when there is none. */
  drop(id: string): boolean {
    return (this.file.toRead?.prepare('DELETE FROM hooks WHERE id = ?').run(id).changes ?? 0) > 0;
  }
}
