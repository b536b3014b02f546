import { describe, expect, it } from 'vitest';
import { type RecordedEvent, revive } from '../../events/index.js';
import { PackedHistory } from '../../src/packed/packed-history.js';
import { publicRecord } from '../../src/public-record.js';
import { logOf } from '../bench/settled-log.js';
import { ledger, type Sent } from '../ledger.js';
import { event, factsOf, id, kept, likeItsOwn, packed, withoutHash, written, writtenOf } from '../packed.js';

describe('An event that is kept as bytes', () => {
  it.each<[string, Partial<RecordedEvent>]>([
    ['as most are', {}],
    ['with a source and a quote', { source: { title: 'News', kind: 'press' }, quote: 'A "quote", said' }],
    ['whose quote ends like a member', { quote: ',' }],
    ['whose quote reads like its own end', { quote: likeItsOwn }],
    ['whose quote is escaped', { quote: '\\' }],
    ['whose source reads like its own end', { source: { title: likeItsOwn, kind: 'own' } }],
    ['whose body reads like itself', { body: { terms: likeItsOwn, of: withoutHash() } }],
    ['whose body holds one that is like it', { body: { edits: [withoutHash(), { id, position: 1 }] } }],
    ['whose other source reads like it', { alsoSources: [{ title: likeItsOwn, kind: 'own' }] }],
    ['with letters of two and four bytes', { body: { terms: 'Größe 🏭' }, quote: 'é' }],
    ['without a body of its own', { body: {} }],
    ['with everything that it may carry', { actor: 'me', causationId: 'a', correlationId: 'b', rivalOf: id }],
    ['with an id of another form', { id: 'event-1' }],
    ['with an id in capitals', { id: id.toUpperCase() }],
    ['without an instant', { recordedAt: '' }],
    ['with an instant of another form', { recordedAt: '2026-01-31T12:00:00Z' }],
    ['with a day that has to be escaped', { effectiveOn: '20"25', knownOn: '\\' }],
    ['with a stream that has to be escaped', { stream: 'deal-"one' }],
    ['of a type that nobody knows', { type: 'Some "Thing" said', version: 2 }],
    ['that is confidential', { confidential: true }],
  ])('is the fact that was recorded: %s', (_, parts) => {
    const { id: own, stream } = event(parts);
    const log = kept(parts);
    const fact = revive(event(parts));
    expect(log.facts(stream)).toEqual([fact]);
    expect(log.fact(own)).toEqual(fact);
    expect(log.fact(`${own}0`)).toBeUndefined();
    expect(log.confidentialFrom).toBe(parts.confidential && 1);
  });

  it('says that the log is damaged where it can no longer be read', () => {
    const log = new PackedHistory();
    const { canonical, ...rest } = written({});
    log.append({ ...rest, canonical: canonical.replace('"terms"', '"terms') });
    expect(() => log.facts('deal-one')).toThrow('the log is damaged; verify says where');
  });

  it('says that the log is damaged where its row names another stream', () => {
    const log = new PackedHistory();
    log.append({ ...written({}), stream: 'deal-two' });
    expect(() => log.facts('deal-two')).toThrow('the log is damaged; verify says where');
  });

  it('follows the one before it', () => {
    expect(() => kept({}).append(written({ position: 3 }))).toThrow(
      'position 3 follows 1: the log has a hole',
    );
  });
});

describe('A log that is kept as bytes', () => {
  it('has every fact of the public record, by stream and by id', async () => {
    const plain = ledger((await publicRecord()) as Sent[]);
    const log = packed(plain);
    const bare = factsOf(log).map(({ recordedAt: _, ...said }) => said);
    expect(bare).toEqual(factsOf(plain).map(({ recordedAt: _, ...said }) => said));
    for (const fact of factsOf(log))
      expect(log.fact(fact.id)).toBe(log.facts(fact.stream)[log.facts(fact.stream).indexOf(fact)]);
    expect(log.position).toBe(plain.position);
    expect(log.has('deal-none')).toBe(false);
    expect(log.facts('deal-none')).toEqual([]);
  });

  it('keeps what is asked again, and goes on where a stream grew', () => {
    const log = kept({});
    const facts = log.facts('deal-one');
    log.append(written({ id: id.replace('a', 'b'), position: 2 }));
    expect(log.facts('deal-one')).toBe(facts);
    expect(facts.map(({ position }) => position)).toEqual([1, 2]);
  });

  it('takes at most 200 bytes for an event of a deal, its columns included', () => {
    const log = new PackedHistory();
    for (const fact of factsOf(logOf(6_553))) {
      const digits = fact.position.toString(16).padStart(12, '0');
      log.append(writtenOf({ ...fact, id: `0190b8a0-0000-7000-8000-${digits}` }));
    }
    expect(log.position).toBeGreaterThan(65_000);
    expect(log.bytes / log.position).toBeLessThan(200);
  });
});
