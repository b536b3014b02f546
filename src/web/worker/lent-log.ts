import type { RecordedEvent } from '../../../events/kit/envelope.js';
import type { PageLedger } from './ledger.js';

/** Hands on what one worker has read to another one, which then asks no server. */
export class LentLog {
  #port: MessagePort | undefined;
  #sent = 0;

  constructor(readonly ledger: PageLedger) {}

  lendTo(port: MessagePort): void {
    this.#port = port;
    this.handOn();
  }

  /** What has been read since. */
  handOn(): void {
    if (!this.#port) return;
    this.#port.postMessage(this.ledger.events.slice(this.#sent));
    this.#sent = this.ledger.events.length;
  }
}

/** Reads what another worker hands on. */
export const borrow = (ledger: PageLedger, port: MessagePort, grown: () => void): void => {
  port.onmessage = ({ data }: MessageEvent<RecordedEvent[]>) => {
    for (const event of data) ledger.take(event);
    grown();
  };
};
