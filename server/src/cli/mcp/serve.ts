import { McpServer, ResourceTemplate } from '@modelcontextprotocol/sdk/server/mcp.js';
import { StdioServerTransport } from '@modelcontextprotocol/sdk/server/stdio.js';
import type { Result } from '../result.ts';
import { answerTool } from './answerTool.ts';
import { TOOLS } from './tools.ts';

/** The command line's functions for the server, which is a separate bundle. */
export interface McpHost {
  readonly version: string;
  /** Runs a command line and returns its output. */
  readonly answer: (args: readonly string[]) => Promise<Result>;
  /** The ids of all rules. */
  readonly rules: readonly string[];
}

/** Serves the Model Context Protocol (https://modelcontextprotocol.io) until standard input ends. */
export async function serveMcp({ version, answer, rules }: McpHost): Promise<void> {
  const server = new McpServer(
    { name: 'vpc-lens', title: 'VPC Lens', version },
    { instructions: INSTRUCTIONS },
  );
  for (const { name, title, description, input } of TOOLS) {
    const annotations = { readOnlyHint: true, openWorldHint: false };
    server.registerTool(name, { title, description, inputSchema: input, annotations }, async (given) => {
      const { text, isError } = await answerTool(name, given, answer);
      return { content: [{ type: 'text', text }], isError };
    });
  }
  const page = (id: string) => `vpc-lens://rules/${id}`;
  server.registerResource(
    'rule',
    new ResourceTemplate(page('{id}'), {
      list: () => ({
        resources: rules.map((id) => ({ uri: page(id), name: id, mimeType: 'text/markdown' })),
      }),
      complete: { id: (start) => rules.filter((id) => id.startsWith(start)) },
    }),
    { title: 'Rule', description: 'The page of a rule.', mimeType: 'text/markdown' },
    async (uri, { id }) => {
      const { status, stdout, stderr } = await answer(['rules', '--', String(id)]);
      if (status !== 0) throw new Error(stderr.trim());
      return { contents: [{ uri: uri.href, mimeType: 'text/markdown', text: stdout }] };
    },
  );
  await server.connect(new StdioServerTransport());
}

const INSTRUCTIONS =
  'Reads files of this machine and sends nothing anywhere; AWS is not asked. A verdict of "unknown" means that the file does not decide the question, not that the path is closed.';
