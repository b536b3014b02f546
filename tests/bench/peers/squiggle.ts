import { run } from '@quri/squiggle-lang';
import { type Plan, quarters, slips } from '../planned-log.js';

/** How often each slip stands in the table: of a mixture that is its weight. */
const weights = [...new Set(slips)].map((slip) => slips.filter((one) => one === slip).length);

/** The slips as Squiggle draws them. */
const drawn = `SampleSet.fromDist(mx([${[...new Set(slips)].join()}], [${weights.join()}]))`;

/** What is drawn for one tranche once, and looked up for each quarter: the chance that it is there. */
const chanceOfOne = ({ due }: Plan): string => `
slip = ${drawn}
List.map(List.upTo(0, ${quarters - 1}), {|quarter| cdf(slip, (quarter - ${due}) * 3)})`;

/** The sum of tranches that slip each by itself, in each quarter: its mean and five percentiles, as a fan says. */
const fanOfSum = (plans: readonly Plan[]): string => `
${plans.map((_, index) => `slip${index} = ${drawn}`).join('\n')}
sum(quarter) = {
${plans.map(({ due, kw }, index) => `  part${index} = SampleSet.map(slip${index}, {|slip| slip <= (quarter - ${due}) * 3 ? ${kw} : 0})`).join('\n')}
  ${plans.map((_, index) => `part${index}`).join(' + ')}
}
fan(total) = [mean(total), quantile(total, 0.1), quantile(total, 0.25), quantile(total, 0.5), quantile(total, 0.75), quantile(total, 0.9)]
List.map(List.upTo(0, ${quarters - 1}), {|quarter| fan(sum(quarter))})`;

const answerOf = async (code: string, sampleCount: number): Promise<unknown> => {
  const { result } = await run(code, { environment: { sampleCount, xyPointLength: 1_000, seed: '7' } });
  if (!result.ok) throw new Error(result.value.toString());
  return result.value.result.asJS();
};

/** For each quarter the chance that a tranche is there by its end. */
export const squiggleChances = async (plan: Plan, samples: number): Promise<number[]> => {
  const answer = await answerOf(chanceOfOne(plan), samples);
  return Array.isArray(answer) ? answer.map(Number) : [];
};

/** For each quarter the mean of what is there. */
export const squiggleMeans = async (plans: readonly Plan[], samples: number): Promise<number[]> => {
  const answer = await answerOf(fanOfSum(plans), samples);
  return Array.isArray(answer) ? answer.map((fan) => Number(Array.isArray(fan) ? fan[0] : NaN)) : [];
};
