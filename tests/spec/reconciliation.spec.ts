import { describe, expect, it } from 'vitest';
import { publicRecord } from '../../src/public-record.js';
import { given, type Sent } from '../given.js';
import { cast, deal, energized, fact, id, party, payment, tranche } from './facts.js';

const on = 'deal-lab-vendor';
const view = 'reconciliation';
const world = (...facts: Sent[]) => given(...cast, deal(on), ...facts).at('2026-11-23');
const disclosed = (slug: string, day: string, measure: string, amount: string, terms: object = {}): Sent =>
  fact(day, `party-${slug}`, 'TotalDisclosed', { measure, amount, at: day, ...terms });

describe('Backlog at a rate without an end', () => {
  // 1B a month from January on, of which nobody said until when: what is still to come may be anything.
  it('is anything from nothing up, and never the nothing that is dated', () =>
    world(
      payment(on, 'rent', undefined, { ratePerMonth: '1B USD', over: { from: '2026-01' }, kind: 'services' }),
      disclosed('vendor', '2026-06-30', 'backlog', '50B USD'),
    ).showsRow(view, { party: 'vendor' }, { ledgerUsCents: [0, null, null] }));
});

describe('Disclosed commitments', () => {
  const bought = world(
    payment(on, 'chips', '30B USD'),
    payment(on, 'more', '20B USD', { bindingness: 'intent' }),
    payment(on, 'rent', '10B USD', { to: 'cloud', kind: 'services' }),
    payment(on, 'stake', '5B USD', { kind: 'equity' }),
    disclosed('lab', '2026-01-31', 'commitments', '100B USD'),
  );
  const later = disclosed('lab', '2026-02-28', 'commitments', '50B USD');
  const commitments = { party: 'lab', measure: 'commitments' };

  it('stand beside purchases committed and conditional: 100 disclosed, 30 + 20 + 10 in the ledger, 40 not', () =>
    bought.showsRow(view, commitments, {
      disclosedUsCents: 100,
      ledgerUsCents: 60,
      missingUsCents: 40,
      beyondUsCents: 0,
    }));

  it('mix kinds of money, which stand side by side and say whether they are compared', () =>
    bought
      .lists(
        view,
        'groups',
        { kind: 'equity', amountUsCents: 5, compared: false },
        { kind: 'hardware', amountUsCents: 50, compared: true },
        { kind: 'services', amountUsCents: 10, compared: true },
      )
      .showsRow(view, commitments, { flags: ['mixed'] }));

  it('name the lines that they are compared with, and rest on them and on the statement', () => {
    bought.lists(view, 'lines', ...['chips', 'more', 'rent'].map((name) => ({ payment: `${on}/${name}` })));
    expect(bought.row(view, commitments).rests).toHaveLength(3 + 1);
  });

  it('are compared with the ledger on the date that they are about: 7 of June are not in the 60 of January', () =>
    bought
      .and({ ...payment(on, 'late', '7B USD'), effectiveOn: '2026-06-01', knownOn: '2026-06-01' })
      .showsRow(view, commitments, { ledgerUsCents: 60 }));

  it('may be less than what the ledger holds: 50 of 60', () =>
    bought.and(later).showsRow(view, commitments, { missingUsCents: 0, beyondUsCents: 10 }));

  it('count what a release has set free once: 20 conditional at first, 20 after half of it is released', () => {
    const stepped = { bindingness: 'contingent', release: { per: '1 GW', amount: '10B USD' } };
    world(
      tranche(on, 'all', '2 GW'),
      payment(on, 'more', '20B USD', stepped),
      disclosed('lab', '2026-01-31', 'commitments', '100B USD'),
    )
      .showsRow(view, commitments, { ledgerUsCents: 20 })
      .and(energized('2026-01-01', on, 'all', '1 GW'))
      .showsRow(view, commitments, { ledgerUsCents: 20 });
  });

  it('have no upper end where a payment is undisclosed, and name it', () =>
    bought.and(payment(on, 'hidden', 'undisclosed')).showsRow(view, commitments, {
      missingUsCents: [0, 40, 40],
      beyondUsCents: [0, 0, null],
      undisclosed: [`${on}/hidden`],
    }));

  it('in another currency are compared with that currency alone: 2 of €3bn', () =>
    world(
      payment(on, 'chips', '30B USD'),
      payment(on, 'euros', '€2bn'),
      disclosed('lab', '2026-01-31', 'commitments', '€3bn'),
    ).showsRow(view, commitments, { currency: 'EUR', ledgerUsCents: 2 }));

  it('keep what was said before among the statements; each date has a row when asked for', () =>
    bought
      .and(later)
      .lists(
        view,
        'statements',
        { at: '2026-01-31', text: '100B USD' },
        { at: '2026-02-28', text: '50B USD' },
      )
      .by('party', 'measure', 'at')
      .lists(
        view,
        'rows',
        { at: '2026-01-31', disclosedUsCents: 100 },
        { at: '2026-02-28', disclosedUsCents: 50 },
      ));

  it('of a date that is asked for is found, though more was said since', () =>
    bought
      .and(later)
      .asking({ at: '2026-01-31' })
      .showsRow(view, commitments, { disclosedUsCents: 100, ledgerUsCents: 60 }));

  it('are never added, not even over parties', () =>
    bought
      .and(disclosed('cloud', '2026-01-31', 'commitments', '1B USD'))
      .by('measure')
      .hasTotals(view, 0)
      .lists(view, 'rows', { party: 'cloud' }, { party: 'lab' }));
});

