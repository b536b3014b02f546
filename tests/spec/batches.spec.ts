import { describe, expect, it } from 'vitest';
import { RevisionMismatch, RuleBroken } from '../../src/messages/refusals.js';
import type { Sent } from '../given.js';
import { decided, energized, logOf, money, refusal, told } from './batched.js';
import { cast, deal, exactly, fact, id, party, payment, tranche } from './facts.js';

// An export that begins with the newest: nothing stands before what it rests on.
const newestFirst: Sent[] = [
  fact('2026-06-01', 'deal-a', 'CapacityEnergized', { tranche: 't', power: '200 MW' }),
  fact('2026-02-27', 'deal-a', 'PaymentAmended', { payment: 'p', by: '100 USD' }),
  tranche('deal-a', 't', '500 MW'),
  payment('deal-a', 'p', '38 USD'),
  deal('deal-a'),
  ...cast,
];

describe('A batch whose newest events come first', () => {
  it('is recorded, each event behind what it rests on', async () => {
    const batch = await decided(newestFirst);
    expect(told(batch).slice(4)).toEqual([
      'deal-a DealAnnounced',
      'deal-a CapacityCommitted',
      'deal-a PaymentCommitted',
      'deal-a PaymentAmended',
      'deal-a CapacityEnergized',
    ]);
    expect(
      batch.decided.filter(({ fact: one }) => one.stream === 'deal-a').map(({ revision }) => revision),
    ).toEqual([1, 2, 3, 4, 5]);
  });

  it('says what it says in any other order: 38 + 100 dollars, 200 of 500 MW', async () => {
    const log = logOf(await decided(newestFirst));
    expect(money(log)).toEqual(exactly(138));
    expect(energized(log)).toEqual(exactly(0.2));
  });
});

describe('A batch out of order of time', () => {
  const amended = (on: string, knownOn: string, terms: Record<string, unknown>): Sent =>
    fact(on, 'deal-a', 'PaymentAmended', { payment: 'p', ...terms }, { knownOn });
  const amendments = [
    amended('2026-03-01', '2026-03-01', { to: '100 USD' }),
    amended('2026-02-01', '2026-04-01', { by: '10 USD' }),
    amended('2026-04', '2026-04-10', { by: '7 USD' }),
    amended('2026-Q2', '2026-06-30', { to: '50 USD' }),
  ];
  const opening = [...cast, deal('deal-a'), payment('deal-a', 'p', '38 USD')];

  it('lets an option lapse before what is said of later days, whichever comes first', async () => {
    const option = { ...payment('deal-a', 'c', '38 USD'), effectiveOn: '2027-05/2027-09' };
    const sent = [
      ...cast,
      deal('deal-a'),
      { ...option, body: { ...option.body, bindingness: 'contingent' } },
      fact('2025-01-15', 'deal-a', 'PaymentOptionLapsed', { payment: 'c' }),
      { ...fact('2027-05/2027-09', 'deal-a', 'PaymentCancelled', { payment: 'c' }), knownOn: '2025-06-30' },
    ];
    const orders = [sent, sent.toReversed(), [...sent.slice(0, -2), ...sent.slice(-2).toReversed()]];
    const sizes = await Promise.all(orders.map(async (order) => (await decided(order)).decided.length));
    expect(sizes).toEqual([sent.length, sent.length, sent.length]);
  });

  it('lets an option lapse as the world knew it, before a cancellation of an earlier day that came out later', async () => {
    const option = payment('deal-a', 'c', '38 USD');
    const sent = [
      ...cast,
      deal('deal-a'),
      { ...option, body: { ...option.body, bindingness: 'contingent' } },
      { ...fact('2026-02-10', 'deal-a', 'PaymentCancelled', { payment: 'c' }), knownOn: '2026-06-30' },
      fact('2026-03-15', 'deal-a', 'PaymentOptionLapsed', { payment: 'c' }),
    ];
    expect(told(await decided(sent)).slice(-2)).toEqual([
      'deal-a PaymentOptionLapsed',
      'deal-a PaymentCancelled',
    ]);
  });

  it('keeps the order in which it was sent where that works', async () => {
    const sent = [...opening, ...amendments.toReversed()];
    const { decided: facts } = await decided(sent);
    expect(facts.map(({ fact: { effectiveOn } }) => effectiveOn).slice(-4)).toEqual([
      '2026-Q2',
      '2026-04',
      '2026-02-01',
      '2026-03-01',
    ]);
  });

  // 38 + 10 = 48; to 100; + 7 = 107; to 50.
  it('comes to the same in every order', async () => {
    for (const sent of [amendments, amendments.toReversed()])
      expect(money(logOf(await decided([...sent, ...opening])))).toEqual(exactly(50));
  });
});

