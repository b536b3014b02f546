import { afterAll, beforeAll } from 'vitest';
import { PostgresServer } from '../postgres/server.js';
import { openPostgres } from './postgres.databases.js';
import { storeContract } from './store.contract.js';

let server: PostgresServer;

beforeAll(async () => {
  server = await PostgresServer.shared();
});
afterAll(() => server.stop());

storeContract(
  'PostgreSQL',
  openPostgres(() => server),
);
