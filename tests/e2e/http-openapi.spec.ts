import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { eventTypes } from '../../events/index.js';
import { AppModule } from '../../src/app.module.js';
import { openStore } from '../../src/open-store.js';
import { httpApplication } from '../../src/http/application.js';
import { publicRecord } from '../../src/public-record.js';
import { articleFacts } from '../article.js';
import { description, templateOf, validatorAt } from './http-described.js';
import { TestServer } from './http-server.js';

const startedJob = async (server: TestServer): Promise<string> => {
  const scenario = { edits: [], views: [{ view: 'compute-capacity' }] };
  const { body } = await server.post<{ id: string }>('/api/v1/scenarios/run', scenario, {
    prefer: 'respond-async',
  });
  return body.id;
};

const submission = () => validatorAt('components', 'schemas', 'EventSubmission');

describe('the description of the interface', () => {
  it('passes a strict linter without a warning', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'openapi-'));
    try {
      const file = join(folder, 'openapi.json');
      await writeFile(file, JSON.stringify(description));
      const environment = {
        ...process.env,
        REDOCLY_TELEMETRY: 'off',
        REDOCLY_SUPPRESS_UPDATE_NOTICE: 'true',
      };
      const linter = join('node_modules', '@redocly', 'cli', 'bin', 'cli.js');
      const { stderr } = await promisify(execFile)(
        process.execPath,
        [linter, 'lint', '--extends=recommended-strict', file],
        {
          env: environment,
          maxBuffer: 10_000_000,
        },
      );
      expect(stderr).toMatch(/Your API description is valid/);
      expect(stderr).not.toMatch(/warning/i);
    } finally {
      await rm(folder, { recursive: true });
    }
  });

  it('has every route that is served, and serves every one that it has', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'routes-'));
    const { app, routes } = await httpApplication(
      AppModule.over(await openStore(`sqlite:${join(folder, 'ledger.db')}`)),
      ['127.0.0.1'],
    );
    try {
      await app.init();
      const inDescription = new Set(
        Object.entries(description.paths).flatMap(([path, methods]) =>
          Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
        ),
      );
      const served = routes.all
        .filter((route) =>
          /^(?:GET|POST|DELETE) \/(?:api|clients|feed|mcp|health|openapi|schemas|datapackage|metrics|docs\/problems|docs$)/.test(
            route,
          ),
        )
        .map((route) => route.replace(/:(\w+)/g, '{$1}'));
      const ofViews = [...inDescription].filter((route) => route.includes('/views/'));
      expect([...served.filter((route) => !route.endsWith('/views/{view}')), ...ofViews].sort()).toEqual(
        [...inDescription].sort(),
      );
    } finally {
      await app.close();
      await rm(folder, { recursive: true });
    }
  });

  it('takes the example of every event type, by its discriminator', () => {
    for (const { type } of eventTypes) {
      const { examples } = description.components.schemas[`${type}Submission`] as { examples: unknown[] };
      for (const example of examples)
        expect([type, submission()(example) || submission().errors]).toEqual([type, true]);
    }
  });

  it('takes every line of the public record and every fact of the article', async () => {
    for (const event of [...(await publicRecord()), ...articleFacts]) {
      if (!submission()(event)) throw new Error(JSON.stringify([event, submission().errors]));
    }
  });

  it('refuses what the server refuses', () => {
    const [first] = articleFacts;
    for (const wrong of [
      { ...first, type: 'Nothing' },
      { ...first, extra: 1 },
      { ...first, body: { name: 'x' } },
      { ...first, stream: 'openai' },
      {},
      null,
    ]) {
      expect(submission()(wrong)).toBe(false);
    }
  });

  it('is as long as the names of its parts are one', () => {
    const operations = Object.values(description.paths).flatMap((path) => Object.values(path)) as unknown as {
      operationId: string;
    }[];
    const names = operations.map(({ operationId }) => operationId);
    expect(new Set(names).size).toBe(names.length);
  });
});

