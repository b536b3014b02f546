import { describe, expect, it } from 'vitest';
import { given, type Sent } from '../given.js';
import { deal, energized, fact, party, tranche } from './facts.js';

const lab = (slug: string): Sent => ({
  stream: `party-${slug}`,
  type: 'PartyRegistered',
  body: { name: slug, kind: 'company', layers: ['models'] },
});
const cast = [...party('vendor', 'cloud', 'builder'), lab('lab'), lab('other')];
const deals = ['deal-chips', 'deal-host', 'deal-host-2', 'deal-site'].map((stream) => deal(stream));
const among = (...facts: Sent[]) => given(...cast, ...deals, ...facts).at('2026-06-30');

const hosting = (power: unknown, name = 't', terms = {}): Sent =>
  tranche('deal-host', name, power, { layer: 'hosting', provider: 'cloud', ...terms });
const site = (power: unknown, terms = {}): Sent =>
  tranche('deal-site', 's', power, { layer: 'site', provider: 'builder', consumer: 'cloud', ...terms });
const labs = 'labs';
const ofLab = { lab: 'lab' };
const ofOther = { lab: 'other' };

describe('What of a lab draws power', () => {
  const onSite = among(hosting('4.5 GW'), site('1.2 GW'), level('0.59 GW'));

  it('is what was observed at its own tranche', () => {
    among(hosting('4.5 GW'), level('0.2 GW', 'deal-host', 't')).showsRow(labs, ofLab, { energizedKw: 0.2 });
  });
  it('is unknown up to what it was promised where nobody has looked, whatever sites its cloud has', () => {
    onSite.showsRow(labs, ofLab, { energizedKw: [0, null, 4.5] });
  });
  it('is at least what runs at a site that is all in it: 0.59 of 1.2 run, so that 0.61 of its 4.5 do not', () => {
    onSite.and(tied('deal-host/t')).showsRow(labs, ofLab, { energizedKw: [0.59, null, 3.89] });
  });
  it('is less at a site that is in it in part: 1 of 1.2, where 0.2 of the 0.59 may run for others', () => {
    onSite.and(tied('deal-host/t', '1 GW')).showsRow(labs, ofLab, { energizedKw: [0.39, null, 4.09] });
  });
  it('is between its share and the rest where two labs are on one site: 0.7 of 0.6 + 0.4 run', () => {
    // Of 1 GW 0.4 are another's: of 0.7 at least 0.3; of 1 GW 0.6 are another's: at least 0.1.
    among(
      site('1 GW'),
      level('0.7 GW'),
      hosting('0.6 GW'),
      hosting('0.4 GW', 'u', { consumer: 'other' }),
      tied('deal-host/t', '0.6 GW'),
      tied('deal-host/u', '0.4 GW'),
    )
      .showsRow(labs, ofLab, { energizedKw: [0.3, null, 0.6] })
      .showsRow(labs, ofOther, { energizedKw: [0.1, null, 0.4] });
  });
  it('goes through two ties: 1 of 1.2 that the grid powers runs at the site, and there for the lab', () => {
    const terms = { layer: 'grid', provider: 'vendor', consumer: 'builder' };
    among(
      hosting('4.5 GW'),
      site('1.2 GW'),
      tranche('deal-host-2', 'g', '1.2 GW', terms),
      level('1 GW', 'deal-host-2', 'g'),
      tied('deal-host/t'),
      tied('deal-host-2/g'),
    ).showsRow(labs, ofLab, { energizedKw: [1, null, 4.3] });
  });
  it('is no sum of its layers: chips and hosting are at least the larger, at most both less what is one', () => {
    const both = among(
      tranche('deal-chips', 'k', '10 GW'),
      hosting('4.5 GW'),
      level('0.2 GW', 'deal-host', 't'),
      level('0.5 GW', 'deal-chips', 'k'),
    ).showsRow(labs, ofLab, { energizedKw: [0.5, null, 0.7] });
    // All of the hosting is in the chips: what runs there runs here.
    both
      .and(fact('2025-06-01', 'deal-chips', 'OverlapStated', { tranche: 'k', with: 'deal-host/t' }))
      .showsRow(labs, ofLab, { energizedKw: 0.5 });
  });
  it('counts a container and its parts once: 0.3 + 0.4 of 5 GW', () => {
    among(
      hosting('5 GW', 'all'),
      hosting('1 GW', 't', { partOf: 'deal-host/all' }),
      hosting('2 GW', 'u', { partOf: 'deal-host/all' }),
      level('0.3 GW', 'deal-host', 't'),
      level('0.4 GW', 'deal-host', 'u'),
    ).showsRow(labs, ofLab, { energizedKw: [0.7, null, 5], headlineKw: 5 });
  });
  it('is bounds where some overlap in part, whatever else it has: 2 + 2 that share 1, and 4', () => {
    const elsewhere = tranche('deal-host-2', 'v', '4 GW', { layer: 'hosting', provider: 'cloud' });
    const two = [hosting('2 GW'), hosting('2 GW', 'u')];
    const shared = fact('2025-06-01', 'deal-host', 'OverlapStated', {
      tranche: 't',
      with: 'deal-host/u',
      power: '1 GW',
    });
    among(...two, elsewhere).showsRow(labs, ofLab, { headlineKw: 8 });
    among(...two, shared).showsRow(labs, ofLab, { headlineKw: [2, null, 3] });
    among(...two, elsewhere, shared).showsRow(labs, ofLab, { headlineKw: [6, null, 7] });
  });
  it('counts two tranches of one layer once where they overlap: 0.6 + 0.6 are 1.2, then 0.6', () => {
    const two = among(
      hosting('1 GW'),
      tranche('deal-host-2', 'u', '1 GW', { layer: 'hosting', provider: 'cloud' }),
      level('0.6 GW', 'deal-host', 't'),
      level('0.6 GW', 'deal-host-2', 'u'),
    ).showsRow(labs, ofLab, { energizedKw: 1.2 });
    two
      .and(fact('2025-06-01', 'deal-host', 'OverlapStated', { tranche: 't', with: 'deal-host-2/u' }))
      .showsRow(labs, ofLab, { energizedKw: 0.6 });
  });
  it('says where two statements contradict each other: 0.2 observed, 0.59 at a site that is all in it', () => {
    onSite
      .and(level('0.2 GW', 'deal-host', 't'), tied('deal-host/t'))
      .showsRow(labs, ofLab, { energizedKw: [0.2, null, 0.59], flags: ['contradicted'] });
  });
});