describe('What a batch rests on may stand behind it', () => {
  it.each<[string, Sent[], string]>([
    ['a party', [deal('deal-a'), ...cast], 'deal-a DealAnnounced'],
    [
      'a party of a party',
      [{ ...party('unit')[0]!, body: { name: 'u', kind: 'unit', parent: 'lab' } }, ...cast],
      'party-unit PartyRegistered',
    ],
    [
      'the event that it is the rival of',
      [
        ...cast,
        deal('deal-a'),
        { ...tranche('deal-a', 't', '2 GW', {}, { id: id(2) }), rivalOf: id(1) },
        tranche('deal-a', 't', '1 GW', {}, { id: id(1) }),
      ],
      'deal-a CapacityCommitted',
    ],
    [
      'the event that it corrects',
      [
        ...cast,
        deal('deal-a'),
        fact('2026-01-01', 'deal-a', 'EventCorrected', {
          event: id(1),
          effectiveOn: '2025-02',
          reason: 'misread',
        }),
        tranche('deal-a', 't', '1 GW', {}, { id: id(1) }),
      ],
      'deal-a EventCorrected',
    ],
    [
      'the stake that it changes',
      [
        fact('2026-01-01', 'stake-bank-lab', 'StakeChanged', { by: '2%', cause: 'sale' }),
        fact('2025-01-01', 'stake-bank-lab', 'StakeDisclosed', { stake: '10%', basis: 'basic' }),
        ...cast,
      ],
      'stake-bank-lab StakeChanged',
    ],
    [
      'the market that it reports on',
      [
        fact('2026-01-01', 'market-m', 'ShareReported', {
          publisher: 'p',
          party: 'lab',
          period: '2025',
          share: '10%',
        }),
        fact('2025-01-01', 'market-m', 'MarketDefined', {
          name: 'M',
          layer: 'models',
          metric: 'x',
          scope: 'y',
        }),
        ...cast,
      ],
      'market-m ShareReported',
    ],
  ])('when it is %s', async (_, sent, last) => {
    const facts = told(await decided(sent));
    expect(facts).toHaveLength(sent.length);
    expect(facts.at(-1)).toBe(last);
  });
});

describe('A batch that breaks rules', () => {
  it('is told every one of them, in the order in which it was sent', async () => {
    const error = await refusal([
      ...cast,
      deal('deal-a'),
      tranche('deal-a', 't', '1 GW', { provider: 'nobody' }),
      fact('2026-01-01', 'deal-a', 'CapacityEnergized', { tranche: 'u', power: '1 MW' }),
      payment('deal-a', 'p', '1 USD'),
      fact('2026-01-01', 'deal-a', 'PaymentMade', { payment: 'p', amount: '€1' }),
    ]);
    expect(error).toBeInstanceOf(RuleBroken);
    expect(error.problems.map(({ pointer, rule }) => [pointer, rule])).toEqual([
      ['/5/body/provider', 'parties-are-registered'],
      ['/6/body/tranche', 'tranche-is-committed'],
      ['/8/body', 'payment-keeps-its-currency'],
    ]);
    expect(error.message).toBe('3 events break a rule; nothing was recorded');
  });

  it('is not told what only follows from another', async () => {
    const error = await refusal([
      ...cast,
      { ...deal('deal-a'), knownOn: '2027-01-01' },
      tranche('deal-a', 't', '1 GW'),
      fact('2026-01-01', 'deal-a', 'CapacityEnergized', { tranche: 't', power: '1 MW' }),
    ]);
    expect(error.problems.map(({ pointer, rule }) => [pointer, rule])).toEqual([
      ['/4/knownOn', 'known-not-in-the-future'],
    ]);
  });

  it('is told of one as before: by its rule and its detail', async () => {
    const error = await refusal([
      ...cast,
      deal('deal-a'),
      fact('2026', 'deal-a', 'CapacityCancelled', { tranche: 'x' }, { knownOn: '2026-01-01' }),
    ]);
    expect([error.message, error.more.rule]).toEqual(['deal-a has no tranche "x"', 'tranche-is-committed']);
  });
});

