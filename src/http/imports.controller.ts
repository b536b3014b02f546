import { Body, Controller, Post, Query, Res } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import type { FastifyReply } from 'fastify';
import type { Problem } from '../../events/index.js';
import { type ChangesAnswered, readAnswers } from '../imports/ledger/read-answers.js';
import type { MappingGiven } from '../imports/mapping/mapping.js';
import { readMapping } from '../imports/mapping/read-mapping.js';
import type { ImportAnswer } from '../messages/import-sheet.js';
import { ImportSheet } from '../messages/import-sheet.js';
import { attachAttention } from '../messages/attention.js';
import { BadRequest } from '../messages/refusals.js';
import { base } from './address.js';
import { WaitingReader } from './leaving.js';
import { type QueryParameters, QueryReader } from './query.js';
import { UnsupportedMedia } from './refusals.js';
import { SheetBody } from './sheet-body.js';

const names = ['record', 'mapping', 'changes'] as const;

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
};

const mappingFrom = (text: string | undefined): { mapping: MappingGiven; problems: readonly Problem[] } =>
  text === undefined ? { mapping: {}, problems: [] } : readMapping(parseJson(text));

const answersFrom = (
  text: string | undefined,
): { changes?: ChangesAnswered; problems: readonly Problem[] } => {
  const read = text === undefined ? undefined : readAnswers(text);
  if (!read) return { problems: [] };
  return 'fault' in read
    ? { problems: [{ pointer: '/changes', detail: read.fault }] }
    : { changes: read.answered, problems: [] };
};

@Controller(base)
export class ImportsController {
  constructor(private readonly commands: CommandBus) {}

  @Post('imports')
  async take(
    @Body() body: unknown,
    @Query() query: QueryParameters,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<ImportAnswer> {
    if (!(body instanceof SheetBody))
      throw new UnsupportedMedia(
        'what is imported is text/csv, a workbook (.xlsx), application/zip (.ocf), application/json, or the field "file" of a form',
      );
    // What a form has beside its file may stand in the address as well, which then has the last word.
    const reader = new QueryReader({ ...body.fields, ...query }, names);
    const record = reader.flag('record');
    const { mapping, problems } = mappingFrom(reader.text('mapping'));
    const { changes, problems: wrong } = answersFrom(reader.text('changes'));
    const command = reader.checked(
      new ImportSheet(body.bytes, body.file, { record, mapping, ...(changes !== undefined && { changes }) }),
    );
    if (problems.length + wrong.length > 0)
      throw new BadRequest('the import cannot be read', [...problems, ...wrong]);
    const answer = await this.commands.execute(attachAttention(command, new WaitingReader(reply)));
    void reply.status(record ? 201 : 200);
    return answer;
  }
}
