import createClient from 'openapi-fetch';
import type { paths } from './gigaledger.js';

const client = createClient<paths>({ baseUrl: process.argv[2] ?? 'http://localhost:3000' });

/** What was refused is an error with its reason; everything else has the type that the description says. */
const answered = <Data>({
  data,
  error,
}: {
  data?: Data;
  error?: { title: string; detail?: string };
}): Data => {
  if (data === undefined) throw new Error(error?.detail ?? error?.title);
  return data;
};

const then = { effectiveAt: '2025-12-01', knownAt: '2025-12-01' };

// How many gigawatts of chips were promised, signed and firm, as known on 1 December 2025?
const capacity = answered(
  await client.GET('/api/v1/views/compute-capacity', {
    params: { query: { ...then, by: 'provider', layer: 'chips' } },
  }),
);
for (const { provider, headlineKw, firmKw } of capacity.rows)
  console.log(String(provider), headlineKw?.low, firmKw?.point);

// What do the sources agree on, that somebody owes AWS?
const owed = answered(
  await client.GET('/api/v1/views/obligations', {
    params: { query: { by: 'payment', payee: 'aws', knownAt: '2026-11-20', policy: 'lowest' } },
  }),
);
console.log(owed.rows.length, owed.totals.length);

// Which events were corrected, and when?
const corrected = answered(
  await client.GET('/api/v1/events', { params: { query: { type: 'EventCorrected', limit: 2 } } }),
);
for (const { position, stream, knownOn } of corrected.events) console.log(position, stream, knownOn);

// What if AMD's first gigawatt came a year later?
const late = answered(
  await client.POST('/api/v1/scenarios/run', {
    body: {
      edits: [{ op: 'delay', target: 'deal-openai-amd-2025/gw-1', months: 12 }],
      views: [{ view: 'slippage', deal: 'deal-openai-amd-2025' }],
    },
  }),
);
console.log('effects' in late ? late.effects.map(({ status }) => status) : late);

// Has anybody touched the log?
console.log(answered(await client.GET('/api/v1/log/verify')).ok);
