import type { Scope } from '../../access/access-key.js';

/** Answered to anybody: whether the process lives, and what signing in takes; or to any key that may ask at all. */
type RouteNeed = Scope | 'none' | typeof toAsk;

/** A job works on what its asker might have waited for: whoever may start one of some kind may look after it. */
export const toAsk = 'read or simulate';

/** The scopes of which one is enough. */
export const scopesFor = (need: Exclude<RouteNeed, 'none'>): readonly Scope[] =>
  need === toAsk ? ['read', 'simulate'] : [need];

/**
 * What each route needs, by its method and its address as the router knows it. A route that is missing here keeps the
 * server from starting.
 */
export const needs: Readonly<Record<string, RouteNeed>> = {
  'GET /health/live': 'none',
  'GET /health/ready': 'none',
  'GET /sign-in.js': 'none',
  'POST /session': 'none',
  'DELETE /session': 'none',

  'GET /api/v1/events': 'read',
  'GET /api/v1/events.ndjson': 'read',
  'GET /api/v1/events.parquet': 'read',
  'GET /api/v1/events/stream': 'read',
  'GET /api/v1/events/:id': 'read',
  'GET /api/v1/log/proof': 'read',
  'GET /api/v1/views': 'read',
  'GET /api/v1/views/:view': 'read',
  'GET /api/v1/cite/:view': 'read',
  'GET /api/v1/deals': 'read',
  'GET /api/v1/deals.csv': 'read',
  'GET /api/v1/deals.ndjson': 'read',
  'GET /api/v1/deals.md': 'read',
  'GET /api/v1/deals/:id': 'read',
  'GET /api/v1/deals/:id/history': 'read',
  'GET /api/v1/deals/:id/why': 'read',
  'GET /api/v1/parties': 'read',
  'GET /api/v1/parties.csv': 'read',
  'GET /api/v1/parties.ndjson': 'read',
  'GET /api/v1/parties.md': 'read',
  'GET /api/v1/parties/:id': 'read',
  'GET /api/v1/changes': 'read',
  'GET /datapackage.json': 'read',
  'GET /metrics': 'read',
  'GET /api/v1/scenarios': 'read',
  'GET /api/v1/scenarios/:id': 'read',
  'GET /api/v1/watches': 'read',
  'GET /api/v1/watches/:id': 'read',
  'GET /api/v1/watches/:id/feed.atom': 'read',
  'GET /api/v1/watches/:id/events': 'read',
  'GET /feed.atom': 'read',
  'GET /embed/:name': 'read',
  'GET /schemas/scenario.json': 'read',
  'GET /openapi.json': 'read',
  'GET /clients/gigaledger.py': 'read',
  'GET /docs': 'read',
  'GET /docs/problems': 'read',
  'GET /docs/problems/:kind': 'read',

  'POST /api/v1/events': 'record',
  'POST /api/v1/imports': 'record',
  'POST /api/v1/watches': 'record',
  'DELETE /api/v1/watches/:id': 'record',
  'POST /api/v1/scenarios': 'record',
  'POST /api/v1/scenarios/:id/fork': 'record',
  'POST /api/v1/scenarios/:id/rebase': 'record',
  'POST /api/v1/scenarios/:id/adopt': 'record',

  'POST /api/v1/scenarios/run': 'simulate',
  'POST /api/v1/scenarios/goal': 'simulate',
  'POST /api/v1/scenarios/feasibility': 'simulate',
  // It asks what if as well; with a key that may record it records drafts.
  'POST /mcp': 'simulate',

  // Without a key nobody has jobs, where anybody may read, too.
  'GET /api/v1/jobs/:id': toAsk,
  'GET /api/v1/jobs/:id/events': toAsk,
  'DELETE /api/v1/jobs/:id': toAsk,

  // The server calls where it is told to, and addresses may hold secrets of their own.
  'GET /api/v1/webhooks': 'admin',
  'POST /api/v1/webhooks': 'admin',
  'GET /api/v1/webhooks/:id': 'admin',
  'DELETE /api/v1/webhooks/:id': 'admin',
  'POST /api/v1/webhooks/:id/resume': 'admin',
  // It reads the whole log, and may make it read-only.
  'GET /api/v1/log/verify': 'admin',
};

/** The page and what it is made of: whoever may read may have it. */
const screens = /^GET \/(?:(?:deals(?:\/:deal)?|capacity|shares|network|workbench|record)?$|assets\/)/;
const documentation = /^GET \/docs\//;

/** Of what the server does, not of what it holds: it takes a key where anybody may read the ledger, too. */
const forKeysAlone: ReadonlySet<string> = new Set(['/metrics']);

export const isForKeysAlone = (address: string): boolean => forKeysAlone.has(address);

/** Where somebody asks to be told: what is told is kept, and may go to other machines. */
export const leadsElsewhere = (address: string): boolean =>
  /^\/api\/v1\/(?:watches|webhooks)(?:\/|$)/.test(address);

/** What a route needs; undefined when nobody has said. */
export const needOf = (method: string, address: string): RouteNeed | undefined => {
  const route = `${method === 'HEAD' ? 'GET' : method} ${address}`;
  if (Object.hasOwn(needs, route)) return needs[route];
  return isScreen(route) || documentation.test(route) ? 'read' : undefined;
};

export const isScreen = (route: string): boolean => screens.test(route);
