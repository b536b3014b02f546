import { describe, expect, it } from 'vitest';
import { revive, Reviver, upcast } from '../../events/index.js';
import { Event } from '../../events/kit/declaration.js';
import { Slug } from '../../events/kit/fields.js';
import { id } from './facts.js';

class ChargerMoved extends Event('ChargerMoved', {
  version: 3,
  subject: 'deal',
  summary: 'A charger moved.',
  example: { charger: 'c', place: 'roof' },
  upcasters: {
    1: ({ where, ...body }) => ({ ...body, location: where }),
    2: ({ location, ...body }) => ({ ...body, place: location }),
  },
}) {
  @Slug('The charger.') charger!: string;
  @Slug('Where it stands.') place!: string;
}

describe('A body of an older version', () => {
  it.each([
    [1, { charger: 'c', where: 'roof' }],
    [2, { charger: 'c', location: 'roof' }],
    [3, { charger: 'c', place: 'roof' }],
  ])('is brought from version %i to the newest', (version, body) => {
    expect(upcast(ChargerMoved, version, body)).toEqual({ charger: 'c', place: 'roof' });
  });
});

const stored = {
  id: id(1),
  stream: 'deal-a',
  type: 'DealAmended',
  version: 1,
  effectiveOn: '2026-H2',
  knownOn: '2026-11-02',
  body: { title: 'A deal' },
  position: 4,
  revision: 2,
  recordedAt: '2026-11-23T00:00:00.000Z',
  hash: 'h',
};

describe('A stored event', () => {
  it('is revived with its days read, resting on itself', () => {
    expect(revive(stored)).toMatchObject({
      position: 4,
      effective: { first: '2026-07-01', last: '2026-12-31' },
      hypothetical: false,
      grounds: [id(1)],
    });
  });

  it('is the same among others, whose words are kept once', () => {
    const reviver = new Reviver();
    const body = {
      title: 'A deal',
      parties: [{ party: 'a', role: 'customer' }, 'a'],
      power: { low: 1, high: null },
      isFirm: false,
    };
    const source = { title: 'A deal', kind: 'press' as const, url: 'https://example.org/a' };
    const quote = 'x'.repeat(300);
    const more = [
      stored,
      { ...stored, body, source, quote },
      { ...stored, alsoSources: [source], actor: 'a' },
    ];
    for (const event of [...more, ...more]) {
      const plain = revive(structuredClone(event));
      expect(reviver.revive(structuredClone(event))).toStrictEqual(plain);
    }
  });

  it('is the same after more different words than are kept', () => {
    const reviver = new Reviver();
    const said = (number: number) => ({ ...stored, body: { title: `Deal ${number}`, notes: `n ${number}` } });
    for (let number = 0; number < 30_000; number++)
      if (reviver.revive(said(number)).body.title !== `Deal ${number}`) throw new Error(String(number));
    expect(reviver.revive(said(1))).toStrictEqual(revive(said(1)));
  });
});
