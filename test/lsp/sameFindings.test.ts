import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { test } from 'node:test';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { checkIn } from '../cli/commandLine.ts';
import { PULL, withServer } from './client.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));

test('editor and command line find the same in the examples', async () => {
  const cli = JSON.parse((await checkIn(root, ['examples', '--format=json'])).stdout) as Record<
    string,
    unknown
  >[];
  const fromCli = cli.map((finding) =>
    [
      finding.file,
      finding.line,
      finding.column,
      finding.endLine,
      finding.endColumn,
      finding.rule,
      finding.message,
    ].join(),
  );
  assert.ok(fromCli.length > 10);
  const files = readdirSync(new URL('../../examples/', import.meta.url), {
    recursive: true,
    withFileTypes: true,
  })
    .filter((entry) => entry.isFile())
    .map((entry) => `${entry.parentPath}/${entry.name}`);
  await withServer({ capabilities: PULL }, async (client) => {
    const fromServer: string[] = [];
    for (const path of files) {
      const uri = pathToFileURL(path).href;
      await client.open(uri, readFileSync(path, 'utf8'));
      for (const { range, code, message } of await client.pull(uri)) {
        const { start, end } = range;
        const name = path.slice(root.length);
        fromServer.push(
          [name, start.line + 1, start.character + 1, end.line + 1, end.character + 1, code, message].join(),
        );
      }
    }
    assert.deepEqual(fromServer.sort(), fromCli.sort());
  });
});
