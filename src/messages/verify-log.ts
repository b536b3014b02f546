import { type IQueryHandler, Query, QueryHandler } from '@nestjs/cqrs';
import { EventStore, type Head, type IntegrityReport } from '../store/store.js';

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

/** Whether what is sent now could be recorded; throws StoreUnavailable, saying why, when it could not. */
export class CheckStore extends Query<Head> {}

@QueryHandler(CheckStore)
export class CheckStoreHandler implements IQueryHandler<CheckStore> {
  constructor(private readonly store: EventStore) {}

  async execute(): Promise<Head> {
    await this.store.assertWritable();
    return this.store.head();
  }
}
