import { Controller, Get, Header, Query } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import { views } from '../../projections/index.js';
import {
  dataPackage,
  packaged,
  type PackageEnding,
  type PackageResource,
  resourceOf,
  type ResourceTitle,
} from '../formats/data-package.js';
import { Clock } from '../messages/clock.js';
import { ProveLog } from '../messages/verify-log.js';
import { base } from './address.js';
import { type QueryParameters, QueryReader } from './query.js';

/** At its address without the slash: a path beside the descriptor. */
const servedAt = (title: ResourceTitle, ending: PackageEnding, pins = ''): PackageResource => ({
  ...resourceOf(title, ending, `${base.slice(1)}/${title.name}.${ending}${pins}`),
  ...(ending === 'csv' && { dialect: { commentChar: '#' } }),
});

/** What is served, as one data package: the files stay where they are, and what may change is pinned. */
@Controller()
export class DataPackageController {
  constructor(
    private readonly queries: QueryBus,
    private readonly clock: Clock,
  ) {}

  @Get('datapackage.json')
  @Header('Content-Type', 'application/json; charset=utf-8')
  async describe(@Query() query: QueryParameters): Promise<object> {
    const { position, hash } = await this.queries.execute(new QueryReader(query, []).checked(new ProveLog()));
    const { today } = this.clock;
    const pins = `?effectiveAt=${today}&knownAt=${today}&atPosition=${position}`;
    return dataPackage({ effectiveAt: today, knownAt: today, position, hash }, [
      servedAt(packaged.events, 'ndjson'),
      servedAt(packaged.events, 'parquet'),
      servedAt(packaged.deals, 'csv', `${pins}&limit=1000`),
      servedAt(packaged.parties, 'csv', pins),
      ...views.flatMap(({ name, summary, definition }) => {
        const title = { name: `views/${name}`, title: summary, description: definition };
        return [servedAt(title, 'csv', pins), servedAt(title, 'parquet', pins)];
      }),
    ]);
  }
}
