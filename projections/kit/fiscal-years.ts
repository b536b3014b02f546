import type { FiscalContext } from '../../events/kit/fiscal.js';
import { isPlainObject } from '../../events/kit/decode.js';
import type { Deal } from '../../events/deal/deal.js';
import type { Party } from '../../events/party/party.js';
import { type Log, stateAt } from './log.js';
import type { EventBody } from '../../events/kit/envelope.js';

const streamIn = (raw: unknown): string | undefined =>
  isPlainObject(raw) && typeof raw.stream === 'string' ? raw.stream : undefined;

const bodyOf = (raw: unknown): EventBody => (isPlainObject(raw) && isPlainObject(raw.body) ? raw.body : {});

const partiesIn = ({ parties, party }: EventBody): string[] => [
  ...(typeof party === 'string' ? [party] : []),
  ...(Array.isArray(parties) ? parties : []).flatMap((one: unknown) =>
    isPlainObject(one) && typeof one.party === 'string' ? [one.party] : [],
  ),
];

/** When fiscal years end and who takes part in a deal: of the log, and of a batch that is to be recorded in it. */
export class FiscalYears implements Required<FiscalContext> {
  #batch: { endings: Map<string, number>; parties: Map<string, string[]> } | undefined;

  constructor(
    private readonly log: Log,
    private readonly events: readonly unknown[],
  ) {}

  fiscalYearEndsIn = (party: string): number | undefined =>
    this.#sent.endings.get(party) ?? stateAt<Party>(this.log, `party-${party}`).fiscalYearEndsIn;

  partiesOn = (stream: string): string[] => {
    const recorded = stateAt<Partial<Deal> | undefined>(this.log, stream)?.parties ?? [];
    return [...recorded.map(({ party }) => party), ...(this.#sent.parties.get(stream) ?? [])];
  };

  /** Looked through once, and only when somebody writes a fiscal period. */
  get #sent(): { endings: Map<string, number>; parties: Map<string, string[]> } {
    if (this.#batch) return this.#batch;
    const endings = new Map<string, number>();
    const parties = new Map<string, string[]>();
    for (const raw of this.events) {
      const stream = streamIn(raw);
      const body = bodyOf(raw);
      if (stream === undefined) continue;
      if (stream.startsWith('party-') && Number.isInteger(body.fiscalYearEndsIn))
        endings.set(stream.slice('party-'.length), Number(body.fiscalYearEndsIn));
      if (stream.startsWith('deal-'))
        parties.set(stream, [...(parties.get(stream) ?? []), ...partiesIn(body)]);
    }
    this.#batch = { endings, parties };
    return this.#batch;
  }
}
