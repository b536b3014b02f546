import type { AskedRefusal } from './example.js';

const events = '/api/v1/events';
const stream = 'deal-openai-amd-2025';
const body = { tranche: 'gw-1', due: '2027-H2' };
const moved = { stream, type: 'CapacityRescheduled', effectiveOn: '2026-11-23', body };

/** One request for each kind of problem that a request alone can bring about. */
export const refusals: readonly AskedRefusal[] = [
  { method: 'GET', address: '/api/v1/views/compute-capacity?layer=chip&provider=amdd' },
  { method: 'POST', address: events, body: '{"stream": ' },
  { method: 'GET', address: '/api/v1/deals/deal-openai-amd' },
  { method: 'DELETE', address: events },
  { method: 'POST', address: events, body: { ...moved, body: { ...body, tranche: 'gw-9' } } },
  { method: 'POST', address: events, body: { ...moved, id: 'f3b0a9a4-5a0e-4c53-9d5b-0f6f4a1c7e10' } },
  { method: 'GET', address: `${events}?after=99999` },
  { method: 'POST', address: events, headers: { 'If-Match': '"1"' }, body: moved },
  { method: 'POST', address: events, headers: { 'Content-Type': 'text/plain' }, body: 'a note' },
  { method: 'GET', address: '/api/v1/log/proof', headers: { Host: 'example.org' } },
  { method: 'POST', address: events, body: { ...moved, body: { tranche: 'gw-1', due: 'in a while' } } },
  {
    method: 'POST',
    address: events,
    headers: { Origin: 'https://example.org', 'Sec-Fetch-Site': 'cross-site' },
    body: moved,
  },
];

export const tooLarge: AskedRefusal = {
  method: 'POST',
  address: events,
  bodyIs: 'A list of 10,001 events.',
};
export const tooMany: readonly unknown[] = Array.from({ length: 10_001 }, () => moved);

/** Asked of a ledger that has keys: with none, and with one that may only read. */
export const keyless: AskedRefusal = { method: 'GET', address: '/api/v1/log/proof' };
export const outOfScope: AskedRefusal = {
  method: 'POST',
  address: events,
  headers: { Authorization: 'Bearer KEY' },
  body: moved,
};
