import { expect } from 'vitest';
import type { Fact } from '../../events/index.js';
import type { Log } from '../../projections/kit/log.js';
import { run } from '../../src/simulator/answer/run.js';

import { ledger, type Sent } from '../ledger.js';
import { bulks } from './bulk.js';

const today = '2026-11-23';

/** A log that counts how often anything is looked up in what was recorded. */
class CountingLog implements Log {
  looks = 0;
  readonly #seen = new Map<string, readonly Fact[]>();

  constructor(private readonly log: Log) {}

  get position(): number {
    return this.log.position;
  }

  streams(category: string): Iterable<string> {
    return this.log.streams(category);
  }

  facts(stream: string): readonly Fact[] {
    const known = this.#seen.get(stream) ?? this.log.facts(stream).map((fact) => this.#watched(fact));
    this.#seen.set(stream, known);
    return known;
  }

  fact(id: string): Fact | undefined {
    return this.log.fact(id);
  }

  #watched(fact: Fact): Fact {
    return new Proxy(fact, {
      get: (target, name) => {
        this.looks++;
        return Reflect.get(target, name) as unknown;
      },
    });
  }
}

const upTo = (count: number): number[] => Array.from({ length: count }, (_, index) => index);

type Told = Pick<Sent, 'stream' | 'type' | 'body'>;
type Bulk = (count: number) => readonly Told[];

const more =
  (type: string, body: (index: number) => Record<string, unknown>): Bulk =>
  (count) =>
    upTo(count).map((index) => ({ stream: 'deal-one', type, body: body(index) }));

const running = more('CapacityEnergized', (index) => ({ tranche: `t-${index}`, power: '400 kW' }));
const optional = more('CapacityCommitted', (index) => ({
  tranche: `o-${index}`,
  layer: 'hosting',
  provider: 'b',
  consumer: 'a',
  power: '1 MW',
  due: '2027-Q1',
  bindingness: 'optional',
}));
const owed = more('PaymentAmended', (index) => ({
  payment: `p-${index}`,
  over: { from: '2026-01', months: 24 },
}));
const others: Bulk = (count) =>
  upTo(count).map((index) => ({
    stream: `party-c${index}`,
    type: 'PartyRegistered',
    body: { name: `c${index}`, kind: 'company' },
  }));

const tranches = bulks['tranches of one deal']!;
const payments = bulks['payments of one deal']!;
const partly: Bulk = (count) => [...tranches(count), ...running(count)];

/** Each of as many edits as there is of what it acts on. */
export const editsOnParts: Readonly<Record<string, readonly [Bulk, (index: number) => object]>> = {
  'delays of tranches': [tranches, (index) => ({ op: 'delay', target: `deal-one/t-${index}`, months: 3 })],
  'delays of what runs in part': [
    partly,
    (index) => ({ op: 'delay', target: `deal-one/t-${index}`, months: 3 }),
  ],
  'cancelled tranches': [tranches, (index) => ({ op: 'cancel', target: `deal-one/t-${index}` })],
  'scaled tranches': [tranches, (index) => ({ op: 'scale', target: `deal-one/t-${index}`, toBp: 5_000 })],
  'tranches that change hands': [
    (count) => [...others(count), ...tranches(count)],
    (index) => ({ op: 'reassign', target: 'deal-one', tranches: [`t-${index}`], provider: `c${index}` }),
  ],
  'options taken': [
    (count) => [...tranches(1), ...optional(count)],
    (index) => ({ op: 'exercise', tranche: `deal-one/o-${index}` }),
  ],
  'options let go': [
    (count) => [...tranches(1), ...optional(count)],
    (index) => ({ op: 'lapse', tranche: `deal-one/o-${index}` }),
  ],
  'delays of payments': [
    (count) => [...payments(count), ...owed(count)],
    (index) => ({ op: 'delay', target: `deal-one/p-${index}`, months: 3 }),
  ],
  'cancelled payments': [payments, (index) => ({ op: 'cancel', target: `deal-one/p-${index}` })],
  'scaled payments': [
    (count) => [...payments(count), ...owed(count)],
    (index) => ({ op: 'scale', target: `deal-one/p-${index}`, toBp: 5_000 }),
  ],
};

/** How often anything is looked up in what was recorded while so many edits are made. */
export const looksAt = ([bulk, edit]: readonly [Bulk, (index: number) => object], count: number): number => {
  const sent = bulk(count).map((event) => ({ effectiveOn: '2020-01-01', knownOn: '2020-01-01', ...event }));
  const history = new CountingLog(ledger(sent, today));
  const ground = { history, position: history.position, today, logHash: '0'.repeat(64) };
  const scenario = { edits: upTo(count).map(edit), views: [{ view: 'compute-capacity' }] };
  const { value, problems } = run(scenario, ground);
  expect(problems).toBeUndefined();
  expect(value!.effects.map(({ status }) => status)).toEqual(upTo(count).map(() => 'applied'));
  return history.looks;
};
