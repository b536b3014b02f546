import { describe, expect, it } from 'vitest';
import { normalise, type RawParameters, parametersOf } from '../../projections/asking.js';
import { ask, viewNamed } from '../../projections/index.js';
import { nearestName } from '../../events/kit/nearest.js';
import type { View } from '../../projections/kit/view.js';
import { isListed } from '../../projections/vocabulary.js';
import { catalogue } from '../../src/http/catalogue.js';
import { run } from '../../src/simulator/answer/run.js';
import { given } from '../given.js';
import { cast, deal, fact, party, payment, tranche } from './facts.js';
import { filters, log, namesIn, now, ofReading, problemsOf } from './named.js';
import { valid } from '../valid.js';

describe('A filter that nothing can match', () => {
  it.each(filters)('is refused with a name, alone and in a list: %s by %s', (name, dimension, view) => {
    expect(isListed(view, dimension)).toBe(true);
    const [said] = problemsOf(view, { ...ofReading(name), [dimension]: 'nobodi' });
    expect(said).toMatch(new RegExp(`^/${dimension}: ${dimension} has "nobodi"`));
    if (said!.endsWith(', which nothing is called here, and nothing else is')) {
      expect(namesIn(name, dimension, view)).toBe(false);
      return;
    }
    expect(said).toMatch(/the nearest is "[^"]+"$/);
    const nearest = /the nearest is "([^"]+)"$/.exec(said!)![1]!;
    expect(problemsOf(view, { ...ofReading(name), [dimension]: nearest })).toEqual([]);
    expect(problemsOf(view, { ...ofReading(name), [dimension]: `${nearest},nobodi` })).toHaveLength(1);
    expect(problemsOf(view, { ...ofReading(name), [dimension]: `${nearest},` })).toHaveLength(1);
  });

  it.each(filters)('is none of those that a row has: %s by %s', (name, dimension, view) => {
    const asked = valid(normalise(view.name, { ...ofReading(name), by: dimension }, now, log));
    const { rows } = ask(asked.view, asked.question, log);
    const values = new Set(rows.map((row) => row[dimension]).filter((value) => typeof value === 'string'));
    for (const value of values)
      expect(problemsOf(view, { ...ofReading(name), [dimension]: value })).toEqual([]);
  });

  it('is said of every parameter that a view declares, each with what it may be', () => {
    for (const { name, parameters } of catalogue())
      for (const { name: parameter, of } of parameters) {
        const wrong = { ...(of && { of: of[0] }), [parameter]: 'nobodi' };
        const [said] = problemsOf(viewNamed(name, {})!, wrong);
        expect(said, `${name} ${parameter}`).toMatch(new RegExp(`^/${parameter}: `));
      }
  });
});

describe('A part of what is no deal', () => {
  const streams = ['market-cloud-infrastructure', 'party-openai', 'stake-microsoft-openai', 'nobody', ''];

  it.each(streams)('is refused as any other name: of "%s"', (stream) => {
    const said = (view: string, dimension: string) =>
      problemsOf(viewNamed(view)!, { [dimension]: `${stream}/shares` });
    expect(said('compute-capacity', 'tranche').join()).toMatch(/^\/tranche: tranche has "[^"]*\/shares"/);
    expect(said('obligations', 'payment').join()).toMatch(/^\/payment: payment has "[^"]*\/shares"/);
  });
});

describe('A list of names', () => {
  const rowsOf = (view: View, parameters: RawParameters): unknown[] => {
    const asked = valid(normalise(view.name, parameters, now, log));
    return ask(asked.view, asked.question, log).rows;
  };

  it.each([
    ['compute-capacity', 'deal', 'deal-openai-amd-2025', 'deal-openai-oracle-2025'],
    ['compute-capacity', 'layer', 'chips', 'hosting'],
    ['obligations', 'payer', 'openai', 'microsoft'],
    ['market-share', 'publisher', 'synergy', 'menlo'],
    ['market-share', 'party', 'aws', 'others'],
    ['ownership', 'holder', 'microsoft', 'nvidia'],
    ['exposure', 'party', 'openai', 'oracle'],
    ['flows', 'giver', 'nvidia', 'microsoft'],
    ['reconciliation', 'party', 'oracle', 'microsoft'],
  ])('shows in %s what each %s shows', (name, dimension, one, other) => {
    const view = viewNamed(name)!;
    const by = [...new Set([...view.defaultBy, dimension])].join(',');
    const rows = (value: string): string[] =>
      rowsOf(view, { by, [dimension]: value })
        .map((row) => JSON.stringify(row))
        .sort();
    expect(rows(one).length).toBeGreaterThan(0);
    expect(rows(`${other}, ${one}`)).toEqual([...rows(one), ...rows(other)].sort());
  });
  it('is asked again as it was asked, in one order', () => {
    const question = (deal: string) => {
      const asked = valid(normalise('compute-capacity', { deal }, now, log));
      return asked.question;
    };
    const [one, other] = ['deal-openai-amd-2025', 'deal-stargate-2025'];
    expect(question(`${other},${one},${one}`)).toEqual(question(`${one},${other}`));
    expect(parametersOf(question(`${other},${one}`)).deal).toBe(`${one},${other}`);
  });
});

describe('A question', () => {
  const head = { ...now, position: log.position };
  it.each(filters)('is asked again as it was asked, by one and by two: %s by %s', (name, dimension, view) => {
    for (const by of view.dimensions.map((other) => [...new Set([dimension, other])].join(','))) {
      const asked = normalise(view.name, { ...ofReading(name), by }, head, log);
      if (asked.problems) continue;
      const { question } = asked.value;
      const again = parametersOf(question);
      expect(again.by).toBe(by);
      expect(valid(normalise(view.name, again, head, log)).question).toEqual(question);
    }
  });
});

