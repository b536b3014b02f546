import { join } from 'node:path';
import { KeyFile } from '../../../src/access/key-file.js';
import { KeyRing } from '../../../src/access/key-ring.js';
import { TestServer } from '../http-server.js';
import { ask, askRefused } from './asking.js';
import type { AskedExample, KeptExample, KeptExamples, KeptRefusal } from './example.js';
import { keyless, outOfScope, refusals, tooLarge, tooMany } from './refusals.js';

const idOf = ({ answer }: KeptExample): string | undefined =>
  typeof answer === 'object' && answer !== null && 'id' in answer ? String(answer.id) : undefined;

/** `{id}` is the one that an answer named last. */
const withId = (asked: AskedExample, id: string): AskedExample =>
  asked.path?.id === '{id}' ? { ...asked, path: { id } } : asked;

const answersTo = async (server: TestServer, asked: readonly AskedExample[]): Promise<KeptExample[]> => {
  const kept: KeptExample[] = [];
  let id = '';
  for (const one of asked) {
    const example = await ask(server, withId(one, id));
    id = idOf(example) ?? id;
    kept.push(example);
  }
  return kept;
};

/** With a key that may only read, after which every address asks for one. */
const refusedForKeys = async (server: TestServer): Promise<KeptRefusal[]> => {
  const ring = new KeyRing(new KeyFile(join(server.folder, 'ledger.db.keys.json')));
  const { key } = ring.create('reader', ['read'], null);
  const withKey = { ...outOfScope, headers: { Authorization: `Bearer ${key}` } };
  return [
    await askRefused(server, keyless),
    { ...(await askRefused(server, withKey)), headers: outOfScope.headers! },
  ];
};

const refusalsBy = async (server: TestServer): Promise<KeptRefusal[]> => {
  const kept: KeptRefusal[] = [];
  for (const one of refusals) kept.push(await askRefused(server, one));
  kept.push(await askRefused(server, tooLarge, tooMany));
  return [...kept, ...(await refusedForKeys(server))];
};

/** What a server over the public record, and nothing else, answers to these and to what must be refused. */
export const told = async (asked: readonly AskedExample[]): Promise<KeptExamples> => {
  const server = await TestServer.start({ publicRecord: true, webhookAllow: ['127.0.0.1'] });
  try {
    return { answers: await answersTo(server, asked), refusals: await refusalsBy(server) };
  } finally {
    await server.stop();
  }
};