describe('Other disclosed totals', () => {
  it('compare a backlog with what is owed to the party: 45 with 30', () =>
    world(payment(on, 'chips', '30B USD'), disclosed('vendor', '2026-01-31', 'backlog', '45B USD'))
      .showsRow(view, { party: 'vendor', measure: 'backlog' }, { missingUsCents: 15, beyondUsCents: 0 })
      .lists(view, 'groups', { as: 'payee' }));

  it('compare what was invested with equity paid, unknown up to what is owed where nobody has seen it paid', () =>
    world(
      payment(on, 'seen', '13B USD', { kind: 'equity' }),
      fact('2025-06-30', on, 'PaymentMade', { payment: 'seen', amount: '11B USD' }),
      disclosed('lab', '2026-01-31', 'invested', '12B USD'),
    )
      .showsRow(view, { party: 'lab', measure: 'invested' }, { missingUsCents: 1, beyondUsCents: 0 })
      .and(payment(on, 'unseen', '2B USD', { kind: 'equity' }))
      .showsRow(view, { party: 'lab', measure: 'invested' }, { ledgerUsCents: [11, null, 13] }));

  it('count a unit with its parent, and not what one owes the other: 30 of 30 + 4', () =>
    given(
      ...cast,
      {
        stream: 'party-unit',
        type: 'PartyRegistered',
        body: { name: 'Unit', kind: 'unit', parent: 'lab' },
      },
      deal(on),
      payment(on, 'own', '30B USD', { from: 'unit' }),
      payment(on, 'inner', '4B USD', { to: 'unit' }),
      disclosed('lab', '2026-01-31', 'commitments', '30B USD'),
    )
      .at('2026-11-23')
      .showsRow(view, { party: 'lab', measure: 'commitments' }, { missingUsCents: 0, beyondUsCents: 0 }));

  it('compare power across layers with at least the largest and at most all of them: 9 GW with 6 to 6 + 4', () =>
    world(
      tranche(on, 'chips', '6 GW'),
      tranche(on, 'hosting', '4 GW', { layer: 'hosting', provider: 'cloud' }),
      disclosed('lab', '2026-01-31', 'contracted-power', '9 GW'),
    )
      .showsRow(
        view,
        { party: 'lab', measure: 'contracted-power' },
        { ledgerKw: [6, null, 10], missingKw: [0, null, 3], beyondKw: [0, null, 1] },
      )
      .lists(view, 'groups', { as: 'consumer', layer: 'chips' }, { as: 'consumer', layer: 'hosting' }));
});

