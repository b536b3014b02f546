import { Controller, Get, Header, Param, Query, Req } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { embedPage } from './embed-page.js';
import { Figures } from './figures.js';
import { originOf } from './origin.js';
import type { QueryParameters } from './query.js';

/** The views that the screens of the page begin with, by the names of the screens. */
const screens: Readonly<Record<string, { view: string; question: QueryParameters }>> = {
  overview: { view: 'compute-capacity', question: { by: 'bindingness,stage' } },
  capacity: { view: 'compute-capacity', question: {} },
  shares: { view: 'market-share', question: { market: 'cloud-infrastructure' } },
  network: { view: 'flows', question: {} },
};

@Controller('embed')
export class EmbedController {
  constructor(private readonly figures: Figures) {}

  /** One figure for a frame on another page, by the name of a view or of a screen. */
  @Get(':name')
  @Header('Content-Type', 'text/html; charset=utf-8')
  async show(
    @Param('name') name: string,
    @Query() query: QueryParameters,
    @Req() request: FastifyRequest,
  ): Promise<string> {
    const screen = Object.hasOwn(screens, name) ? screens[name]! : { view: name, question: {} };
    return embedPage(await this.figures.of(screen.view, { ...screen.question, ...query }), originOf(request));
  }
}
