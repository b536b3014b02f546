import { describe, expect, it } from 'vitest';
import { eventType, eventTypes } from '../../events/index.js';
import { decodeMembers } from '../../events/kit/decode.js';
import {
  bodyOf,
  hasSource,
  newPartiesIn,
  streamOf,
  submissionOf,
} from '../../src/web/screens/record/draft/submission.js';
import { typedIn } from '../../src/web/screens/record/draft/typed.js';
import { canBeTold, eventGroups } from '../../src/web/screens/record/event/event-groups.js';
import { declared, draft, known, types, words } from './forms-given.js';

describe('An event told in a form', () => {
  const told = types.filter(canBeTold);
  it('is of any type but corrections and scenarios, which are told elsewhere', () => {
    const elsewhere = types.filter((one) => !canBeTold(one)).map(({ type }) => type);
    expect(elsewhere).toEqual(['ScenarioSaved', 'EventCorrected', 'EventRetracted']);
    expect(eventGroups(types.filter(canBeTold), '').flatMap((group) => group.types)).toHaveLength(
      told.length,
    );
  });

  it.each(told.map(({ type }) => type))('%s is typed field by field, and says what it said', (type) => {
    const event = eventTypes.find((one) => one.type === type)!;
    const body = typedIn(event.about.example, declared(type).fields, known);
    const sent = bodyOf(draft(type, { body }), declared(type), known);
    expect(Object.values(body).filter((text) => /[{}[\]]/.test(text))).toEqual([]);
    expect(decodeMembers(eventType(type)!, sent)).toEqual(decodeMembers(event, event.about.example));
  });

  it('names parties and deals as people do, and registers who is new', () => {
    const about = { deal: 'openai buys 6 gw of amd processors' };
    const body = { tranche: 'gw-7', provider: 'AMD', consumer: 'Lab Nine', power: '2 GW' };
    const typed = draft('CapacityCommitted', { about, body });
    expect(submissionOf(typed, declared('CapacityCommitted'), known)).toEqual({
      stream: 'deal-openai-amd-2025',
      type: 'CapacityCommitted',
      body: { tranche: 'gw-7', provider: 'amd', consumer: 'lab-nine', power: '2 GW' },
    });
    expect(newPartiesIn(typed, declared('CapacityCommitted'), known)).toEqual(['Lab Nine']);
  });

  it.each([
    [
      'DealAnnounced',
      { body: { 'parties.0.party': 'OpenAI', 'parties.1.party': 'AMD' } },
      'deal-openai-amd-2026',
    ],
    [
      'DealAnnounced',
      {
        body: { 'parties.0.party': 'OpenAI', 'parties.1.party': 'AMD' },
        envelope: { effectiveOn: 'mid-2025' },
      },
      'deal-openai-amd-2025-2',
    ],
    ['PartyRegistered', { body: { name: 'Société Générale' } }, 'party-societe-generale'],
    ['PartyAmended', { about: { party: 'OpenAI' } }, 'party-openai'],
    ['StakeDisclosed', { about: { holder: 'AMD', issuer: 'OpenAI' } }, 'stake-amd-openai'],
    ['ShareReported', { about: { market: 'Cloud' } }, 'market-cloud'],
  ])('%s stands on the stream of what it is about (%#)', (type, parts, stream) => {
    expect(streamOf(draft(type, parts), declared(type), known)).toBe(stream);
  });

  it('has the source that is named, by whoever published it where it has no title', () => {
    const of = (envelope: Record<string, string>) =>
      submissionOf(draft('OptionLapsed', { envelope }), declared('OptionLapsed'), known).source;
    expect(of({})).toBeUndefined();
    expect(of({ 'source.kind': 'press' })).toBeUndefined();
    expect(of({ 'source.url': 'https://www.example.com/a' })).toEqual({
      kind: 'own',
      url: 'https://www.example.com/a',
      title: 'example.com',
    });
    expect(hasSource(draft('OptionLapsed', { envelope: { 'source.publisher': 'Reuters' } }))).toBe(true);
  });

  it('shows what words are read as, and what to write where they cannot be', () => {
    expect(
      words('CapacityCommitted', {
        'body.power': '2 GW',
        'body.due': 'mid-2027',
        'body.starts': '20 Nov 2026',
        'body.provider': 'AMD',
        effectiveOn: 'Q4 2025',
        'source.publishedOn': '2026-11',
      }),
    ).toEqual({
      'body.power': { says: '2 GW' },
      'body.due': { says: '1 May 2027 to 31 August 2027' },
      'body.starts': { says: '20 November 2026' },
      effectiveOn: { says: '1 October 2025 to 31 December 2025' },
      'source.publishedOn': { says: '1 November 2026 to 30 November 2026' },
    });
    expect(
      words('PaymentCommitted', { 'body.amount': 'up to 100bn USD', 'body.over.from': 'soonish' }),
    ).toEqual({
      'body.amount': { says: '≤ $100B' },
      'body.over.from': { fault: expect.stringContaining('mid-2027') as string },
    });
  });
});
