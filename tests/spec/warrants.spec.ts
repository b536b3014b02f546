import { describe, expect, it } from 'vitest';
import { publicRecord } from '../../src/public-record.js';
import { given, type Sent } from '../given.js';
import type { Shown } from '../shown.js';
import { assume } from '../what-if.js';
import { cast, deal, energized, fact, id, payment, tranche } from './facts.js';

const [view, on] = ['ownership', 'deal-lab-vendor'] as const;
/** 60 shares at 1 GW and a price of 200, 40 shares at 2 GW and a price of 300, until the end of 2030. */
const terms = {
  warrant: 'w',
  holder: 'lab',
  issuer: 'vendor',
  shares: 100,
  strike: '0.01 USD',
  expiresOn: '2030-12-31',
  tranches: [
    { shares: 60, conditions: [{ energized: '1 GW' }, { named: 'price-200' }] },
    { shares: 40, conditions: [{ energized: '2 GW' }, { named: 'price-300' }] },
  ],
};
const warrant = (...facts: Sent[]) => issued({}, ...facts);

describe('A warrant on gigawatts and price', () => {
  it('is an interval from nothing to all of it while nobody has looked', () =>
    warrant().lists(view, 'warrants', {
      vestedShares: [0, null, 100],
      tranches: [{ status: 'unknown' }, { status: 'unknown' }],
    }));

  it('vests on the first day on which all conditions of a tranche hold: 60 shares on 1 July', () =>
    warrant(
      price('2026-03-01', 'price-200'),
      energized('2026-05-01', on, 'first', '400 MW'),
      energized('2026-05-01', on, 'second', '0 MW'),
      energized('2026-07-01', on, 'first', '1 GW'),
    ).lists(view, 'warrants', {
      vestedShares: 60,
      tranches: [
        { status: 'vested', vestedOn: '2026-07-01' },
        { status: 'not', vestedOn: null },
      ],
    }));

  it('stays vested when the price falls again', () =>
    warrant(
      energized('2026-05-01', on, 'first', '1 GW'),
      price('2026-06-01', 'price-200'),
      price('2026-08-01', 'price-200', false),
    ).lists(view, 'warrants', first({ status: 'vested', vestedOn: '2026-06-01' })));

  it('needs all its conditions on one day: the price held only in April, the power since May', () =>
    warrant(
      energized('2026-03-01', on, 'first', '0 MW'),
      energized('2026-03-01', on, 'second', '0 MW'),
      price('2026-04-01', 'price-200'),
      price('2026-04-30', 'price-200', false),
      energized('2026-05-01', on, 'first', '1 GW'),
    ).lists(view, 'warrants', first({ status: 'not', conditions: [{ holds: true }, { holds: false }] })));

  it.each<[string, Sent[], string]>([
    [
      'the power of April, while the price held',
      [
        price('2026-04-01', 'price-200'),
        price('2026-04-30', 'price-200', false),
        energized('2026-05-01', on, 'first', '1 GW'),
        energized('2026-05-01', on, 'second', '0 MW'),
      ],
      '2025-01-01',
    ],
    [
      'the price of May and June, while the power was there',
      [
        energized('2026-04-01', on, 'first', '0 MW'),
        energized('2026-04-01', on, 'second', '0 MW'),
        energized('2026-05-01', on, 'first', '1 GW'),
        energized('2026-07-01', on, 'first', '400 MW'),
        price('2026-08-01', 'price-200'),
      ],
      '2026-05-01',
    ],
  ])('may have vested where nobody saw %s', (_, facts, notBefore) => {
    warrant(...facts).lists(view, 'warrants', {
      vestedShares: [0, null, 60],
      ...first({ status: 'unknown', vestedOn: null, notBefore }),
    });
  });

  it('has not by a first look that says so of the price, whatever power there was before', () =>
    warrant(
      energized('2026-05-01', on, 'first', '1 GW'),
      energized('2026-05-01', on, 'second', '0 MW'),
      energized('2026-07-01', on, 'first', '400 MW'),
      price('2026-08-01', 'price-200', false),
    ).lists(view, 'warrants', { vestedShares: 0, ...first({ status: 'not', notBefore: null }) }));

  it('is unknown from nothing to the tranche while the price is unknown', () =>
    warrant(
      energized('2026-05-01', on, 'first', '1 GW'),
      energized('2026-05-01', on, 'second', '0 MW'),
    ).lists(view, 'warrants', {
      vestedShares: [0, null, 60],
      ...first({ notBefore: '2025-01-01', conditions: [{ holds: true }, { holds: null }] }),
    }));

  it('has vested at least what was recorded as vested: 60', () =>
    warrant(fact('2026-05-01', on, 'WarrantVested', { warrant: 'w', shares: 60 })).lists(view, 'warrants', {
      vestedShares: [60, null, 100],
    }));

  it('is unknown where its terms were not stated', () =>
    issued({ tranches: undefined }).lists(view, 'warrants', { vestedShares: [0, null, 100] }));

  it('rests on its issue, the observations and the power that count: four of them', () =>
    warrant(price('2026-03-01', 'price-200'), price('2026-03-01', 'another')).lists(view, 'warrants', {
      rests: Array.from({ length: 4 }, () => expect.any(String)),
    }));

  it('does not vest after it has expired: in 2031', () => {
    const late = [energized('2031-05-01', on, 'first', '1 GW'), price('2031-06-01', 'price-200')];
    warrant(...late.map((one) => ({ ...one, knownOn: '2026-11-01' })))
      .at('2032-01-01')
      .lists(view, 'warrants', first({ status: 'unknown' }));
  });
});

