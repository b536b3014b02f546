import type { RecordedEvent } from '../../../events/kit/envelope.js';
import type { PageLedger } from './ledger.js';

/** Hands on what one worker has read to another one, which then asks no server. */
export class LentLog {
  readonly #ports: { port: MessagePort; sent: number }[] = [];

  constructor(readonly ledger: PageLedger) {}

  lendTo(port: MessagePort): void {
    this.#ports.push({ port, sent: 0 });
    this.handOn();
  }

  /** What has been read since. */
  handOn(): void {
    const { events } = this.ledger;
    for (const lent of this.#ports) {
      if (lent.sent === events.length) continue;
      lent.port.postMessage(events.slice(lent.sent));
      lent.sent = events.length;
    }
  }
}

/** Reads what another worker hands on. */
export const borrow = (ledger: PageLedger, port: MessagePort, grown: () => void): void => {
  port.onmessage = ({ data }: MessageEvent<RecordedEvent[]>) => {
    for (const event of data) ledger.take(event);
    grown();
  };
};