describe('what is served', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await TestServer.start({ publicRecord: true, webhookAllow: ['127.0.0.1'] });
  });
  afterAll(() => server.stop());

  it('is as described at every address, on the public record', async () => {
    const { body } = await server.ask<{ events: { id: string }[] }>('/api/v1/events?limit=1000');
    const scenario = { name: 'Late', edits: [{ op: 'delay', target: 'deal-openai-amd-2025', months: 6 }] };
    expect((await server.post('/api/v1/scenarios', scenario)).status).toBe(201);
    const watch = { name: 'Late', view: 'slippage', measure: 'slipped', question: { by: 'deal' } };
    expect((await server.post('/api/v1/watches', watch)).body.errors).toBeUndefined();
    const hook = await server.post<{ id: string }>('/api/v1/webhooks', { url: 'http://127.0.0.1:9/' });
    const named: Record<string, string> = {
      '{kind}': 'invalid',
      '/events/{id}': `/events/${body.events[300]!.id}`,
      '/deals/{id}': '/deals/deal-openai-amd-2025',
      '/parties/{id}': '/parties/openai',
      '/scenarios/{id}': '/scenarios/scenario-late',
      '/jobs/{id}': `/jobs/${await startedJob(server)}`,
      '/watches/{id}': '/watches/late',
      '/webhooks/{id}': `/webhooks/${hook.body.id}`,
      '/cite/{view}': '/cite/compute-capacity',
    };
    const required: Record<string, string> = {
      '/api/v1/changes': '?from=2026-02-01&to=2026-03-01',
      '/api/v1/cite/{view}': '?measure=headlineKw&by=provider&provider=amd&layer=chips&as=csl',
    };
    for (const path of Object.keys(description.paths).filter(
      (one) => 'get' in description.paths[one]! && !/(?:\/stream|\/watches\/\{id\}\/events)$/.test(one),
    )) {
      const address = Object.entries(named).reduce((text, [from, to]) => text.replace(from, to), path);
      expect(templateOf(address)).toBe(path);
      const asked = address + (required[path] ?? '');
      expect([asked, (await server.ask(asked)).status]).toEqual([asked, 200]);
    }
  });

  it('is as described for every deal and party, and its history', async () => {
    const { body: deals } = await server.ask<{ deals: { deal: string }[] }>('/api/v1/deals');
    const { body: parties } = await server.ask<{ parties: { party: string }[] }>('/api/v1/parties');
    for (const { deal } of deals.deals)
      for (const end of ['', '/history'])
        expect((await server.ask(`/api/v1/deals/${deal}${end}`)).status).toBe(200);
    for (const { party } of parties.parties)
      expect((await server.ask(`/api/v1/parties/${party}`)).status).toBe(200);
  });

  it('is as described for the usual variations of a view', async () => {
    const { body } = await server.ask<{
      views: { name: string; parameters: { name: string; oneOf?: string[]; of?: string[] }[] }[];
    }>('/api/v1/views');
    for (const { name, parameters } of body.views) {
      for (const { name: parameter, oneOf = [], of } of parameters) {
        for (const value of oneOf.filter((one) => one !== 'month')) {
          const asked = new URLSearchParams({ ...(of && { of: of[0]! }), [parameter]: value });
          expect([
            name,
            value,
            (await server.ask(`/api/v1/views/${name}?${asked.toString()}`)).status,
          ]).toEqual([name, value, 200]);
        }
      }
    }
  });

  it('is as described when it is recorded, tried and simulated', async () => {
    const amend = { stream: 'party-openai', type: 'PartyAmended', body: { name: 'OpenAI Group PBC' } };
    for (const query of ['?dryRun=true', ''])
      expect((await server.record(amend, {}, query)).status).toBe(query === '' ? 201 : 200);
    const edits = [
      { op: 'delay', target: 'deal-openai-amd-2025', months: 6 },
      { op: 'scale', target: 'deal-openai-nvidia-2025', toBp: 5_000 },
      { op: 'cancel', target: 'deal-openai-aws-2025' },
    ];
    const views = [
      { view: 'compute-capacity' },
      { view: 'obligations', timeline: 'year' },
      { view: 'ownership' },
      { view: 'market-share', of: 'headline' },
    ];
    const scenario = { base: 'live', edits, views };
    const described = validatorAt('components', 'schemas', 'Scenario');
    expect(described(scenario) || described.errors).toBe(true);
    expect((await server.post('/api/v1/scenarios/run', scenario)).status).toBe(200);
  });
});

describe('the documentation', () => {
  let server: TestServer;
  beforeAll(async () => {
    server = await TestServer.start();
  });
  afterAll(() => server.stop());

  it('is the description itself', async () => {
    expect((await server.ask('/openapi.json')).body).toEqual(JSON.parse(JSON.stringify(description)));
  });

  it('is a page whose every file comes from this server, without a script in the page', async () => {
    const { text } = await server.ask('/docs');
    const files = [...text.matchAll(/(?:src|href)=["']([^"']+)["']/g)]
      .map(([, address]) => address!)
      .filter((address) => !address.startsWith('#'));
    expect(files.length).toBeGreaterThan(3);
    for (const file of files) {
      expect(file).toMatch(/^\.\//);
      expect([file, (await fetch(new URL(file, `${server.url}/`))).status]).toEqual([file, 200]);
    }
    expect(text).not.toMatch(/<script(?![^>]*src=)[^>]*>/);
  });
});

describe('the source of the interface', () => {
  it('refers to no address outside', async () => {
    const folder = join('src', 'http');
    const files = (await readdir(folder, { recursive: true })).filter((name) => name.endsWith('.ts'));
    const texts = await Promise.all(files.map((name) => readFile(join(folder, name), 'utf8')));
    expect(texts.flatMap((text) => text.match(/https?:\/\/(?!\$)[\w.]+/g) ?? [])).toEqual([]);
  });
});
