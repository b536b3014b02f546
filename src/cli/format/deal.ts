import { bold, dim } from '../terminal.js';
import { besideLevel } from '../../../projections/wording/levels.js';
import { isMeasure, measureText } from '../../../projections/wording/measure.js';
import { releaseSaid } from '../../../projections/wording/release-said.js';
import { type TextColumn, tableText } from './table.js';
import type { RecordedEvent } from '../../../events/kit/envelope.js';
import type { Entry } from '../../../projections/kit/line.js';

const isEntry = (value: unknown): value is Entry => typeof value === 'object' && value !== null;

const entriesIn = (answer: Entry, name: string): Entry[] => {
  const value = answer[name];
  return Array.isArray(value) ? value.filter(isEntry) : [];
};

const text = (value: unknown): string => (value === null || value === undefined ? '–' : String(value));

const measureOrUnknown = (entry: Entry, name: string): string =>
  isMeasure(entry[name]) ? measureText(name, entry[name], entry) : 'unknown';

const section = (
  title: string,
  columns: readonly TextColumn[],
  rows: readonly (readonly string[])[],
): string[] => (rows.length === 0 ? [] : ['', bold(title), tableText(columns, rows)]);

const leftColumns = (...titles: string[]): TextColumn[] => titles.map((title) => ({ title }));
const rightColumns = (...titles: string[]): TextColumn[] => titles.map((title) => ({ title, right: true }));

const marks = (entry: Entry): string => (entry.flags ?? []).join(' ');

const tranches = (deal: Entry): string[] =>
  section(
    'Tranches',
    [
      ...leftColumns('tranche', 'layer', 'provider', 'consumer', 'stage', 'bindingness', 'due'),
      ...rightColumns('power', 'energized'),
      ...leftColumns('marks'),
    ],
    entriesIn(deal, 'tranches').map((one) => [
      ...['tranche', 'layer', 'provider', 'consumer', 'stage', 'bindingness', 'due'].map((name) =>
        text(one[name]),
      ),
      measureOrUnknown(one, 'powerKw'),
      measureOrUnknown(one, 'energizedKw'),
      [
        ...(one.headline ? [] : [text(one.fate ?? 'ended')]),
        marks(one),
        ...(one.starts === undefined ? [] : [`from ${text(one.starts)}`]),
        besideLevel(one),
      ]
        .filter((words) => words !== '')
        .join(' '),
    ]),
  );

const term = (over: unknown): string => {
  if (!isEntry(over)) return 'undated';
  const { from, to, months } = over;
  if (months === undefined && to === undefined) return `from ${text(from)} on`;
  return months === undefined ? `${text(from)} to ${text(to)}` : `from ${text(from)}, ${text(months)} months`;
};

const payments = (deal: Entry): string[] =>
  section(
    'Payments',
    [
      ...leftColumns('payment', 'from', 'to', 'kind', 'bindingness', 'over'),
      ...rightColumns('amount', 'paid'),
      ...leftColumns('marks'),
    ],
    entriesIn(deal, 'payments').map((one) => [
      ...['payment', 'from', 'to', 'kind', 'bindingness'].map((name) => text(one[name])),
      term(one.over),
      measureOrUnknown(one, 'amountUsCents'),
      measureOrUnknown(one, 'paidUsCents'),
      [
        ...(one.release ? [`released ${releaseSaid(one.release)}`] : []),
        ...(one.lapsed ? ['lapsed'] : one.cancelled ? ['cancelled'] : []),
        marks(one),
      ]
        .join(' ')
        .trim(),
    ]),
  );

const prices = (deal: Entry): string[] =>
  section(
    'Committed for a gigawatt and a year',
    [...leftColumns('payment', 'kind', 'layer', 'basis'), ...rightColumns('per GW-year')],
    entriesIn(deal, 'prices').map((one) => [
      ...['payment', 'kind', 'layer', 'basis'].map((name) => text(one[name])),
      measureOrUnknown(one, 'perGwYearUsCents'),
    ]),
  );

const warrants = (deal: Entry): string[] =>
  section(
    'Warrants',
    [
      ...leftColumns('warrant', 'holder', 'issuer'),
      ...rightColumns('shares', 'vested'),
      ...leftColumns('expires'),
    ],
    entriesIn(deal, 'warrants').map((one) =>
      ['warrant', 'holder', 'issuer', 'issuedShares', 'vestedShares', 'expiresOn'].map((name) =>
        name.endsWith('Shares') ? measureOrUnknown(one, name) : text(one[name]),
      ),
    ),
  );