describe('What a lab passes on', () => {
  const passing = among(
    tranche('deal-site', 's', '1 GW', { layer: 'site', provider: 'builder', consumer: 'other' }),
    level('0.7 GW'),
    hosting('0.3 GW', 't', { provider: 'other' }),
    level('0.2 GW', 'deal-host', 't'),
  );

  it('is not its own, and marked: of 0.7 that run 0.2 may be what it provides to another', () => {
    passing.showsRow(labs, ofOther, { energizedKw: [0.5, null, 0.7], flags: ['passes-on'] });
  });
  it('is surely not where the two are stated to be one: 0.7 less 0.2', () => {
    passing.and(tied('deal-host/t')).showsRow(labs, ofOther, { energizedKw: 0.5 });
  });
});

describe('The headline and the firm capacity of a lab', () => {
  it('are what is distinct of its own tranches, never a sum of layers: 10 + 4.5, of which 1 is one', () => {
    among(
      tranche('deal-chips', 'k', '10 GW', { bindingness: 'intent' }),
      hosting('4.5 GW'),
      fact('2025-06-01', 'deal-chips', 'OverlapStated', { tranche: 'k', with: 'deal-host/t', power: '1 GW' }),
    ).showsRow(labs, ofLab, { headlineKw: [10, null, 13.5], firmKw: 4.5 });
  });
  it('count a unit as its lab, and leave out whoever is no lab unless asked for: 1 + 2 GW', () => {
    const unit: Sent = {
      stream: 'party-unit',
      type: 'PartyRegistered',
      body: { name: 'unit', kind: 'unit', parent: 'lab' },
    };
    const facts = [unit, hosting('1 GW'), hosting('2 GW', 'u', { consumer: 'unit' }), site('1.2 GW')];
    among(...facts)
      .lists(labs, 'rows', { lab: 'lab', headlineKw: 3 })
      .asking({ lab: 'cloud' })
      .lists(labs, 'rows', { lab: 'cloud', headlineKw: [0, null, 1.2] });
  });
  it('say when bases are put together', () => {
    among(hosting('1 GW'), hosting('2 GW', 'u', { basis: 'it' })).showsRow(labs, ofLab, {
      flags: ['mixed-bases'],
    });
  });
});

describe('The chain behind a number', () => {
  it('names each tranche, what it is tied to, and the events', () => {
    const one = among(hosting('4.5 GW'), site('1.2 GW'), level('0.59 GW'), tied('deal-host/t'))
      .lists(labs, 'tranches', {
        lab: 'lab',
        tranche: 'deal-host/t',
        layer: 'hosting',
        provider: 'cloud',
        observedKw: null,
      })
      .lists(labs, 'ties', {
        tranche: 'deal-host/t',
        with: 'deal-site/s',
        withLayer: 'site',
        withConsumer: 'cloud',
        overlapKw: 1.2,
        observedKw: 0.59,
        runningKw: 0.59,
      })
      .hasTotals(labs, 0);
    expect(one.row(labs, ofLab).rests).toHaveLength(6);
  });
  it('has no point where its ends differ, and no end where nothing has', () => {
    const part = among(hosting('4.5 GW'), site('1.2 GW'), level('0.59 GW'), tied('deal-host/t', '1-1.1 GW'));
    part
      .lists(labs, 'tranches', { powerKw: 4.5, energizedKw: [0.39, null, 4.09] })
      .lists(labs, 'ties', { overlapKw: [1, null, 1.1], runningKw: [0.39, null, 0.59] });
    among(hosting('at least 4.5 GW'), site('at least 1.2 GW'), tied('deal-host/t'))
      .lists(labs, 'tranches', { energizedKw: [0, null, null] })
      .lists(labs, 'ties', { overlapKw: [1.2, null, null], runningKw: [0, null, null] });
  });
  it('lies between statements that contradict each other, and within what there is', () => {
    // 0.59 run at a site that is all in it, where 0.2 were observed in all; 2 to 3 GW of 1.2 are stated to be the same.
    const all = among(hosting('4.5 GW'), site('1.2 GW'), level('0.59 GW'), tied('deal-host/t'));
    all
      .and(level('0.2 GW', 'deal-host', 't'))
      .lists(labs, 'ties', { overlapKw: 1.2, runningKw: [0.2, null, 0.59] });
    const more = among(hosting('4.5 GW'), site('1.2 GW'), tied('deal-host/t', '2-3 GW'));
    more.lists(labs, 'ties', { overlapKw: 1.2, runningKw: [0, null, 1.2] });
  });
});

/** The site is in this tranche, all of it or in part. */
const tied = (name: string, power?: string): Sent =>
  fact('2025-06-01', 'deal-site', 'OverlapStated', { tranche: 's', with: name, ...(power && { power }) });
const level = (power: string, stream = 'deal-site', name = 's'): Sent =>
  energized('2026-01-01', stream, name, power);
