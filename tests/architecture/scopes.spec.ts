import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { AppModule } from '../../src/app.module.js';
import { httpApplication, initialise } from '../../src/http/application.js';
import { openStore } from '../../src/open-store.js';

describe('Every route', () => {
  it('says in src/http/access/route-scopes.ts what it needs', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'scopes-'));
    const store = await openStore(`sqlite:${join(folder, 'ledger.db')}`);
    const http = await httpApplication(AppModule.over(store), ['127.0.0.1']);
    try {
      await expect(initialise(http)).resolves.toBeUndefined();
    } finally {
      await http.app.close();
      await rm(folder, { recursive: true });
    }
  });
});