describe('A warrant that rests on what sources put differently', () => {
  const said = (number: number, terms: Sent, rivalOf?: number): Sent => ({
    ...terms,
    id: id(number),
    ...(rivalOf !== undefined && { rivalOf: id(rivalOf) }),
  });
  const flagged = (rivals: number) => ({ flags: expect.arrayContaining([`rivals:${rivals}`]) });
  const level = [
    said(1, energized('2026-05-01', on, 'first', '400 MW')),
    said(2, energized('2026-05-01', on, 'first', '1 GW'), 1),
  ];
  const seen = [
    said(3, price('2026-06-01', 'price-200')),
    said(4, price('2026-06-01', 'price-200', false), 3),
  ];

  it('says so of the power that it counts', () => warrant(...level).lists(view, 'warrants', flagged(1)));
  it('says so of what its conditions were seen to be', () =>
    warrant(...seen).lists(view, 'warrants', flagged(1)));
  it('counts each by itself, and no claims of what it does not rest on', () => {
    const other = [said(5, payment(on, 'p', '1B USD')), said(6, payment(on, 'p', '2B USD'), 5)];
    warrant(...level, ...seen, ...other).lists(view, 'warrants', flagged(2));
  });
});

describe('The page of a deal', () => {
  it('says of a warrant what has vested by its conditions, and not only what was recorded: 60 of 100', () =>
    warrant(
      price('2026-03-01', 'price-200'),
      energized('2026-05-01', on, 'first', '1 GW'),
      energized('2026-05-01', on, 'second', '0 MW'),
    ).showsDeal(on, { warrants: [{ issuedShares: 100, recordedShares: 0, vestedShares: 60 }] }));

  it('says that nobody knows, where nobody has looked: 0 to 100', () =>
    warrant().showsDeal(on, { warrants: [{ vestedShares: [0, null, 100] }] }));
});

describe('A warrant as planned', () => {
  const paid = [price('2026-03-01', 'price-200'), price('2026-03-01', 'price-300')];

  it('vests on the day its gigawatts are due, prices as they were last seen', () =>
    warrant(...paid).lists(view, 'warrants', {
      tranches: [
        { planned: { status: 'vested', vestedOn: '2026-12-31' } },
        { planned: { status: 'vested', vestedOn: '2027-06-30' } },
      ],
      plannedShares: 100,
      flags: expect.arrayContaining(['planned']),
    }));

  it('is unknown from the day its gigawatts are due while nobody has seen the price', () => {
    const unknown = { status: 'unknown', vestedOn: null, notBefore: '2027-06-30' };
    warrant().lists(view, 'warrants', { tranches: [{}, { planned: unknown }] });
  });

  it('may have vested by the plan, too, where it may have by now: power in May, a price first seen in August', () => {
    const seen = [
      energized('2026-04-01', on, 'first', '0 MW'),
      energized('2026-04-01', on, 'second', '0 MW'),
      energized('2026-05-01', on, 'first', '1 GW'),
      energized('2026-07-01', on, 'first', '400 MW'),
      price('2026-08-01', 'price-200'),
      price('2026-09-01', 'price-200', false),
    ];
    warrant(...seen).lists(view, 'warrants', {
      vestedShares: [0, null, 60],
      plannedShares: [0, null, 100],
      tranches: [{ planned: { status: 'unknown', notBefore: '2026-05-01' } }, {}],
    });
  });

  it('does not vest what is due after it has expired: in June, after January 2027', () =>
    issued({ expiresOn: '2027-01-31' }, ...paid).lists(view, 'warrants', {
      tranches: [{ planned: { status: 'vested' } }, { planned: { status: 'not' } }],
    }));
});

describe('A warrant in a scenario', () => {
  it('vests on what the scenario assumes, marked as hypothetical', () => {
    const vested = warrant().assuming(
      assume(energized('2026-11-01', on, 'first', '1 GW')),
      assume(price('2026-11-01', 'price-200')),
    );
    vested.lists(view, 'warrants', {
      ...first({ status: 'vested', vestedOn: '2026-11-01' }),
      flags: expect.arrayContaining(['hypothetical']),
    });
    warrant().lists(view, 'warrants', {
      ...first({ status: 'unknown' }),
      flags: expect.not.arrayContaining(['hypothetical']),
    });
  });
});

describe("OpenAI's warrant on AMD in the public record", async () => {
  const published = given(...((await publicRecord()) as Sent[]))
    .at('2026-11-23')
    .asking({ holder: 'openai', issuer: 'amd' });

  it('is between nothing and 160 million shares as recorded: nobody has observed power or price', () =>
    published.lists(view, 'warrants', {
      vestedShares: [0, null, 160_000_000],
      tranches: Array(6).fill({ status: 'unknown' }),
    }));

  it('is at most its first sixth as planned: one gigawatt has a date, the second half of 2026', () => {
    const unknown = { status: 'unknown', vestedOn: null, notBefore: '2026-11-23' };
    published.lists(view, 'warrants', {
      plannedShares: [0, null, 26_666_667],
      tranches: [{ planned: unknown }, ...Array(5).fill({ planned: { status: 'not' } })],
    });
  });
});

/** What is said of the first of two tranches. */
function first(said: Shown): Shown {
  return { tranches: [said, {}] };
}

function price(day: string, condition: string, holds = true): Sent {
  return fact(day, on, 'ConditionObserved', { condition, holds });
}

/** The warrant, with two gigawatts that are due at the end of 2026 and in the middle of 2027. */
function issued(more: Record<string, unknown>, ...facts: Sent[]) {
  return given(
    ...cast,
    deal(on),
    tranche(on, 'first', '1 GW', { due: '2026-12-31' }),
    tranche(on, 'second', '1 GW', { due: '2027-06-30' }),
    fact('2025-01-01', on, 'WarrantIssued', { ...terms, ...more }),
    ...facts,
  ).at('2026-11-23');
}
