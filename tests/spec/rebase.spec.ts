import { describe, expect, it } from 'vitest';
import { given, type Sent } from '../given.js';
import { savedScenario, verdictsIn, verdictWords } from '../saved.js';
import { cast, deal, energized, fact, id, payment, tranche } from './facts.js';

/** A deal with a firm gigawatt due in 2027-Q1, an optional one due in 2027-Q3, and a payment; and another deal. */
const world = given(
  ...cast,
  deal('deal-a'),
  tranche('deal-a', 'one', '1 GW', { due: '2027-Q1' }, { id: id(501) }),
  tranche('deal-a', 'two', '1 GW', { due: '2027-Q3', bindingness: 'optional' }),
  payment('deal-a', 'chips', '10B USD'),
  deal('deal-b'),
  tranche('deal-b', 'one', '1 GW', { due: '2027' }),
);

const since = '2026-03-01';
const onA = (type: string, body: Record<string, unknown>, more: Record<string, unknown> = {}): Sent =>
  fact(since, 'deal-a', type, body, more);

const delayOne = { op: 'delay', target: 'deal-a/one', months: 6 };

describe('An edit is clean', () => {
  it('while nothing was recorded, or something elsewhere', () => {
    world.saving(delayOne).judges('clean');
    world.saving(delayOne).and(onB).judges('clean');
    world.saving({ op: 'set', assumption: 'x', value: 1 }).and(rescheduled('2028')).judges('clean');
  });
});

describe('An edit is adjusted', () => {
  it.each<[string, object, Sent]>([
    ['its tranche changed in another field', delayOne, resized('2 GW')],
    [
      'another tranche of its deal moved',
      delayOne,
      onA('CapacityRescheduled', { tranche: 'two', due: '2028' }),
    ],
    [
      'it is on a whole deal that got another tranche',
      { ...delayOne, target: 'deal-a' },
      onA('CapacityCommitted', {
        tranche: 'three',
        layer: 'chips',
        provider: 'vendor',
        consumer: 'lab',
        power: '1 GW',
        basis: 'unstated',
        due: '2028',
        bindingness: 'firm',
      }),
    ],
    ['it caps what every deal says', { op: 'cap', perQuarterKw: 500_000, overflow: 'defer' }, onB],
    [
      'a fifth of its tranche draws power, and four fifths can still slip',
      delayOne,
      energized(since, 'deal-a', 'one', '200 MW'),
    ],
    [
      'it takes up an option on what was resized',
      { op: 'exercise', tranche: 'deal-a/two' },
      resized('2 GW', 'two'),
    ],
  ])('when %s', (_name, edit, sent) => {
    world.saving(edit).and(sent).judges('adjusted');
  });

  it('and says which events it is about', () => {
    const { history } = world.saving(delayOne).and({ ...resized('2 GW'), id: id(600) });
    expect(verdictsIn(history, 'scenario-x')).toMatchObject([{ edit: 0, op: 'delay', events: [id(600)] }]);
  });
});

describe('An edit is in conflict', () => {
  it.each<[string, object, Sent]>([
    ['its due date was moved to another one', delayOne, rescheduled('2027-Q2')],
    ['its size was changed', { op: 'scale', target: 'deal-a/one', toBp: 5_000 }, resized('2 GW')],
    [
      'its tranche changed hands otherwise',
      { op: 'reassign', target: 'deal-a/one', provider: 'cloud' },
      onA('CapacityReassigned', { tranche: 'one', provider: 'bank' }),
    ],
    [
      'its option was made contingent',
      { op: 'exercise', tranche: 'deal-a/two' },
      onA('BindingnessChanged', { tranche: 'two', bindingness: 'contingent' }),
    ],
    [
      'the field that it amends was written',
      { op: 'amend', event: id(501), patch: { due: '2028' } },
      rescheduled('2027-Q2'),
    ],
    [
      'a rule refuses it now',
      {
        op: 'assume',
        event: {
          stream: 'deal-c',
          type: 'DealAnnounced',
          body: {
            title: 'C',
            kind: 'chip-supply',
            stage: 'signed',
            parties: [{ party: 'lab', role: 'customer' }],
          },
        },
      },
      // Of the same name, but somebody else's: it is not what was assumed.
      fact(since, 'deal-c', 'DealAnnounced', {
        title: 'C',
        kind: 'investment',
        stage: 'signed',
        parties: [{ party: 'bank', role: 'investor' }],
      }),
    ],
  ])('when %s', (_name, edit, sent) => {
    world.saving(edit).and(sent).judges('conflict');
  });

  it('and says which rule refuses it', () => {
    const edit = {
      op: 'assume',
      event: onA('OptionExercised', { tranche: 'two' }, { effectiveOn: '2028-06-01' }),
    };
    const firm = onA('BindingnessChanged', { tranche: 'two', bindingness: 'firm' });
    const { history } = world.saving(edit).and(firm);
    expect(verdictsIn(history, 'scenario-x')[0]!.because).toMatch(/option-is-open/);
  });
});

