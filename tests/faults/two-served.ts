import { setTimeout } from 'node:timers/promises';
import pg from 'pg';
import { expect } from 'vitest';
import { PostgresStore } from '../../src/store/postgres.js';
import { idsOf, upTo } from '../contract/candidates.js';
import { workplace } from '../e2e/built.js';
import { party, type Recording } from '../e2e/http-server.js';
import { served } from '../e2e/postgres-process.js';
import { PostgresServer } from '../postgres/server.js';
import { Link } from './link.js';
import { type Answered, type Sending, sendUntilTold } from './retrying.js';

/** Two processes that serve one database, each over a network of its own that can fail. */
export const twoServed = async () => {
  const place = workplace();
  const server = await PostgresServer.start();
  const { url } = await server.database();
  const links: Link[] = [];
  const processes: Awaited<ReturnType<typeof served>>[] = [];
  for (const _ of upTo(2)) {
    const link = await Link.to(server.port);
    links.push(link);
    processes.push(await served(place, url.replace(`:${server.port}`, `:${link.port}`), ['--empty']));
  }
  return {
    links,
    url,
    addresses: processes.map(({ address }) => address),
    ask: (sql: string) => server.ask(sql, url),
    stop: async () => {
      await Promise.all(processes.map(({ end }) => end('SIGKILL')));
      await Promise.all(links.map((link) => link.close()));
      await server.stop();
      place.remove();
    },
  };
};
export type TwoServed = Awaited<ReturnType<typeof twoServed>>;

/** What a party is called can be said again, once it was said otherwise in between. */
const named = (slug: string, name: string): Record<string, unknown> => ({
  stream: `party-${slug}`,
  type: 'PartyAmended',
  body: { name },
});

/** What became of an event that bears a name of its own. */
export interface Outcome {
  name: string;
  answers: Answered[];
}

let sent = 0;

/** Four parties are each named twice, and four are new, all with names of their own. */
const events = (known: readonly string[]): { name: string; event: Record<string, unknown> }[] =>
  known.flatMap((slug) => {
    const [one, other, added] = upTo(3).map(() => `sent-${++sent}`) as [string, string, string];
    return [
      { name: one, event: named(slug, one) },
      { name: other, event: named(slug, other) },
      { name: added, event: party(added) },
    ];
  });

interface Round {
  served: TwoServed;
  fail: (link: Link) => void;
  cut: readonly Link[];
  lastsMs: number;
}

export const acknowledgedIn = (answers: readonly Answered[]): Recording[] =>
  answers.filter(({ status }) => status === 201).map(({ body }) => body as Recording);

/**
 * Twelve clients send at the same moment while the network of the first process, or of both, fails; it heals after a
 * while. Each turns to the other process after a second without an answer, or when it is told to come again. What is
 * acknowledged is looked for in the database at once.
 */
export const sendThroughCut = async ({
  served: { addresses, url },
  fail,
  cut,
  lastsMs,
}: Round): Promise<Outcome[]> => {
  const known = upTo(4).map(() => `known-${++sent}`);
  for (const slug of known)
    expect(await sendUntilTold(addresses, { event: party(slug), hangsOn: true })).toMatchObject([
      { status: 201 },
    ]);
  const direct = await PostgresStore.openToRead(url);
  const looks: Promise<void>[] = [];
  const look = async (answer: Answered): Promise<void> => {
    const ids = acknowledgedIn([answer]).flatMap((one) => one.events.map(({ id }) => id));
    expect(idsOf(await direct.byIds(ids))).toEqual(ids);
  };
  for (const link of cut) fail(link);
  const healed = setTimeout(lastsMs).then(() => cut.forEach((link) => link.heal()));
  const all = events(known).map(async ({ name, event }, index) => {
    const sending = { event, key: `key of ${name}`, hangsOn: index % 2 === 0 };
    return { name, answers: await sendUntilTold(addresses, sending, (answer) => looks.push(look(answer))) };
  });
  await healed;
  const outcomes = await Promise.all(all);
  await Promise.all(looks);
  await direct.close();
  return outcomes;
};

/** Where in the log each of the names stands. */
export const placesOf = async (url: string, outcomes: readonly Outcome[]): Promise<Map<string, number[]>> => {
  const reader = await PostgresStore.openToRead(url);
  expect(await reader.verify()).toMatchObject({ ok: true });
  const places = new Map(outcomes.map(({ name }) => [name, [] as number[]]));
  for (const { event } of await reader.read(0, 1e6))
    if ('name' in event.body) places.get(String(event.body.name))?.push(event.position);
  await reader.close();
  return places;
};

/** Records through the first process; the answer of the database is lost on its way there. */
const loseAnswer = async ({ url, links, ask }: TwoServed, record: () => Promise<void>): Promise<void> => {
  const holding = new pg.Client({ connectionString: url });
  await holding.connect();
  await holding.query('BEGIN; SELECT * FROM gigaledger.head FOR UPDATE');
  const answered = record();
  const waiting = "SELECT 1 FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND query LIKE '%append%'";
  await expect.poll(() => ask(waiting)).toHaveLength(1);
  links[0]!.cut('back');
  await holding.query('COMMIT');
  await holding.end();
  return answered;
};

const namesIn = async (url: string, slug: string): Promise<unknown[]> => {
  const reader = await PostgresStore.openToRead(url);
  const events = await reader.read(0, 1e6, { stream: `party-${slug}` });
  await reader.close();
  return events.map(({ event: { body } }) => 'name' in body && body.name);
};

/** A party is named; the answer is lost, somebody else names it otherwise, and the first name is sent again. */
export const nameAgainLate = async (served: TwoServed, slug: string, hasKey: boolean): Promise<unknown[]> => {
  const { url, links } = served;
  const [one, other] = served.addresses;
  const sendTo = async (address: string | undefined, event: Sending['event'], key?: string) => {
    const answers = await sendUntilTold([address!], { event, key, hangsOn: true });
    expect(answers.map(({ status }) => status)).toContain(201);
  };
  const key = hasKey ? slug : undefined;
  await sendTo(one, party(slug));
  const answered = loseAnswer(served, () => sendTo(one, named(slug, 'early'), key));
  await expect.poll(() => namesIn(url, slug)).toEqual([slug, 'early']);
  await sendTo(other, named(slug, 'since'));
  await sendTo(other, named(slug, 'early'), key);
  const names = await namesIn(url, slug);
  links[0]!.heal();
  await answered;
  return names;
};
