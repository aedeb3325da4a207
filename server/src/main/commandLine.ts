import { join } from 'node:path';
import { write } from '../cli/process/output.ts';
import type { Installation } from '../cli/program.ts';
import { rulePagesIn } from '../cli/rulePages.ts';
import { loadProgram } from './loadProgram.ts';

/** The version of VPC Lens, which `build.mjs` inserts. */
declare const VERSION: string;

const version = VERSION;
const [first, ...others] = process.argv.slice(2);
if ((first === '--version' || first === '-V') && others.length === 0) {
  write(1, `${version}\n`);
} else {
  // Each of these commands has a cache of compiled code; the language server has its own.
  const purpose = ['check', 'reach', 'diff', 'test', 'cidr', 'map', 'rules'].find(
    (command) => command === first,
  );
  const program = loadProgram(
    join(import.meta.dirname, 'program.cjs'),
    version,
    purpose === undefined ? undefined : { purpose },
  );
  const installation: Installation = {
    version,
    rulePage: rulePagesIn(join(import.meta.dirname, 'rulePages.json')),
    worker: join(import.meta.dirname, 'worker.cjs'),
    serve: async () => {
      await import('./server.cjs' as string);
    },
    readNetwork: async (...given) => {
      // The SDK warns of versions of Node that its next releases will not support; that concerns us, not the user.
      process.env.AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED = 'true';
      const aws: typeof import('../cli/inventory/aws.ts') = await import('./aws.cjs' as string);
      return aws.readNetwork(...given);
    },
    serveAssistants: async (host) => {
      const { serveMcp }: typeof import('../cli/mcp/serve.ts') = await import('./mcp.cjs' as string);
      await serveMcp(host);
    },
  };
  void program.commandLine().then(({ run }) => run(installation));
}