describe('What brought a tranche or a payment, told otherwise since,', () => {
  const [first, promised] = [
    tranche('deal-a', 'one', '1 GW', { due: '2027-Q1' }),
    payment('deal-a', 'chips', '10B USD'),
  ];
  const other = (said: Sent, change: object): Sent => ({ ...said, body: { ...said.body, ...change } });
  const corrected = (said: Sent, change: object, event: string): Sent =>
    fact(since, 'deal-a', 'EventCorrected', { event, body: other(said, change).body, reason: 'Misread.' });
  const rival = (said: Sent, change: object, event: string): Sent => ({
    ...other(said, change),
    knownOn: since,
    rivalOf: event,
  });
  const scaled = { op: 'scale', target: 'deal-a/one', toBp: 5_000 };
  const half = { op: 'scale', target: 'deal-a/chips', toBp: 5_000 };
  const toCloud = { op: 'reassign', target: 'deal-a/one', provider: 'cloud' };
  const contested = given(
    ...cast,
    deal('deal-a'),
    { ...first, id: id(501) },
    tranche('deal-a', 'two', '1 GW', { due: '2027-Q3', bindingness: 'optional' }),
    { ...promised, id: id(502) },
  );

  describe.each([
    ['in a correction', corrected],
    ['in a rival claim that counts', rival],
  ] as const)('%s', (_how, told) => {
    it.each<[string, object, Sent, object, string, string]>([
      ['of its date', delayOne, first, { due: '2027-Q2' }, id(501), 'conflict'],
      ['of its size', scaled, first, { power: '2 GW' }, id(501), 'conflict'],
      ['of its provider', toCloud, first, { provider: 'bank' }, id(501), 'conflict'],
      ['of its amount', half, promised, { amount: '12B USD' }, id(502), 'conflict'],
      ['of what the edit makes of its date', delayOne, first, { due: '2027-Q3' }, id(501), 'realised'],
      ['of what the edit makes of its size', scaled, first, { power: '500 MW' }, id(501), 'realised'],
      ['of who the edit gives it to', toCloud, first, { provider: 'cloud' }, id(501), 'realised'],
      ['of what the edit leaves alone', delayOne, first, { power: '2 GW' }, id(501), 'adjusted'],
      ['in words alone', scaled, first, { power: '1000 MW' }, id(501), 'adjusted'],
    ])('%s: %j', (_of, edit, said, change, event, verdict) => {
      contested
        .saving(edit)
        .and(told(said, change, event))
        .judges(verdict);
    });
  });

  it('and taken back again, is as it was when the edit was saved', () => {
    const wrong = { ...corrected(first, { due: '2027-Q2' }, id(501)), id: id(601) };
    const back = fact(since, 'deal-a', 'EventRetracted', { event: id(601), reason: 'It was right.' });
    contested.and(wrong).saving(delayOne).and(back).judges('conflict');
    contested.saving(delayOne).and(wrong, back).judges('conflict');
  });
});