describe('Totals of one measure that are stated in different units', () => {
  const told = (measure: string, ...amounts: string[]): Sent[] =>
    amounts.map((amount, index) => disclosed('lab', `2026-0${index + 1}-28`, measure, amount));

  it('stand beside each other: 10B in dollars and, later, 5B in euros, of 7B and €2B in the ledger', () => {
    const both = world(
      payment(on, 'chips', '7B USD'),
      payment(on, 'more', '€2bn'),
      ...told('commitments', '10B USD', '5B EUR'),
    );
    both.showsRow(view, { currency: 'USD' }, { disclosedUsCents: 10, ledgerUsCents: 7, missingUsCents: 3 });
    both.showsRow(view, { currency: 'EUR' }, { disclosedUsCents: 5, ledgerUsCents: 2, missingUsCents: 3 });
    both
      .and(disclosed('lab', '2026-03-31', 'commitments', '12B USD'))
      .lists(
        view,
        'rows',
        { currency: 'EUR', disclosedUsCents: 5 },
        { currency: 'USD', disclosedUsCents: 12 },
      );
  });

  it('are not the same on two bases of power, and of each basis what operates is taken off what is contracted', () => {
    const told = world(
      disclosed('lab', '2026-01-31', 'contracted-power', '2 GW IT'),
      disclosed('lab', '2026-02-28', 'contracted-power', '3 GW facility'),
      disclosed('lab', '2026-02-28', 'operating-power', '1 GW IT'),
    );
    told.lists(view, 'contractedAgainstOperating', { basis: 'it', outstandingKw: 1 });
    told.lists(
      view,
      'rows',
      { measure: 'contracted-power', basis: 'facility', disclosedKw: 3 },
      { measure: 'contracted-power', basis: 'it', disclosedKw: 2 },
      { measure: 'operating-power', basis: 'it', disclosedKw: 1 },
    );
  });

  it('say so where the ledger has the power on another basis', () => {
    const compared = (amount: string) =>
      world(
        tranche(on, 'chips', '3 GW', { basis: 'it' }),
        disclosed('lab', '2026-02-28', 'contracted-power', amount),
      );
    compared('3 GW IT').showsRow(view, { basis: 'it' }, { ledgerKw: 3, flags: [] });
    compared('3 GW facility').showsRow(view, { basis: 'facility' }, { ledgerKw: 3, flags: ['mixed'] });
  });

  it.each([
    ['commitments', '30 GW'],
    ['backlog', '750 MW IT'],
    ['contracted-power', '10B USD'],
  ])('are refused where %s can have no such unit: %s', (measure, amount) =>
    given(...cast)
      .when(disclosed('lab', '2026-02-28', measure, amount))
      .refuses('total-in-its-unit'),
  );
});

const published = given(...((await publicRecord()) as Sent[])).at('2026-11-23');

describe("CoreWeave's 0.59 GW active against 2.9 GW contracted", () => {
  it('are 2.31 GW that are contracted and not active', () =>
    given(
      ...party('coreweave'),
      disclosed('coreweave', '2025-09-30', 'contracted-power', '2.9 GW'),
      disclosed('coreweave', '2025-09-30', 'operating-power', '0.59 GW'),
    )
      .at('2026-11-23')
      .lists(view, 'contractedAgainstOperating', {
        outstandingKw: 2.31,
        dates: { contracted: '2025-09-30', operating: '2025-09-30' },
      }));

  it('find no power in the public record: its customers are there, without a number', () =>
    published.showsRow(
      view,
      { party: 'coreweave', measure: 'contracted-power' },
      {
        undisclosed: [
          'deal-meta-coreweave-2025/all',
          'deal-meta-coreweave-2025/extension',
          'deal-microsoft-coreweave-2023/all',
          'deal-nvidia-coreweave-backstop-2025/unsold',
          'deal-openai-coreweave-2025/all',
        ],
        ledgerKw: [0, null, null],
        missingKw: [0, null, 2.95],
      },
    ));
});

describe('Reconciling the public record', () => {
  // 11.6 until September 2025 and 0.2 since; the total is stated towards OpenAI, so that up to 5 in Anthropic are not in it.
  it("finds Microsoft's 11.8 billion in OpenAI to the dollar, and leaves what it promised Anthropic out", () =>
    published.showsRow(
      view,
      { party: 'microsoft', measure: 'invested' },
      { disclosedUsCents: 11.8, ledgerUsCents: 11.8, missingUsCents: 0, beyondUsCents: 0 },
    ));

  it("finds Amazon's 5.3 billion in Anthropic to the dollar: 1.25, 2.75 and 1.3 by the end of 2024", () =>
    published.showsRow(
      view,
      { party: 'amazon', measure: 'invested' },
      { ledgerUsCents: 5.3, missingUsCents: 0, beyondUsCents: 0 },
    ));

  it("finds all of NVIDIA's 108.5 billion of guarantees: at most 105 and at most 3.5", () =>
    published.showsRow(
      view,
      { party: 'nvidia', measure: 'guarantees' },
      { ledgerUsCents: [0, 108.5, 108.5], missingUsCents: [0, 0, 108.5], beyondUsCents: 0 },
    ));

  // About 600 is 550 to 650, about 300 is 270 to 330.
  it("finds 250 Azure, 270 Oracle, 38 AWS, 10 AMD and 10 Cerebras, 578 at least, of OpenAI's 550 to 650: 72 may be missing", () =>
    published.showsRow(
      view,
      { party: 'openai', measure: 'commitments' },
      {
        disclosedUsCents: [550, 600, 650],
        ledgerUsCents: [578, 608, null],
        missingUsCents: [0, 0, 72],
        beyondUsCents: [0, 8, null],
      },
    ));
});

