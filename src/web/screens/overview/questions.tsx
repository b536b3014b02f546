import { copiedOn } from '../../copied.js';
import type { PlaceStep, SideProps } from '../../place/place.js';
import { usePlace } from '../../place/use-place.js';
import { Link } from '../../shell/link.js';
import { useContents } from '../../words/use-names.js';

interface SampleQuestion {
  says: string;
  step: PlaceStep;
  curl: string;
  /** Only where the log has this deal or market. */
  needs?: string;
}

const questions: readonly SampleQuestion[] = [
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
    step: { screen: 'workbench', fragment: `edits=${encodeURIComponent('deal-openai-amd-2025/gw-1 +4q')}` },
    curl: 'views/compute-capacity?deal=deal-openai-amd-2025&timeline=quarter',
    needs: 'deal-openai-amd-2025',
  },
  {
    says: "Why is Microsoft's stake in OpenAI ~27 %?",
    step: { screen: 'network', fragment: 'stakes' },
    curl: 'views/ownership?holder=microsoft&issuer=openai',
    needs: 'deal-microsoft-openai-2019',
  },
  {
    says: 'Which loops are there?',
    step: { screen: 'network' },
    curl: 'views/flows',
  },
  {
    says: 'Why do two sources disagree about AWS?',
    step: { screen: 'deals', deal: 'deal-openai-aws-2025' },
    curl: 'deals/deal-openai-aws-2025',
    needs: 'deal-openai-aws-2025',
  },
];

const useQuestions = (): SampleQuestion[] => {
  const { deals, markets } = useContents();
  const known = new Set([...deals, ...markets].map(({ id }) => id));
  return questions.filter(({ needs }) => needs === undefined || known.has(needs));
};

/** A few questions, each a link, and the line that asks it without a page. */
export const Questions = (_: SideProps) => {
  const asked = useQuestions();
  if (usePlace().place.settings.compare) return null;
  return (
    <section class="ask" aria-label="Ask it">
      <h2>Ask it</h2>
      <ul class="plain">
        {asked.map(({ says, step }) => (
          <li key={says}>
            <Link step={step}>{says}</Link>
          </li>
        ))}
      </ul>
      {!copiedOn && (
        <details>
          <summary>The same without a page</summary>
          <ul class="plain questions">
            {asked.map(({ says, curl }) => (
              <li key={says}>
                {says}
                <code>
                  curl '{location.origin}/api/v1/{curl}'
                </code>
              </li>
            ))}
          </ul>
        </details>
      )}
    </section>
  );
};