describe('An edit is obsolete', () => {
  it.each<[string, object, Sent]>([
    ['its tranche was cancelled', delayOne, cancelledOne],
    ['its tranche draws power', delayOne, energized(since, 'deal-a', 'one', '1 GW')],
    [
      'its option is on what was shelved',
      { op: 'exercise', tranche: 'deal-a/two' },
      onA('StageReached', { tranche: 'two', stage: 'shelved' }),
    ],
    ['its tranche was shelved', delayOne, onA('StageReached', { tranche: 'one', stage: 'shelved' })],
    ['its option lapsed', { op: 'exercise', tranche: 'deal-a/two' }, onA('OptionLapsed', { tranche: 'two' })],
    ['its deal was cancelled', { op: 'scale', target: 'deal-a', toBp: 5_000 }, dealReached('cancelled')],
    ['its deal was superseded', { op: 'cancel', target: 'deal-a/two' }, dealReached('superseded')],
    [
      'its deal is over that something was assumed of',
      { op: 'assume', event: rescheduled('2029') },
      dealReached('cancelled'),
    ],
    [
      'the event that it leaves out was retracted',
      { op: 'suppress', event: id(501) },
      onA('EventRetracted', { event: id(501), reason: 'Wrong.' }),
    ],
    [
      'the event that it amends was corrected',
      { op: 'amend', event: id(501), patch: { due: '2028' } },
      onA('EventCorrected', { event: id(501), effectiveOn: '2025-02-01', reason: 'Wrong.' }),
    ],
  ])('when %s', (_name, edit, sent) => {
    world.saving(edit).and(sent).judges('obsolete');
  });

  it.each(['cancelled', 'lapsed'])('and says that its payment was %s', (fate) => {
    const type = fate === 'lapsed' ? 'PaymentOptionLapsed' : 'PaymentCancelled';
    const more = payment('deal-a', 'more', '1B USD', { bindingness: 'optional' });
    const edit = { op: 'scale', target: 'deal-a/more', toBp: 5_000 };
    const { history } = world
      .and(more)
      .saving(edit)
      .and(onA(type, { payment: 'more' }));
    expect(verdictsIn(history, 'scenario-x')).toMatchObject([
      { verdict: 'obsolete', because: expect.stringContaining(fate) as string },
    ]);
  });

  it('when its tranche was completed at 900 MW of its gigawatt', () => {
    const completed = onA('StageReached', { tranche: 'one', stage: 'completed' });
    world
      .saving(delayOne)
      .and(energized(since, 'deal-a', 'one', '900 MW'), completed)
      .judges('obsolete');
  });

  it('not while one of its tranches is left', () => {
    world
      .saving({ ...delayOne, target: 'deal-a' })
      .and(cancelledOne)
      .judges('adjusted');
    world
      .saving({ op: 'cancel', target: 'deal-a' })
      .and(onA('OptionLapsed', { tranche: 'two' }))
      .judges('adjusted');
  });
});

