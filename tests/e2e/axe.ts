import { AxeBuilder } from '@axe-core/playwright';
import type { Page } from 'playwright-core';

/** A rule of axe that the page breaks, and the first element that breaks it. */
export type Serious = readonly [rule: string, html: string | undefined];

/**
 * What axe finds serious or critical on a page, by all of its rules or by some. It is asked for violations alone, and
 * within the page: telling of everything that passes, and once more elsewhere, took most of its time. Only frames would
 * be looked into the other way.
 */
export const seriousOn = async (page: Page, rules?: readonly string[]): Promise<Serious[]> => {
  if (page.frames().length > 1) throw new Error('the page has frames, which are not looked into');
  const axe = new AxeBuilder({ page }).setLegacyMode().options({
    resultTypes: ['violations'],
    ...(rules && { runOnly: { type: 'rule', values: [...rules] } }),
  });
  const { violations } = await axe.analyze();
  return violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, nodes }) => [id, nodes[0]?.html]);
};
