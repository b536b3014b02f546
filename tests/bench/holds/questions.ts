import { mostEdits as mostSaved } from '../../../events/scenario/scenario.events.js';
import { views } from '../../../projections/index.js';
import { mostRows } from '../../../src/imports/files/limits.js';
import { largestPage } from '../../../src/messages/read-log.js';
import { mostEvents } from '../../../src/messages/record-events.js';
import { mostEdits } from '../../../src/simulator/scenario/scenario.js';
import { bulks, overManyDeals } from '../../laws/bulk.js';
import { lines } from '../../e2e/http-server.js';

/** One thing that may be asked, at the most that is allowed of it. */
export interface HeldQuestion {
  /** As the router knows it. */
  route: string;
  about: string;
  address: string;
  body?: string;
  headers?: Record<string, string>;
  /** What it must be answered with, so that nothing is measured but what was meant. */
  status?: number;
  /** Ended after so long: a stream has no end of its own. */
  endAfterMs?: number;
}

const base = '/api/v1';
const json = { 'content-type': 'application/json' };
const ndjson = { 'content-type': 'application/x-ndjson' };

const get = (route: string, about: string, address = route): HeldQuestion => ({
  route: `GET ${route}`,
  about,
  address,
});

const post = (
  route: string,
  about: string,
  body: unknown,
  more: Partial<HeldQuestion> = {},
): HeldQuestion => ({
  route: `POST ${route}`,
  about,
  address: route,
  body: JSON.stringify(body),
  headers: json,
  ...more,
});

const isParty = ({ type }: { type?: string }): boolean => type === 'PartyRegistered';

/** The parties of all bulks, which are registered beforehand. */
export const bulkParties = overManyDeals(10).filter(isParty);

