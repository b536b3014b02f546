import { describe, expect, it } from 'vitest';
import { given, type Sent } from '../given.js';
import { cast, deal, fact, id, tranche } from './facts.js';

const capacity = 'compute-capacity';
const world = (...facts: Sent[]) => given(...cast, deal('deal-a'), ...facts).at('2026-06-30');
const level = (on: string, body: Record<string, unknown>): Sent =>
  fact(on, 'deal-a', 'CapacityEnergized', { tranche: 't', ...body });

describe('Levels that draw power, kept per basis', () => {
  const facility = world(tranche('deal-a', 't', '1 GW', { basis: 'facility' })).by('tranche');
  const two = facility.and(
    level('2026-01-01', { power: '590 MW facility' }),
    level('2026-02-01', { power: '421 MW', basis: 'it' }),
  );

  it('count on the basis of their tranche: 590 MW of the facility stay 590 beside 421 MW of IT', () =>
    two.showsRow(
      capacity,
      { tranche: 'deal-a/t' },
      { energizedKw: 0.59, outstandingKw: 0.41, flags: ['level-beside'] },
    ));
  it('are shown beside it with the table and on the page of the deal', () =>
    two
      .lists(capacity, 'levelsBeside', { tranche: 'deal-a/t', basis: 'it', energizedKw: 0.421 })
      .showsDeal('deal-a', {
        tranches: [{ energizedKw: 0.59, flags: ['level-beside'], levelsBeside: [{ basis: 'it' }] }],
      }));
  it('stand basis by basis, with what runs in pieces beside the first alone', () => {
    const three = two.and(
      level('2026-03-01', { power: '600 MW', basis: 'grid' }),
      level('2026-04-01', { accelerators: '400,000' }),
    );
    const { levelsBeside } = three.answer(capacity);
    expect(levelsBeside).toMatchObject([{ basis: 'grid' }, { basis: 'it' }]);
    expect((levelsBeside as object[]).map((one) => 'runningAcceleratorsCount' in one)).toEqual([true, false]);
  });
  it('leave the level unknown, from 0 to the promised 1 GW, where only another basis was observed', () =>
    facility
      .and(level('2026-01-01', { power: '421 MW IT' }))
      .showsRow(capacity, {}, { energizedKw: [0, null, 1] }));
  it('replace each other on one basis, in the order in which they became true', () =>
    two
      .and(level('2026-03-01', { power: '500 MW', basis: 'it' }), level('2026-04-01', { power: '0.7 GW' }))
      .showsDeal('deal-a', { tranches: [{ energizedKw: 0.7, levelsBeside: [{ energizedKw: 0.5 }] }] }));

  it('warn of a level on another basis, which counts for nothing', () => {
    facility.when(level('2026-01-01', { power: '421 MW IT' })).warns('level-on-the-basis-of-its-tranche');
    facility.when(level('2026-01-01', { power: '421 MW' })).isRecorded();
  });
  it.each<[string, Record<string, unknown>]>([
    ['basis', { power: '421 MW IT', basis: 'grid' }],
    ['basis', { accelerators: '400,000', basis: 'it' }],
    ['power', {}],
  ])('are unreadable at %s: %j', (member, body) => {
    facility.when(level('2026-01-01', body)).isUnreadableAt(`/body/${member}`);
  });
});

