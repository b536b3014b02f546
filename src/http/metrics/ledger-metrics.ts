import { setTimeout } from 'node:timers/promises';
import { QueryBus } from '@nestjs/cqrs';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Jobs } from '../../messages/jobs.js';
import { CheckStore, ProveLog } from '../../messages/verify-log.js';
import { Projector } from '../../projector/projector.js';
import { EventStore } from '../../store/store.js';
import { OpenFeeds } from '../open-feeds.js';
import type { LettingIn } from '../turnstile.js';
import type { AnswerTally } from './answer-tally.js';
import type { EventLoopDelay } from './event-loop-delay.js';
import type { Metric } from './exposition.js';
import { counter, countsBy, gauge, histogram, summary } from './kinds.js';

/** A store that says nothing for so long is away, as far as these numbers go. */
const patienceMs = 1_000;

const inTime = async <T>(asked: Promise<T>): Promise<T | undefined> =>
  Promise.race([asked.catch(() => undefined), setTimeout(patienceMs, undefined, { ref: false })]);

/** How the store stands: its head where it can be read, whether it could be written, how late it is read. */
const storeMetrics = async (
  queries: QueryBus,
  projector: Projector,
  store: EventStore,
): Promise<Metric[]> => {
  const state = await inTime(queries.execute(new CheckStore()));
  const { standbys } = state ?? {};
  const head = (state ?? (await inTime(queries.execute(new ProveLog()))))?.position;
  const lag = store.lagAt(projector.position);
  return [
    lag
      ? gauge('gigaledger_standby_lag_seconds', 'What is answered is not later than this.', lag.seconds)
      : gauge('gigaledger_store_writable', '1 when what is sent now could be recorded.', state ? 1 : 0),
    ...(standbys === undefined
      ? []
      : [gauge('gigaledger_store_standbys', 'Synchronous standbys that follow the database.', standbys)]),
    gauge('gigaledger_log_position', 'The last position of the log; NaN while it is away.', head ?? NaN),
    gauge(
      'gigaledger_projection_lag_events',
      'Recorded events that the views have not read yet; NaN while the log is away.',
      head === undefined ? NaN : Math.max(0, head - projector.position),
    ),
  ];
};

/** What this process has done and does, of the ledger itself. */
export const ledgerMetrics = async (
  app: NestFastifyApplication,
  tally: AnswerTally,
  delay: EventLoopDelay,
  { shed }: LettingIn,
): Promise<Metric[]> => {
  const jobs = await inTime(app.get(Jobs).unfinished());
  return [
    counter(
      'gigaledger_appended_events_total',
      'Events that this process appended.',
      app.get(EventStore).appended,
    ),
    counter(
      'gigaledger_conflicts_total',
      'Writes refused since the stream had another revision than expected (412).',
      tally.conflicts,
    ),
    ...(await storeMetrics(app.get(QueryBus), app.get(Projector), app.get(EventStore))),
    summary(
      'gigaledger_event_loop_delay_seconds',
      'How late the event loop comes to what is due; quantiles since they were read last.',
      delay.take(),
    ),
    gauge('gigaledger_streams_open', 'Streams that somebody listens to.', app.get(OpenFeeds).count),
    gauge('gigaledger_jobs_waiting', 'Jobs that have not begun.', jobs?.waiting ?? NaN),
    gauge('gigaledger_jobs_running', 'Jobs that are worked on.', jobs?.running ?? NaN),
    countsBy(
      'gigaledger_shed_total',
      'Requests turned away since more came in than could be answered (503).',
      Object.entries(shed).map(([lane, count]) => ({ labels: { lane }, count })),
    ),
    countsBy('gigaledger_answers_total', 'Answers by view and status.', tally.views),
    histogram('gigaledger_answer_seconds', 'How long an answer of a view took.', tally.viewSeconds),
    countsBy('gigaledger_requests_total', 'Answers by method, route and status.', tally.requests),
  ];
};
