import { describe, expect, it } from 'vitest';
import { ledger, type Sent, show } from '../given.js';
import { cast, deal, energized, entry, exactly, fact, gw, party, tranche } from './facts.js';

const at = { effectiveAt: '2026-06-30' };
const total = (facts: Sent[], more = {}): Record<string, unknown> =>
  show(ledger([...cast, ...facts]), 'compute-capacity', { ...at, ...more }).totals[0] ?? {};
const steps = (facts: Sent[]): unknown[] => {
  const { headlineKw, signedKw, firmKw } = total(facts);
  return [headlineKw, signedKw, firmKw].map((measure) => gw(measure ?? { low: 0, point: 0, high: 0 }));
};
const on = (type: string, body: Record<string, unknown>): Sent => fact('2026-01-01', 'deal-a', type, body);

describe('The ladder', () => {
  it('falls from headline to signed to firm', () => {
    const facts = [
      deal('deal-a', 'letter-of-intent'),
      tranche('deal-a', 'intended', '10 GW', { bindingness: 'intent' }),
      deal('deal-b', 'signed'),
      tranche('deal-b', 'first', '1 GW'),
      tranche('deal-b', 'rest', '5 GW', { bindingness: 'optional' }),
    ];
    expect(steps(facts)).toEqual([exactly(16), exactly(6), exactly(1)]);
  });

  it('counts a firm promise in a letter of intent as neither signed nor firm', () => {
    expect(steps([deal('deal-a', 'letter-of-intent'), tranche('deal-a', 't', '1 GW')])).toEqual([
      exactly(1),
      exactly(0),
      exactly(0),
    ]);
  });

  it.each(['signed', 'financed', 'under-construction', 'energized', 'completed'])(
    'counts what is %s as signed',
    (stage) => {
      expect(steps([deal('deal-a', stage), tranche('deal-a', 't', '1 GW')])[1]).toEqual(exactly(1));
    },
  );
  it.each(['announced', 'letter-of-intent'])('does not count what is %s as signed', (stage) => {
    expect(steps([deal('deal-a', stage), tranche('deal-a', 't', '1 GW')])[1]).toEqual(exactly(0));
  });

  it('keeps its headline when a promise becomes firmer', () => {
    const facts = [deal('deal-a'), tranche('deal-a', 't', '1 GW', { bindingness: 'intent' })];
    expect(steps(facts)).toEqual([exactly(1), exactly(1), exactly(0)]);
    expect(steps([...facts, on('BindingnessChanged', { tranche: 't', bindingness: 'firm' })])).toEqual([
      exactly(1),
      exactly(1),
      exactly(1),
    ]);
  });

  it('never sums "up to" as firm', () => {
    expect(
      steps([deal('deal-a'), tranche('deal-a', 't', 'up to 4 GW'), tranche('deal-a', 'u', '1 GW')]),
    ).toEqual([
      [1, 5, 5],
      [1, 5, 5],
      [1, 1, 5],
    ]);
  });
});

describe('The stage of a tranche', () => {
  const facts = [
    deal('deal-a', 'letter-of-intent'),
    tranche('deal-a', 't', '1 GW'),
    tranche('deal-a', 'u', '2 GW'),
  ];

  it("is its deal's until it has reached its own", () => {
    expect(steps(facts)[1]).toEqual(exactly(0));
    expect(steps([...facts, on('StageReached', { stage: 'signed' })])[1]).toEqual(exactly(3));
    expect(steps([...facts, on('StageReached', { tranche: 't', stage: 'signed' })])[1]).toEqual(exactly(1));
  });

  it.each(['cancelled', 'shelved', 'superseded'])('takes it out of the headline once it is %s', (stage) => {
    expect(steps([...facts, on('StageReached', { tranche: 't', stage })])[0]).toEqual(exactly(2));
  });

  it.each(['cancelled', 'shelved', 'superseded'])(
    'falls with a deal that is %s, except what is energized or completed',
    (stage) => {
      const signed = on('StageReached', { tranche: 't', stage: 'signed' });
      expect(steps([...facts, signed, on('StageReached', { stage })])[0]).toEqual(exactly(0));
      expect(
        steps([...facts, energized('2026-01-01', 'deal-a', 't', '1 GW'), on('StageReached', { stage })])[0],
      ).toEqual(exactly(1));
      expect(
        steps([
          ...facts,
          on('StageReached', { tranche: 'u', stage: 'completed' }),
          on('StageReached', { stage }),
        ])[0],
      ).toEqual(exactly(2));
    },
  );

  it('is never promised more by the end of its deal, however much it draws', () => {
    const drawing = energized('2026-01-01', 'deal-a', 't', '2.5 GW');
    // 1 GW was promised of t; u, of which nothing draws power, falls.
    expect(steps([...facts, drawing, on('StageReached', { stage: 'cancelled' })])[0]).toEqual(exactly(1));
  });

  it('comes back with a deal that is taken up again', () => {
    const shelved = fact('2026-01-01', 'deal-a', 'StageReached', { stage: 'shelved' });
    expect(
      steps([...facts, shelved, fact('2026-02-01', 'deal-a', 'StageReached', { stage: 'signed' })]),
    ).toEqual([exactly(3), exactly(3), exactly(3)]);
  });
});

