import { describe, expect, it } from 'vitest';
import { ask } from '../../projections/index.js';
import { flows } from '../../projections/flows.js';
import { Board } from '../../projections/kit/board.js';
import type { Loop } from '../../projections/loops.js';
import { publicRecord } from '../../src/public-record.js';
import { given, question, record, type Sent } from '../given.js';
import { expectForm, type Shown } from '../shown.js';
import { deal, fact, party, payment, tranche } from './facts.js';

const parties = ['nvidia', 'openai', 'oracle', 'iren', 'dell'];
const among = (...facts: Sent[]) =>
  given(...party('lab', ...parties), deal('deal-all'), ...facts).at('2026-01-01');
const pays = (from: string, to: string, kind: string, amount: string, more: object = {}): Sent =>
  payment('deal-all', `${from}-${to}-${kind}`, amount, { from, to, kind, ...more });
/** NVIDIA invests up to $100B, $10B for each gigawatt, none of which has come; OpenAI buys for $30B. */
const upTo100 = { bindingness: 'intent', release: { per: '1 GW', amount: '10B USD' } };
const invests = pays('nvidia', 'openai', 'equity', 'up to 100B USD', upTo100);
const buys = pays('openai', 'nvidia', 'hardware', '30B USD');
/** A loop of this size, with its legs as "nvidia equity openai". */
const loop = (sizeUsCents: Size, ...legs: string[]) => ({ sizeUsCents, legs: legs.map(legOf) });

describe('A flow', () => {
  it.each(['kind', 'deal', 'currency', 'edge'])(
    'has both of its sides in a row, also when asked by %s',
    (by) => {
      const { rows } = among(invests, buys).answer('flows', { by });
      expect(rows.map(({ giver, receiver }) => [giver, receiver])).toEqual([
        ['nvidia', 'openai'],
        ['openai', 'nvidia'],
      ]);
      expect(rows.every((row) => row[by] !== undefined)).toBe(true);
    },
  );
});

describe('A loop', () => {
  it('is an investment of up to $100B and a purchase of $30B back: of $0 to $30B, as nothing is released yet', () =>
    among(invests, buys).lists('flows', 'loops', {
      parties: ['nvidia', 'openai'],
      currency: 'USD',
      smallestLeg: null,
      sizeUsCents: [0, null, 30],
      legs: [
        { ...legOf('nvidia equity openai'), sense: 'funding', amountUsCents: [0, null, 100] },
        { ...legOf('openai hardware nvidia'), sense: 'purchase', amountUsCents: 30 },
      ],
    }));

  it('is not a plain sale', () => among(buys).lists('flows', 'loops'));

  it('is not an investment alone, nor two parties that sell to each other, nor two that fund each other', () => {
    among(invests).lists('flows', 'loops');
    among(buys, pays('nvidia', 'openai', 'services', '1B USD')).lists('flows', 'loops');
    among(invests, pays('openai', 'nvidia', 'debt', '1B USD')).lists('flows', 'loops');
  });

  it('goes along a chain: 100 of equity, 300 of services, 40 of hardware make 40', () =>
    among(
      pays('nvidia', 'openai', 'equity', '100B USD'),
      pays('openai', 'oracle', 'services', '300B USD'),
      pays('oracle', 'nvidia', 'hardware', '40B USD'),
    )
      .lists('flows', 'loops', { parties: ['nvidia', 'openai', 'oracle'], smallestLeg: 2, sizeUsCents: 40 })
      .asking({ maxEdges: '2' })
      .lists('flows', 'loops'));

  it('has each step told by kind: equity and debt against one purchase are two loops, never one sum', () =>
    among(
      pays('nvidia', 'openai', 'equity', '10B USD'),
      pays('nvidia', 'openai', 'debt', '5B USD'),
      pays('openai', 'nvidia', 'hardware', '30B USD'),
    ).lists(
      'flows',
      'loops',
      loop(5, 'nvidia debt openai', 'openai hardware nvidia'),
      loop(10, 'nvidia equity openai', 'openai hardware nvidia'),
    ));

  it('has its payments of one kind added: 10 and 15 of equity against 30 make 25', () =>
    among(
      pays('nvidia', 'openai', 'equity', '10B USD'),
      payment('deal-all', 'more', '15B USD', { from: 'nvidia', to: 'openai', kind: 'equity' }),
      pays('openai', 'nvidia', 'hardware', '30B USD'),
    ).lists('flows', 'loops', { sizeUsCents: 25 }));

  it('is made of money and equity only: compute back is shown and is no leg', () =>
    among(
      tranche('deal-all', 'chips', '1 GW', { provider: 'nvidia', consumer: 'openai' }),
      tranche('deal-all', 'hosting', '1 GW', { layer: 'hosting', provider: 'openai', consumer: 'nvidia' }),
      pays('nvidia', 'openai', 'equity', '10B USD'),
    )
      .lists('flows', 'loops')
      .lists(
        'flows',
        'rows',
        { giver: 'nvidia', edge: 'compute', layer: 'chips' },
        { giver: 'nvidia', edge: 'equity', layer: null },
        { giver: 'openai', edge: 'compute', layer: 'hosting' },
      ));

  it('has an open interval where a leg is undisclosed: $0 to the $10B of the other', () =>
    among(
      pays('nvidia', 'openai', 'equity', '10B USD'),
      pays('openai', 'nvidia', 'hardware', 'undisclosed'),
    ).lists('flows', 'loops', { sizeUsCents: [0, null, 10] }));

  it('has no size across currencies, which are neither added nor compared', () =>
    among(
      pays('nvidia', 'openai', 'equity', '10B USD'),
      pays('openai', 'nvidia', 'hardware', '30B EUR'),
    ).lists('flows', 'loops', { currency: null, smallestLeg: null, sizeUsCents: [0, null, null] }));

  it('ends with its deal, except for what was paid: 100 of which 4 are paid leave 4', () => {
    const signed = among(
      buys,
      deal('deal-fund'),
      payment('deal-fund', 'x', '100B USD', { from: 'nvidia', to: 'openai', kind: 'equity' }),
    );
    const made = fact('2025-02-01', 'deal-fund', 'PaymentMade', { payment: 'x', amount: '4B USD' });
    const over = fact('2025-03-01', 'deal-fund', 'StageReached', { stage: 'cancelled' });
    signed.lists('flows', 'loops', { sizeUsCents: 30 });
    signed.and(over).lists('flows', 'loops');
    signed.and(made, over).lists('flows', 'loops', { sizeUsCents: 4 });
  });
});

