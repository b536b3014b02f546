import { describe, expect, it } from 'vitest';
import { decode, type Problem } from '../../events/index.js';
import { deal, fact, id, payment, tranche } from './facts.js';

const context = { today: '2026-11-23', newId: () => id(1), typeOf: () => 'CapacityRescheduled' };

const decoded = (sent: object) => {
  const { value, problems } = decode(sent, context);
  if (problems) throw new Error(JSON.stringify(problems));
  return value;
};
const problemsOf = (sent: unknown): Problem[] => decode(sent, context).problems ?? [];
const pointersOf = (sent: unknown): string[] =>
  problemsOf(sent)
    .map(({ pointer }) => pointer)
    .sort();

const amended = { stream: 'deal-a', type: 'DealAmended', body: { title: 'A deal' } };
const source = { title: 'News', kind: 'press', publishedOn: '2026-11-01' };

describe('An event as it is sent', () => {
  it('is kept with its words read and its defaults filled in', () => {
    expect(decoded(tranche('deal-a', 't', '1 GW', {}, { id: id(7) }))).toMatchObject({
      id: id(7),
      version: 1,
      body: { tranche: 't', power: { low: 1_000_000, point: 1_000_000, high: 1_000_000, text: '1 GW' } },
    });
  });

  it('names another one by its id, in whichever letters, and by nothing else', () => {
    const taken = (event: unknown) => ({
      stream: 'deal-a',
      type: 'EventRetracted',
      body: { event, reason: 'Wrong.' },
    });
    const letters = '0000ABCD-0000-7000-8000-00000000ABCD';
    expect(decoded(taken(letters))).toMatchObject({ body: { event: letters.toLowerCase() } });
    for (const wrong of [5, null, ['x'], {}, 'the second one', undefined])
      expect(pointersOf(taken(wrong))).toEqual(['/body/event']);
  });

  it('gets an id when it brings none', () => expect(decoded(amended).id).toBe(id(1)));

  it('has every wrong field named at once, with its place', () => {
    const wrong = {
      stream: 'Deal A',
      type: 'PaymentCommitted',
      knownOn: 'soon',
      source: { title: 'News', kind: 'gossip' },
      body: {
        payment: 'p',
        from: 'Lab!',
        to: 'vendor',
        kind: 'gift',
        amount: '38B',
        bindingness: 'firm',
        over: { from: '2025-Q5' },
        colour: 'red',
      },
    };
    expect(pointersOf(wrong)).toEqual([
      '/body/amount',
      '/body/colour',
      '/body/from',
      '/body/kind',
      '/body/over/from',
      '/knownOn',
      '/source/kind',
      '/stream',
    ]);
  });

  it('has each item of a list named by its place', () => {
    const { body } = deal('deal-a');
    const list = [{ party: 'lab', role: 'customer' }, { party: 'Vendor' }];
    expect(pointersOf({ ...deal('deal-a'), body: { ...body, parties: list } })).toEqual([
      '/body/parties/1/party',
      '/body/parties/1/role',
    ]);
  });

  it.each([
    ['power nor accelerators', tranche('deal-a', 't', undefined), '/body/power'],
    [
      'a basis that its words contradict',
      tranche('deal-a', 't', '1 GW IT', { basis: 'grid' }),
      '/body/basis',
    ],
    ['neither an amount nor a rate', payment('deal-a', 'p', undefined), '/body/amount'],
    ['an amount and a rate', payment('deal-a', 'p', '1B USD', { ratePerMonth: '1M USD' }), '/body/amount'],
    // What members say together is looked at once each can be read.
    ['an unreadable amount to the payer', payment('deal-a', 'p', 'a lot', { to: 'lab' }), '/body/amount'],
    ['a payer who is the payee', payment('deal-a', 'p', '1B USD', { to: 'lab' }), '/body/to'],
    [
      'a term with an end and a length',
      payment('deal-a', 'p', '1B USD', { over: { from: '2026', to: '2027', months: 24 } }),
      '/body/over/to',
    ],
    [
      'a term that ends before it begins',
      payment('deal-a', 'p', '1B USD', { over: { from: '2027', to: '2026' } }),
      '/body/over/to',
    ],
    [
      'a release in another currency than the payment',
      payment('deal-a', 'p', '1B USD', { release: { per: '1 GW', amount: '€1B' } }),
      '/body/release',
    ],
    [
      'a release per nothing',
      payment('deal-a', 'p', '1B USD', { release: { per: '0 GW', amount: '1B USD' } }),
      '/body/release/per',
    ],
    [
      'an amendment by and to',
      fact('2026', 'deal-a', 'PaymentAmended', { payment: 'p', by: '1B USD', to: '2B USD' }),
      '/body/to',
    ],
    [
      'a share of nobody',
      fact('2026', 'market-m', 'ShareReported', { publisher: 'x', period: '2025', share: '29%' }),
      '/body/party',
    ],
    [
      'a correction of nothing',
      fact('2026', 'deal-a', 'EventCorrected', { event: id(1), reason: 'x' }),
      '/body/body',
    ],
  ])('is refused with %s', (_, sent, pointer) => expect(pointersOf(sent)).toEqual([pointer]));

  it('is refused on a stream that its type does not belong to', () => {
    expect(problemsOf({ ...amended, stream: 'party-lab' })).toEqual([
      { pointer: '/stream', detail: 'DealAmended does not belong on a party stream' },
    ]);
  });

  it('is refused when there is no such type', () =>
    expect(pointersOf({ ...amended, type: 'DealImproved' })).toEqual(['/type']));

  it('is refused when its version is newer than any', () => {
    expect(problemsOf({ ...amended, version: 2 })).toEqual([
      { pointer: '/version', detail: 'the newest version of DealAmended is 1' },
    ]);
  });

  it.each(['position', 'revision', 'recordedAt', 'hash'])(
    'may not choose its own %s, which the store assigns',
    (member) => {
      expect(pointersOf({ ...amended, [member]: 1 })).toEqual([`/${member}`]);
    },
  );

  it('may carry every member of a stored event that is its own', () => {
    const own = {
      ...amended,
      id: id(7),
      version: 1,
      effectiveOn: '2026',
      knownOn: '2026-11-02',
      quote: 'So it is.',
      actor: 'me',
      correlationId: 'c',
      causationId: 'd',
    };
    expect(decoded({ ...own, source })).toEqual({ ...own, source });
  });

  it('may quote 300 characters and no more', () => {
    expect(pointersOf({ ...amended, quote: 'x'.repeat(300) })).toEqual([]);
    expect(pointersOf({ ...amended, quote: 'x'.repeat(301) })).toEqual(['/quote']);
  });

  it.each([
    ['a list', []],
    ['words', 'DealAmended'],
    ['nothing', null],
  ])('is refused as %s', (_, sent) => expect(pointersOf(sent)).toEqual(['']));

  it('comes out the same when it is decoded a second time', () => {
    const once = decoded(
      payment('deal-a', 'p', 'about 1.4T USD', { release: { per: '1 GW', amount: '1B USD' } }),
    );
    expect(decoded(once)).toEqual(once);
  });
});

describe('A corrected body', () => {
  const corrected = (body: object): object =>
    fact('2026-01-01', 'deal-a', 'EventCorrected', { event: id(7), body, reason: 'misread' });

  it('has the shape of the event that it corrects', () => {
    expect(problemsOf(corrected({ tranche: 't', due: 'soon' })).map(({ pointer }) => pointer)).toEqual([
      '/body/body/due',
    ]);
    expect(pointersOf(corrected({ tranche: 't', due: '2027-Q2' }))).toEqual([]);
  });
});