describe('An option', () => {
  const facts = [
    deal('deal-a'),
    tranche('deal-a', 'first', '1 GW'),
    tranche('deal-a', 'option', '5 GW', { bindingness: 'optional' }),
  ];

  it('is signed and not firm while it is open', () =>
    expect(steps(facts)).toEqual([exactly(6), exactly(6), exactly(1)]));
  it('is firm once it is exercised', () =>
    expect(steps([...facts, on('OptionExercised', { tranche: 'option' })])).toEqual([
      exactly(6),
      exactly(6),
      exactly(6),
    ]));
  it('leaves the headline when it lapses', () =>
    expect(steps([...facts, on('OptionLapsed', { tranche: 'option' })])).toEqual([
      exactly(1),
      exactly(1),
      exactly(1),
    ]));
});

describe('A tranche', () => {
  const facts = [deal('deal-a'), tranche('deal-a', 't', '1 GW')];

  it('leaves the headline when it is cancelled', () =>
    expect(steps([...facts, on('CapacityCancelled', { tranche: 't' })])[0]).toEqual(exactly(0)));
  it('counts with its new power once it is resized', () =>
    expect(steps([...facts, on('CapacityResized', { tranche: 't', power: '3 GW' })])[0]).toEqual(exactly(3)));
  it('is listed and never zero when it is undisclosed', () => {
    const hidden = [...facts, tranche('deal-a', 'hidden', 'undisclosed')];
    expect(total(hidden)).toMatchObject({ undisclosed: ['deal-a/hidden'] });
    expect(gw(total(hidden).headlineKw)).toEqual([1, 1, null]);
    expect(gw(total([deal('deal-a'), tranche('deal-a', 'hidden', 'undisclosed')]).headlineKw)).toEqual([
      0,
      null,
      null,
    ]);
  });
  it('of an order of magnitude makes the point of a total unknown', () =>
    expect(gw(total([...facts, tranche('deal-a', 'some', 'hundreds of MW')]).headlineKw)).toEqual([
      1.2,
      null,
      1.999999,
    ]));
});

describe('A total of capacity', () => {
  const facts = [
    ...cast,
    ...party('unnamed-cloud'),
    deal('deal-a'),
    tranche('deal-a', 'chips', '1 GW', { supplier: 'vendor' }),
    tranche('deal-a', 'it-hosting', '2 GW', { layer: 'hosting', provider: 'cloud', basis: 'it' }),
    tranche('deal-a', 'hosting', '4 GW', {
      layer: 'hosting',
      provider: 'unnamed-cloud',
      bindingness: 'optional',
    }),
    deal('deal-b', 'announced'),
    tranche('deal-b', 'more-chips', '8 GW', { consumer: 'cloud' }),
  ];
  const answer = (by: string[], more: Sent[] = []) =>
    show(ledger([...facts, ...more]), 'compute-capacity', { ...at, by });

  it('is kept apart by layer and basis', () => {
    const { totals } = answer([]);
    expect(totals).toHaveLength(3);
    expect(gw(entry(totals, { layer: 'chips', basis: 'unstated' }).headlineKw)).toEqual(exactly(9));
    expect(gw(entry(totals, { layer: 'hosting', basis: 'it' }).headlineKw)).toEqual(exactly(2));
    expect(gw(entry(totals, { layer: 'hosting', basis: 'unstated' }).headlineKw)).toEqual(exactly(4));
  });

  it.each<[string, Record<string, number>]>([
    ['provider', { vendor: 9, cloud: 2, 'unnamed-cloud': 4 }],
    ['consumer', { cloud: 8 }],
    ['supplier', { vendor: 1 }],
    ['deal', { 'deal-b': 8 }],
    ['tranche', { 'deal-a/chips': 1, 'deal-b/more-chips': 8 }],
    ['bindingness', { optional: 4 }],
    ['stage', { announced: 8 }],
  ])('is split by %s', (dimension, parts) => {
    const { rows } = answer([dimension]);
    for (const [value, expected] of Object.entries(parts))
      expect(gw(entry(rows, { [dimension]: value }).headlineKw)).toEqual(exactly(expected));
  });

  it('counts a party that was identified as the other one', () => {
    const { rows } = answer(
      ['provider'],
      [fact('2026-01-01', 'party-unnamed-cloud', 'PartyIdentified', { as: 'cloud' })],
    );
    expect(gw(entry(rows, { provider: 'cloud', basis: 'unstated' }).headlineKw)).toEqual(exactly(4));
    expect(rows.map(({ provider }) => provider)).not.toContain('unnamed-cloud');
  });
  it('counts a party that merged as the other one, from then on', () => {
    const log = ledger([...facts, fact('2026-01-01', 'party-vendor', 'PartyMerged', { into: 'cloud' })]);
    const providers = (effectiveAt: string): unknown[] =>
      show(log, 'compute-capacity', { effectiveAt, by: ['provider'], only: { layer: 'chips' } }).rows.map(
        ({ provider }) => provider,
      );
    expect(providers('2025-12-31')).toEqual(['vendor']);
    expect(providers('2026-01-01')).toEqual(['cloud']);
  });
  it('follows a tranche that changes hands', () => {
    const { rows } = answer(['consumer'], [on('CapacityReassigned', { tranche: 'chips', consumer: 'bank' })]);
    expect(gw(entry(rows, { consumer: 'bank' }).headlineKw)).toEqual(exactly(1));
  });
});
