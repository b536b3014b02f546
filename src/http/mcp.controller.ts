import { WebStandardStreamableHTTPServerTransport } from '@modelcontextprotocol/sdk/server/webStandardStreamableHttp.js';
import { Body, Controller, Post, Req, Res } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { assistantServer } from '../mcp/server.js';
import { productVersion } from '../product-version.js';
import { readGiven } from '../simulator/answer/written-answer.js';
import { callerOf } from './access/guard.js';
import { originOf } from './origin.js';

const headersOf = ({ headers }: FastifyRequest): Headers =>
  new Headers(
    Object.entries(headers).filter((entry): entry is [string, string] => typeof entry[1] === 'string'),
  );

/**
 * The assistants' door by the Model Context Protocol. Nothing is kept between two requests; drafts are recorded only
 * with a key that may record. A foreign Origin is refused like that of any other write.
 */
@Controller('mcp')
export class McpController {
  constructor(
    private readonly queries: QueryBus,
    private readonly commands: CommandBus,
  ) {}

  @Post()
  async answer(
    @Body() body: unknown,
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<string> {
    const mayRecord = callerOf(request)?.scopes.includes('record') ?? false;
    const server = assistantServer(
      {
        ask: async (query) => readGiven(await this.queries.execute(query)),
        tell: (command) => this.commands.execute(command),
      },
      { version: await productVersion(), mayRecord },
    );
    const transport = new WebStandardStreamableHTTPServerTransport({ enableJsonResponse: true });
    await server.connect(transport);
    const asked = new Request(`${originOf(request)}/mcp`, { method: 'POST', headers: headersOf(request) });
    const answer = await transport.handleRequest(asked, { parsedBody: body });
    void reply.status(answer.status).type(answer.headers.get('content-type') ?? 'application/json');
    const text = await answer.text();
    await server.close();
    return text;
  }
}
