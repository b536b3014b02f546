import { describe, expect, it } from 'vitest';
import { eventTypes } from '../../events/index.js';
import { History } from '../../projections/kit/log.js';
import { bodySaid } from '../../projections/wording/body-said.js';
import { eventSentence } from '../../projections/wording/event-sentence.js';
import { record, type Sent } from '../given.js';
import { id } from './facts.js';
import { about, deal, parties, payment, plainNames, promise, promised, says } from './sentences-given.js';

describe('An event of a deal says', () => {
  it.each<[string, readonly Sent[]]>([
    ['AMD gives an option on 1 GW of chips to OpenAI, due by 2027', [promised]],
    [
      'AMD intends to provide an undisclosed amount of chips, without a date',
      [
        about('CapacityCommitted', {
          ...promise,
          consumer: undefined,
          due: undefined,
          power: 'undisclosed',
          bindingness: 'intent',
        }),
      ],
    ],
    [
      "AMD's second gigawatt moved from 2027 to the first half of 2028",
      [promised, about('CapacityRescheduled', { tranche: 'gw-2', due: '2028-H1' })],
    ],
    [
      "AMD's second gigawatt moved from the first half of 2028 to the fourth quarter of 2028",
      [
        promised,
        about('CapacityRescheduled', { tranche: 'gw-2', due: '2028-H1' }),
        about('CapacityRescheduled', { tranche: 'gw-2', due: '2028-Q4' }),
      ],
    ],
    [
      "AMD's second gigawatt has a date now: 30 November 2027",
      [
        about('CapacityCommitted', { ...promise, due: undefined }),
        about('CapacityRescheduled', { tranche: 'gw-2', due: '2027-11-30' }),
      ],
    ],
    [
      "AMD's second gigawatt changed in size from 1 GW to 1.2 GW",
      [promised, about('CapacityResized', { tranche: 'gw-2', power: '1.2 GW' })],
    ],
    [
      // It is no gigawatt any more, whatever it is called.
      '“GW 2” of AMD moved from 2027 to 2028',
      [
        promised,
        about('CapacityResized', { tranche: 'gw-2', power: '1.2 GW' }),
        about('CapacityRescheduled', { tranche: 'gw-2', due: '2028' }),
      ],
    ],
    [
      "25,000 H100-equivalents of AMD's second gigawatt run",
      [promised, about('CapacityEnergized', { tranche: 'gw-2', h100Equivalents: '25,000' })],
    ],
    [
      "400 MW of AMD's second gigawatt runs",
      [promised, about('CapacityEnergized', { tranche: 'gw-2', power: '400 MW' })],
    ],
    [
      "The option on AMD's second gigawatt was taken up",
      [promised, about('OptionExercised', { tranche: 'gw-2' })],
    ],
    ["AMD's second gigawatt was cancelled", [promised, about('CapacityCancelled', { tranche: 'gw-2' })]],
    [
      "AMD's second gigawatt is used by Microsoft from then on",
      [promised, about('CapacityReassigned', { tranche: 'gw-2', consumer: 'microsoft' })],
    ],
    ['OpenAI is to pay 3B USD to AMD (hardware)', [payment]],
    [
      'What OpenAI pays AMD (hardware) changed to 1.5B USD',
      [payment, about('PaymentAmended', { payment: 'build', to: '1.5B USD' })],
    ],
    [
      'What OpenAI pays AMD (hardware) grew by 100B USD',
      [payment, about('PaymentAmended', { payment: 'build', by: '100B USD' })],
    ],
    ['The deal is agreed in a letter of intent', [about('StageReached', { stage: 'letter-of-intent' })]],
    [
      "AMD's second gigawatt is under construction",
      [promised, about('StageReached', { stage: 'under-construction', tranche: 'gw-2' })],
    ],
    ['Microsoft joined, as supplier', [about('PartyJoined', { party: 'microsoft', role: 'supplier' })]],
    [
      '1B USD was paid to AMD by OpenAI',
      [payment, about('PaymentMade', { payment: 'build', amount: '1B USD' })],
    ],
  ])('%s', (sentence, events) => {
    expect(says(deal, ...events)).toBe(sentence);
  });

  it('what it was in words where no more is known', () => {
    expect(says(deal, about('DealAmended', { terms: 'Exclusivity ends.' }))).toBe(
      'A deal was put differently',
    );
  });
});

describe('What contradicts another says what it was', () => {
  const moved = (due: string, more: object = {}): Sent => ({
    ...about('CapacityRescheduled', { tranche: 'gw-2', due }),
    ...more,
  });
  const first = moved('2028-H1', { id: id(1) });
  const rival = moved('2028-Q4', { rivalOf: id(1) });

  it('before either of the two', () =>
    expect(says(deal, promised, first, rival)).toBe(
      "AMD's second gigawatt moved from 2027 to the fourth quarter of 2028",
    ));
  it('by the one that counts, where both came before', () => {
    expect(says(deal, promised, first, rival, moved('2029'))).toBe(
      "AMD's second gigawatt moved from the fourth quarter of 2028 to 2029",
    );
    const filed = { ...first, source: { title: 'A filing', kind: 'filing' } };
    expect(says(deal, promised, filed, rival, moved('2029'))).toBe(
      "AMD's second gigawatt moved from the first half of 2028 to 2029",
    );
  });
});