describe('What is expected of a stream', () => {
  it('is expected of it as sent, and refused otherwise', async () => {
    const expecting = (expectedRevision: number): Sent =>
      ({ ...tranche('deal-a', 't', '1 GW'), expectedRevision }) as Sent;
    expect(told(await decided([...cast, deal('deal-a'), expecting(1)]))).toHaveLength(6);
    expect(await refusal([...cast, deal('deal-a'), expecting(2)])).toBeInstanceOf(RevisionMismatch);
    expect(await refusal([...cast, deal('deal-a'), expecting(0)])).toBeInstanceOf(RevisionMismatch);
  });
});

describe('A fiscal period', () => {
  const ends = (slug: string, fiscalYearEndsIn: number): Sent => ({
    stream: `party-${slug}`,
    type: 'PartyRegistered',
    body: { name: slug, kind: 'company', fiscalYearEndsIn },
  });
  const due = async (when: string, ...parties: Sent[]): Promise<unknown> => {
    const sent = [
      tranche('deal-a', 't', '1 GW', { due: when }),
      deal('deal-a'),
      ...parties,
      ...party('bank'),
    ];
    const { decided: facts } = await decided(sent);
    return facts.map(({ fact: { body } }) => (body as { due?: string }).due).find(Boolean);
  };

  it('is that of the only party of the event that has a fiscal year: with May, FY26 Q3 is December to February', async () => {
    expect(await due('FY26 Q3', ends('vendor', 5), ...party('lab'))).toBe('2025-12/2026-02 (FY26 Q3)');
  });

  it('is that of the party that it names', async () => {
    expect(await due('lab FY26 Q3', ends('vendor', 5), ends('lab', 6))).toBe('2026-Q1 (lab FY26 Q3)');
  });

  it('is that of whom a stake or a party is about, where its event names nobody', async () => {
    const stake = (effectiveOn: string): Sent =>
      ({
        stream: 'stake-bank-big-lab',
        type: 'StakeDisclosed',
        effectiveOn,
        body: { stake: '5%', basis: 'diluted' },
      }) as Sent;
    const told = async (sent: Sent): Promise<unknown> => {
      const { decided: facts } = await decided([ends('big-lab', 5), ...party('bank', 'lab'), sent]);
      const { effectiveOn, body } = facts.at(-1)!.fact;
      return [effectiveOn, body].find((one) => JSON.stringify(one).includes('FY25'));
    };
    expect(await told(stake('FY25 Q3'))).toBe('2024-12/2025-02 (FY25 Q3)');
    const total = { measure: 'commitments', amount: '1B USD', at: 'FY25 Q3' };
    expect(await told({ stream: 'party-big-lab', type: 'TotalDisclosed', body: total })).toMatchObject({
      at: '2024-12/2025-02 (FY25 Q3)',
    });
  });

  it.each([null, undefined, true, 7, 'lab', [null, 'lab'], [[7]]].map((body) => [body]))(
    'is refused as any other where the body of its event is none: %j',
    async (body) => {
      const sent = { stream: 'deal-a', type: 'CapacityCommitted', effectiveOn: 'FY26 Q3', body };
      const { problems } = await refusal([ends('lab', 5), sent as unknown as Sent]);
      expect(problems.map(({ pointer }) => pointer)).toContain('/1/body');
    },
  );

  it('is refused with both readings where two differ, and where nobody has a fiscal year', async () => {
    const both = [
      tranche('deal-a', 't', '1 GW', { due: 'FY26 Q3' }),
      deal('deal-a'),
      ends('vendor', 5),
      ends('lab', 6),
    ];
    const detail = async (sent: Sent[]): Promise<unknown> =>
      (await refusal(sent)).problems.map((one) => [one.pointer, one.detail]);
    expect(await detail(both)).toEqual([
      [
        '/0/body/due',
        'due "FY26 Q3" is 2025-12/2026-02 for vendor and 2026-Q1 for lab: write "vendor FY26 Q3" or "lab FY26 Q3"',
      ],
    ]);
    expect(
      JSON.stringify(
        await detail([tranche('deal-a', 't', '1 GW', { due: 'FY26 Q3' }), deal('deal-a'), ...cast]),
      ),
    ).toContain('name the party');
  });
});
