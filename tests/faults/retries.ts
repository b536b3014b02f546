import { setTimeout } from 'node:timers/promises';
import { expect } from 'vitest';
import { upTo } from '../contract/candidates.js';
import { workplace } from '../e2e/built.js';
import { party } from '../e2e/http-server.js';
import { served } from '../e2e/postgres-process.js';
import { ReplicatedPair } from '../postgres/pair.js';
import { Progress } from './progress.js';
import { type Answered, sendUntilTold } from './retrying.js';

/** Processes that are killed and started again while somebody sends: where they listen now, and what befalls them next. */
export interface Besieged {
  readonly addresses: readonly string[];
  /** The next thing that fails; resolves once it has been put right by whoever would do that. */
  strike(): Promise<void>;
  stop(): Promise<void>;
}

type Serving = Awaited<ReturnType<typeof served>>;

/** Each in turn is killed, and started again as a service manager would. */
class Restarted {
  readonly addresses: string[] = [];
  readonly #processes: Serving[] = [];
  #struck = 0;

  constructor(
    private readonly place: ReturnType<typeof workplace>,
    private readonly url: string,
  ) {}

  async start(count: number): Promise<void> {
    for (const index of upTo(count)) await this.#run(index - 1);
  }

  async killNext(): Promise<void> {
    const index = this.#struck++ % this.#processes.length;
    await this.#processes[index]!.end('SIGKILL');
    await this.#run(index);
  }

  async end(): Promise<void> {
    await Promise.all(this.#processes.map(({ end }) => end('SIGKILL')));
    this.place.remove();
  }

  async #run(index: number): Promise<void> {
    const process = await served(this.place, this.url, ['--empty']);
    this.#processes[index] = process;
    this.addresses[index] = process.address;
  }
}

/** One process on a file. */
export const onFile = async (): Promise<Besieged> => {
  const processes = new Restarted(workplace(), 'sqlite:ledger.db');
  await processes.start(1);
  return {
    addresses: processes.addresses,
    strike: () => processes.killNext(),
    stop: () => processes.end(),
  };
};

/** Two processes on a database, whose primary fails the second time, so that its synchronous standby is promoted. */
export const onPair = async (): Promise<Besieged> => {
  const pair = await ReplicatedPair.start('synchronous');
  const processes = new Restarted(workplace(), await pair.database());
  await processes.start(2);
  let struck = 0;
  return {
    addresses: processes.addresses,
    strike: async () => {
      if (++struck === 2) await pair.failOver();
      else await processes.killNext();
    },
    stop: async () => {
      await processes.end();
      await pair.stop();
    },
  };
};

const streams = 100;
const dealOf = (number: number): string => `deal-${number % streams}`;

/** The deals, parties and payments on which money is seen to be paid. */
const setUp = async ([address = '']: readonly string[]): Promise<void> => {
  const deals = upTo(streams).flatMap((number) => [
    {
      stream: dealOf(number),
      type: 'DealAnnounced',
      body: {
        title: dealOf(number),
        kind: 'chip-supply',
        stage: 'signed',
        parties: [{ party: 'payer', role: 'customer' }],
      },
    },
    {
      stream: dealOf(number),
      type: 'PaymentCommitted',
      body: {
        payment: 'p',
        from: 'payer',
        to: 'payee',
        kind: 'services',
        amount: 'undisclosed',
        bindingness: 'firm',
      },
    },
  ]);
  const body = JSON.stringify([party('payer'), party('payee'), ...deals]);
  const headers = { 'content-type': 'application/json' };
  const { status } = await fetch(`${address}/api/v1/events`, { method: 'POST', headers, body });
  expect(status).toBe(201);
};

/** Paid as often as it is said, so that what is recorded twice counts twice; its amount says which one it is. */
const paid = (number: number): Record<string, unknown> => ({
  stream: dealOf(number),
  type: 'PaymentMade',
  body: { payment: 'p', amount: `${number} USD` },
});

/** What came of it all. */
interface Retried {
  /** For each event every answer that anybody got to it. */
  answers: ReadonlyMap<number, readonly Answered[]>;
  /** How often each is in the log. */
  recorded: ReadonlyMap<number, number>;
}

const recordedAt = async (address: string): Promise<Map<number, number>> => {
  const log = await (await fetch(`${address}/api/v1/events.ndjson`)).text();
  const counts = new Map<number, number>();
  for (const line of log.split('\n').slice(0, -1)) {
    const { type, body } = JSON.parse(line) as { type: string; body: { amount: { low: number } } };
    if (type === 'PaymentMade')
      counts.set(body.amount.low / 100, (counts.get(body.amount.low / 100) ?? 0) + 1);
  }
  return counts;
};

/** How often something is sent and when the first connection is cut, both by its number alone. */
const manner = (number: number) => ({
  copies: 1 + (number % 3),
  ...(number % 2 === 0 && { leavesAfterMs: (number * 7) % 40 }),
});

/**
 * So many events, each sent one to three times by one of sixteen clients, half of whom cut their first connection at
 * some moment; meanwhile things fail, evenly spread over the run.
 */
export const sendAll = async (
  { addresses, strike }: Besieged,
  count: number,
  strikes: number,
  hasKeys: boolean,
): Promise<Retried> => {
  await setUp(addresses);
  const answers = new Map<number, Answered[]>();
  const progress = new Progress('events sent one to three times', count);
  let next = 0;
  const client = async (): Promise<void> => {
    while (next < count) {
      const number = ++next;
      const { copies, leavesAfterMs } = manner(number);
      const sending = {
        event: paid(number),
        hangsOn: number % 4 === 0,
        ...(hasKeys && { key: `key-${number}` }),
      };
      const own: Answered[] = [];
      for (const copy of upTo(copies))
        own.push(
          ...(await sendUntilTold(addresses, {
            ...sending,
            ...(copy === 1 && leavesAfterMs !== undefined && { leavesAfterMs }),
          })),
        );
      answers.set(number, own);
      progress.count();
    }
  };
  const striking = async (): Promise<void> => {
    for (const strikeNumber of upTo(strikes)) {
      while (progress.done < (count * strikeNumber) / (strikes + 1)) await setTimeout(20);
      await strike();
    }
  };
  await Promise.all([...upTo(16).map(client), striking()]);
  progress.end();
  return { answers, recorded: await recordedAt(addresses[0]!) };
};