describe('A backlog at the end of 2025', () => {
  const sold = (name: string, amount: string | undefined, terms: Record<string, unknown> = {}): Sent =>
    payment(on, name, amount, { from: 'lab', to: 'cloud', kind: 'services', ...terms });
  const backlog = (amount: string, terms: object = {}): Sent =>
    disclosed('cloud', '2025-12-31', 'backlog', amount, terms);
  const selling = world(
    // 5 of 20 quarters have come due by the end of 2025-Q4: 75 of 100 remain.
    sold('running', '100B USD', { over: { from: '2024-Q4', months: 60 } }),
    sold('over', '8B USD', { over: { from: '2023', months: 24 } }),
    sold('backstop', '40B USD', { bindingness: 'contingent', over: { from: '2026', months: 60 } }),
    sold('option', '7B USD', { bindingness: 'optional' }),
    sold('signed', '10B USD'),
    sold('vendors', '12B USD', { from: 'vendor', over: { from: '2026', months: 12 } }),
  );

  it('is compared with what is firm and not yet due on its date: 75 + 10 + 12 of a disclosed 100', () =>
    selling
      .and(backlog('100B USD'))
      .showsRow(
        view,
        { party: 'cloud', measure: 'backlog' },
        { ledgerUsCents: 97, missingUsCents: 3, beyondUsCents: 0 },
      )
      .lists(
        view,
        'lines',
        { payment: `${on}/running`, amountUsCents: 75 },
        { payment: `${on}/signed`, amountUsCents: 10 },
        { payment: `${on}/vendors`, amountUsCents: 12 },
      ));
  it('of one customer is compared with that customer, beside the whole', () =>
    selling
      .and(backlog('100B USD'), backlog('12B USD', { towards: 'vendor' }))
      .showsRow(view, { towards: 'vendor' }, { disclosedUsCents: 12, ledgerUsCents: 12 })
      .showsRow(view, { towards: null }, { ledgerUsCents: 97 }));
  it('within 12 months takes what falls due in them: 4 × 5 + 12, and the undated 10 at most', () =>
    selling
      .and(backlog('30B USD', { within: 12 }))
      .lists(view, 'rows', { ledgerUsCents: [32, null, 42], due: '2026-01-01/2026-12-31' }));
  it('is what is left of a rate: 12 of 24 months', () =>
    world(
      sold('rate', undefined, { ratePerMonth: '1B USD', over: { from: '2025', to: '2026' } }),
      backlog('1B USD'),
    ).showsRow(view, { party: 'cloud', measure: 'backlog' }, { ledgerUsCents: 12 }));
});

describe('Totals over a term', () => {
  const term = { from: '2026', months: 96 };

  it('of commitments take what falls due in it: 80 and one of two years, 10', () =>
    world(
      payment(on, 'a', '80B USD', { over: { from: '2026-Q1', months: 96 } }),
      payment(on, 'b', '20B USD', { bindingness: 'contingent', over: { from: '2033', months: 24 } }),
      disclosed('lab', '2025-12-31', 'commitments', '1.4T USD', { over: term }),
    ).lists(view, 'rows', { ledgerUsCents: 90, due: '2026-01-01/2033-12-31' }));
  it('that began before its date count what fell due in it until then, too: all 12 months of 2026', () =>
    world(
      payment(on, 'a', '12B USD', { over: { from: '2026', months: 12 } }),
      disclosed('lab', '2026-06-30', 'commitments', '20B USD', { over: { from: '2026', to: '2026' } }),
      disclosed('lab', '2026-06-30', 'purchase-obligations', '20B USD', {
        over: { from: '2026', to: '2026' },
      }),
    )
      .showsRow(view, { measure: 'commitments' }, { ledgerUsCents: 12 })
      // Of those that are ahead July is the first.
      .showsRow(view, { measure: 'purchase-obligations' }, { ledgerUsCents: 6 }));
  it('is one or the other: over or within', () =>
    world()
      .when(disclosed('lab', '2025-12-31', 'commitments', '1B USD', { within: 12, over: term }))
      .isUnreadable(/either over or within/));
});

