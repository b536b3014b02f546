import { describe, expect, it } from 'vitest';
import { eventTypes } from '../../events/index.js';
import { History } from '../../projections/kit/log.js';
import { eventSentence } from '../../projections/wording/event-sentence.js';
import { record, type Sent } from '../given.js';
import { about, deal, parties, payment, promise, promised, says } from './sentences-given.js';

describe('An event of a deal says', () => {
  it.each<[string, readonly Sent[]]>([
    ['AMD gives an option on 1 GW of chips to OpenAI, due by 2027', [promised]],
    [
      'AMD intends to provide an undisclosed amount of chips, without a date',
      [
        about('CapacityCommitted', {
          ...promise,
          consumer: undefined,
          due: undefined,
          power: 'undisclosed',
          bindingness: 'intent',
        }),
      ],
    ],
    [
      "AMD's second gigawatt moved from 2027 to the first half of 2028",
      [promised, about('CapacityRescheduled', { tranche: 'gw-2', due: '2028-H1' })],
    ],
    [
      "AMD's second gigawatt moved from the first half of 2028 to the fourth quarter of 2028",
      [
        promised,
        about('CapacityRescheduled', { tranche: 'gw-2', due: '2028-H1' }),
        about('CapacityRescheduled', { tranche: 'gw-2', due: '2028-Q4' }),
      ],
    ],
    [
      "AMD's second gigawatt has a date now: 30 November 2027",
      [
        about('CapacityCommitted', { ...promise, due: undefined }),
        about('CapacityRescheduled', { tranche: 'gw-2', due: '2027-11-30' }),
      ],
    ],
    [
      "AMD's second gigawatt changed in size from 1 GW to 1.2 GW",
      [promised, about('CapacityResized', { tranche: 'gw-2', power: '1.2 GW' })],
    ],
    [
      // It is no gigawatt any more, whatever it is called.
      '“gw-2” of AMD moved from 2027 to 2028',
      [
        promised,
        about('CapacityResized', { tranche: 'gw-2', power: '1.2 GW' }),
        about('CapacityRescheduled', { tranche: 'gw-2', due: '2028' }),
      ],
    ],
    [
      "25,000 H100-equivalents of AMD's second gigawatt run",
      [promised, about('CapacityEnergized', { tranche: 'gw-2', h100Equivalents: '25,000' })],
    ],
    [
      "400 MW of AMD's second gigawatt runs",
      [promised, about('CapacityEnergized', { tranche: 'gw-2', power: '400 MW' })],
    ],
    [
      "The option on AMD's second gigawatt was taken up",
      [promised, about('OptionExercised', { tranche: 'gw-2' })],
    ],
    ["AMD's second gigawatt was cancelled", [promised, about('CapacityCancelled', { tranche: 'gw-2' })]],
    [
      "AMD's second gigawatt is used by Microsoft from then on",
      [promised, about('CapacityReassigned', { tranche: 'gw-2', consumer: 'microsoft' })],
    ],
    ['OpenAI is to pay 3B USD to AMD (hardware)', [payment]],
    [
      '1B USD was paid to AMD by OpenAI',
      [payment, about('PaymentMade', { payment: 'build', amount: '1B USD' })],
    ],
  ])('%s', (sentence, events) => {
    expect(says(deal, ...events)).toBe(sentence);
  });

  it('what it was in words where no more is known', () => {
    expect(says(deal)).toBe('A deal became known');
  });
});

describe('An event of any type', () => {
  it('is never told by the name of its type', () => {
    const history = new History();
    for (const { type, about: declared } of eventTypes) {
      const fact = {
        ...record(history, parties[0]!),
        id: type,
        stream: 'party-amd',
        type,
        body: declared.example,
      };
      const said = eventSentence(fact as never, history, (slug) => slug);
      expect([type, /[a-z][A-Z]/.test(said)]).toEqual([type, false]);
    }
  });
});
