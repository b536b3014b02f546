import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
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

/** Where the log ends, and how what is sent now would be kept. */
export type StoreState = Head & AppendStanding;

/** Whether what is sent now could be recorded; throws StoreUnavailable, saying why, when it could not. */
export class CheckStore extends Query<StoreState> {}

@QueryHandler(CheckStore)
export class CheckStoreHandler implements IQueryHandler<CheckStore> {
  constructor(private readonly store: EventStore) {}

  async execute(): Promise<StoreState> {
    const standing = await this.store.assertWritable();
    return { ...(await this.store.head()), ...standing };
  }
}
