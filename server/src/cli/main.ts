import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import packageJson from '../../../package.json' with { type: 'json' };
import { loadBundle } from './process/codeCache.ts';
import { write } from './process/output.ts';

type Program = typeof import('./program.ts');

const { version } = packageJson;
const [first, ...others] = process.argv.slice(2);
if ((first === '--version' || first === '-V') && others.length === 0) {
  write(1, `${version}\n`);
} else {
  const bundle = join(import.meta.dirname, 'program.cjs');
  // What a command compiles is kept for its next run; the language server has a cache of its own.
  const kept = ['check', 'reach', 'diff', 'test', 'cidr', 'map', 'rules'].find(
    (command) => command === first,
  );
  const { run } = loadBundle<Program>(bundle, version, kept);
  void run({
    version,
    pages: pathToFileURL(join(import.meta.dirname, '../docs/rules/')),
    worker: join(import.meta.dirname, 'worker.cjs'),
    serve: async () => {
      await import('./server.cjs' as string);
    },
    readNetwork: async (...given) => {
      // What AWS's SDK says of the next versions of Node is for those who bundle it.
      process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true';
      const aws: typeof import('./inventory/aws.ts') = await import('./aws.cjs' as string);
      return aws.readNetwork(...given);
    },
    serveAssistants: async (host) => {
      const { serve }: typeof import('./mcp/serve.ts') = await import('./mcp.cjs' as string);
      await serve(host);
    },
  });
}
