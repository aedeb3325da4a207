import module from 'node:module';
import packageJson from '../../../package.json' with { type: 'json' };

// What Node compiles is kept for the next run, where Node can (22.1 and later).
module.enableCompileCache?.();

const [only, ...others] = process.argv.slice(2);
if ((only === '--version' || only === '-V') && others.length === 0) {
  process.stdout.write(`${packageJson.version}\n`);
} else {
  // Behind the version and the cache: most of the time of a short run goes into loading.
  const { run } = await import('./program.ts');
  await run(packageJson.version);
}
