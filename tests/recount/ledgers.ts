import { Chance } from './chance.js';
import { day, monthOf, monthIndex, partsOf, periodOf } from './days.js';

/** An event as it is sent. */
export interface Sent {
  id?: string;
  stream: string;
  type: string;
  effectiveOn?: string;
  knownOn?: string;
  source?: Record<string, string>;
  rivalOf?: string;
  body: Record<string, unknown>;
}

const parties = ['lab', 'cloud', 'builder', 'vendor', 'fund'] as const;
const layers = ['chips', 'hosting', 'site'] as const;
const bases = ['it', 'facility', 'unstated'] as const;
const kinds = ['filing', 'company', 'press', 'tracker'] as const;
const lastDay = '2026-11-01';

/** A tranche that was told of; how containers that are undisclosed or told twice count, the handbook leaves open. */
interface Told {
  deal: string;
  slug: string;
  megawatts: number;
  layer: string;
  basis: string;
  isDisclosed: boolean;
  isInFamily: boolean;
  isTwice: boolean;
}

/** A small ledger that anybody could have recorded; the same for the same seed. */
export class Ledger {
  readonly events: Sent[] = [];
  readonly #chance: Chance;
  readonly #tranches: Told[] = [];
  #ids = 0;

  constructor(readonly seed: number) {
    this.#chance = new Chance(seed);
    for (const party of parties)
      this.events.push({
        stream: `party-${party}`,
        type: 'PartyRegistered',
        body: { name: party, kind: 'company' },
      });
    const deals = this.#chance.whole(2, 4);
    for (let index = 0; index < deals; index += 1) this.#deal(`deal-${index}`);
    this.#stakes();
    this.#shares();
  }

  #day(from: string, months = 6): string {
    const month = monthIndex(from) + this.#chance.whole(0, months);
    const { year, month: number } = partsOf(monthOf(month));
    const on = day(year, number, this.#chance.whole(1, 28));
    return on < from ? from : on > lastDay ? lastDay : on;
  }

