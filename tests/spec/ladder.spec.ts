import { describe, it } from 'vitest';
import { given, type Sent } from '../given.js';
import { cast, deal, energized, fact, party, tranche } from './facts.js';

const capacity = 'compute-capacity';
const world = (...facts: Sent[]) => given(...cast, ...facts).at('2026-06-30');
const on = (type: string, body: Record<string, unknown>): Sent => fact('2026-01-01', 'deal-a', type, body);

describe('The ladder', () => {
  it('falls from headline to signed to firm', () =>
    world(
      deal('deal-a', 'letter-of-intent'),
      tranche('deal-a', 'intended', '10 GW', { bindingness: 'intent' }),
      deal('deal-b', 'signed'),
      tranche('deal-b', 'first', '1 GW'),
      tranche('deal-b', 'rest', '5 GW', { bindingness: 'optional' }),
    ).shows(capacity, { headlineKw: 16, signedKw: 6, firmKw: 1 }));

  it('counts a firm promise in a letter of intent as neither signed nor firm', () =>
    world(deal('deal-a', 'letter-of-intent'), tranche('deal-a', 't', '1 GW')).shows(capacity, {
      headlineKw: 1,
      signedKw: 0,
      firmKw: 0,
    }));

  it.each(['signed', 'financed', 'under-construction', 'energized', 'completed'])(
    'counts what is %s as signed',
    (stage) => {
      world(deal('deal-a', stage), tranche('deal-a', 't', '1 GW')).shows(capacity, { signedKw: 1 });
    },
  );
  it.each(['announced', 'letter-of-intent'])('does not count what is %s as signed', (stage) => {
    world(deal('deal-a', stage), tranche('deal-a', 't', '1 GW')).shows(capacity, { signedKw: 0 });
  });

  it('keeps its headline when a promise becomes firmer', () =>
    world(deal('deal-a'), tranche('deal-a', 't', '1 GW', { bindingness: 'intent' }))
      .shows(capacity, { headlineKw: 1, signedKw: 1, firmKw: 0 })
      .and(on('BindingnessChanged', { tranche: 't', bindingness: 'firm' }))
      .shows(capacity, { headlineKw: 1, signedKw: 1, firmKw: 1 }));

  it('never sums "up to" as firm', () =>
    world(deal('deal-a'), tranche('deal-a', 't', 'up to 4 GW'), tranche('deal-a', 'u', '1 GW')).shows(
      capacity,
      { headlineKw: [1, 5, 5], signedKw: [1, 5, 5], firmKw: [1, 1, 5] },
    ));
});

describe('The stage of a tranche', () => {
  const intended = world(
    deal('deal-a', 'letter-of-intent'),
    tranche('deal-a', 't', '1 GW'),
    tranche('deal-a', 'u', '2 GW'),
  );
  const endings = ['cancelled', 'shelved', 'superseded'];

  it("is its deal's until it has reached its own", () => {
    intended.shows(capacity, { signedKw: 0 });
    intended.and(on('StageReached', { stage: 'signed' })).shows(capacity, { signedKw: 3 });
    intended.and(on('StageReached', { tranche: 't', stage: 'signed' })).shows(capacity, { signedKw: 1 });
  });

  it.each(endings)('takes it out of the headline once it is %s', (stage) => {
    intended.and(on('StageReached', { tranche: 't', stage })).shows(capacity, { headlineKw: 2 });
  });

  it.each(endings)('falls with a deal that is %s, except what is energized or completed', (stage) => {
    const ends = on('StageReached', { stage });
    const [signed, draws, done] = [
      on('StageReached', { tranche: 't', stage: 'signed' }),
      energized('2026-01-01', 'deal-a', 't', '1 GW'),
      on('StageReached', { tranche: 'u', stage: 'completed' }),
    ];
    intended.and(signed, ends).shows(capacity, { headlineKw: 0 });
    intended.and(draws, ends).shows(capacity, { headlineKw: 1 });
    intended.and(done, ends).shows(capacity, { headlineKw: 2 });
  });

  // 1 GW was promised of t; u, of which nothing draws power, falls.
  it('is never promised more by the end of its deal, however much it draws', () =>
    intended
      .and(energized('2026-01-01', 'deal-a', 't', '2.5 GW'), on('StageReached', { stage: 'cancelled' }))
      .shows(capacity, { headlineKw: 1 }));

  it('comes back with a deal that is taken up again', () =>
    intended
      .and(
        fact('2026-01-01', 'deal-a', 'StageReached', { stage: 'shelved' }),
        fact('2026-02-01', 'deal-a', 'StageReached', { stage: 'signed' }),
      )
      .shows(capacity, { headlineKw: 3, signedKw: 3, firmKw: 3 }));
});

