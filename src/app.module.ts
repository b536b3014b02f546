import { type DynamicModule, Module, type OnApplicationShutdown } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { BadConfiguration } from './configuration.js';
import { controllers } from './http/controllers.js';
import { CheckFeasibilityHandler } from './messages/check-feasibility.js';
import { Figures } from './http/figures.js';
import { Clock, SystemClock } from './messages/clock.js';
import { ReadEventHandler, ReadLogHandler } from './messages/read-log.js';
import { RecordEventsHandler } from './messages/record-events.js';
import { RunScenarioHandler } from './messages/run-scenario.js';
import { SeekGoalHandler } from './messages/seek-goal.js';
import { ShowChangesHandler } from './messages/show-changes.js';
import { ShowDealsHandler, ShowPartiesHandler } from './messages/show-deals.js';
import { ShowNamesHandler } from './messages/show-names.js';
import { ShowViewHandler } from './messages/show-view.js';
import { ShowWhyHandler, TraceNumbersHandler } from './messages/show-why.js';
import { ProveLogHandler, VerifyLogHandler } from './messages/verify-log.js';
import { Projector } from './projector/projector.js';
import { SqliteStore } from './store/sqlite.js';
import { EventStore } from './store/store.js';

const handlers = [
  RecordEventsHandler,
  ReadLogHandler,
  ReadEventHandler,
  ShowNamesHandler,
  ShowViewHandler,
  ShowDealsHandler,
  ShowPartiesHandler,
  ShowWhyHandler,
  ShowChangesHandler,
  TraceNumbersHandler,
  RunScenarioHandler,
  SeekGoalHandler,
  CheckFeasibilityHandler,
  ProveLogHandler,
  VerifyLogHandler,
];

/** Opens the store that an address names. Throws BadConfiguration for an address of no kind that there is. */
export const openStore = async (url: string): Promise<EventStore> => {
  if (url.startsWith('sqlite:') && url.length > 'sqlite:'.length)
    return SqliteStore.open(url.slice('sqlite:'.length));
  throw new BadConfiguration(`STORE_URL must be sqlite:FILE, not "${url}"`);
};

/** The composition root: the one place that names adapters. */
@Module({})
export class AppModule implements OnApplicationShutdown {
  constructor(
    private readonly projector: Projector,
    private readonly store: EventStore,
  ) {}

  static over(store: EventStore, clock: Clock = new SystemClock()): DynamicModule {
    return {
      module: AppModule,
      imports: [CqrsModule.forRoot()],
      controllers,
      providers: [
        { provide: EventStore, useValue: store },
        { provide: Clock, useValue: clock },
        { provide: Projector, useFactory: () => new Projector(store) },
        Figures,
        ...handlers,
      ],
    };
  }

  async onApplicationShutdown(): Promise<void> {
    this.projector.stop();
    await this.store.close();
  }
}