const totalled = (more: object): Sent => ({
  stream: 'party-openai',
  type: 'TotalDisclosed',
  knownOn: '2026-11-20',
  body: { measure: 'commitments', amount: '50B USD', at: '2026-09-30', ...more },
});

describe('A total that a party reports says of what it is one', () => {
  it.each<[object, string]>([
    [{}, 'OpenAI puts its commitments at 50B USD, as of 30 September 2026'],
    [
      { towards: 'microsoft' },
      'OpenAI puts its commitments towards Microsoft at 50B USD, as of 30 September 2026',
    ],
    [{ within: 12 }, 'OpenAI puts its commitments due within 12 months at 50B USD, as of 30 September 2026'],
    [
      { towards: 'amd', over: { from: '2027' } },
      'OpenAI puts its commitments towards AMD due from 2027 on at 50B USD, as of 30 September 2026',
    ],
    [
      { over: { from: '2027', to: '2028-H1' } },
      'OpenAI puts its commitments due from 2027 to the first half of 2028 at 50B USD, as of 30 September 2026',
    ],
    [
      { over: { from: '2027-Q1', months: 24 } },
      'OpenAI puts its commitments due from the first quarter of 2027, for 24 months at 50B USD, as of 30 September 2026',
    ],
  ])('%j: %s', (more, sentence) => {
    expect(says(totalled(more))).toBe(sentence);
  });
});

const market = {
  stream: 'market-clouds',
  type: 'MarketDefined',
  knownOn: '2026-11-20',
  body: { name: 'Clouds', layer: 'infrastructure', metric: 'revenue', scope: 'worldwide' },
};

describe('An event of a stake, a market or a party says', () => {
  it.each<[string, readonly Sent[]]>([
    [
      'Microsoft holds about 27% of OpenAI',
      [
        {
          ...market,
          stream: 'stake-microsoft-openai',
          type: 'StakeDisclosed',
          body: { stake: 'about 27%', basis: 'as-converted' },
        },
      ],
    ],
    [
      'synergy gives Microsoft 21% of Clouds in the first quarter of 2026',
      [
        market,
        {
          ...market,
          type: 'ShareReported',
          body: { publisher: 'synergy', party: 'microsoft', period: '2026-Q1', share: '21%' },
        },
      ],
    ],
    [
      'OpenAI was valued at 500B USD',
      [
        {
          ...market,
          stream: 'party-openai',
          type: 'ValueStated',
          body: { amount: '500B USD', counted: 'after' },
        },
      ],
    ],
  ])('%s', (sentence, events) => {
    expect(says(...events)).toBe(sentence);
  });
});

describe('All that an event says', () => {
  it('names parties, deals and terms as people do, and is silent of what nobody stated', () => {
    const body = {
      tranche: 'campus-it',
      layer: 'site',
      provider: 'amd',
      power: '1 GW',
      basis: 'unstated',
      due: '2026-H2',
      bindingness: 'firm',
      partOf: 'deal-stargate-2025/gw-1',
    };
    expect(bodySaid('CapacityCommitted', body, { ...plainNames, deal: () => 'Stargate' })).toBe(
      'tranche campus IT, layer site, provider AMD, power 1 GW, due the second half of 2026, bindingness firm, part of “GW 1” of Stargate',
    );
    const paid = { payment: 'fee', from: 'amd', kind: 'services', over: { from: '2026', months: 1200 } };
    expect(bodySaid('PaymentCommitted', paid, plainNames)).toBe(
      'payment fee, from AMD, kind services, over from 2026 months 1,200',
    );
    const names = { ...plainNames, deal: () => 'Stargate', publisher: (id: string) => `the house ${id}` };
    expect(bodySaid('ConditionObserved', { condition: 'price-target', holds: true }, names)).toBe(
      'condition price target, holds yes',
    );
    expect(bodySaid('ConditionObserved', { condition: 'price-target', holds: false }, names)).toBe(
      'condition price target, holds no',
    );
    const share = { publisher: 'synergy', period: '2025-Q3', party: 'amd', share: '29 %' };
    expect(bodySaid('ShareReported', share, names)).toBe(
      'publisher the house synergy, party AMD, period the third quarter of 2025, share 29 %',
    );
    expect(bodySaid('StageReached', { stage: 'superseded', by: 'deal-b' }, names)).toBe(
      'stage superseded, by Stargate',
    );
    expect(bodySaid('DealAnnounced', { title: 'x', parties: [] }, names)).toBe('title x');
    expect([bodySaid('DealImproved', { title: 'x' }, names), bodySaid('DealAnnounced', 'x', names)]).toEqual([
      '',
      '',
    ]);
    expect(bodySaid('DealAnnounced', deal.body, plainNames)).toBe(
      'title OpenAI buys 6 GW of AMD processors, kind chip supply, parties party OpenAI role customer; party AMD role supplier, stage signed',
    );
  });
});

describe('An event of any type', () => {
  it('is never told by the name of its type', () => {
    const history = new History();
    for (const { type, about: declared } of eventTypes) {
      const fact = {
        ...record(history, parties[0]!),
        id: type,
        stream: 'party-amd',
        type,
        body: declared.example,
      };
      const said = eventSentence(fact as never, history, plainNames);
      expect([type, said.includes(type)]).toEqual([type, false]);
    }
  });
});
