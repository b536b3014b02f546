import type { Step } from '../place/place.js';
import { Link } from '../shell/link.js';
import type { SideProps } from '../shell/sides.js';
import { useContents } from '../words/use-names.js';

interface Question {
  says: string;
  step: Step;
  curl: string;
  /** Only where the log has this deal or market. */
  needs?: string;
}

const questions: readonly Question[] = [
  {
    says: 'What is firm today?',
    step: { screen: 'capacity', firm: '1' },
    curl: 'views/compute-capacity?by=provider&bindingness=firm',
  },
  {
    says: 'What was believed on 1 December 2025?',
    step: { screen: 'overview', known: '2025-12-01' },
    curl: 'views/compute-capacity?knownAt=2025-12-01',
  },
  {
    says: 'How much of what is promised has a date?',
    step: { screen: 'capacity' },
    curl: 'views/compute-capacity?timeline=quarter',
  },
  {
    says: 'Who has which share of the cloud?',
    step: { screen: 'shares' },
    curl: 'views/market-share?market=cloud-infrastructure',
    needs: 'cloud-infrastructure',
  },
  {
    says: "What does a year's slip of AMD's first gigawatt do?",
    step: { screen: 'workbench', fragment: `edits=${encodeURIComponent('amd gw-1 +4q')}` },
    curl: 'views/compute-capacity?deal=deal-openai-amd-2025&timeline=quarter',
    needs: 'deal-openai-amd-2025',
  },
  {
    says: 'Why do two sources disagree about AWS?',
    step: { screen: 'deals', deal: 'deal-openai-aws-2025' },
    curl: 'deals/deal-openai-aws-2025',
    needs: 'deal-openai-aws-2025',
  },
];

/** A few questions, each a link, and the line that asks it without a page. */
export const Questions = (_: SideProps) => {
  const { deals, markets } = useContents();
  const known = new Set([...deals, ...markets].map(({ id }) => id));
  return (
    <section class="box wide">
      <h2>Ask it</h2>
      <ul class="plain questions">
        {questions
          .filter(({ needs }) => needs === undefined || known.has(needs))
          .map(({ says, step, curl }) => (
            <li key={says}>
              <Link step={step}>{says}</Link>
              <code>
                curl '{location.origin}/api/v1/{curl}'
              </code>
            </li>
          ))}
      </ul>
    </section>
  );
};
