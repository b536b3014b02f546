import {
  type BeforeApplicationShutdown,
  type DynamicModule,
  Module,
  type OnApplicationShutdown,
  type FactoryProvider,
} from '@nestjs/common';
import { CqrsModule, QueryBus } from '@nestjs/cqrs';
import { controllers } from './http/controllers.js';
import { CheckFeasibilityHandler } from './messages/check-feasibility.js';
import { Figures } from './http/figures.js';
import { OpenFeeds } from './http/open-feeds.js';
import { Pictures } from './http/pictures.js';
import { StartingJobs } from './http/starting-jobs.js';
import { AnswerMemory } from './messages/answer-memory.js';
import { Answering } from './messages/answering.js';
import { Clock, SystemClock } from './messages/clock.js';
import { AdoptEditsHandler } from './messages/adopt-edits.js';
import { Delivering } from './messages/delivering.js';
import {
  DropHookHandler,
  KeepHookHandler,
  ListHooksHandler,
  ResumeHookHandler,
  ShowHookHandler,
} from './messages/hook-orders.js';
import { ForkScenarioHandler } from './messages/fork-scenario.js';
import { ImportSheetHandler } from './messages/import-sheet.js';
import { Mappings, PassingMappings } from './messages/mappings.js';
import { ReadEventHandler, ReadEventsHandler, ReadLogHandler } from './messages/read-log.js';
import { RebaseScenarioHandler } from './messages/rebase-scenario.js';
import { RecordEventsHandler } from './messages/record-events.js';
import { CancelJobHandler, ShowJobHandler, StartJobHandler } from './messages/job-orders.js';
import { Jobs } from './messages/jobs.js';
import { ProcessJobs } from './messages/process-jobs.js';
import { RunScenarioHandler } from './messages/run-scenario.js';
import { SaveScenarioHandler } from './messages/save-scenario.js';
import { SeekGoalHandler } from './messages/seek-goal.js';
import { ShowChangesHandler } from './messages/show-changes.js';
import { ShowDealsHandler, ShowPartiesHandler } from './messages/show-deals.js';
import { ListScenariosHandler, ShowScenarioHandler } from './messages/show-scenarios.js';
import { ShowNewsHandler } from './messages/show-news.js';
import { ShowNamesHandler } from './messages/show-names.js';
import {
  DropWatchHandler,
  KeepWatchHandler,
  ListWatchesHandler,
  ShowWatchHandler,
} from './messages/watch-orders.js';
import { Watching } from './messages/watching.js';
import { ShowViewHandler } from './messages/show-view.js';
import { ShowWhyHandler, TraceNumbersHandler } from './messages/show-why.js';
import { CheckStoreHandler, ProveLogHandler, VerifyLogHandler } from './messages/verify-log.js';
import { type Kept, Projector } from './projector/projector.js';
import type { JobQueue } from './queue/job-queue.js';
import { QueuedJobs } from './queue/queued-jobs.js';
import { EventStore } from './store/store.js';
import { FeedFile } from './watches/feed-file.js';
import { Turn } from './watches/turn.js';
import { WatchBook } from './watches/watch-book.js';
import { HookBook } from './webhooks/hook-book.js';
import { HookKeys } from './webhooks/hook-keys.js';
import { Receivers } from './webhooks/receivers.js';
import { Workers } from './workers/workers.js';

const handlers = [
  RecordEventsHandler,
  ImportSheetHandler,
  ReadLogHandler,
  ReadEventHandler,
  ReadEventsHandler,
  ShowNamesHandler,
  ShowViewHandler,
  ShowDealsHandler,
  ShowPartiesHandler,
  ShowWhyHandler,
  ShowChangesHandler,
  ShowNewsHandler,
  TraceNumbersHandler,
  RunScenarioHandler,
  SeekGoalHandler,
  CheckFeasibilityHandler,
  SaveScenarioHandler,
  ListScenariosHandler,
  ShowScenarioHandler,
  ForkScenarioHandler,
  RebaseScenarioHandler,
  AdoptEditsHandler,
  KeepWatchHandler,
  ListWatchesHandler,
  ShowWatchHandler,
  DropWatchHandler,
  KeepHookHandler,
  ListHooksHandler,
  ShowHookHandler,
  ResumeHookHandler,
  DropHookHandler,
  StartJobHandler,
  ShowJobHandler,
  CancelJobHandler,
  ProveLogHandler,
  VerifyLogHandler,
  CheckStoreHandler,
];

/** Jobs are this process's own, unless there is a queue that it shares. */
const jobsProvider = (queue?: JobQueue): FactoryProvider<Jobs> => ({
  provide: Jobs,
  inject: [Clock, QueryBus],
  useFactory: (clock: Clock, queries: QueryBus): Jobs =>
    queue ? new QueuedJobs(queue) : new ProcessJobs(clock, queries),
});

/** What an application works with, beside its store. */
interface AppParts {
  clock: Clock;
  workers: Workers;
  mappings: Mappings;
  memory: AnswerMemory;
  feeds: FeedFile;
  receivers: Receivers;
  hookKeys: HookKeys;
  /** Jobs that are shared with other processes. */
  queue: JobQueue | undefined;
  /** Where the log is kept as bytes. */
  kept: Kept | undefined;
}

const usualParts = (): AppParts => ({
  clock: new SystemClock(),
  workers: new Workers(),
  mappings: new PassingMappings(),
  memory: new AnswerMemory(),
  feeds: new FeedFile(),
  receivers: new Receivers(),
  hookKeys: new HookKeys(),
  queue: undefined,
  kept: undefined,
});

/** The composition root: the one place that names adapters. */
@Module({})
export class AppModule implements BeforeApplicationShutdown, OnApplicationShutdown {
  constructor(
    private readonly projector: Projector,
    private readonly store: EventStore,
    private readonly workers: Workers,
    private readonly jobs: Jobs,
    private readonly watching: Watching,
    private readonly delivering: Delivering,
    private readonly feeds: FeedFile,
  ) {}

  static over(store: EventStore, parts: Partial<AppParts> = {}): DynamicModule {
    const { feeds, queue, kept, ...others } = { ...usualParts(), ...parts };
    return {
      module: AppModule,
      imports: [CqrsModule.forRoot()],
      controllers,
      providers: [
        { provide: EventStore, useValue: store },
        { provide: Clock, useValue: others.clock },
        { provide: Workers, useValue: others.workers },
        { provide: Mappings, useValue: others.mappings },
        { provide: AnswerMemory, useValue: others.memory },
        { provide: FeedFile, useValue: feeds },
        { provide: WatchBook, useValue: new WatchBook(feeds) },
        { provide: Turn, useValue: new Turn(feeds) },
        { provide: HookBook, useValue: new HookBook(feeds) },
        { provide: Receivers, useValue: others.receivers },
        { provide: HookKeys, useValue: others.hookKeys },
        Watching,
        Delivering,
        jobsProvider(queue),
        { provide: Projector, useFactory: () => new Projector(store, kept) },
        Answering,
        Figures,
        OpenFeeds,
        Pictures,
        StartingJobs,
        ...handlers,
      ],
    };
  }

  beforeApplicationShutdown(): void {
    this.jobs.leave();
    this.delivering.stop();
    this.watching.stop();
  }

  async onApplicationShutdown(): Promise<void> {
    await this.projector.stop();
    await this.workers.close();
    this.feeds.close();
    await this.store.close();
  }
}
