import { setTimeout } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { upTo } from '../contract/candidates.js';
import { folder } from '../contract/sqlite.files.js';
import { aftermath } from './after.js';
import { Appender, type Appending, builtAppender } from './children.js';
import { told } from './progress.js';

const kills = Number(process.env.KILLS ?? 15);
const enoughTime = 60_000 + kills * 4_000;

/** From nothing to 60 ms, spread evenly by the golden ratio and the same in every run. */
const moments = upTo(kills).map((kill) => ((kill * 0.618_033_988_75) % 1) * 60);

/** A file that grows for ever would take ever longer to verify. */
const killsPerFile = 25;
const campaigns = moments.map((moment, index) => ({
  moment,
  file: `ledger-${Math.floor(index / killsPerFile)}.db`,
}));

describe('A process that is killed while it appends', () => {
  let appender: Awaited<ReturnType<typeof builtAppender>>;
  let files: ReturnType<typeof folder>;

  beforeAll(async () => {
    appender = await builtAppender();
  });
  afterAll(() => appender.remove());
  beforeEach(() => {
    files = folder();
  });
  afterEach(() => files.remove());

  /** Kills an appender some milliseconds after it first spoke; gives what it had acknowledged. */
  const killed = async (appending: Appending, afterMs: number): Promise<readonly string[]> => {
    const child = new Appender(appender.script, appending);
    await child.says((lines) => lines.length > 0);
    await setTimeout(afterMs);
    await child.kill();
    return child.lines;
  };

  it(
    'loses no acknowledged event, tears no batch, leaves no gap and a whole chain',
    async () => {
      const acknowledged = new Map<string, string[]>();
      let [rounds, inAll] = [0, 0];
      for (const { file, moment } of told('kills', campaigns, kills)) {
        const lines = await killed({ log: files.file(file), manner: 'when-durable' }, moment);
        const all = [...(acknowledged.get(file) ?? []), ...lines];
        acknowledged.set(file, all);
        expect(await aftermath(files.file(file), all)).toMatchObject({ lost: [], torn: [], faults: [] });
        rounds++;
        inAll += lines.length;
      }
      console.log(`${rounds} kills: ${inAll} events acknowledged, none lost`);
      expect(inAll).toBeGreaterThan(rounds);
    },
    enoughTime,
  );

  it(
    'loses acknowledged events when it acknowledges before they are durable',
    async () => {
      let lost = 0;
      for (const moment of moments) {
        const acknowledged = await killed({ log: files.file('ledger.db'), manner: 'too-early' }, moment);
        lost += (await aftermath(files.file('ledger.db'), acknowledged)).lost.length;
        if (lost > 0) break;
      }
      expect(lost).toBeGreaterThan(0);
    },
    enoughTime,
  );
});
