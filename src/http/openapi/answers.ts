import { policies } from '../../../projections/kit/claims.js';
import { problemKinds } from '../problem-kinds.js';
import { jobSchemas } from './jobs.js';
import {
  day,
  flags,
  hash,
  id,
  ids,
  listOf,
  object,
  ref,
  rests,
  says,
  type Schema,
  type Schemas,
  text,
  textOrNull,
  whole,
} from './kit.js';
import { reasonSchemas } from './reasons.js';
import { savedSchemas } from './saved.js';
import { scenarioSchemas } from './scenarios.js';

const open = (properties: Record<string, Schema>, optional: Record<string, Schema> = {}): Schema =>
  object(properties, optional, { open: true });

const cut: Record<string, Schema> = {
  effectiveAt: day,
  knownAt: day,
  position: whole,
  policy: { type: 'string', enum: policies },
};
const through: Record<string, Schema> = {
  scenario: says('The version of a saved scenario that it is read through, as scenario@version.', text),
  hypothetical: says('It is read through a scenario: this is not what was recorded.', { const: true }),
};
const role = object({ party: text, role: text, name: text });
const rested = { rests, flags };

const listed: Record<string, Schema> = {
  deal: says('The stream of the deal.', text),
  title: textOrNull,
  kind: textOrNull,
  stage: textOrNull,
  announcedOn: textOrNull,
  parties: listOf(role),
  capacity: says(
    'The headline of each layer and basis, as compute-capacity has it by deal; layers are never added. Flagged remainder where parts of it that other deals tell are left out.',
    listOf(
      object(
        { layer: text, basis: text, headlineKw: { anyOf: [ref('Measure'), { type: 'null' }] } },
        { flags },
      ),
    ),
  ),
  payments: listOf(
    object({ payment: text, kind: text, currency: text, bindingness: text, amountUsCents: ref('Measure') }),
  ),
  prices: says(
    'What each firm payment with a term commits for a gigawatt and a year, where both are disclosed: to compare, never to add.',
    listOf(
      object({
        payment: text,
        kind: text,
        currency: text,
        layer: text,
        basis: text,
        perGwYearUsCents: ref('Measure'),
      }),
    ),
  ),
  events: says('How many events count within the cut.', whole),
};

const dealParts: Record<string, Schema> = {
  terms: listOf(text),
  tranches: listOf(
    open(
      {
        tranche: text,
        layer: text,
        stage: text,
        headline: { type: 'boolean' },
        powerKw: ref('Measure'),
        energizedKw: says('The level on the basis of the tranche.', ref('Measure')),
        ...rested,
      },
      {
        consumer: says('Who uses it; missing where an intent names nobody.', text),
        starts: says('When its first part is to run; nothing is due by it.', text),
        levelsBeside: says(
          'The last level on each other basis: kept beside, never converted.',
          listOf(object({ basis: text, energizedKw: ref('Measure') })),
        ),
        acceleratorsCount: says('The accelerators that are promised.', ref('Measure')),
        runningAcceleratorsCount: says('The accelerators that run.', ref('Measure')),
        runningH100EquivalentsCount: says('The same in equivalents of an H100.', ref('Measure')),
      },
    ),
  ),
  payments: listOf(
    open({
      payment: text,
      kind: text,
      amountUsCents: ref('Measure'),
      paidUsCents: { anyOf: [ref('Measure'), { type: 'null' }] },
      ...rested,
    }),
  ),
  warrants: listOf(open({ warrant: text, flags })),
  conditions: listOf(
    object({
      condition: text,
      observations: listOf(open({ holds: { type: 'boolean' }, on: text, rests })),
    }),
  ),
  overlaps: listOf(
    object({ tranche: text, with: text, powerKw: { anyOf: [ref('Measure'), { type: 'null' }] }, rests }),
  ),
  claims: says(
    'Events that state one occurrence differently, and which of them counts.',
    listOf(open({ root: id, chosen: id, claims: listOf(open({ id, type: text, body: open({}) })) })),
  ),
  rests,
};

const partyEntry: Record<string, Schema> = {
  party: text,
  name: text,
  kind: textOrNull,
  layers: listOf(text),
  rests: ids,
};

const dealSchemas = (): Schemas => ({
  DealList: object({ ...cut, deals: listOf(object(listed)) }, through),
  Deal: open({ ...cut, ...listed, ...dealParts }, { supersededBy: text, ...through }),
  DealHistory: object({
    deal: text,
    ...cut,
    events: says('Its events within the cut, in the order of the log.', listOf(ref('RecordedEvent'))),
    corrections: says(
      'Which of its events a later one corrects or takes back.',
      listOf(object({ event: id, by: id, type: text, knownOn: day, position: whole, reason: text })),
    ),
  }),
  PartyList: object({ ...cut, parties: listOf(open(partyEntry)) }),
  Party: open({
    ...cut,
    ...partyEntry,
    deals: listOf(object({ deal: text, title: textOrNull, stage: textOrNull, roles: listOf(text) })),
    holds: says('Its stakes in others.', listOf(open(rested))),
    heldBy: says("Others' stakes in it.", listOf(open(rested))),
    disclosed: says(
      'Totals that it reports itself.',
      listOf(open({ measure: text, amount: ref('Measure'), unit: text, rests: ids })),
    ),
  }),
});

const problem: Schema = {
  ...object(
    {
      type: says('The address of its page in this documentation.', {
        type: 'string',
        format: 'uri-reference',
      }),
      title: text,
      status: {
        type: 'integer',
        enum: [...new Set([...Object.values(problemKinds).map(({ status }) => status), 408, 414, 431])],
      },
      detail: text,
      instance: says('The address that was asked.', text),
      requestId: says('The request, as its X-Request-Id names it in the answer.', text),
    },
    {
      errors: says(
        'Every place that is wrong.',
        listOf(
          object(
            {
              pointer: says(
                'A JSON Pointer (RFC 6901) into the body, or / and the name of a parameter.',
                text,
              ),
              detail: text,
            },
            { rule: says('The rule that it breaks, where it is one.', text) },
          ),
        ),
      ),
      rule: says('The rule that would be broken.', text),
      expected: says('The revision that was expected.', whole),
      actual: says('The revision that the stream has.', whole),
      position: says('The position at which the log ends.', whole),
      hash: says('The hash of the event at that position.', hash),
      verdicts: says('What became of every edit of a scenario.', listOf(ref('EditVerdict'))),
      retryAfterSeconds: whole,
    },
  ),
  description: 'A problem (RFC 9457).',
};

export const answerSchemas = (): Schemas => ({
  Head: object({
    position: whole,
    hash: { ...hash, description: 'Hash of the last event; 64 zeros for an empty log.' },
  }),
  Verdict: object({
    ok: { type: 'boolean' },
    position: whole,
    hash,
    faults: listOf(object({ position: whole, detail: text })),
  }),
  Live: object({ status: { const: 'live' } }),
  Ready: object({ status: { const: 'ready' }, position: whole }),
  Problem: problem,
  ...dealSchemas(),
  ...reasonSchemas(),
  ...scenarioSchemas(),
  ...savedSchemas(),
  ...jobSchemas(),
});