const claimLines = (set: Entry): string[] =>
  entriesIn(set, 'claims').map((claim) => {
    const { source, body } = claim;
    return `  ${claim.id === set.chosen ? '*' : ' '} ${text(claim.type)} known ${text(claim.knownOn)}: ${isEntry(body) ? bodyText(body) : ''}${isEntry(source) ? dim(` (${sourceText(source)})`) : ''}`;
  });

const claims = (deal: Entry): string[] => {
  const sets = entriesIn(deal, 'claims');
  return sets.length === 0 ? [] : ['', bold('Rival claims (* counts)'), ...sets.flatMap(claimLines)];
};

const valueText = (value: unknown): string => {
  if (Array.isArray(value)) return value.map(valueText).join('; ');
  if (!isEntry(value)) return String(value);
  const { text: words } = value;
  return typeof words === 'string' ? words : bodyText(value);
};

const bodyText = (body: Entry): string =>
  Object.entries(body)
    .map(([name, value]) => `${name} ${valueText(value)}`)
    .join(', ');

const sourceText = ({ publisher, title, url }: Entry): string =>
  [publisher, title, url].filter((one) => one !== undefined).join(' · ');

const sourceOf = ({ source, alsoSources = [] }: RecordedEvent): string =>
  (source === undefined ? [] : [source, ...alsoSources]).map((one) => sourceText({ ...one })).join('; ');

/** An event and what it rests on; a source that stands under the event before isn't named again. */
const occurrence = (event: RecordedEvent, before: RecordedEvent | undefined): string[] => {
  const { position, type, effectiveOn, knownOn, body, quote } = event;
  const source = sourceOf(event);
  const isNew = source !== '' && !(before && sourceOf(before) === source);
  return [
    ...(isNew ? [dim(`from ${source}`)] : []),
    `  ${effectiveOn.padEnd(10)}  ${type}  ${bodyText(body)}  ${dim(`#${position}, known ${knownOn}`)}`,
    ...(quote === undefined ? [] : [`              “${quote}”`]),
  ];
};

const history = (events: readonly RecordedEvent[], deal: Entry): string[] => {
  const seen = events.filter(
    ({ knownOn, position }) => knownOn <= String(deal.knownAt) && position <= Number(deal.position),
  );
  return ['', bold('History'), ...seen.flatMap((event, index) => occurrence(event, seen[index - 1]))];
};

const partyNames = (deal: Entry): string =>
  entriesIn(deal, 'parties')
    .map(({ name, role }) => `${text(name)} (${text(role)})`)
    .join(', ');

/** Through a scenario it is not what was recorded. */
const scenarioText = ({ scenario }: Entry): string =>
  scenario === undefined ? '' : ` · through ${text(scenario)}`;

/** One deal whole: what it holds, what is contested, and every event behind it. */
export const dealText = (deal: Entry, events: readonly RecordedEvent[]): string =>
  [
    bold(text(deal.title)),
    `${text(deal.deal)} · ${text(deal.kind)} · ${text(deal.stage)}${deal.supersededBy ? ` by ${text(deal.supersededBy)}` : ''} · announced ${text(deal.announcedOn)}`,
    partyNames(deal),
    ...tranches(deal),
    ...payments(deal),
    ...prices(deal),
    ...warrants(deal),
    ...claims(deal),
    ...history(events, deal),
    '',
    dim(
      `effective ${text(deal.effectiveAt)} · known ${text(deal.knownAt)} · position ${text(deal.position)} · policy ${text(deal.policy)}${scenarioText(deal)}`,
    ),
  ].join('\n');

const capacity = (deal: Entry): string =>
  entriesIn(deal, 'capacity')
    .map((one) => `${measureOrUnknown(one, 'headlineKw')} ${text(one.layer)}`)
    .join(', ');

const amounts = (deal: Entry): string =>
  entriesIn(deal, 'payments')
    .map(
      (one) =>
        `${measureOrUnknown(one, 'amountUsCents')} ${text(one.kind)}${one.ended === true ? ' (ended)' : ''}`,
    )
    .join(', ');

const table = (answer: Entry): string =>
  tableText(
    leftColumns('deal', 'stage', 'announced', 'capacity', 'payments'),
    entriesIn(answer, 'deals').map((deal) => [
      text(deal.deal),
      text(deal.stage),
      text(deal.announcedOn),
      capacity(deal),
      amounts(deal),
    ]),
  );

/** A line to each deal. */
export const dealsText = (answer: Entry): string =>
  answer.scenario === undefined ? table(answer) : `${table(answer)}\n${dim(`deals${scenarioText(answer)}`)}`;
