import { McpServer, ResourceTemplate } from '@modelcontextprotocol/sdk/server/mcp.js';
import type { CallToolResult, ReadResourceResult } from '@modelcontextprotocol/sdk/types.js';
import { views } from '../../projections/index.js';
import { Obstacle } from '../messages/refusals.js';
import { type DealList, ShowDeals } from '../messages/show-deals.js';
import { ShowView } from '../messages/show-view.js';
import { fitAnswer } from './fitted.js';
import { toldView } from './told.js';
import type { AskedLedger, Given, Tool } from './tool.js';
import { findDeal } from './tools/find-deal.js';
import { recordDraft } from './tools/record-draft.js';
import { whatChanged } from './tools/what-changed.js';
import { whatIf } from './tools/what-if.js';
import { whatIsFirm } from './tools/what-is-firm.js';
import { whatWasBelieved } from './tools/what-was-believed.js';
import { whyThisNumber } from './tools/why-this-number.js';

/** What a tool answers stands in it twice, structured and as text; together they stay below 20,000 characters. */
const mostCharacters = 9_500;

const instructions =
  'A ledger of what was promised about AI computing, by whom, how firmly, as known on any date, and what happens if it slips. Undisclosed and unknown are never zero. Numbers name the events they rest on; cite publisher, date and address from sources. Slugs and streams are found with find_deal.';

interface AssistantOptions {
  version: string;
  /** Whether drafts may be recorded. */
  mayRecord?: boolean;
}

const told = (answer: Readonly<Record<string, unknown>>): CallToolResult => {
  const structuredContent = fitAnswer(answer, mostCharacters);
  return { structuredContent, content: [{ type: 'text', text: JSON.stringify(structuredContent) }] };
};

/** What can't be answered, in words and with the place of every fault; anything else that goes wrong is thrown. */
const refused = (error: unknown): CallToolResult => {
  if (!(error instanceof Obstacle)) throw error;
  const places = error.problems.slice(0, 20).map(({ pointer, detail }) => `${pointer}: ${detail}`);
  return {
    isError: true,
    content: [{ type: 'text', text: [`${error.title}: ${error.message}`, ...places].join('\n') }],
  };
};

const register = (server: McpServer, tool: Tool, ledger: AskedLedger, readOnly: boolean): void => {
  server.registerTool(
    tool.name,
    {
      title: tool.title,
      description: tool.says,
      inputSchema: tool.takes,
      annotations: {
        readOnlyHint: readOnly,
        destructiveHint: false,
        idempotentHint: readOnly,
        openWorldHint: false,
      },
    },
    async (given: Given) => tool.answer(given, ledger).then(told, refused),
  );
};

const json = (uri: URL, value: Readonly<Record<string, unknown>>): ReadResourceResult => ({
  contents: [
    {
      uri: uri.href,
      mimeType: 'application/json',
      text: JSON.stringify(fitAnswer(value, 2 * mostCharacters)),
    },
  ],
});

const registerResources = (server: McpServer, ledger: AskedLedger): void => {
  const dealNames = async () => {
    const { deals } = (await ledger.ask(new ShowDeals())) as DealList;
    return {
      resources: deals.map(({ deal, title }) => ({
        uri: `gigaledger://deals/${deal}`,
        name: deal,
        title: title ?? deal,
      })),
    };
  };
  server.registerResource(
    'deals',
    new ResourceTemplate('gigaledger://deals/{deal}', { list: dealNames }),
    {
      title: 'Deals',
      description: 'One deal with its tranches, payments and claims.',
      mimeType: 'application/json',
    },
    async (uri, { deal }) => json(uri, { ...(await ledger.ask(new ShowDeals({}, String(deal)))) }),
  );
  const viewNames = () => ({
    resources: views.map(({ name, summary }) => ({
      uri: `gigaledger://views/${name}`,
      name,
      description: summary,
    })),
  });
  server.registerResource(
    'views',
    new ResourceTemplate('gigaledger://views/{view}', { list: viewNames }),
    { title: 'Views', description: 'A view as it is known now.', mimeType: 'application/json' },
    async (uri, { view }) =>
      json(uri, await toldView(await ledger.ask(new ShowView(String(view), {})), ledger)),
  );
};

/** The assistants' door over a ledger: tools named like the questions that people ask, read-only unless told otherwise. */
export const assistantServer = (
  ledger: AskedLedger,
  { version, mayRecord = false }: AssistantOptions,
): McpServer => {
  const server = new McpServer({ name: 'gigaledger', version }, { instructions });
  for (const tool of [whatIsFirm, whatWasBelieved, whatChanged, whatIf, whyThisNumber, findDeal])
    register(server, tool, ledger, true);
  register(server, recordDraft(mayRecord), ledger, !mayRecord);
  registerResources(server, ledger);
  return server;
};
