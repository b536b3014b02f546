import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ShownAnswer } from '../../src/charts/chart.js';
import { chartsOf, companionQuestion } from '../../src/charts/charts-of.js';
import { namesOf } from '../../src/charts/names.js';
import { light } from '../../src/charts/palette.js';
import { renderSvg } from '../../src/charts/render-svg.js';
import { TestServer } from '../e2e/http-server.js';

let server: TestServer;
beforeAll(async () => {
  server = await TestServer.start({ publicRecord: true });
});
afterAll(() => server.stop());

const questions = [
  'compute-capacity?by=bindingness,stage',
  'compute-capacity?by=provider',
  'compute-capacity?timeline=quarter&layer=chips',
  'market-share?market=cloud-infrastructure&publisher=synergy',
  'obligations?by=kind',
  'flows',
];

const setting = {
  names: namesOf({ parties: [], deals: [], markets: [], publishers: [], slugs: [] }),
  unit: '',
  hasBounds: true,
};

const answerTo = async (question: string): Promise<ShownAnswer> => {
  const { body } = await server.ask<ShownAnswer>(`/api/v1/views/${question}`);
  return { ...body, view: question.split('?')[0]!, definition: '' };
};

const median = (values: readonly number[]): number =>
  values.toSorted((left, right) => left - right)[Math.floor(values.length / 2)]!;

const runs = 41;

describe('A picture of the public record', () => {
  it.each(questions)('measures how long it is drawn: %s', async (question) => {
    const answer = await answerTo(question);
    const beside = companionQuestion(answer);
    const parts = beside
      ? await answerTo(`${answer.view}?${new URLSearchParams(beside).toString()}`)
      : answer;
    const frame = { width: 800, palette: light, address: 'http://127.0.0.1/' };
    const times = Array.from({ length: runs }, () => {
      const start = performance.now();
      const charts = chartsOf(answer, parts, setting);
      expect(renderSvg(charts, answer, frame).svg).toContain('</svg>');
      return performance.now() - start;
    });
    const { length } = chartsOf(answer, parts, setting);
    console.log(
      `${question}: median ${median(times).toFixed(2)} ms for ${length} charts with citation and legend`,
    );
  });
});