describe('Accelerators that run', () => {
  const promised = world(
    tranche('deal-a', 't', undefined, { power: undefined, accelerators: '400,000', basis: 'it' }),
  ).by('tranche');
  const racks = promised.and(level('2026-01-01', { accelerators: '100,000', h100Equivalents: '250,000' }));
  const converted = racks.and(level('2026-02-01', { accelerators: '100,000', kwPerAccelerator: 1.4 }));

  it('are kept as they were counted, and are no power', () =>
    racks.showsDeal('deal-a', {
      tranches: [
        {
          powerKw: [0, null, null],
          energizedKw: [0, null, null],
          runningAcceleratorsCount: 100_000,
          runningH100EquivalentsCount: 250_000,
          flags: ['undisclosed'],
        },
      ],
    }));
  it.each(['250,000', '250,000 H100e', '250,000 H100-equivalents'])(
    'count as 250,000 equivalents where these are told as %s',
    (h100Equivalents) => {
      promised
        .and(level('2026-01-01', { accelerators: '100,000', h100Equivalents }))
        .showsDeal('deal-a', { tranches: [{ runningH100EquivalentsCount: 250_000 }] });
    },
  );
  it('are not counted in equivalents, which have a member of their own', () => {
    promised
      .when(level('2026-01-01', { accelerators: '250,000 H100e' }))
      .isUnreadableAt('/body/accelerators');
  });
  it('turn into power where the source says how much each draws: 100,000 × 1.4 kW = 140 MW', () =>
    converted
      .showsRow(capacity, {}, { energizedKw: 0.14, flags: expect.arrayContaining(['converted']) })
      .showsDeal('deal-a', { tranches: [{ flags: ['converted', 'undisclosed'] }] })
      .and(level('2026-03-01', { power: '150 MW' }))
      .showsDeal('deal-a', { tranches: [{ flags: ['undisclosed'] }] }));
  it('round outwards to whole kilowatts: 3 and 4 at 0.333 kW are 0.999 and 1.332, of 0 to 2', () => {
    const few = racks.and(level('2026-02-01', { accelerators: '3-4', kwPerAccelerator: '0.333' }));
    few.showsDeal('deal-a', { tranches: [{ energizedKw: [0, 0.000_001, 0.000_002] }] });
  });
  it('turn into power by an assumption of the question: 560 MW promised, 140 MW running', () =>
    racks
      .showsRow(capacity, {}, { headlineKw: [0, null, null] })
      .asking({ kwPerAccelerator: '1.4' })
      .showsRow(capacity, {}, { headlineKw: 0.56, energizedKw: 0.14, flags: ['converted'] })
      .notes(capacity, '1.4 kW each: an assumption of this question'));
  it('leave power that was observed as it is under that assumption', () =>
    racks
      .and(level('2026-02-01', { power: '150 MW' }))
      .asking({ kwPerAccelerator: '1.4' })
      .showsRow(capacity, {}, { energizedKw: 0.15 }));

  it('are at least so much power where they are at least so many: 100,000 of 1.4 kW', () =>
    promised
      .and(level('2026-02-01', { accelerators: 'at least 100,000', kwPerAccelerator: '1.4' }))
      .showsRow(capacity, {}, { energizedKw: [0.14, 0.14, null] }));

  const stated = { accelerators: '100,000', kwPerAccelerator: '1.4' };
  it('are converted with a source, or with a warning', () => {
    const told = level('2026-05-01', stated);
    racks.when(told).warns('conversion-has-a-source');
    racks.when({ ...told, source: { title: 'Datasheet', kind: 'company' } }).isRecorded();
  });
  it.each([
    ...['0', '-1', '1.4 kW each', '1.23456', 0, {}, ['1.4']].map((wrong) => ({
      ...stated,
      kwPerAccelerator: wrong,
    })),
    { power: '1 MW', kwPerAccelerator: '1.4' },
  ])('are converted by a number alone, and no power is: not by %j', (body) => {
    racks.when(level('2026-05-01', body)).isUnreadableAt('/body/kwPerAccelerator');
  });
});