/** The streams of a bulk under other names, so that it is new to a log that has it. */
const renamed = (events: readonly object[], name: string): string =>
  lines(events.filter((event) => !isParty(event))).replaceAll(/"(deal|market|stake)-/g, `"$1-${name}-`);

const batch = (name: string, of: keyof typeof bulks, more: Partial<HeldQuestion> = {}): HeldQuestion => ({
  ...post(`${base}/events`, `${mostEvents} events: ${of}`, {}, { status: 201 }),
  body: renamed(bulks[of]!(mostEvents - 10).slice(0, mostEvents), name),
  headers: ndjson,
  ...more,
});

const dryRun = { address: `${base}/events?dryRun=true`, status: 200 };
const manyDeals = renamed(overManyDeals(mostEvents - 10), 'many');

const batches: HeldQuestion[] = [
  batch('dry', 'tranches of one deal', { ...dryRun, about: `${mostEvents} tranches of one deal, dry run` }),
  {
    ...batch('many', 'tranches of one deal'),
    ...dryRun,
    body: manyDeals,
    about: `${mostEvents} events on many deals, dry run`,
  },
  batch('refused', 'all refused', { status: 409 }),
  batch('half', 'half refused', { status: 409 }),
  batch('mixed', 'one refused on mixed dates', { status: 409 }),
  {
    ...batch('many', 'tranches of one deal'),
    body: manyDeals,
    headers: { ...ndjson, 'idempotency-key': 'many' },
    about: `${mostEvents} events on many deals, with a key`,
  },
  {
    ...batch('many', 'tranches of one deal'),
    body: manyDeals,
    headers: { ...ndjson, 'idempotency-key': 'many' },
    about: 'the same again with its key',
  },
  {
    ...batch('many', 'tranches of one deal'),
    body: lines(Array.from({ length: mostEvents }, () => ({ stream: 'party-x', type: 'Nothing', body: {} }))),
    status: 422,
    about: `${mostEvents} events that cannot be read`,
  },
  batch('one', 'tranches of one deal'),
  batch('late', 'tranches, the newest first'),
  batch('early', 'tranches before their deal'),
  batch('corrected', 'corrections among what is told'),
];

const sheet = (rows: number): string =>
  [
    'Date,Customer,Provider,Value,Capacity,Due,Status',
    ...Array.from(
      { length: rows },
      (_, row) => `2025-11-03,Lab ${row % 500},Cloud ${row % 300},$${row + 1}M,${row + 1} MW,H2 2026,signed`,
    ),
    '',
  ].join('\n');
const csv = { 'content-type': 'text/csv', 'content-disposition': 'attachment; filename="deals.csv"' };

const imported = (rows: number, status: number): HeldQuestion => ({
  ...post(`${base}/imports`, `${rows} rows of deals`, {}, { status }),
  body: sheet(rows),
  headers: csv,
});

/** A deal, a tranche and a payment of each row are about as many events as one import may have. */
const imports = [imported(3_000, 200), imported(mostRows, 413)];

const span = 'from=2024-01-01&to=2033-12-31';

const shown: HeldQuestion[] = views.flatMap(({ name }) => {
  const route = `${base}/views/:view`;
  const address = `${base}/views/${name}`;
  return [
    get(route, name, address),
    get(
      route,
      `${name} by deal, all that it rests on`,
      `${address}?rests=all${name === 'compute-capacity' ? '&by=deal' : ''}`,
    ),
    ...(name === 'compute-capacity' || name === 'obligations'
      ? [
          get(route, `${name} by quarter`, `${address}?timeline=quarter&${span}`),
          get(route, `${name} as CSV`, `${address}.csv`),
          get(route, `${name} as NDJSON`, `${address}.ndjson`),
          get(route, `${name} as a table`, `${address}.md`),
          get(route, `${name} drawn`, `${address}.svg`),
        ]
      : []),
  ];
});

const lists: HeldQuestion[] = [
  get(`${base}/views`, 'the catalogue'),
  get(`${base}/deals`, '1,000 deals', `${base}/deals?limit=1000&rests=all`),
  get(`${base}/deals/:id`, 'one deal', `${base}/deals/deal-5?rests=all`),
  get(`${base}/deals/:id/history`, 'its history', `${base}/deals/deal-5/history`),
  get(`${base}/deals/:id/why`, 'its reasons', `${base}/deals/deal-5/why`),
  get(`${base}/parties`, 'all parties', `${base}/parties?rests=all`),
  get(`${base}/parties/:id`, 'one party', `${base}/parties/openai?rests=all`),
  get(`${base}/changes`, 'two years of changes', `${base}/changes?from=2024-06-01&rests=all`),
  get(`${base}/events`, `${largestPage} events`, `${base}/events?limit=${largestPage}`),
  get(`${base}/events/:id`, 'an event that is not there', `${base}/events/none`),
  get(`${base}/events.ndjson`, 'the whole log'),
  get(`${base}/events.parquet`, 'the whole log in columns'),
  ...['deals', 'parties'].flatMap((list) =>
    ['csv', 'ndjson', 'md'].map((format) => get(`${base}/${list}.${format}`, `all ${list} as ${format}`)),
  ),
  get('/feed.atom', 'the feed'),
  get(
    `${base}/cite/:view`,
    'one number',
    `${base}/cite/compute-capacity?measure=headlineKw&by=provider&provider=aws&layer=hosting`,
  ),
  {
    ...post('/mcp', 'its tools', { jsonrpc: '2.0', id: 1, method: 'tools/list' }),
    headers: { ...json, accept: 'application/json, text/event-stream' },
  },
  {
    ...get(`${base}/events/stream`, 'the whole log as it comes'),
    endAfterMs: 3_000,
    headers: { 'last-event-id': '0' },
  },
  get('/datapackage.json', 'what is offered in bulk'),
  get(`${base}/log/proof`, 'the head'),
  get(`${base}/log/verify`, 'every hash again'),
];

const capacity = { view: 'compute-capacity', by: 'provider', effectiveAt: '2026-06-30' };
const upTo = <T>(count: number, make: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, index) => make(index));
const delays = (count: number, more: object = {}): object[] =>
  upTo(count, (index) => ({ op: 'delay', target: `deal-${index % 900}`, months: 1 + (index % 9), ...more }));
const assumed = (count: number): object[] =>
  upTo(count, (index) => ({
    op: 'assume',
    event: {
      stream: 'deal-7',
      type: 'CapacityCommitted',
      effectiveOn: '2026-01-01',
      knownOn: '2026-01-01',
      body: {
        tranche: `t-${index}`,
        layer: 'hosting',
        provider: 'aws',
        consumer: 'openai',
        power: '1 MW',
        due: '2027-Q1',
        bindingness: 'firm',
      },
    },
  }));

const run = (about: string, scenario: object): HeldQuestion =>
  post(`${base}/scenarios/run`, about, { views: [capacity], ...scenario }, { status: 200 });

const lever = { op: 'scale', target: 'deal-7', toBp: { assumption: 'size' } };
const goal = {
  edits: [lever],
  views: [capacity],
  goal: {
    lever: 'size',
    least: 0,
    most: 20_000,
    step: 5_000,
    target: { measure: 'headlineKw', only: { provider: 'aws', basis: 'unstated' }, level: 1 },
  },
};
const plan = {
  edits: [],
  question: {
    effectiveAt: '2026-06-30',
    timeline: 'year',
    from: '2027-01-01',
    to: '2030-12-31',
    provider: 'amd',
  },
  resources: [{ name: 'power', kind: 'power', of: { layer: 'chips' }, supply: { perPeriod: 1_000_000 } }],
};
const source = { title: 'A report', publisher: 'A paper', url: 'https://example.org/a' };

const scenarios: HeldQuestion[] = [
  run(`${mostEdits} delays`, { edits: delays(mostEdits) }),
  run(`${mostEdits} assumed tranches of one deal`, { edits: assumed(mostEdits) }),
  run('100,000 draws of 40 edits', {
    edits: delays(40, { probability: 0.5 }),
    monteCarlo: { draws: 100_000, seed: 7 },
  }),
  run('16 edits attributed, each with a tornado', { edits: delays(16), attribution: true, tornado: true }),
  {
    ...run('a job', { edits: delays(mostEdits) }),
    headers: { ...json, prefer: 'respond-async' },
    status: 202,
  },
  run('one delay, asked of shares alone', { edits: delays(1), views: [{ view: 'market-share' }] }),
  run('twenty views of three edits', {
    edits: delays(3),
    views: views
      .flatMap(({ name }) => [{ view: name }, { view: name, effectiveAt: '2026-06-30' }])
      .slice(0, 20),
  }),
  post(`${base}/scenarios/goal`, 'one lever', goal),
  post(`${base}/scenarios/feasibility`, 'four years of one provider', plan),
  post(
    `${base}/scenarios`,
    `${mostSaved} edits saved`,
    { name: 'Slips', edits: delays(mostSaved) },
    { status: 201 },
  ),
  post(
    `${base}/scenarios`,
    `${mostSaved} assumed tranches saved`,
    { name: 'More', edits: assumed(mostSaved) },
    { status: 201 },
  ),
  get(`${base}/scenarios`, 'all scenarios'),
  get(`${base}/scenarios/:id`, 'one scenario', `${base}/scenarios/scenario-slips`),
  post(
    `${base}/scenarios/:id/fork`,
    'a copy',
    { name: 'Copied' },
    { address: `${base}/scenarios/scenario-slips/fork`, status: 201 },
  ),
  post(`${base}/scenarios/:id/rebase`, 'rebased', {}, { address: `${base}/scenarios/scenario-more/rebase` }),
  post(
    `${base}/scenarios/:id/adopt`,
    `${mostSaved} edits that came true`,
    { edits: upTo(mostSaved, (edit) => ({ edit, source })), dryRun: true },
    { address: `${base}/scenarios/scenario-more/adopt` },
  ),
  get(`${base}/deals`, 'deals through a scenario', `${base}/deals?limit=1000&scenario=scenario-slips`),
];

const others: HeldQuestion[] = [
  get('/health/live', 'whether it lives'),
  get('/health/ready', 'whether it is ready'),
  get('/sign-in.js', 'the script of signing in'),
  get('/schemas/scenario.json', 'the schema of a scenario'),
  get('/openapi.json', 'its own description'),
  get('/metrics', 'its figures'),
  get('/clients/gigaledger.py', 'a client'),
  get('/docs', 'the documentation'),
  get('/docs/problems', 'every problem'),
  get('/docs/problems/:kind', 'one problem', '/docs/problems/not-found'),
  get('/embed/:name', 'a figure', '/embed/compute-capacity'),
  { ...post('/session', 'a key that nobody has', { key: 'x' }) },
  { ...post('/session', 'no session', undefined), route: 'DELETE /session' },
  get(`${base}/jobs/:id`, 'no job', `${base}/jobs/none`),
  get(`${base}/jobs/:id/events`, 'no job', `${base}/jobs/none/events`),
  { ...get(`${base}/jobs/none`, 'no job'), route: `DELETE ${base}/jobs/:id` },
];

const watch = `${base}/watches/every-number`;
const watched = {
  name: 'Every number',
  view: 'compute-capacity',
  measure: 'headlineKw',
  question: { by: 'deal' },
  moreThan: '1%',
};

/** What is told by itself; what lives on is dropped again. */
const told: HeldQuestion[] = [
  post(`${base}/watches`, 'every deal watched', watched, { status: 201 }),
  get(`${base}/watches`, 'all watches'),
  get(`${base}/watches/:id`, 'one watch', watch),
  get(`${base}/watches/:id/feed.atom`, 'its feed', `${watch}/feed.atom`),
  { ...get(`${base}/watches/:id/events`, 'its alerts as they come', `${watch}/events`), endAfterMs: 1_000 },
  { ...get(watch, 'no more of it'), route: `DELETE ${base}/watches/:id` },
  post(`${base}/webhooks`, 'a webhook where none may be', { url: 'http://127.0.0.1:9/' }, { status: 422 }),
  get(`${base}/webhooks`, 'all webhooks'),
  get(`${base}/webhooks/:id`, 'no webhook', `${base}/webhooks/none`),
  {
    ...post(`${base}/webhooks/none/resume`, 'no webhook', undefined),
    route: `POST ${base}/webhooks/:id/resume`,
  },
  { ...get(`${base}/webhooks/none`, 'no webhook'), route: `DELETE ${base}/webhooks/:id` },
];

/** Every route at its published limits; what writes comes after what reads. */
export const heldQuestions = (): HeldQuestion[] => [
  ...others,
  ...lists,
  ...shown,
  ...told,
  ...scenarios,
  ...imports,
  ...batches,
];
