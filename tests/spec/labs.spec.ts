import { describe, expect, it } from 'vitest';
import type { Question } from '../../projections/kit/question.js';
import { ledger, type Sent, show } from '../given.js';
import { deal, energized, entry, exactly, fact, gw, party, tranche } from './facts.js';

const lab = (slug: string): Sent => ({
  stream: `party-${slug}`,
  type: 'PartyRegistered',
  body: { name: slug, kind: 'company', layers: ['models'] },
});
const cast = [...party('vendor', 'cloud', 'builder'), lab('lab'), lab('other')];
const deals = ['deal-chips', 'deal-host', 'deal-host-2', 'deal-site'].map((stream) => deal(stream));

const labs = (facts: Sent[], parts: Partial<Question> = {}) =>
  show(ledger([...cast, ...deals, ...facts]), 'labs', { effectiveAt: '2026-06-30', ...parts });
const energizedOf = (facts: Sent[], slug = 'lab'): unknown =>
  gw(entry(labs(facts).rows, { lab: slug }).energizedKw);

const hosting = (power: unknown, name = 't', terms = {}): Sent =>
  tranche('deal-host', name, power, { layer: 'hosting', provider: 'cloud', ...terms });
const site = (power: unknown, terms = {}): Sent =>
  tranche('deal-site', 's', power, { layer: 'site', provider: 'builder', consumer: 'cloud', ...terms });

describe('What of a lab draws power', () => {
  it('is what was observed at its own tranche', () =>
    expect(energizedOf([hosting('4.5 GW'), level('0.2 GW', 'deal-host', 't')])).toEqual(exactly(0.2)));
  it('is unknown up to what it was promised where nobody has looked, whatever sites its cloud has', () =>
    expect(energizedOf([hosting('4.5 GW'), site('1.2 GW'), level('0.59 GW')])).toEqual([0, null, 4.5]));
  it('is at least what runs at a site that is all in it: 0.59 of 1.2 run, so that 0.61 of its 4.5 do not', () =>
    expect(energizedOf([hosting('4.5 GW'), site('1.2 GW'), level('0.59 GW'), tied('deal-host/t')])).toEqual([
      0.59,
      null,
      3.89,
    ]));
  it('is less at a site that is in it in part: 1 of 1.2, where 0.2 of the 0.59 may run for others', () =>
    expect(
      energizedOf([hosting('4.5 GW'), site('1.2 GW'), level('0.59 GW'), tied('deal-host/t', '1 GW')]),
    ).toEqual([0.39, null, 4.09]));
  it('is between its share and the rest where two labs are on one site: 0.7 of 0.6 + 0.4 run', () => {
    const facts = [
      site('1 GW'),
      level('0.7 GW'),
      hosting('0.6 GW'),
      hosting('0.4 GW', 'u', { consumer: 'other' }),
      tied('deal-host/t', '0.6 GW'),
      tied('deal-host/u', '0.4 GW'),
    ];
    // Of 1 GW 0.4 are another's: of 0.7 at least 0.3; of 1 GW 0.6 are another's: at least 0.1.
    expect([energizedOf(facts), energizedOf(facts, 'other')]).toEqual([
      [0.3, null, 0.6],
      [0.1, null, 0.4],
    ]);
  });
  it('goes through two ties: what the grid powers runs at the site, and there for the lab', () => {
    const grid = tranche('deal-host-2', 'g', '1.2 GW', {
      layer: 'grid',
      provider: 'vendor',
      consumer: 'builder',
    });
    const facts = [
      hosting('4.5 GW'),
      site('1.2 GW'),
      grid,
      level('1 GW', 'deal-host-2', 'g'),
      tied('deal-host/t'),
      tied('deal-host-2/g'),
    ];
    expect(energizedOf(facts)).toEqual([1, null, 4.3]);
  });
  it('is no sum of its layers: chips and hosting are at least the larger, at most both less what is one', () => {
    const chips = tranche('deal-chips', 'k', '10 GW');
    const both = [
      chips,
      hosting('4.5 GW'),
      level('0.2 GW', 'deal-host', 't'),
      level('0.5 GW', 'deal-chips', 'k'),
    ];
    expect(energizedOf(both)).toEqual([0.5, null, 0.7]);
    const one = fact('2025-06-01', 'deal-chips', 'OverlapStated', { tranche: 'k', with: 'deal-host/t' });
    // All of the hosting is in the chips: what runs there runs here.
    expect(energizedOf([...both, one])).toEqual(exactly(0.5));
  });
  it('counts a container and its parts once', () => {
    const facts = [
      hosting('5 GW', 'all'),
      hosting('1 GW', 't', { partOf: 'deal-host/all' }),
      hosting('2 GW', 'u', { partOf: 'deal-host/all' }),
      level('0.3 GW', 'deal-host', 't'),
      level('0.4 GW', 'deal-host', 'u'),
    ];
    expect(energizedOf(facts)).toEqual([0.7, null, 5]);
    expect(gw(entry(labs(facts).rows, { lab: 'lab' }).headlineKw)).toEqual(exactly(5));
  });
  it('counts two tranches of one layer once where they overlap', () => {
    const facts = [
      hosting('1 GW'),
      tranche('deal-host-2', 'u', '1 GW', { layer: 'hosting', provider: 'cloud' }),
      level('0.6 GW', 'deal-host', 't'),
      level('0.6 GW', 'deal-host-2', 'u'),
    ];
    expect(energizedOf(facts)).toEqual(exactly(1.2));
    const same = fact('2025-06-01', 'deal-host', 'OverlapStated', { tranche: 't', with: 'deal-host-2/u' });
    expect(energizedOf([...facts, same])).toEqual(exactly(0.6));
  });
  it('says where two statements contradict each other: 0.2 observed, 0.59 at a site that is all in it', () => {
    const facts = [
      hosting('4.5 GW'),
      level('0.2 GW', 'deal-host', 't'),
      site('1.2 GW'),
      level('0.59 GW'),
      tied('deal-host/t'),
    ];
    const row = entry(labs(facts).rows, { lab: 'lab' });
    expect(gw(row.energizedKw)).toEqual([0.2, null, 0.59]);
    expect(row.flags).toContain('contradicted');
  });
});