describe('Leases', () => {
  // One of five years has run.
  it('are what is firm and not yet due of what is paid for leased capacity: 48 of 60', () => {
    const lease = deal('deal-lease');
    const rent = { to: 'cloud', kind: 'services', over: { from: '2025', months: 60 } };
    world(
      { ...lease, body: { ...lease.body, kind: 'capacity-lease' } },
      payment(on, 'chips', '30B USD'),
      payment('deal-lease', 'rent', '60B USD', rent),
      disclosed('lab', '2025-12-31', 'leases', '50B USD'),
    ).showsRow(view, { party: 'lab', measure: 'leases' }, { ledgerUsCents: 48 });
  });
});

describe('A total that sources put differently', () => {
  it('says so, and of how many the ledger beside it does, too', () => {
    const said = (number: number, terms: Sent, rivalOf?: number): Sent => ({
      ...terms,
      id: id(number),
      ...(rivalOf !== undefined && { rivalOf: id(rivalOf) }),
    });
    const stated = world(
      payment(on, 'rent', '10B USD', { to: 'cloud', kind: 'services' }),
      said(1, disclosed('lab', '2026-01-31', 'commitments', '12B USD')),
      said(2, disclosed('lab', '2026-01-31', 'commitments', '15B USD'), 1),
    );
    stated.showsRow(view, { party: 'lab' }, { flags: ['rivals:1'], span: { disclosedUsCents: [12, 15] } });
    stated
      .and(said(3, payment(on, 'more', '1B USD')), said(4, payment(on, 'more', '2B USD'), 3))
      .showsRow(view, { party: 'lab' }, { flags: ['mixed', 'rivals:2'] });
  });

  it('counts a claim once, however many lines of the ledger rest on it', () => {
    const reached = (stage: string, number: number, rivalOf?: number): Sent => ({
      ...fact('2026-01-01', on, 'StageReached', { stage }),
      id: id(number),
      ...(rivalOf !== undefined && { rivalOf: id(rivalOf) }),
    });
    world(
      tranche(on, 't', '1 GW'),
      tranche(on, 'u', '2 GW'),
      reached('financed', 1),
      reached('under-construction', 2, 1),
      disclosed('lab', '2026-03-31', 'contracted-power', '3 GW'),
    ).showsRow(view, { party: 'lab' }, { ledgerKw: 3, flags: ['rivals:1'] });
  });
});

describe('A total about a day', () => {
  const told = world(
    payment(on, 'chips', '10B USD', { to: 'cloud' }),
    payment(on, 'other', '5B USD', { from: 'bank', to: 'cloud' }),
    tranche(on, 't', '2 GW', { provider: 'cloud' }),
    ...['lab', 'bank'].map((slug) => disclosed(slug, '2026-01-31', 'commitments', '12B USD')),
    disclosed('cloud', '2026-01-31', 'backlog', '7B USD', { towards: 'lab' }),
    disclosed('cloud', '2026-01-31', 'contracted-power', '3 GW'),
  );
  const numbers = (asked: typeof told) =>
    asked.answer(view).rows.map(({ party: who, measure, ledgerUsCents, ledgerKw }) => ({
      who,
      measure,
      ledgerUsCents,
      ledgerKw,
    }));

  it.each([
    ['turned out to be the bank', 'PartyIdentified', 'lab', { as: 'bank' }],
    ['became part of the bank', 'PartyMerged', 'lab', { into: 'bank' }],
    ['became part of its customer', 'PartyMerged', 'cloud', { into: 'lab' }],
  ])('is compared with what the ledger said of then, whoever later %s', (_, type, slug, body) => {
    const unnamed = fact('2025-01-01', 'party-lab', 'PartyAmended', { kind: 'unnamed' });
    const before = told.and(unnamed);
    expect(numbers(before.and(fact('2026-02-01', `party-${slug}`, type, body)))).toEqual(numbers(before));
  });
  it('is compared with both once they are one: 10 + 5', () =>
    told
      .and(fact('2026-01-15', 'party-lab', 'PartyMerged', { into: 'bank' }))
      .showsRow(view, { party: 'bank' }, { ledgerUsCents: 15 })
      .showsRow(view, { party: 'lab' }, { ledgerUsCents: 15 }));
});
