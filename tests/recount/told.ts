import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const folder = join(import.meta.dirname, '../../events/record');

type Line = Record<string, unknown> & { type: string; body: Record<string, unknown> };

const order = ['parties', 'party', 'market', 'deal', 'stake'];
const rank = (name: string): number => order.indexOf(/^[a-z]+/.exec(name)![0]);

/** Members that this recount does not reckon with yet: leases that run out, rounds in rounds, prices of shares. */
const unread = ['ends', 'shares', 'price'];

const isOfPayment = (body: Record<string, unknown>): boolean => body.payment !== undefined;

const readable = (body: Record<string, unknown>): Record<string, unknown> => {
  const { partOf, body: inner, ...rest } = body;
  const kept = Object.fromEntries(
    Object.entries(rest).filter(([name]) => !unread.includes(name) || body.warrant !== undefined),
  );
  return {
    ...kept,
    ...(partOf !== undefined && !isOfPayment(body) && { partOf }),
    ...(inner !== undefined && { body: readable(inner as Record<string, unknown>) }),
    // Nobody that is named is somebody here, too.
    ...(body.tranche !== undefined &&
      body.provider !== undefined &&
      body.consumer === undefined && { consumer: 'suppliers' }),
    ...(body.payment !== undefined &&
      body.from !== undefined &&
      body.to === undefined && { to: 'suppliers' }),
  };
};

/** The lines of the public record, without what this recount does not reckon with yet. */
export const recordTold = (): Line[] =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.ndjson'))
    .sort((left, right) => rank(left) - rank(right) || (left < right ? -1 : 1))
    .flatMap((name) => readFileSync(join(folder, name), 'utf8').split('\n'))
    .filter((line) => line.trim() !== '')
    .map((line) => JSON.parse(line) as Line)
    .map((line) => ({ ...line, body: readable(line.body) }));