describe('An option', () => {
  const optional = world(
    deal('deal-a'),
    tranche('deal-a', 'first', '1 GW'),
    tranche('deal-a', 'option', '5 GW', { bindingness: 'optional' }),
  );

  it('is signed and not firm while it is open', () =>
    optional.shows(capacity, { headlineKw: 6, signedKw: 6, firmKw: 1 }));
  it('is firm once it is exercised', () =>
    optional
      .and(on('OptionExercised', { tranche: 'option' }))
      .shows(capacity, { headlineKw: 6, signedKw: 6, firmKw: 6 }));
  it('leaves the headline when it lapses', () =>
    optional
      .and(on('OptionLapsed', { tranche: 'option' }))
      .shows(capacity, { headlineKw: 1, signedKw: 1, firmKw: 1 }));
});

describe('A tranche', () => {
  const hidden = tranche('deal-a', 'hidden', 'undisclosed');
  const one = world(deal('deal-a'), tranche('deal-a', 't', '1 GW'));

  it('leaves the headline when it is cancelled', () =>
    one.and(on('CapacityCancelled', { tranche: 't' })).shows(capacity, { headlineKw: 0 }));
  it('counts with its new power once it is resized', () =>
    one.and(on('CapacityResized', { tranche: 't', power: '3 GW' })).shows(capacity, { headlineKw: 3 }));
  it('is listed and never zero when it is undisclosed', () => {
    one.and(hidden).shows(capacity, { headlineKw: [1, 1, null], undisclosed: ['deal-a/hidden'] });
    world(deal('deal-a'), hidden).shows(capacity, { headlineKw: [0, null, null] });
  });
  it('of an order of magnitude makes the point of a total unknown', () =>
    one
      .and(tranche('deal-a', 'some', 'hundreds of MW'))
      .shows(capacity, { headlineKw: [1.2, null, 1.999999] }));
});

describe('A total of capacity', () => {
  const several = world(
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
  );

  it('is kept apart by layer and basis', () =>
    several
      .shows(capacity, { headlineKw: 9 }, { layer: 'chips', basis: 'unstated' })
      .shows(capacity, { headlineKw: 2 }, { layer: 'hosting', basis: 'it' })
      .shows(capacity, { headlineKw: 4 }, { layer: 'hosting', basis: 'unstated' })
      .hasTotals(capacity, 3));

  it.each<[string, Record<string, number>]>([
    ['provider', { vendor: 9, cloud: 2, 'unnamed-cloud': 4 }],
    ['consumer', { cloud: 8 }],
    ['supplier', { vendor: 1 }],
    ['deal', { 'deal-b': 8 }],
    ['tranche', { 'deal-a/chips': 1, 'deal-b/more-chips': 8 }],
    ['bindingness', { optional: 4 }],
    ['stage', { announced: 8 }],
  ])('is split by %s', (dimension, parts) => {
    for (const [value, headlineKw] of Object.entries(parts))
      several.by(dimension).showsRow(capacity, { [dimension]: value }, { headlineKw });
  });

  // 2 GW on the basis of IT power are a row of their own.
  it('counts a party that was identified as the other one', () =>
    several
      .and(fact('2026-01-01', 'party-unnamed-cloud', 'PartyIdentified', { as: 'cloud' }))
      .by('provider')
      .asking({ layer: 'hosting', basis: 'unstated' })
      .shows(capacity, { headlineKw: { cloud: 4 } }));
  it('counts a party that merged as the other one, from then on', () => {
    const merged = several
      .and(fact('2026-01-01', 'party-vendor', 'PartyMerged', { into: 'cloud' }))
      .by('provider')
      .asking({ layer: 'chips' });
    merged.at('2025-12-31').shows(capacity, { headlineKw: { vendor: 9 } });
    merged.at('2026-01-01').shows(capacity, { headlineKw: { cloud: 9 } });
  });
  it('follows a tranche that changes hands', () =>
    several
      .and(on('CapacityReassigned', { tranche: 'chips', consumer: 'bank' }))
      .by('consumer')
      .showsRow(capacity, { consumer: 'bank' }, { headlineKw: 1 }));
});