describe('A view', () => {
  it.each(catalogue().map((entry) => [entry.name, entry] as const))(
    'says what it shows and what its numbers mean: %s',
    (_, { summary, definition, parameters }) => {
      const sentences = [summary, definition, ...parameters.map(({ says }) => says)];
      for (const sentence of sentences) expect(sentence).toMatch(/^.{10,}\.$/s);
    },
  );
});

describe('A party that goes on as another', () => {
  const on = 'deal-lab-vendor';
  const { history: merged } = given(
    ...cast,
    deal(on),
    tranche(on, 'first', '1 GW'),
    payment(on, 'price', '1B USD'),
    fact('2025-06-01', 'party-vendor', 'TotalDisclosed', {
      measure: 'commitments',
      amount: '1B USD',
      at: '2025-06-01',
    }),
    ...party('chips', 'hardware'),
    ...['vendor', 'chips', 'hardware'].map((slug) =>
      fact('2026-01-01', `party-${slug}`, 'PartyMerged', { into: 'cloud' }),
    ),
  );
  const asked = (view: string, parameters: RawParameters) => {
    const found = valid(normalise(view, parameters, now, merged));
    return { only: found.question.only, rows: ask(found.view, found.question, merged).rows.length };
  };

  it('is asked for by either name', () => {
    expect(asked('compute-capacity', { provider: 'vendor' })).toEqual({
      only: { provider: 'cloud' },
      rows: 1,
    });
    expect(asked('obligations', { payee: 'vendor,cloud' })).toEqual({ only: { payee: 'cloud' }, rows: 1 });
    expect(asked('compute-capacity', { provider: 'vendor', effectiveAt: '2025-12-31' })).toEqual({
      only: { provider: 'vendor' },
      rows: 1,
    });
  });
  it('is asked for by its own name of what it reported of itself', () => {
    expect(asked('reconciliation', { party: 'vendor' })).toEqual({ only: { party: 'vendor' }, rows: 1 });
    expect(asked('reconciliation', { party: 'cloud' })).toEqual({ only: { party: 'cloud' }, rows: 0 });
  });
  it('hands its name on as that of a party alone: what else is called so is not asked for otherwise', () => {
    expect(asked('compute-capacity', { layer: 'chips' })).toEqual({ only: { layer: 'chips' }, rows: 1 });
    expect(asked('obligations', { kind: 'hardware' })).toEqual({ only: { kind: 'hardware' }, rows: 1 });
  });
});

describe('A scenario', () => {
  const on = 'deal-lab-vendor';
  const { history } = given(...cast, deal(on), tranche(on, 'first', '1 GW', { due: '2027' }));
  const ground = { history, position: history.position, today: '2026-11-20', logHash: '' };
  const assumed = [
    { op: 'assume', event: deal('deal-new') },
    { op: 'assume', event: tranche('deal-new', 'extra', '1 GW') },
  ];
  const answer = (view: object, edits: object[] = [], more: object = {}) =>
    run({ edits, views: [view], ...more }, ground);

  it('is refused when a view names what nothing is called, rather than differing in nothing', () =>
    expect(answer({ view: 'compute-capacity', deal: 'deal-lab-vendro' })).toEqual({
      problems: [
        { pointer: '/views/0/deal', detail: expect.stringContaining('"deal-lab-vendor"') as string },
      ],
    }));
  it('is refused when a target does', () =>
    expect(
      answer(
        { view: 'compute-capacity', by: 'provider' },
        [{ op: 'scale', target: on, toBp: 5_000, probability: 0.5 }],
        {
          monteCarlo: {
            draws: 10,
            seed: 1,
            targets: [{ measure: 'headlineKw', only: { provider: 'vendro' } }],
          },
        },
      ),
    ).toEqual({
      problems: [
        {
          pointer: '/monteCarlo/targets/0/only/provider',
          detail: expect.stringContaining('"vendor"') as string,
        },
      ],
    }));
  it('may be asked for what its own edits bring', () => {
    expect(answer({ view: 'compute-capacity', deal: 'deal-new' }, assumed)).not.toHaveProperty('problems');
    expect(answer({ view: 'compute-capacity', tranche: 'deal-new/extra' }, assumed)).not.toHaveProperty(
      'problems',
    );
    expect(answer({ view: 'compute-capacity', deal: 'deal-new' })).toHaveProperty('problems');
    expect(answer({ view: 'compute-capacity', tranche: `${on}/first-part-2` }, assumed)).not.toHaveProperty(
      'problems',
    );
  });
});

describe('The nearest name', () => {
  it.each([
    ['opnai', 'openai'],
    ['deal-openai-aws', 'deal-openai-aws-2025'],
    ['OPENAI', 'openai'],
    ['', 'aws'],
  ])('to "%s" is "%s"', (name, nearest) =>
    expect(nearestName(name, ['openai', 'aws', 'deal-openai-aws-2025', 'deal-openai-amd-2025'])).toBe(
      nearest,
    ),
  );
  it('is offered where a choice is none of a few', () => {
    const { problems } = normalise('ownership', { policy: 'latst' }, now, log);
    expect(problems).toEqual([
      {
        pointer: '/policy',
        detail: 'policy must be one of primary, latest, lowest, highest; the nearest to "latst" is "latest"',
      },
    ]);
  });
  it('is none of none', () => expect(nearestName('x', [])).toBeUndefined());
});
