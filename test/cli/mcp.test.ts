import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import packageJson from '../../package.json' with { type: 'json' };
import { rules } from '../../server/src/languageService.ts';

// The server as an assistant starts it, by the SDK's own client. `npm test` builds first.

const root = fileURLToPath(new URL('../../', import.meta.url));
const SHOP = 'examples/with-mistakes/can-it-get-there/shop.yaml';

let client: Client;

before(async () => {
  client = new Client({ name: 'test', version: '1.0.0' });
  await client.connect(
    new StdioClientTransport({ command: process.execPath, args: ['dist/cli.js', 'mcp'], cwd: root }),
  );
});

after(() => client.close());

async function call(
  name: string,
  given: Record<string, unknown>,
): Promise<{ text: string; isError: boolean }> {
  const { content, isError } = await client.callTool({ name, arguments: given });
  const [{ text }] = content as [{ text: string }];
  return { text, isError: isError === true };
}

test('it says who it is, and what its tools are', async () => {
  assert.deepEqual(client.getServerVersion(), {
    name: 'vpc-lens',
    title: 'VPC Lens',
    version: packageJson.version,
  });
  const { tools } = await client.listTools();
  assert.deepEqual(
    tools.map(({ name }) => name),
    ['check', 'reach', 'map', 'plan_blocks', 'explain_rule'],
  );
  for (const { name, description, annotations, inputSchema } of tools) {
    assert.ok(description!.length > 50, name);
    assert.deepEqual(annotations, { readOnlyHint: true, openWorldHint: false });
    for (const property of Object.values(inputSchema.properties!))
      assert.ok('description' in (property as object), `${name}: ${JSON.stringify(property)}`);
  }
});

const answers: [tool: string, given: Record<string, unknown>, text: RegExp][] = [
  ['check', { paths: [SHOP] }, /67:3 {2}warning {2}lambda-mixed-egress[\s\S]*fix: Remove PublicA/],
  ['check', { paths: [SHOP], profile: 'errors' }, /^No problems found in 1 file/],
  ['reach', { file: SHOP, from: 'AppFunction', to: 'Database' }, /tcp 5432 {2}blocked[\s\S]*fix: Allow/],
  ['reach', { file: SHOP, from: 'AppFunction', to: 'Database', port: 22 }, /tcp 22 {2}blocked/],
  ['map', { file: SHOP }, /^flowchart [\s\S]*AppFunction/],
  ['plan_blocks', { cidr: '10.0.0.0/24' }, /10\.0\.0\.255/],
  ['plan_blocks', { cidr: '10.0.0.0/16', zones: 2, tiers: ['web:24', 'db'] }, /web[\s\S]*db/],
  ['plan_blocks', { cidr: '10.0.0.0/24', hosts: [50, 20], used: ['10.0.0.0/26'] }, /10\.0\.0\.64\/26/],
  ['plan_blocks', { cidr: '10.0.0.0/23', prefix: 24, format: 'cfn-yaml' }, /Type: AWS::EC2::Subnet/],
  ['explain_rule', { id: 'subnet-overlap' }, /^# /],
  ['explain_rule', {}, /^[a-z-]+ +(error|warning|info|hint)/],
];
for (const [tool, given, expected] of answers)
  test(`${tool} ${JSON.stringify(given)}`, async () => {
    const { text, isError } = await call(tool, given);
    assert.match(text, expected);
    assert.equal(isError, false);
  });

const mistakes: [tool: string, given: Record<string, unknown>, sentence: RegExp][] = [
  ['check', { paths: ['nowhere.yaml'] }, /^nowhere\.yaml does not exist\.\n$/],
  ['check', { paths: ['--fix'] }, /^--fix does not exist\.\n$/],
  ['check', { paths: [] }, /paths/],
  ['reach', { file: SHOP, from: 'AppFunktion', to: 'Database' }, /AppFunktion/],
  ['reach', { file: '--debug', from: 'a', to: 'b' }, /^--debug cannot be read\.\n$/],
  ['plan_blocks', { cidr: '10.0.0.0/99' }, /^\/99 is too long/],
  ['explain_rule', { id: 'nothing' }, /^Unknown rule "nothing"/],
  ['map', { file: 'README.md' }, /README\.md/],
];
for (const [tool, given, expected] of mistakes)
  test(`a mistake: ${tool} ${JSON.stringify(given)}`, async () => {
    const { text, isError } = await call(tool, given);
    assert.match(text, expected);
    assert.equal(isError, true);
  });

test('a plan that does not fit is an answer, not a mistake', async () => {
  const { text, isError } = await call('plan_blocks', { cidr: '10.0.0.0/24', hosts: [500] });
  assert.match(text, /does not fit|missing|needs|free/);
  assert.equal(isError, false);
});

test('values of parameters reach the template', async () => {
  const given = { paths: [SHOP], parameters: { Nothing: 'a=b' } };
  assert.match((await call('check', given)).text, /No template has a parameter "Nothing"\./);
});

test('a long answer is cut at a line, and says so', async () => {
  const { text } = await call('check', {
    paths: ['examples/with-mistakes', 'test/rules'],
    profile: 'strict',
  });
  assert.ok(text.length < 21_000);
  assert.match(text, /\n\n\d+ more lines are left out; ask for fewer files, or about one\.\n$/);
});

test('the pages of rules are resources', async () => {
  const { resources } = await client.listResources();
  assert.deepEqual(
    resources.map(({ name }) => name),
    rules.map(({ id }) => id),
  );
  const { contents } = await client.readResource({ uri: 'vpc-lens://rules/cidr-host-bits' });
  assert.match((contents[0] as { text: string }).text, /^# /);
  await assert.rejects(client.readResource({ uri: 'vpc-lens://rules/nothing' }), /Unknown rule "nothing"/);
});

test('questions that come at once are answered each for itself', async () => {
  const ports = [22, 80, 443, 5432, 6379];
  const texts = await Promise.all(
    ports.map((port) => call('reach', { file: SHOP, from: 'AppFunction', to: 'Database', port })),
  );
  for (const [index, port] of ports.entries()) assert.match(texts[index]!.text, new RegExp(`tcp ${port} `));
});
