import fc from 'fast-check';

/** What is said of what, before it has an id. */
interface Saying {
  stream: string;
  type: string;
  body: Record<string, unknown>;
  rivalOf?: string;
}

/** An event as it is sent, with its id. */
export interface SentEvent extends Saying {
  id: string;
  effectiveOn: string;
  knownOn: string;
}

type EventMaker = fc.Arbitrary<Saying>;

const one = <T>(...values: readonly T[]): fc.Arbitrary<T> => fc.constantFrom(...values);

const slugs = ['a', 'b', 'soft', 'soft-bank', 'bank-x', 'x'];
const slug = one(...slugs);
const deal = one('deal-one', 'deal-two');
const part = one('t', 'u', 'v');
const stake = fc.tuple(slug, slug).map(([holder, issuer]) => `stake-${holder}-${issuer}`);
const days = one('2024-01-01', '2025-02', '2025-03-01', '2025-Q4', '2026-05-05', '2026-11-20');
const known = one('2024-01-01', '2025-03-01', '2026-05-05', '2026-11-20');

const said = (
  stream: fc.Arbitrary<string>,
  type: string,
  body: Record<string, fc.Arbitrary<unknown>>,
): EventMaker => fc.record({ stream, type: fc.constant(type), body: fc.record(body) });

const company = { name: one('n'), kind: one('company') };
const market = one('market-m');
const partyStream = slug.map((name) => `party-${name}`);
const reference = fc.tuple(deal, part).map((names) => names.join('/'));
const paid = one({ from: 'a', to: 'b' }, { from: 'soft', to: 'x' });
const named = fc.oneof(
  slug.map((party) => ({ party })),
  fc.uniqueArray(slug, { minLength: 2, maxLength: 3 }).map((parties) => ({ parties })),
  fc.constant({ others: true }),
);

const merged = (events: EventMaker, more: fc.Arbitrary<object>): EventMaker =>
  fc.tuple(events, more).map(([event, fields]) => ({ ...event, body: { ...event.body, ...fields } }));

const committed = merged(
  said(deal, 'CapacityCommitted', {
    tranche: part,
    layer: one('hosting'),
    provider: slug,
    consumer: slug,
    power: one('1 GW', '2 GW'),
    due: one('2027-Q1'),
    bindingness: one('firm', 'optional'),
  }),
  fc.oneof(
    fc.constant({}),
    reference.map((partOf) => ({ partOf })),
  ),
);
const payment = merged(
  said(deal, 'PaymentCommitted', {
    payment: part,
    amount: one('1B USD', '2B USD'),
    kind: one('services'),
    bindingness: one('firm', 'optional'),
  }),
  fc.tuple(paid, fc.option(part, { nil: undefined })).map(([sides, of]) => ({
    ...sides,
    ...(of && { release: { of: [of], per: '1 GW', amount: '1M USD' } }),
  })),
);
const share = merged(
  said(market, 'ShareReported', {
    publisher: one('p', 'q'),
    period: one('2024', '2025'),
    share: one('30%', '60%', 'about 45%'),
  }),
  named,
);

const events: fc.Arbitrary<Saying> = fc.oneof(
  { weight: 3, arbitrary: said(partyStream, 'PartyRegistered', company) },
  said(partyStream, 'PartyRegistered', { ...company, parent: slug }),
  said(partyStream, 'PartyIdentified', { as: slug }),
  said(partyStream, 'ValueStated', { amount: one('1B USD', '2B USD'), counted: one('after'), round: deal }),
  {
    weight: 3,
    arbitrary: said(deal, 'DealAnnounced', {
      title: one('One'),
      kind: one('chip-supply'),
      stage: one('signed'),
      parties: one([{ party: 'a', role: 'customer' }]),
    }),
  },
  said(deal, 'PartyJoined', { party: slug, role: one('customer') }),
  said(deal, 'PartyLeft', { party: slug }),
  said(deal, 'StageReached', { stage: one('signed', 'cancelled'), tranche: part }),
  { weight: 4, arbitrary: committed },
  said(deal, 'CapacityResized', { tranche: part, power: one('1 GW', '3 GW') }),
  said(deal, 'OptionExercised', { tranche: part }),
  said(deal, 'OptionLapsed', { tranche: part }),
  said(deal, 'CapacityEnergized', { tranche: part, power: one('1 GW', '3 GW') }),
  said(deal, 'OverlapStated', { tranche: part, with: reference }),
  { weight: 2, arbitrary: payment },
  said(deal, 'PaymentMade', { payment: part, amount: one('1M USD', '1M EUR') }),
  said(deal, 'PaymentOptionExercised', { payment: part }),
  said(deal, 'WarrantIssued', {
    warrant: part,
    holder: slug,
    issuer: slug,
    shares: one(100),
    strike: one('1 USD'),
  }),
  said(deal, 'WarrantVested', { warrant: part, shares: one(40) }),
  said(market, 'MarketDefined', {
    name: one('M'),
    layer: one('infrastructure'),
    metric: one('revenue'),
    scope: one('world'),
  }),
  { weight: 2, arbitrary: share },
  { weight: 3, arbitrary: said(stake, 'StakeDisclosed', { stake: one('20%', '60%'), basis: one('basic') }) },
  said(stake, 'StakeChanged', { by: one('2%'), cause: one('sale', 'dilution') }),
  said(stake, 'StakeExited', {}),
);

const uuid = (number: number): string => `00000000-0000-4000-8000-${String(number).padStart(12, '0')}`;

const isCorrected = ({ type }: SentEvent): boolean => type === 'EventCorrected';

/** What is said of an event that was sent: a rival claim, a correction of its body or its date, a retraction. */
const about = (target: SentEvent, like: Saying, { kind, on }: { kind: number; on: string }): Saying => {
  const { stream } = target;
  const event = { event: target.id, reason: 'x' };
  if (kind === 0) return { stream, type: 'EventRetracted', body: event };
  if (kind === 1) return { stream, type: 'EventCorrected', body: { ...event, effectiveOn: on } };
  if (kind === 2) return { stream, type: target.type, body: like.body, rivalOf: target.id };
  const body = isCorrected(target) ? { ...target.body, reason: 'again' } : like.body;
  return { stream, type: 'EventCorrected', body: { ...event, body } };
};

/** A batch in which much is refused, much waits for what stands behind it, and much is corrected. */
export const anyBatch = (most: number): fc.Arbitrary<SentEvent[]> =>
  fc
    .array(
      fc.record({
        event: events,
        target: fc.option(fc.tuple(fc.nat(), fc.nat()), { nil: undefined, freq: 4 }),
        kind: fc.nat({ max: 3 }),
        on: days,
        effectiveOn: days,
        knownOn: known,
      }),
      { minLength: 1, maxLength: most },
    )
    .map((drawn) =>
      drawn.reduce<SentEvent[]>((sent, { event, target, kind, on, ...clocks }, index) => {
        const [at, likeAt] = target ?? [0, 0];
        const aimed = target && sent[at % (sent.length || 1)];
        const alike = sent.filter(({ type }) => type === aimed?.type);
        const made = aimed ? about(aimed, alike[likeAt % alike.length]!, { kind, on }) : event;
        return [...sent, { ...made, id: uuid(index + 1), ...clocks }];
      }, []),
    )
    .chain((sent) => fc.oneof(fc.constant(sent), fc.shuffledSubarray(sent, { minLength: sent.length })));