const stake = fact('2025-01-01', 'stake-nvidia-openai', 'StakeDisclosed', {
  stake: '10%',
  basis: 'basic',
  value: '50B USD',
});

describe('A leg of a loop', () => {
  it('is a stake from holder to issuer, worth $50B, where no payment for it is recorded', () => {
    among(stake, buys).lists('flows', 'loops', loop(30, 'nvidia stake openai', 'openai hardware nvidia'));
    among(stake, invests, buys).lists(
      'flows',
      'loops',
      loop([0, null, 30], 'nvidia equity openai', 'openai hardware nvidia'),
    );
  });

  it('is a warrant from issuer to holder, whose worth nobody states', () =>
    among(
      buys,
      fact('2025-01-01', 'deal-all', 'WarrantIssued', {
        warrant: 'w',
        holder: 'openai',
        issuer: 'nvidia',
        shares: 100,
        strike: '0.01 USD',
      }),
    ).lists('flows', 'loops', loop([0, null, 30], 'nvidia warrant openai', 'openai hardware nvidia')));

  it('counts a unit as the party that it is a part of, and names it', () => {
    const unit = { ...party('cloud')[0]!, body: { name: 'Cloud', kind: 'unit', parent: 'nvidia' } };
    const bought = among(unit, invests, pays('openai', 'cloud', 'services', '38B USD'));
    bought.lists('flows', 'loops', {
      parties: ['nvidia', 'openai'],
      legs: [{}, { from: 'openai', to: 'nvidia', units: ['cloud'] }],
    });
    bought.asking({ party: 'cloud' }).lists('flows', 'loops', { parties: ['nvidia', 'openai'] });
    bought.asking({ party: 'dell' }).lists('flows', 'loops');
  });

  it('is also what is paid out of another payment, which stands beside it and is not added', () =>
    among(
      pays('openai', 'iren', 'services', '10B USD'),
      pays('iren', 'dell', 'hardware', '6B USD', { passesThrough: 'deal-all/openai-iren-services' }),
      pays('dell', 'openai', 'equity', '8B USD'),
    )
      .lists('flows', 'loops', loop(6, 'dell equity openai', 'openai services iren', 'iren hardware dell'))
      .shows('flows', { amountUsCents: 0, passingUsCents: 6 }, { kind: 'hardware' }));
});

