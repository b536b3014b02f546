import { Controller, Get, Header, Param } from '@nestjs/common';
import { NotFound } from '../messages/refusals.js';
import { problemIndex, problemKinds, problemPage } from './problem-kinds.js';

const html = 'text/html; charset=utf-8';

@Controller('docs/problems')
export class DocsController {
  @Get()
  @Header('Content-Type', html)
  problems(): string {
    return problemIndex();
  }

  @Get(':kind')
  @Header('Content-Type', html)
  problem(@Param('kind') kind: string): string {
    if (!Object.hasOwn(problemKinds, kind)) throw new NotFound(`there is no kind of problem "${kind}"`);
    return problemPage(problemKinds[kind]!);
  }
}
