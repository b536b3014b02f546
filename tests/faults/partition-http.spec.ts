import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { upTo } from '../contract/candidates.js';
import type { Problem } from '../e2e/http-server.js';
import type { Link } from './link.js';
import { told } from './progress.js';
import type { Answered } from './retrying.js';
import {
  acknowledgedIn,
  nameAgainLate,
  type Outcome,
  placesOf,
  sendThroughCut,
  twoServed,
  type TwoServed,
} from './two-served.js';

const rounds = Number(process.env.PARTITIONS ?? 1);
const enoughTime = 120_000 + rounds * 120_000;

describe('When the network between processes and their database fails', () => {
  let both: TwoServed;
  beforeAll(async () => {
    both = await twoServed();
  });
  afterAll(() => both.stop());

  const failures: [string, (link: Link) => void][] = [
    ['nothing arrives there', (one) => one.cut('there')],
    ['no answer comes back', (one) => one.cut('back')],
    ['nothing passes either way', (one) => one.cut('there', 'back')],
    ['every connection is reset', (one) => one.refuse()],
    ['the answers end, and what is sent still arrives', (one) => one.closeHalf()],
  ];

  /** What was held arrives while a process still waits for its database; or after it said that it does not know. */
  const [shortMs, longMs] = [2_500, 6_500];

  const kindOf = ({ status, body }: Answered): string =>
    status === 201 ? '201' : String((body as Problem).type).replace('/docs/problems/', '');

  it.each(failures.map(([name, fail], index) => ({ name, fail, index })))(
    '$name: an event sent again with its key, to whichever process, is there once, and every answer is the same',
    async ({ name, fail, index }) => {
      const outcomes: Outcome[] = [];
      for (const round of told(name, upTo(rounds), rounds)) {
        const isLong = (index + round) % 2 === 0;
        const cut = isLong ? both.links : both.links.slice(0, 1);
        const lastsMs = isLong ? longMs : shortMs;
        outcomes.push(...(await sendThroughCut({ served: both, fail, cut, lastsMs })));
      }
      const kinds = Object.groupBy(
        outcomes.flatMap(({ answers }) => answers.map(kindOf)),
        (kind) => kind,
      );
      const counts = Object.entries(kinds).map(([kind, all]) => `${kind} ${all!.length}`);
      console.log(`${name}: ${outcomes.length} events, answers: ${counts.join(', ')}`);
      const places = await placesOf(both.url, outcomes);
      for (const { name: one, answers } of outcomes) {
        const [first, ...others] = acknowledgedIn(answers);
        expect(places.get(one)).toEqual([first?.position]);
        expect(others).toEqual(others.map(() => first));
      }
      const allowed = ['201', 'outcome-unknown', 'still-running', 'store-unavailable'];
      expect(Object.keys(kinds).filter((kind) => !allowed.includes(kind))).toEqual([]);
    },
    enoughTime,
  );

  it(
    'an event sent again undoes what somebody else has said since, unless it has a key: the control',
    async () => {
      expect(await nameAgainLate(both, 'keyed', true)).toEqual(['keyed', 'early', 'since']);
      expect(await nameAgainLate(both, 'keyless', false)).toEqual(['keyless', 'early', 'since', 'early']);
    },
    enoughTime,
  );
});