describe('A leg of a loop, where something is paid out of another payment,', () => {
  const out = { passesThrough: 'deal-all/openai-iren-services' };
  const chain = [
    pays('openai', 'iren', 'services', '10B USD'),
    pays('iren', 'dell', 'hardware', '6B USD', out),
    pays('dell', 'openai', 'equity', '20B USD'),
  ];
  const more = (amount: string, terms: object = {}) =>
    payment('deal-all', 'more', amount, { from: 'iren', to: 'dell', kind: 'hardware', ...terms });
  const sized = (sizeUsCents: Size, ...facts: Sent[]) =>
    among(...chain, ...facts).lists('flows', 'loops', { sizeUsCents, parties: ['dell', 'openai', 'iren'] });

  it('is that and what is paid beside it: 6 and 1 make 7', () => sized(7, more('1B USD')));
  it('is never less for another payment: 6 and an undisclosed one are at least 6', () =>
    sized([6, null, 10], more('undisclosed')));
  it('has what is paid out of a payment between the same two in that: 2 of 6 leave it at 6', () =>
    sized(6, more('2B USD', { passesThrough: 'deal-all/iren-dell-hardware' })));
  it('has it in the sum that it is paid out of, too: 6 and 3, of which 2', () =>
    sized(
      9,
      more('3B USD'),
      payment('deal-all', 'part', '2B USD', {
        from: 'iren',
        to: 'dell',
        kind: 'hardware',
        passesThrough: 'deal-all/more',
      }),
    ));
  it('has it by itself where what it was paid out of came to nothing', () =>
    sized(
      8,
      more('3B USD'),
      payment('deal-all', 'part', '2B USD', {
        from: 'iren',
        to: 'dell',
        kind: 'hardware',
        passesThrough: 'deal-all/more',
      }),
      fact('2025-06-01', 'deal-all', 'PaymentCancelled', { payment: 'more' }),
    ));
});

describe('What is paid out of another payment', () => {
  const passing = (...facts: Sent[]) =>
    among(
      pays('openai', 'iren', 'services', '48B USD', { over: { from: '2026-Q1', months: 24 } }),
      pays('iren', 'dell', 'hardware', '24B USD', {
        passesThrough: 'deal-all/openai-iren-services',
        over: { from: '2026-Q1', months: 24 },
      }),
      ...facts,
    ).at('2026-11-20');
  const stopped = (on: string, more: object = {}) =>
    fact(on, 'deal-all', 'PaymentCancelled', { payment: 'iren-dell-hardware', ...more });

  it.each<[string, number, readonly Sent[]]>([
    ['all of it', 24, []],
    ['what is due before it is to end', 12, [stopped('2026-03-01', { from: '2027-01-01' })]],
    ['what was due before it ended', 6, [stopped('2026-07-01')]],
    [
      'what was due before its deal ended',
      9,
      [fact('2026-10-01', 'deal-all', 'StageReached', { stage: 'shelved' })],
    ],
  ])('is %s, as of any payment: %d', (_, passingUsCents, facts) => {
    passing(...facts)
      .showsRow('flows', { giver: 'iren', receiver: 'dell' }, { passingUsCents, amountUsCents: 0 })
      .lists('obligations', 'beside', { payer: 'iren', amountUsCents: passingUsCents });
  });
  it('is nothing any more where it ended before anything was due', () => {
    const ended = passing(stopped('2025-06-01'));
    expect(ended.answer('obligations').beside).toBeUndefined();
    ended.lists('flows', 'rows', { giver: 'openai' });
  });
});

