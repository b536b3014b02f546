// The answers by the names that the document gives them; what they are made of is said where they are made.
export type { RecordedEvent } from '../../../events/kit/envelope.js';
export type { Whole } from '../../../events/kit/quantity.js';
export type { Warning } from '../../../events/kit/stream.js';
export type { Changes } from '../../../projections/changes.js';
export type { Change, ChangedEntry } from '../../../projections/difference.js';
export type { Row as ViewRow, Total as ViewTotal } from '../../../projections/kit/line.js';
export type { Measure } from '../../../projections/kit/measure.js';
export type { ImportAnswer as Import } from '../../messages/import-sheet.js';
export type {
  HookDocument as Webhook,
  HookList as WebhookList,
  HookMade as WebhookMade,
} from '../../messages/hook-orders.js';
export type { LogPage } from '../../messages/read-log.js';
export type { RebaseAnswer as RebasedScenario } from '../../messages/rebase-scenario.js';
export type { RecordingAnswer as Recording } from '../../messages/record-events.js';
export type { SavedVersion } from '../../messages/saving.js';
export type { GoalAnswer } from '../../messages/seek-goal.js';
export type {
  DealDocument as Deal,
  DealList,
  PartyDocument as Party,
  PartyList,
} from '../../messages/show-deals.js';
export type { ScenarioList, ScenarioShown as SavedScenario } from '../../messages/show-scenarios.js';
export type { Why } from '../../../projections/why.js';
export type { ScenarioAnswer } from '../../simulator/answer/run.js';
export type { ViewAnswer } from '../../simulator/answer/view-answer.js';
export type { Feasibility } from '../../simulator/feasibility/answer.js';
export type { EditVerdict } from '../../simulator/saved/verdict.js';
export type { Head, IntegrityReport as Verdict } from '../../store/store.js';
export type { Catalogue } from '../catalogue.js';
export type { CloudAlert, CloudEvent } from '../../watches/cloud-event.js';
export type { WatchDocument as Watch, WatchList, WatchShown } from '../../messages/watch-orders.js';
export type { Live, Ready } from '../health.controller.js';
export type { DealHistory } from '../history.js';
export type { ToldJob as Job } from '../job-document.js';
export type { ProblemDocument as Problem } from '../problem-filter.js';
