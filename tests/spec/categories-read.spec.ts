import { beforeAll, describe, expect, it } from 'vitest';
import { normalise } from '../../projections/asking.js';
import { ask, views } from '../../projections/index.js';
import type { History } from '../../projections/kit/log.js';
import { publicRecord } from '../../src/public-record.js';
import { ledger, type Sent } from '../given.js';
import { valid } from '../valid.js';
import { watchedLog } from '../watched-log.js';

let history: History;
beforeAll(async () => {
  history = ledger((await publicRecord()) as Sent[]);
});

describe('A view', () => {
  // What it reads is what it is weighed by: one that reads deals unsaid is worked out where everybody waits.
  it.each(views.map(({ name }) => name))('reads the categories that it says it reads: %s', (name) => {
    const now = { today: '2026-11-23', position: history.position };
    const { view, question } = valid(normalise(name, {}, now, history));
    const { log, read } = watchedLog(history);
    ask(view, question, log);
    const said = new Set<string>(['party', view.category, ...(view.readsBeside ?? [])]);
    expect([...new Set([...read, 'party', view.category])].sort()).toEqual([...said].sort());
  });
});