describe('Flows', () => {
  it('say what a loop is, and that it is not evidence of wrongdoing', () => {
    const { definition, notes } = among().answer('flows');
    expect(definition).toMatch(/^A loop is an elementary cycle .* smallest leg\./);
    expect(definition).toMatch(/A loop is not evidence of wrongdoing\.$/);
    expect(notes).toContain('A loop is not evidence of wrongdoing.');
  });

  it('have a row for each kind between two parties, and null where an edge cannot have a measure', () =>
    among(
      buys,
      tranche('deal-all', 'chips', 'at least 10 GW', { provider: 'nvidia', consumer: 'openai' }),
      stake,
    ).lists(
      'flows',
      'rows',
      {
        giver: 'nvidia',
        receiver: 'openai',
        edge: 'compute',
        layer: 'chips',
        headlineKw: [10, 10, null],
        amountUsCents: null,
        flags: ['unbounded'],
      },
      { giver: 'openai', edge: 'money', kind: 'hardware', headlineKw: null, committedUsCents: 30 },
      { edge: 'equity', kind: 'stake', basis: 'basic', stakeBp: 10 },
    ));

  it('are of one party when it is given, together with its loops', () => {
    const three = among(invests, buys, pays('iren', 'dell', 'hardware', '6B USD'));
    three.lists('flows', 'rows', {}, {}, {});
    three.asking({ party: 'nvidia' }).lists('flows', 'rows', {}, {}).lists('flows', 'loops', {});
    three.asking({ party: 'dell' }).lists('flows', 'rows', { giver: 'iren' }).lists('flows', 'loops');
  });

  it('spread money over the quarters of its term, $30B as 15 and 15, and list what has no date', () =>
    among(
      pays('openai', 'nvidia', 'hardware', '30B USD', { over: { from: '2026-Q1', months: 6 } }),
      pays('nvidia', 'openai', 'equity', '1B USD'),
    )
      .asking({ timeline: 'quarter', from: '2026-01-01', to: '2026-12-31' })
      .lists(
        'flows',
        'rows',
        { period: '2026-Q1', amountUsCents: 15 },
        { period: '2026-Q2', amountUsCents: 15 },
      )
      .lists('flows', 'undated', 'deal-all/nvidia-openai-equity'));

  it('are the same on a board that moves as on a new one, stakes included', () => {
    const [{ history: before }, { history: after }] = [among(buys), among(buys)];
    record(after, stake);
    record(after, invests);
    const asked = question({ effectiveAt: '2026-01-01', by: flows.defaultBy });
    const board = new Board(flows, asked, before);
    expect(board.answer().loops).toEqual([]);
    board.moveTo(after, ['deal-all']);
    expect(board.answer()).toEqual(ask(flows, asked, after));
    expect(board.answer().loops).toHaveLength(1);
  });
});

const published = given(...((await publicRecord()) as Sent[]));
const microsoft = loop(13, 'microsoft equity openai', 'openai services microsoft');
const coreweave = loop([0, null, 0.35], 'coreweave equity openai', 'openai services coreweave');
/** A warrant has no value that anybody states, and AMD's sales are at least $10B: the smaller of the two has no end. */
const amd = (holder: string) => loop([0, null, null], `amd warrant ${holder}`, `${holder} hardware amd`);
/** Google's notes of 2023 are 0.5 + 1.5, and 0.75 are planned; Anthropic buys for at least $10B from it. */
const lent = loop([2, null, 2.75], 'alphabet convertible anthropic', 'anthropic services alphabet');
/** Up to $5B are less than the about $30B that Anthropic pays for Azure. */
const azure = loop([0, null, 5], 'anthropic services microsoft', 'microsoft equity anthropic');

describe('The flows of the public record', () => {
  it('add up to what the obligations do, kind by kind and currency by currency', () => {
    const totalsOf = (view: string): unknown[] =>
      published
        .at('2026-11-23')
        .answer(view)
        .totals.filter(({ kind }) => kind !== null && kind !== 'warrant')
        .map(({ kind, currency, committedUsCents, conditionalUsCents }) =>
          JSON.stringify([kind, currency, committedUsCents, conditionalUsCents]),
        );
    expect(totalsOf('obligations').length).toBeGreaterThan(5);
    expect(totalsOf('flows')).toEqual(expect.arrayContaining(totalsOf('obligations')));
  });
});

const nvidia = (most: number) => loop([0, null, most], 'nvidia equity openai', 'openai hardware nvidia');
const loopsAsKnown = (day: string): Loop[] =>
  published.asking({ effectiveAt: day, knownAt: day }).answer('flows').loops as Loop[];
const expectOfTwoLegs = (loops: readonly Loop[], expected: readonly Shown[]): void =>
  expectForm(
    'loops',
    loops.filter(({ legs }) => legs.length === 2),
    expected,
  );

