import { setTimeout } from 'node:timers/promises';
import { Controller, Get } from '@nestjs/common';
import { QueryBus } from '@nestjs/cqrs';
import type { Count } from '../../events/kit/formats.js';
import { Projector } from '../projector/projector.js';
import { LogBroken } from '../store/guarded-store.js';
import { CheckStore, type StoreState } from '../messages/verify-log.js';
import { StoreUnavailable } from '../store/store.js';
import { NotReady } from './refusals.js';

/** Views that lag behind a moment's appends are given this long before they count as behind. */
const patienceMs = 500;

export interface Live {
  status: 'live';
}

export interface Ready {
  status: 'ready';
  position: Count;
  /**
   * Servers beside the database's own on which an event is when it is acknowledged; 0 means that it stands on one
   * server alone. Missing for a store in a file.
   */
  standbys?: Count;
  /** Where a standby is read: what is answered is not later than so many seconds. */
  lagSeconds?: number;
}

/** For whoever watches over the process. */
@Controller('health')
export class HealthController {
  constructor(
    private readonly queries: QueryBus,
    private readonly projector: Projector,
  ) {}

  @Get('live')
  live(): Live {
    return { status: 'live' };
  }

  @Get('ready')
  async ready(): Promise<Ready> {
    const { position: head, standbys, lagSeconds } = await this.#store();
    await Promise.race([this.projector.catchUp(), setTimeout(patienceMs, undefined, { ref: false })]);
    const { position } = this.projector;
    if (position < head) throw new NotReady(`the views are at position ${position} of ${head}`);
    return {
      status: 'ready',
      position,
      ...(standbys !== undefined && { standbys }),
      ...(lagSeconds !== undefined && { lagSeconds }),
    };
  }

  async #store(): Promise<StoreState> {
    try {
      return await this.queries.execute(new CheckStore());
    } catch (error) {
      throw notReadyFor(error);
    }
  }
}

const notReadyFor = (error: unknown): unknown => {
  if (error instanceof LogBroken) return new NotReady(error.message, { firstBadPosition: error.position });
  return error instanceof StoreUnavailable ? new NotReady(error.message) : error;
};