describe('A container that is stated after its part', () => {
  const within = (part: string, partOf: string, more = {}): Sent =>
    fact('2025-06-01', 'deal-a', 'PartOfStated', { tranche: part, partOf }, more);
  const apart = world(deal('deal-b'), tranche('deal-a', 't', '1 GW'), tranche('deal-b', 'all', '5 GW'));

  it('includes it from then on: 1 + 5 become 5', () =>
    apart
      .shows(capacity, { headlineKw: 6 })
      .and(within('t', 'deal-b/all'))
      .shows(capacity, { headlineKw: 5 })
      .at('2025-05-31')
      .shows(capacity, { headlineKw: 6 }));
  // Within all: 5 and 0.4; within the part, which then is as large as it: 5 and 1.
  it('may have a rival: inside all, 5.4, or inside a part of 0.4, 6, with the span of both', () =>
    apart
      .and(
        tranche('deal-b', 'part', '400 MW'),
        within('t', 'deal-b/all', { id: id(1) }),
        within('t', 'deal-b/part', { rivalOf: id(1), source: { title: 'A wire', kind: 'wire' } }),
      )
      .shows(capacity, { headlineKw: 6, span: { headlineKw: [5.4, 6] } }));
  it('of a circle contains nothing: 1 + 5 stay 6', () =>
    apart
      .and(within('t', 'deal-b/all'), { ...within('all', 'deal-a/t'), stream: 'deal-b' })
      .shows(capacity, { headlineKw: 6 }));
  it('is another tranche, which may still be unknown', () => {
    apart.when(within('t', 'deal-a/t')).refuses('container-is-another');
    apart.when(within('x', 'deal-b/all')).refuses('tranche-is-committed');
    apart.when(within('t', 'deal-c/all')).warns('reference-is-known');
    apart.when(within('t', 'deal-b/all')).isRecorded();
  });
});

describe('When a tranche starts', () => {
  it('is shown, and only what is due counts', () =>
    world(tranche('deal-a', 't', '1 GW', { starts: '2025', due: '2027' }))
      .by('tranche')
      .showsRow(capacity, {}, { dueKw: 0 })
      .showsDeal('deal-a', { tranches: [{ starts: '2025', due: '2027' }] }));
  it('is not after all of it is due', () => {
    const dated = (terms: Record<string, unknown>) => world().when(tranche('deal-a', 't', '1 GW', terms));
    dated({ starts: '2026-H2', due: '2026' }).isRecorded();
    dated({ starts: '2027' }).isRecorded();
    dated({ starts: '2027', due: '2026' }).isUnreadableAt('/body/starts');
  });
  it('is warned of when what is due comes to lie before it', () => {
    const begun = world(tranche('deal-a', 't', '1 GW', { starts: '2027', due: '2028' }));
    const moved = (due: string) => fact('2026-01-01', 'deal-a', 'CapacityRescheduled', { tranche: 't', due });
    begun.when(moved('2026')).warns('starts-before-due');
    begun.when(moved('2027')).isRecorded();
  });
});

describe('An intent without a consumer', () => {
  const intent = world(tranche('deal-a', 't', '2 GW', { consumer: undefined, bindingness: 'intent' }));
  const both = intent.and(tranche('deal-a', 'u', '1 GW'));

  it('needs one as soon as it is more than an intent', () => {
    const on = (type: string, body: object) => fact('2026-01-01', 'deal-a', type, { tranche: 't', ...body });
    world()
      .when(tranche('deal-a', 'v', '2 GW', { consumer: undefined }))
      .isUnreadableAt('/body/consumer');
    intent.when(on('BindingnessChanged', { bindingness: 'firm' })).warns('consumer-is-known');
    intent.when(on('OptionExercised', {})).warns('consumer-is-known');
  });
  it('is in the headline, for nobody: 2 beside 1', () =>
    both
      .by('consumer')
      .shows(capacity, { headlineKw: 3 })
      .showsRow(capacity, { consumer: null }, { headlineKw: 2 }));
  it.each([
    ['flows', [{ receiver: 'lab', headlineKw: 1 }]],
    [
      'exposure',
      [
        { party: 'lab', headlineKw: 1 },
        { party: 'vendor', headlineKw: 1 },
      ],
    ],
  ])('is left out of %s, which says so: 1 GW is left', (view, rows) => {
    both.lists(view, 'rows', ...rows).notes(view, 'nobody is named as the one who uses it: deal-a/t');
  });
});
