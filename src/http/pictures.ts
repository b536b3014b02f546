import { Injectable } from '@nestjs/common';
import type { FastifyRequest } from 'fastify';
import { pinnedAddress } from '../charts/ask-charts.js';
import { type PictureFile, renderSvg } from '../charts/render-svg.js';
import { widths } from '../charts/widths.js';
import { resultOfWork } from '../messages/attention.js';
import { BadRequest } from '../messages/refusals.js';
import type { PictureDesk } from '../pictures/picture-desk.js';
import { Figures } from './figures.js';
import { originOf } from './origin.js';
import type { QueryParameters } from './query.js';

/** Views as pictures, with everything that is needed to cite them. */
@Injectable()
export class Pictures {
  #desk: PictureDesk | undefined;

  constructor(private readonly figures: Figures) {}

  async drawn(view: string, query: QueryParameters, request: FastifyRequest): Promise<PictureFile> {
    const { charts, answer, look } = await this.figures.of(view, query);
    return renderSvg(charts, answer, {
      width: look.width ?? widths.usual,
      palette: look.palette,
      address: originOf(request) + pinnedAddress(answer),
    });
  }

  /** In pixels; what makes them is loaded when it is first asked for. Whoever waits no longer gives its turn to the next. */
  async png(picture: PictureFile, signal: AbortSignal): Promise<Uint8Array> {
    const { PictureDesk, TooManyPixels } = await import('../pictures/picture-desk.js');
    this.#desk ??= new PictureDesk();
    try {
      return await resultOfWork(this.#desk.png(picture, signal));
    } catch (error) {
      throw error instanceof TooManyPixels ? new BadRequest(error.message) : error;
    }
  }
}
