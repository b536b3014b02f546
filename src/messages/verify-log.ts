import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import { Projector } from '../projector/projector.js';
import { assertInTime } from '../store/in-time.js';
import { EventStore, type Head, type IntegrityReport, type AppendStanding } from '../store/store.js';

/** The head of the log and its hash: what an outsider writes down to check later. */
export class ProveLog extends Query<Head> {}

@QueryHandler(ProveLog)
export class ProveLogHandler implements IQueryHandler<ProveLog> {
  constructor(private readonly store: EventStore) {}

  async execute(): Promise<Head> {
    return this.store.head();
  }
}

/** Every hash, revision and position of the log checked again, every event decoded again. */
export class VerifyLog extends Query<IntegrityReport> {}

@QueryHandler(VerifyLog)
export class VerifyLogHandler implements IQueryHandler<VerifyLog> {
  constructor(private readonly store: EventStore) {}

  async execute(): Promise<IntegrityReport> {
    return this.store.verify();
  }
}

/** Where the log ends, and how what is sent now would be kept; or how late it is read, where nothing can be sent. */
export type StoreState = Head & AppendStanding & { lagSeconds?: number };

/**
 * Whether what is sent now could be recorded or, where a standby is read, whether what is answered is in time. Throws
 * StoreUnavailable, saying why not.
 */
export class CheckStore extends Query<StoreState> {}

@QueryHandler(CheckStore)
export class CheckStoreHandler implements IQueryHandler<CheckStore> {
  constructor(
    private readonly store: EventStore,
    private readonly projector: Projector,
  ) {}

  async execute(): Promise<StoreState> {
    const lag = this.store.lagAt(this.projector.position);
    assertInTime(lag);
    const standing = lag ? { lagSeconds: lag.seconds } : await this.store.assertWritable();
    return { ...(await this.store.head()), ...standing };
  }
}
