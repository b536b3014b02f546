import type { Command } from 'commander';
import { say } from './terminal.js';
import { type CommonOptions, optionsOf, verb } from './verb.js';

interface McpOptions extends CommonOptions {
  allowRecord?: boolean;
}

/** Whoever started it has gone, or tells it to stop. */
const untilLeft = async (): Promise<void> =>
  new Promise((resolve) => {
    process.stdin.once('close', resolve).once('end', resolve);
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolve());
  });

const serveAssistant = async ({ allowRecord = false, ...options }: McpOptions): Promise<void> => {
  const { withExistingLedger, workLimits } = await import('./ledger.js');
  const { assistantServer } = await import('../mcp/server.js');
  const { productVersion } = await import('../product-version.js');
  const { StdioServerTransport } = await import('@modelcontextprotocol/sdk/server/stdio.js');
  await withExistingLedger(
    options,
    async ({ ask, tell, catchUp, address }) => {
      const fresh = {
        ask: async <T>(query: Parameters<typeof ask<T>>[0]) => catchUp().then(() => ask(query)),
        tell,
      };
      const server = assistantServer(fresh, { version: await productVersion(), mayRecord: allowRecord });
      const left = untilLeft();
      await server.connect(new StdioServerTransport());
      if (process.stdin.isTTY) say(`Serving assistants on stdin and stdout from ${address}; Ctrl-C ends it.`);
      await left;
      await server.close();
    },
    workLimits(),
  );
};

export const declareMcp = (program: Command): void => {
  verb(
    program,
    'mcp',
    'Serve assistants on stdin and stdout by the Model Context Protocol: what is firm, what was believed, what changed, what if, why. Read-only.',
    ['mcp', 'mcp --store sqlite:ledger.db', 'mcp --allow-record'],
  )
    .addHelpText(
      'after',
      `\nAn assistant starts it itself: {"mcpServers": {"gigaledger": {"command": "npx", "args": ["gigaledger", "mcp"], "env": {"STORE_URL": "sqlite:/path/to/gigaledger.db"}}}}\nA running server answers the same at POST /mcp.`,
    )
    .option('--allow-record', 'let record_draft record events, rather than only try them')
    .action(async (_options: unknown, command: Command) => serveAssistant(optionsOf<McpOptions>(command)));
};
