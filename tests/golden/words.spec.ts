import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type WordMeaning, grammar } from '../../events/kit/words/grammar.js';
import { readAs } from '../../events/kit/words/read-as.js';
import { UnreadableWords } from '../../events/kit/words/unreadable.js';

// What analysts were seen to type, and what other ledgers read wrongly.
const typed: readonly (readonly [WordMeaning, string])[] = [
  ['power', '1.2 GW (IT)|several GW|multiple gigawatts|300MW+|300+ MW|1 GW-plus|5-gigawatt|up to 1GW by 2028|well over 1 GW|a gigawatt|over a gigawatt|one gigawatt|half a gigawatt|in excess of 3 gigawatts|c. 2 GW|5 GW or more|minimum 5 GW|max 5 GW|maximum of 5 GW|10 GWac|10 GWe|2 GW nameplate|1 GW, expandable to 2 GW|not disclosed|unknown|TBD|n/a'],
  ['power', '1.200 MW|nearly 1 GW|2.8–3.1 GW|401 MW of critical IT load|1.080 GW|1,5 GW|10 GW+|10+ GW|5 mW|500 MWac|1 GW to 1.2 GW|900-1.2 GW|1.2GW/1.6GW|100 MW–1 GW|1-2GW|0 MW|0.0005 MW|~1.2 GW (IT)|1.2 GW IT|1.2 GW (IT load)|1,200MW|1 200 MW|250 MW x 2|between 2 and 3 GW|under 5 GW|<1 GW|nearly 7 GW|about 0 MW|about 1 GW|about 1.0 GW|about 1,200 MW|about 1000 MW|about 1.9 GW|up to 5-6 GW|at least 1 to 2 GW|hundreds of MW|1.21 gigawatts|1 GWh|0.4-0.5 GW'],
  ['money', '$1.5bn/yr|$1.5bn per year|$1.25B per month|$30B a year|$100B+|$40bn+|in excess of $40B|just under $1B|between $10B and $15B|¥1tn|1 trillion yen|RMB 480bn|480 billion yuan|₩10tn|C$5bn|A$9.7bn|S$1bn|up to an additional $25B|several billion dollars|a billion dollars|$38B USD|not disclosed'],
  ['money', '1.080 EUR|almost $1B|about $1B|about $600B|$10–15B|€8 billion|£31bn|JPY 1tn|CNY 480 billion|tens of billions of dollars|1.070,10 EUR|1.085 EUR|€1.000|-950 EUR|(182.77) USD|$(182.77)|1 000 EUR|1\'000 CHF|1,08 EUR|10,00,000 INR|US$ 38 billion|A$300M|38 bn USD|1.5M$|$1.2.3B|$1,23B|¥5bn|NT$300bn|25,5B EUR|2.500 MEUR|EUR 2.500M|EUR 1.250|1.250B USD|60 million to 1 billion USD|USD 500-750|5 XOF|5 IQD|5 TWD|$ 1 . 5 B|１００億 USD|100 B USD|$1,000,000,00|1600T IDR|0.01 IDR|AMZN|$10B per GW'],
  ['rate', '$1.25B per month|$1.25B|$30B a year|$1.5bn/yr|$10B a year|about $1B a month'],
  ['rate', '$12B+ a year|at least $12B a year|up to $12B a year|between $12B and $24B a year|$5-10B/yr|more than $12B a year|about $12B a year|1.250 EUR a year|$12B per annum|undisclosed|several billion dollars a year|$1B per day'],
  ['money', '1.250 EUR a year|up to $12B a year|$12B a quarter|at least $1B a month'],
  ['pieces', '~100k H100|100,000 H100e|more than 1 million TPUs|18,000 GB300|hundreds of thousands of NVIDIA GPUs|220,000+ GPUs|one million|500 racks|about 200,000|4-5 million GPUs'],
  ['equivalents', '100,000 H100e|100,000|about 1.4 million H100-equivalents'],
  ['part', '29|one third|nearly half|10%+|315 basis points|12–17%|<1%|< 0.5%|less than 1%|27|27%|0.27|27 percent|27 pct|26.79%|about 26.79%|about 27%|about 27.0%|over 80%|100%|101%|about 100%|33.333%|33⅓%|80-90%|80%-90%|27 bps|2700bp|1.5bp|between 5% and 10%|5 to 10 per cent|~27 %|5 percentage points'],
  ['date', "in 2027|during 2027|the third quarter of 2026|in the first half of 2027|on 20 Nov 2026|in early 2027|end-2027|late-2026|early-2027|from 2026 to 2028|between 2026 and 2028|between Q1 2026 and Q3 2026|2028 to 2026|2028-2026|mid-2026 to late 2027|till 2030|prior to Q1 2026|ahead of 2027|until mid-2027|before H2 2026|after Q3 2026|from Q4 2026|roughly 2027|around mid-2027|Q4 2026 at the latest|no later than 2027|in the course of 2027|first two quarters of 2026|first delivery in 2027|expected Q3 2026|tbc|2027?|1st half 2027|last quarter of 2026|2026 Q3|FY27 H1|oracle FY27 H1|oracle fiscal 2027"],
  ['date', "mid-2027|early 2027|late 2027|end of 2026|by end of 2027|by 2028|spring 2026|FY26 Q3|FY2026|oracle FY26 Q3|microsoft FY26 Q3|nobody FY26|Q4 2025|2025Q4|4Q25|H2 2026|2H26|second half of 2026|Nov 2025|November 3, 2025|20 Nov 2026|~2026|2026-2027|2027 to 2029|from 2027|2027 onwards|through 2032|winter 2026|winter 2026/27|03/11/2025|13/11/2025|2026-27|until 2032|before 2028|after 2027|TBD|by the end of Q3 2026|early Nov 2025|late H1 2026|mid-2027 - 2028|Oracle's fiscal Q3 2026|third quarter of fiscal 2026|by end of FY26|30 Feb 2026|Q5 2026|soon|2026 or so"],
].flatMap(([read, texts]) => texts!.split('|').map((text) => [read as WordMeaning, text] as const));

const years: Readonly<Record<string, number>> = { oracle: 5, microsoft: 6 };
const calendars = (named = 'oracle'): { party: string; endsIn: number }[] => {
  const party = named.toLowerCase();
  return years[party] === undefined ? [] : [{ party, endsIn: years[party] }];
};

const readingOf = (read: WordMeaning, text: string): unknown => {
  const reading = readAs(text, read, calendars);
  if (reading instanceof UnreadableWords) return { refused: reading.detail };
  return reading;
};

const file = join(import.meta.dirname, 'words', 'readings.json');

describe('The words that people type', () => {
  it('are read as they were before', () => {
    const documented = grammar.flatMap(({ reads, examples }) => examples.map((text) => [reads, text] as const));
    const lines = [...typed, ...documented].map(([read, text]) => `${JSON.stringify(`${read}: ${text}`)}: ${JSON.stringify(readingOf(read, text))}`);
    const now = `{\n${[...new Set(lines)].join(',\n')}\n}\n`;
    if (process.env.UPDATE_GOLDEN) writeFileSync(file, now);
    expect(now).toBe(readFileSync(file, 'utf8'));
  });
});
