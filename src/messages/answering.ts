import { Injectable } from '@nestjs/common';
import type { RecordedLog } from '../../projections/kit/log.js';
import { Projector } from '../projector/projector.js';
import type { RecordedGround } from '../simulator/scenario/ground.js';
import { EventStore } from '../store/store.js';
import type { AskableKind, Work } from '../workers/work.js';
import { Workers } from '../workers/workers.js';
import { attentionTo, resultOfWork } from './attention.js';
import { Clock } from './clock.js';
import { checkParameter } from './within-head.js';

/** What is asked, and the log that it is read off as it was when it was read. */
export interface Grounded<K extends AskableKind> {
  asked: Work[K]['asked'];
  ground: RecordedGround;
}

/** What questions are answered with: the log as far as it was read, today's date, and processes for what is heavy. */
@Injectable()
export class Answering {
  constructor(
    private readonly projector: Projector,
    private readonly clock: Clock,
    private readonly store: EventStore,
    private readonly workers: Workers,
  ) {}

  get history(): RecordedLog {
    return this.projector.history;
  }

  /** The log as it is now; nothing but the answer of a scenario names its hash. */
  get ground(): RecordedGround {
    const { history, position } = this.projector;
    return { history, position, today: this.clock.today, logHash: '' };
  }

  /** Throws BeyondHead when the log does not reach the position that a parameter asks for. */
  checkPosition(value: unknown, name = 'atPosition'): Promise<void> {
    return checkParameter(name, value, { reached: this.projector.position, store: this.store });
  }

  /** Works out an answer; whoever attends to the question may call it off. Throws a refusal where the work fails. */
  answer<K extends AskableKind>(
    kind: K,
    asked: Work[K]['asked'],
    question: object,
    ground: RecordedGround = this.ground,
  ): Promise<Work[K]['answer']> {
    return resultOfWork(this.workers.answer(kind, asked, ground, attentionTo(question)));
  }

  /** The hash of the log at a position. */
  async hashAt(position: number): Promise<string> {
    const [last] = position === 0 ? [] : await this.store.read(position - 1, 1);
    return last?.event.hash ?? '0'.repeat(64);
  }
}