describe('What a lab passes on', () => {
  const facts = [
    tranche('deal-site', 's', '1 GW', { layer: 'site', provider: 'builder', consumer: 'other' }),
    level('0.7 GW'),
    hosting('0.3 GW', 't', { provider: 'other' }),
    level('0.2 GW', 'deal-host', 't'),
  ];

  it('is not its own: of 0.7 that run 0.2 may be what it provides to another', () =>
    expect(energizedOf(facts, 'other')).toEqual([0.5, null, 0.7]));
  it('is surely not where the two are stated to be one: 0.7 less 0.2', () =>
    expect(energizedOf([...facts, tied('deal-host/t')], 'other')).toEqual(exactly(0.5)));
  it('is marked', () => expect(entry(labs(facts).rows, { lab: 'other' }).flags).toEqual(['passes-on']));
});

describe('The headline and the firm capacity of a lab', () => {
  it('are what is distinct of its own tranches, never a sum of layers', () => {
    const facts = [
      tranche('deal-chips', 'k', '10 GW', { bindingness: 'intent' }),
      hosting('4.5 GW'),
      fact('2025-06-01', 'deal-chips', 'OverlapStated', { tranche: 'k', with: 'deal-host/t', power: '1 GW' }),
    ];
    const row = entry(labs(facts).rows, { lab: 'lab' });
    expect(gw(row.headlineKw)).toEqual([10, null, 13.5]);
    expect(gw(row.firmKw)).toEqual(exactly(4.5));
  });
  it('count a unit as its lab, and leave out whoever is no lab unless asked for', () => {
    const unit: Sent = {
      stream: 'party-unit',
      type: 'PartyRegistered',
      body: { name: 'unit', kind: 'unit', parent: 'lab' },
    };
    const facts = [unit, hosting('1 GW'), hosting('2 GW', 'u', { consumer: 'unit' }), site('1.2 GW')];
    expect(labs(facts).rows.map((row) => [row.lab, gw(row.headlineKw)])).toEqual([['lab', exactly(3)]]);
    expect(
      labs(facts, { options: { lab: 'cloud' } }).rows.map((row) => [row.lab, gw(row.headlineKw)]),
    ).toEqual([['cloud', [0, null, 1.2]]]);
  });
  it('say when bases are put together', () => {
    const facts = [hosting('1 GW'), hosting('2 GW', 'u', { basis: 'it' })];
    expect(entry(labs(facts).rows, { lab: 'lab' }).flags).toEqual(['mixed-bases']);
  });
});

describe('The chain behind a number', () => {
  it('names each tranche, what it is tied to, and the events', () => {
    const answer = labs([hosting('4.5 GW'), site('1.2 GW'), level('0.59 GW'), tied('deal-host/t')]);
    expect(answer.tranches).toMatchObject([
      { lab: 'lab', tranche: 'deal-host/t', layer: 'hosting', provider: 'cloud', observedKw: null },
    ]);
    expect(answer.ties).toMatchObject([
      { tranche: 'deal-host/t', with: 'deal-site/s', withLayer: 'site', withConsumer: 'cloud' },
    ]);
    const [tie] = answer.ties as Record<string, unknown>[];
    expect([gw(tie!.overlapKw), gw(tie!.observedKw), gw(tie!.runningKw)]).toEqual(
      [1.2, 0.59, 0.59].map(exactly),
    );
    expect(answer.rows[0]!.rests).toHaveLength(6);
    expect(answer.totals).toEqual([]);
  });
});

const tied = (name: string, power?: string): Sent =>
  fact('2025-06-01', 'deal-site', 'OverlapStated', { tranche: 's', with: name, ...(power && { power }) });
const level = (power: string, stream = 'deal-site', name = 's'): Sent =>
  energized('2026-01-01', stream, name, power);