describe('The loops of the public record', () => {
  /**
   * The seven below; four of four legs by way of Anthropic's services from Microsoft (Alphabet's notes, Alphabet's
   * stake, Amazon's notes, NVIDIA's equity); and CoreWeave, OpenAI and NVIDIA, by services and by NVIDIA's stake.
   */
  it("were thirteen by November 2025, seven of them of two legs, with NVIDIA's $0 to $100B against systems", () => {
    const loops = loopsAsKnown('2025-11-30');
    expect(loops).toHaveLength(13);
    expectOfTwoLegs(loops, [
      lent,
      // The 14% of March 2025, of which nobody states a price: no equity is promised beside the notes until 2026.
      loop([0, null, null], 'alphabet stake anthropic', 'anthropic services alphabet'),
      amd('openai'),
      azure,
      coreweave,
      microsoft,
      nvidia(100),
    ]);
  });

  it("are twelve of two legs today, with NVIDIA's $30B against systems whose price is not disclosed", () =>
    expectOfTwoLegs(loopsAsKnown('2026-11-23'), [
      lent,
      // The 10 of 2026, and up to 30 more; the notes of 2023 are a loop of their own.
      loop([10, null, 40], 'alphabet equity anthropic', 'anthropic services alphabet'),
      // All of it notes: 1.25 + 2.75 of 2023 and 4 of 2024, below the over 100 of services.
      loop(8, 'amazon convertible anthropic', 'anthropic services amazon'),
      // The 5 of 2026, and up to 20 more.
      loop([5, null, 25], 'amazon equity anthropic', 'anthropic services amazon'),
      loop([15, null, 50], 'amazon equity openai', 'openai services amazon'),
      amd('meta'),
      amd('openai'),
      azure,
      loop([0, null, null], 'cerebras warrant openai', 'openai services cerebras'),
      coreweave,
      microsoft,
      nvidia(30),
    ]));
});

type Size = number | readonly [number, number | null, number | null];

function legOf(text: string): { from: string; kind: string; to: string } {
  const [from = '', kind = '', to = ''] = text.split(' ');
  return { from, kind, to };
}

describe('What two parties promised each other that became one', () => {
  const promised = among(
    pays('openai', 'nvidia', 'hardware', '30B USD'),
    pays('openai', 'oracle', 'services', '10B USD'),
    pays('nvidia', 'oracle', 'hardware', '5B USD', { passesThrough: 'deal-all/openai-nvidia-hardware' }),
    tranche('deal-all', 't', '1 GW', { provider: 'nvidia', consumer: 'openai' }),
    fact('2026-02-01', 'deal-all', 'WarrantIssued', {
      warrant: 'w',
      holder: 'openai',
      issuer: 'nvidia',
      shares: 100,
      strike: '0.01 USD',
      tranches: [{ shares: 100, conditions: [{ named: 'listed' }] }],
    }),
    fact('2026-03-01', 'party-openai', 'PartyMerged', { into: 'nvidia' }),
  ).by('edge', 'kind');
  const edges = (day: string) =>
    promised
      .at(day)
      .answer('flows')
      .rows.map(({ giver, receiver, kind }) => `${giver} ${kind ?? 'compute'} ${receiver}`);

  it('flows from one to the other until then', () =>
    expect(edges('2026-02-28')).toEqual(
      expect.arrayContaining(['openai hardware nvidia', 'nvidia compute openai', 'nvidia warrant openai']),
    ));
  it('is no flow from then on, and is named', () => {
    expect(edges('2026-03-01')).toEqual(['nvidia hardware oracle', 'nvidia services oracle']);
    promised
      .at('2026-03-01')
      .notes('flows', 'No flow, for both are one party by now', 'deal-all/openai-nvidia-hardware, deal-all/t')
      .shows('flows', { amountUsCents: 10 }, { kind: 'services' });
  });
  it('is no edge of a stake, where the holder became part of what it holds; who owns it still says so', () => {
    const held = promised
      .and(
        fact('2026-02-01', 'stake-openai-nvidia', 'StakeDisclosed', { stake: '10%', basis: 'basic' }),
        fact('2026-02-01', 'stake-oracle-nvidia', 'StakeDisclosed', { stake: '5%', basis: 'basic' }),
      )
      .at('2026-03-01');
    const holders = (view: string, who: string) =>
      held
        .by(who)
        .answer(view)
        .rows.flatMap((row) => (row.stakeBp ? [row[who]] : []));
    expect(holders('flows', 'giver')).toEqual(['oracle']);
    expect(holders('exposure', 'party')).toEqual(['oracle']);
    expect(holders('ownership', 'holder').sort()).toEqual(['nvidia', 'oracle']);
  });
  it('is no flow of any year, either', () =>
    promised
      .at('2026-03-01')
      .and(
        payment('deal-all', 'rent', '24B USD', {
          from: 'openai',
          to: 'nvidia',
          over: { from: '2026', months: 24 },
        }),
      )
      .asking({ timeline: 'year', from: '2026-01-01', to: '2027-12-31' })
      .showsNothing('flows'));
});
