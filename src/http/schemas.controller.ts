import { Controller, Get, Header } from '@nestjs/common';
import type { JsonSchema } from '../../events/kit/declaration.js';
import { scenarioFileSchema } from '../simulator/scenario/schema.js';

/** What editors and programs check files against before they send them. */
@Controller('schemas')
export class SchemasController {
  @Get('scenario.json')
  @Header('Content-Type', 'application/schema+json; charset=utf-8')
  scenario(): JsonSchema {
    return scenarioFileSchema();
  }
}