  #add(
    stream: string,
    type: string,
    on: string,
    body: Record<string, unknown>,
    more: Partial<Sent> = {},
  ): string {
    this.#ids += 1;
    const id = `00000000-0000-4000-8000-${String(this.seed).padStart(6, '0')}${String(this.#ids).padStart(6, '0')}`;
    const known = this.#chance.comes(0.2) ? this.#day(on, 3) : on;
    const source = { title: 'A note', kind: this.#chance.one(kinds) };
    this.events.push({
      id,
      stream,
      type,
      effectiveOn: this.#vague(on, known),
      knownOn: known,
      source,
      body,
      ...more,
    });
    return id;
  }

  /** Sometimes only the month is known; then it is known by its end. */
  #vague(on: string, known: string): string {
    return this.#chance.comes(0.1) && known > on ? on.slice(0, 7) : on;
  }

  #power(megawatts: number, isPart: boolean): string {
    return this.#chance.one([
      `${megawatts} MW`,
      `${megawatts} MW`,
      `${megawatts} MW`,
      `at least ${megawatts} MW`,
      `up to ${megawatts} MW`,
      `about ${megawatts} MW`,
      `${megawatts}-${megawatts + 100} MW`,
      ...(isPart ? [] : ['undisclosed']),
    ]);
  }

  #due(from: string): string {
    const on = monthOf(monthIndex(from) + this.#chance.whole(-2, 30));
    return this.#chance.one([
      on.slice(0, 7),
      periodOf(on, 'quarter'),
      periodOf(on, 'half'),
      periodOf(on, 'year'),
      `${on.slice(0, 8)}15`,
    ]);
  }

  #deal(deal: string): void {
    const chance = this.#chance;
    const start = this.#day('2024-01-01', 18);
    const [provider, consumer] = chance.some(parties, 2) as [string, string];
    this.#add(deal, 'DealAnnounced', start, {
      title: deal,
      kind: 'capacity-lease',
      stage: chance.one(['announced', 'letter-of-intent', 'signed', 'signed']),
      parties: [
        { party: consumer, role: 'customer' },
        { party: provider, role: 'provider' },
      ],
    });
    const [layer, basis] = [chance.one(layers), chance.one(bases)];
    const count = chance.whole(1, 4);
    for (let index = 0; index < count; index += 1)
      this.#tranche(deal, `t${index}`, start, provider, consumer, layer, basis);
    this.#endings(deal, start);
    this.#overlap(deal, start);
    const payments = chance.whole(0, 3);
    for (let index = 0; index < payments; index += 1)
      this.#payment(deal, `p${index}`, start, consumer, provider);
    this.#warrant(deal, start, consumer, provider);
  }

  #tranche(
    deal: string,
    slug: string,
    start: string,
    provider: string,
    consumer: string,
    layer: string,
    basis: string,
  ): void {
    const chance = this.#chance;
    const megawatts = chance.whole(2, 40) * 50;
    const container = chance.comes(0.4)
      ? this.#tranches.filter(
          (one) => one.layer === layer && one.basis === basis && one.isDisclosed && !one.isTwice,
        )
      : [];
    const isOdd = chance.comes(0.15);
    const power = this.#power(megawatts, container.length > 0);
    const sent = this.#add(deal, 'CapacityCommitted', start, {
      tranche: slug,
      layer: isOdd ? chance.one(layers) : layer,
      provider: chance.comes(0.2) ? chance.one(parties.filter((one) => one !== consumer)) : provider,
      consumer,
      ...(chance.comes(0.3) && { supplier: 'vendor' }),
      power,
      basis,
      bindingness: chance.one(['firm', 'firm', 'optional', 'contingent', 'intent']),
      ...(chance.comes(0.7) && { due: this.#due(start) }),
      ...(container[0] && { partOf: `${container[0].deal}/${container[0].slug}` }),
    });
    if (container[0]) container[0].isInFamily = true;
    this.#tranches.push({
      deal,
      slug,
      megawatts,
      layer: isOdd ? 'other' : layer,
      basis,
      isDisclosed: power !== 'undisclosed',
      isInFamily: container.length > 0,
      isTwice: false,
    });
    this.#life(deal, slug, start, megawatts, sent);
  }

  #life(deal: string, slug: string, start: string, megawatts: number, sent: string): void {
    const chance = this.#chance;
    const add = (type: string, body: Record<string, unknown>): string =>
      this.#add(deal, type, this.#day(start, 20), { tranche: slug, ...body });
    if (chance.comes(0.3)) this.#level(deal, slug, this.#day(start, 20), megawatts);
    if (chance.comes(0.2)) this.#level(deal, slug, this.#day(start, 24), megawatts);
    if (chance.comes(0.25)) add('CapacityRescheduled', { due: this.#due(start) });
    if (chance.comes(0.2)) {
      const first = add('CapacityResized', { power: `${megawatts + 100} MW` });
      if (chance.comes(0.5)) this.#rival(first, `${megawatts + 300} MW`);
    }
    if (chance.comes(0.2))
      add('BindingnessChanged', { bindingness: chance.one(['firm', 'optional', 'contingent', 'intent']) });
    if (chance.comes(0.1))
      add('CapacityReassigned', { provider: chance.one(['cloud', 'builder', 'vendor']) });
    if (chance.comes(0.15))
      add('StageReached', { stage: chance.one(['signed', 'under-construction', 'energized', 'completed']) });
    if (chance.comes(0.1)) add('OptionExercised', {});
    if (chance.comes(0.15)) this.#correction(deal, start, sent, megawatts);
  }

  #level(deal: string, slug: string, on: string, megawatts: number): void {
    const part = this.#chance.whole(0, 5);
    this.#add(deal, 'CapacityEnergized', on, {
      tranche: slug,
      power: `${Math.floor((megawatts * part) / 50) * 10} MW`,
    });
  }

  #rival(first: string, power: string): void {
    const event = this.events.find(({ id }) => id === first);
    if (!event) return;
    const known = this.#day(event.knownOn ?? lastDay, 2);
    this.#add(
      event.stream,
      event.type,
      known,
      { ...event.body, power },
      { rivalOf: first, effectiveOn: event.effectiveOn ?? known, knownOn: known },
    );
  }

  #correction(deal: string, start: string, event: string, megawatts: number): void {
    const on = this.#day(start, 15);
    const wrong = this.events.find(({ id }) => id === event);
    const body = { ...wrong?.body, power: `${megawatts + 50} MW` };
    const correction = this.#add(
      deal,
      'EventCorrected',
      on,
      { event, body, reason: 'misread' },
      { effectiveOn: on, knownOn: on },
    );
    if (!this.#chance.comes(0.4)) return;
    const later = this.#day(on, 5);
    this.#add(
      deal,
      'EventRetracted',
      later,
      { event: correction, reason: 'it was right' },
      { effectiveOn: later, knownOn: later },
    );
  }

  #endings(deal: string, start: string): void {
    const chance = this.#chance;
    const own = this.#tranches.filter((one) => one.deal === deal);
    if (chance.comes(0.3))
      this.#add(deal, 'StageReached', this.#day(start, 16), {
        stage: chance.one(['signed', 'financed', 'under-construction']),
      });
    for (const { slug } of own)
      if (chance.comes(0.15)) {
        const on = this.#day(start, 22);
        const way = chance.one(['CapacityCancelled', 'OptionLapsed', 'StageReached']);
        this.#add(deal, way, on, {
          tranche: slug,
          ...(way === 'StageReached' && { stage: chance.one(['shelved', 'cancelled']) }),
        });
      }
    if (chance.comes(0.12))
      this.#add(deal, 'StageReached', this.#day(start, 22), { stage: chance.one(['shelved', 'cancelled']) });
  }

  #overlap(deal: string, start: string): void {
    const plain = this.#tranches.filter(({ isInFamily }) => !isInFamily);
    const others = plain.filter((one) => one.deal !== deal);
    const own = plain.find((one) => one.deal === deal);
    if (!own || others.length === 0 || !this.#chance.comes(0.4)) return;
    const other = this.#chance.one(others);
    for (const one of [own, other]) one.isTwice = true;
    this.#add(deal, 'OverlapStated', this.#day(start, 8), {
      tranche: own.slug,
      with: `${other.deal}/${other.slug}`,
      ...(this.#chance.comes(0.5) && { power: `${this.#chance.whole(1, 4) * 50} MW` }),
    });
  }

  #payment(deal: string, slug: string, start: string, payer: string, payee: string): void {
    const chance = this.#chance;
    const millions = chance.whole(1, 900);
    const amount = chance.one([
      `${millions}M USD`,
      `${millions}M USD`,
      `${millions}M EUR`,
      `up to ${millions}M USD`,
      `at least ${millions}M USD`,
      `about ${millions}M USD`,
      'undisclosed',
    ]);
    const isRate = chance.comes(0.25);
    const release =
      !isRate && !amount.includes('EUR') && amount !== 'undisclosed' && chance.comes(0.3)
        ? this.#release()
        : undefined;
    const kind = chance.one(['services', 'services', 'equity', 'prepayment', 'capex']);
    this.#add(deal, 'PaymentCommitted', start, {
      payment: slug,
      from: payer,
      to: payee,
      kind,
      ...(isRate
        ? { ratePerMonth: `${chance.whole(1, 50)}M USD` }
        : {
            amount:
              release && chance.comes(0.5) ? `up to ${millions}M USD` : release ? `${millions}M USD` : amount,
          }),
      ...((isRate || chance.comes(0.7)) && { over: this.#over(start) }),
      bindingness: chance.one(['firm', 'firm', 'contingent', 'intent']),
      ...(release && { release }),
    });
    this.#moneyLife(deal, slug, start, amount.includes('EUR') && !isRate ? 'EUR' : 'USD', isRate, millions);
  }

  #over(start: string): Record<string, unknown> {
    const chance = this.#chance;
    const from = monthOf(monthIndex(start) + chance.whole(-1, 4));
    const months = chance.whole(1, 30);
    const end = monthOf(monthIndex(from) + months - 1);
    return chance.one([
      { from: from.slice(0, 7), months },
      { from: periodOf(from, 'quarter'), months: months * 3 },
      { from: from.slice(0, 7), to: end.slice(0, 7) },
      { from: `${from.slice(0, 8)}15`, to: `${monthOf(monthIndex(end) + 1).slice(0, 8)}14` },
      { from: `${from.slice(0, 8)}15`, months },
    ]);
  }

  #release(): Record<string, unknown> {
    const chance = this.#chance;
    return chance.one<Record<string, unknown>>([
      { conditions: [{ named: 'closing' }] },
      { per: '100 MW', amount: '50M USD', mode: 'stepped' },
      { per: '100 MW', amount: '50M USD', mode: 'pro-rata' },
      { conditions: [{ energized: '200 MW' }] },
    ]);
  }

  #moneyLife(
    deal: string,
    slug: string,
    start: string,
    currency: string,
    isRate: boolean,
    millions: number,
  ): void {
    const chance = this.#chance;
    const add = (type: string, body: Record<string, unknown>): string =>
      this.#add(deal, type, this.#day(start, 18), { payment: slug, ...body });
    for (let left = chance.whole(0, 3); left > 0; left -= 1)
      add('PaymentMade', {
        amount: `${chance.whole(1, Math.max(2, Math.floor(millions / 2)))}M ${currency}`,
      });
    if (chance.comes(0.2))
      add(
        'PaymentAmended',
        isRate ? { over: this.#over(start) } : { to: `${millions + chance.whole(1, 99)}M ${currency}` },
      );
    if (chance.comes(0.15))
      add(
        'PaymentAmended',
        isRate
          ? { ratePerMonth: `${chance.whole(1, 50)}M USD` }
          : { by: `${chance.whole(1, 99)}M ${currency}` },
      );
    if (chance.comes(0.1)) add('PaymentAmended', { bindingness: chance.one(['firm', 'contingent']) });
    if (chance.comes(0.08)) add('PaymentCancelled', {});
    if (chance.comes(0.3))
      this.#add(deal, 'ConditionObserved', this.#day(start, 15), {
        condition: 'closing',
        holds: chance.comes(0.8),
      });
  }

  #warrant(deal: string, start: string, holder: string, issuer: string): void {
    if (!this.#chance.comes(0.3)) return;
    this.#add(deal, 'WarrantIssued', start, {
      warrant: 'w',
      holder,
      issuer,
      shares: 300,
      strike: '0.01 USD',
      tranches: [
        { shares: 100, conditions: [{ energized: '100 MW' }] },
        { shares: 200, conditions: [{ energized: '400 MW' }, { named: 'price' }] },
      ],
    });
    if (this.#chance.comes(0.5))
      this.#add(deal, 'ConditionObserved', this.#day(start, 15), { condition: 'price', holds: true });
  }

  #stakes(): void {
    const chance = this.#chance;
    for (const [holder, issuer] of [
      ['fund', 'lab'],
      ['cloud', 'lab'],
      ['lab', 'vendor'],
    ] as const) {
      if (!chance.comes(0.6)) continue;
      const stream = `stake-${holder}-${issuer}`;
      const start = this.#day('2024-01-01', 20);
      const part = chance.whole(2, 30);
      this.#add(stream, 'StakeDisclosed', start, {
        stake: chance.one([`${part}%`, `about ${part}%`, `${part}.5%`]),
        basis: chance.one(['basic', 'diluted']),
        ...(chance.comes(0.6) && { value: `${chance.whole(1, 90)}B USD` }),
      });
      if (chance.comes(0.4))
        this.#add(stream, 'StakeChanged', this.#day(start, 8), {
          by: `${chance.whole(1, 3)}%`,
          cause: chance.one(['purchase', 'sale', 'dilution', 'grant']),
        });
      if (chance.comes(0.1)) this.#add(stream, 'StakeExited', this.#day(start, 10), {});
    }
  }

  #shares(): void {
    const chance = this.#chance;
    this.events.push({
      stream: 'market-m',
      type: 'MarketDefined',
      body: { name: 'M', layer: 'infrastructure', metric: 'revenue', scope: 'worldwide' },
    });
    for (const period of ['2025-Q1', '2025-Q2'])
      for (const publisher of chance.some(['one', 'two'], chance.whole(0, 2)))
        for (const party of chance.some(parties, chance.whole(1, 4))) {
          const share = chance.whole(1, 24);
          const body = {
            publisher,
            party,
            period,
            share: chance.one([`${share}%`, `${share}.5%`, `about ${share}%`, `over ${share}%`]),
          };
          const known = this.#day('2025-04-01', 8);
          this.#add('market-m', 'ShareReported', known, body, {
            effectiveOn: period,
            knownOn: known > '2025-07-01' ? known : '2025-07-01',
          });
          if (chance.comes(0.15))
            this.#add(
              'market-m',
              'ShareReported',
              known,
              { ...body, share: `${share + 1}%` },
              { effectiveOn: period, knownOn: '2026-03-03' },
            );
        }
  }
}