describe('An edit is realised', () => {
  it.each<[string, object, Sent]>([
    ['its delay of six months came: 2027-Q1 to 2027-Q3', delayOne, rescheduled('2027-Q3')],
    ['its size came: half of 1 GW', { op: 'scale', target: 'deal-a/one', toBp: 5_000 }, resized('500 MW')],
    [
      'its tranche changed hands so',
      { op: 'reassign', target: 'deal-a/one', provider: 'cloud' },
      onA('CapacityReassigned', { tranche: 'one', provider: 'cloud' }),
    ],
    ['its tranche was cancelled', { op: 'cancel', target: 'deal-a/one' }, cancelledOne],
    ['its deal was cancelled', { op: 'cancel', target: 'deal-a' }, dealReached('cancelled')],
    [
      'its payment was cancelled',
      { op: 'cancel', target: 'deal-a/chips' },
      onA('PaymentCancelled', { payment: 'chips' }),
    ],
    [
      'its option was taken up',
      { op: 'exercise', tranche: 'deal-a/two' },
      onA('OptionExercised', { tranche: 'two' }),
    ],
    ['its option lapsed', { op: 'lapse', tranche: 'deal-a/two' }, onA('OptionLapsed', { tranche: 'two' })],
  ])('when %s', (_name, edit, sent) => {
    world.saving(edit).and(sent).judges('realised');
  });

  it('only when all of its tranches came to it', () => {
    const both = { op: 'delay', target: 'deal-a', months: 6 };
    const two = onA('CapacityRescheduled', { tranche: 'two', due: '2028-Q1' });
    world.saving(both).and(rescheduled('2027-Q3')).judges('conflict');
    world.saving(both).and(rescheduled('2027-Q3'), two).judges('realised');
  });

  describe('when what it assumes was recorded', () => {
    const committed = (
      name: string,
      power: string,
      on: string,
      terms: Record<string, unknown> = {},
    ): Sent => ({
      ...tranche('deal-a', name, power, { due: '2028-Q1', ...terms }),
      effectiveOn: on,
      knownOn: since,
    });
    const { knownOn: _, ...event } = committed('three', '1000 MW', '2026-06-01');
    const assumed = { op: 'assume', event };

    it('under whatever name, 92 days off and a tenth smaller', () => {
      // From 1 June to 1 September are 30 + 31 + 31 = 92 days; 900 MW are 1,000 MW less a tenth.
      world
        .saving(assumed)
        .and(committed('other', '900 MW', '2026-09-01'))
        .judges('realised');
    });

    it.each<[string, Sent]>([
      ['a day more', committed('other', '1000 MW', '2026-09-02')],
      ['a megawatt less', committed('other', '899 MW', '2026-06-01')],
      ['a size that nobody disclosed', committed('other', 'undisclosed', '2026-06-01')],
      ['another party', committed('other', '1000 MW', '2026-06-01', { provider: 'cloud' })],
      ['another layer', committed('other', '1000 MW', '2026-06-01', { layer: 'hosting' })],
      ['another due date', committed('other', '1000 MW', '2026-06-01', { due: '2029' })],
      ['another deal', { ...committed('other', '1000 MW', '2026-06-01'), stream: 'deal-b' }],
    ])('but not with %s', (_name, sent) => {
      const { history } = world.saving(assumed).and(sent);
      expect(verdictWords(history, 'scenario-x')).not.toContain('realised');
    });

    it('but not when that was taken back', () => {
      const sent = { ...committed('other', '1000 MW', '2026-06-01'), id: id(700) };
      const retracted = onA('EventRetracted', { event: id(700), reason: 'Wrong.' });
      world.saving(assumed).and(sent).judges('realised');
      world.saving(assumed).and(sent, retracted).judges('adjusted');
    });

    it('says the tolerance', () => {
      const { history } = world.saving(assumed).and(committed('other', '1000 MW', '2026-06-01'));
      expect(verdictsIn(history, 'scenario-x')[0]!.because).toMatch(/92 days.*10 %/);
    });

    it('on a deal of another name, by its parties', () => {
      const announced = (stream: string, slug: string): Sent => ({
        ...fact('2026-05-01', stream, 'DealAnnounced', {
          title: stream,
          kind: 'chip-supply',
          stage: 'signed',
          parties: [{ party: slug, role: 'provider' }],
        }),
        knownOn: since,
      });
      const { knownOn: _known, ...sent } = announced('deal-next', 'bank');
      world.saving({ op: 'assume', event: sent }).and(announced('deal-bank-2026', 'bank')).judges('realised');
      world.saving({ op: 'assume', event: sent }).and(announced('deal-cloud-2026', 'cloud')).judges('clean');
    });

    it('not on a deal of another name where it names no party', () => {
      const announce = fact('2026-05-01', 'deal-next', 'DealAnnounced', {
        title: 'Next',
        kind: 'chip-supply',
        stage: 'announced',
        parties: [{ party: 'bank', role: 'provider' }],
      });
      const signed = fact('2026-06-01', 'deal-next', 'StageReached', { stage: 'signed' });
      const edits = [announce, signed].map(({ knownOn: _known, ...event }) => ({ op: 'assume', event }));
      world
        .saving(...edits)
        .and(fact('2026-06-01', 'deal-b', 'StageReached', { stage: 'signed' }))
        .judges('clean', 'clean');
    });
  });
});

describe('The edits of a scenario', () => {
  it('are judged one after the other, without what fell away before them', () => {
    const { knownOn: _, ...event } = rescheduled('2028-Q1');
    world
      .saving({ op: 'assume', event }, { op: 'cancel', target: 'deal-b' })
      .and(rescheduled('2028-Q1'))
      .judges('realised', 'clean');
  });

  it('are judged on top of their parents, whose edits are left to the parents', () => {
    const { history } = world.and(
      savedScenario('scenario-p', { edits: [{ op: 'cancel', target: 'deal-b' }] }),
      savedScenario('scenario-x', { parent: 'scenario-p@1', edits: [delayOne] }),
      rescheduled('2027-Q2'),
      onB,
    );
    expect(verdictsIn(history, 'scenario-x')).toMatchObject([{ edit: 0, op: 'delay', verdict: 'conflict' }]);
  });

  it('are judged though they may not come about', () => {
    world
      .saving({ ...delayOne, probability: 0.1 })
      .and(rescheduled('2027-Q3'))
      .judges('realised');
    world
      .saving({ ...delayOne, probability: 0.1 })
      .and(rescheduled('2027-Q2'))
      .judges('conflict');
  });

  it('are in conflict where they cannot be read', () => {
    world.saving({ op: 'explode' }).judges('conflict');
  });
});

const rescheduled = (due: string) => onA('CapacityRescheduled', { tranche: 'one', due });
const resized = (power: string, name = 'one') => onA('CapacityResized', { tranche: name, power });
const cancelledOne = onA('CapacityCancelled', { tranche: 'one' });
const dealReached = (stage: string) => onA('StageReached', { stage });
const onB = fact(since, 'deal-b', 'CapacityResized', { tranche: 'one', power: '2 GW' });
