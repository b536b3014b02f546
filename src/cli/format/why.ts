import { measureText, titleOf } from '../../../projections/wording/measure.js';
import type { Evidence, DealExplanation } from '../../../projections/why.js';
import { headingText } from './answer.js';
import { tableText } from './table.js';

const evidenceText = ({ id, type, knownOn, source, quote }: Evidence): string =>
  [
    `  ${type}, known ${knownOn}${source ? `: ${source.title} (${source.kind})` : ''}`,
    ...(quote ? [`    “${quote}”`] : []),
    `    ${id}`,
  ].join('\n');

const claimText = (claim: DealExplanation['claims'][number]['claims'][number]): string =>
  `${evidenceText(claim)}\n    picked by: ${claim.pickedBy.join(', ') || 'no policy'}`;

const claimsText = (claims: DealExplanation['claims']): string[] =>
  claims.length === 0
    ? ['No rival claims: every policy gives the same numbers.']
    : claims.map(({ claims: rivals }, index) =>
        [headingText(`Claim set ${index + 1}`), ...rivals.map(claimText)].join('\n'),
      );

const byPolicyText = ({ byPolicy, measure, currency }: DealExplanation['numbers'][number]): string =>
  byPolicy
    ? Object.entries(byPolicy)
        .map(([policy, value]) => `${policy} ${measureText(measure, value, { currency })}`)
        .join(', ')
    : '';

const numbersText = (numbers: DealExplanation['numbers']): string =>
  tableText(
    [
      { title: 'of' },
      { title: 'number' },
      { title: 'value', right: true },
      { title: 'by policy, where they differ' },
      { title: 'rests on', right: true },
    ],
    numbers.map((number) => [
      number.of,
      titleOf(number.measure),
      measureText(number.measure, number.value, { currency: number.currency }),
      byPolicyText(number),
      String(number.restsCount),
    ]),
  );

/** A deal's claims, its numbers with what each policy makes of them, and the evidence behind them. */
export const whyText = ({ deal, claims, numbers, evidence }: DealExplanation): string =>
  [
    headingText(deal),
    ...claimsText(claims),
    '',
    numbersText(numbers),
    '',
    headingText('Evidence'),
    ...evidence.map(evidenceText),
  ].join('\n');
