import { AtomController } from './atom.controller.js';
import { CiteController } from './cite.controller.js';
import { ClientsController } from './clients.controller.js';
import { DataPackageController } from './data-package.controller.js';
import { DealsController } from './deals.controller.js';
import { DocsController } from './docs.controller.js';
import { EmbedController } from './embed.controller.js';
import { EventsController } from './events.controller.js';
import { FeedController } from './feed.controller.js';
import { HealthController } from './health.controller.js';
import { ImportsController } from './imports.controller.js';
import { JobsController } from './jobs.controller.js';
import { ListsController } from './lists.controller.js';
import { LogController } from './log.controller.js';
import { McpController } from './mcp.controller.js';
import { SavedScenariosController } from './saved-scenarios.controller.js';
import { ScenariosController } from './scenarios.controller.js';
import { SchemasController } from './schemas.controller.js';
import { WebhooksController } from './webhooks.controller.js';
import { WatchesController } from './watches.controller.js';
import { ViewsController } from './views.controller.js';

// The feed stands before the events: its address looks like the id of one.
export const controllers = [
  FeedController,
  AtomController,
  EventsController,
  ImportsController,
  LogController,
  ViewsController,
  CiteController,
  ListsController,
  DataPackageController,
  DealsController,
  ScenariosController,
  SavedScenariosController,
  JobsController,
  WatchesController,
  WebhooksController,
  McpController,
  HealthController,
  DocsController,
  SchemasController,
  ClientsController,
  EmbedController,
];
