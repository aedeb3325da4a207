import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import type { RegistrationParams } from 'vscode-languageserver-protocol';
import { inFolder } from '../../cli/folder.ts';
import { codes, PULL, withServer, withWorkspace } from '../client.ts';

const INVENTORY = readFileSync(new URL('../../inventory/two-zones.json', import.meta.url), 'utf8');
const SETTINGS = `dev:
  vpc_config:
    SubnetIds: [subnet-0a10000000000000a, subnet-0a40000000000000a]
    SecurityGroupIds: [sg-0a10000000000000a]
`;

test('an inventory that comes, changes and is opened itself', async () => {
  await inFolder({ 'zappa_settings.yml': SETTINGS }, async (folder) => {
    const registered: string[] = [];
    await withServer(
      {
        capabilities: withWorkspace(PULL, { didChangeWatchedFiles: { dynamicRegistration: true } }),
        answers: {
          'client/registerCapability': ({ registrations }: RegistrationParams) => {
            registered.push(JSON.stringify(registrations));
          },
        },
      },
      async (client) => {
        const uri = pathToFileURL(join(folder, 'zappa_settings.yml')).href;
        await client.open(uri, SETTINGS);
        assert.deepEqual(codes(await client.pull(uri)), []);
        assert.match(registered.join(), /\*\*\/\*\.\{json,/);

        const path = join(folder, '.vpc-lens', 'inventory.json');
        mkdirSync(join(folder, '.vpc-lens'));
        writeFileSync(path, INVENTORY);
        const changed = { changes: [{ uri: pathToFileURL(path).href, type: 1 }] };
        // Nobody looks at the disk before the editor says that something changed.
        await client.change(uri, 2, { text: `${SETTINGS}# typed\n` });
        assert.deepEqual(codes(await client.pull(uri)), []);
        await client.notify('workspace/didChangeWatchedFiles', changed);
        assert.deepEqual(codes(await client.pull(uri)), ['zappa-mixed-egress']);

        writeFileSync(path, INVENTORY.replaceAll('"NatGatewayId": "nat-', '"GatewayId": "igw-'));
        await client.notify('workspace/didChangeWatchedFiles', changed);
        assert.deepEqual(codes(await client.pull(uri)), ['zappa-public-subnet']);

        const own = pathToFileURL(path).href;
        await client.open(own, '{"subnets": []}', 'json');
        assert.deepEqual(codes(await client.pull(own)), ['inventory-broken']);
      },
    );
  });
});

test('vpcLens.inventory names a file of the workspace folder, and is read again when it changes', async () => {
  const files = { 'app/zappa_settings.yml': SETTINGS, 'aws/answers.json': INVENTORY };
  await inFolder(files, async (folder) => {
    await withServer(
      {
        rootUri: pathToFileURL(folder).href,
        capabilities: withWorkspace(PULL, { configuration: true }),
        answers: {
          'workspace/configuration': () => [{ inventory: 'aws/answers.json' }],
        },
      },
      async (client) => {
        const uri = pathToFileURL(join(folder, 'app', 'zappa_settings.yml')).href;
        await client.open(uri, SETTINGS);
        assert.deepEqual(codes(await client.pull(uri)), ['zappa-mixed-egress']);

        const path = join(folder, 'aws', 'answers.json');
        writeFileSync(path, INVENTORY.replaceAll('"NatGatewayId": "nat-', '"GatewayId": "igw-'));
        const changes = [{ uri: pathToFileURL(path).href, type: 2 }];
        await client.notify('workspace/didChangeWatchedFiles', { changes });
        assert.deepEqual(codes(await client.pull(uri)), ['zappa-public-subnet']);
      },
    );
  });
});

test('a client that watches no files: an inventory that comes, changes and goes is seen when a file is saved', async () => {
  await inFolder({ 'zappa_settings.yml': SETTINGS }, async (folder) => {
    await withServer({ capabilities: {} }, async (client) => {
      const uri = pathToFileURL(join(folder, 'zappa_settings.yml')).href;
      const saved = async () => {
        const next = client.pushed(uri);
        await client.notify('textDocument/didSave', { textDocument: { uri } });
        return codes(await next);
      };
      await client.open(uri, SETTINGS);
      assert.deepEqual(codes(await client.pushed(uri, 1)), []);
      const path = join(folder, '.vpc-lens', 'inventory.json');
      mkdirSync(join(folder, '.vpc-lens'));
      writeFileSync(path, INVENTORY);
      assert.deepEqual(await saved(), ['zappa-mixed-egress']);
      writeFileSync(path, INVENTORY.replaceAll('"NatGatewayId": "nat-', '"GatewayId": "igw-'));
      assert.deepEqual(await saved(), ['zappa-public-subnet']);
      rmSync(path);
      assert.deepEqual(await saved(), []);
    });
  });
});

test('a client that watches no files: what lies beside settings of Zappa', async () => {
  await inFolder({ 'zappa_settings.yml': SETTINGS }, async (folder) => {
    await withServer({ capabilities: {} }, async (client) => {
      const uri = pathToFileURL(join(folder, 'zappa_settings.yml')).href;
      await client.open(uri, SETTINGS);
      assert.deepEqual(codes(await client.pushed(uri, 1)), []);
      writeFileSync(join(folder, 'zappa_settings.json'), '{}');
      const next = client.pushed(uri);
      await client.notify('textDocument/didSave', { textDocument: { uri } });
      assert.deepEqual(codes(await next), ['zappa-settings-shadowed']);
    });
  });
});

test('the log says which settings, parameter files and inventories were read, and how old these are', async () => {
  const captured = new Date(Date.now() - 5 * 24 * 60 * 60 * 1000).toISOString();
  const files = {
    'net.yaml': 'Resources: { Vpc: { Type: AWS::EC2::VPC } }\n',
    'vpc-lens.json': '{"parameterFiles": {"net.yaml": "prod.json"}}',
    'prod.json': '{"Cidr": "10.0.0.0/16"}',
    '.vpc-lens/network.json': INVENTORY.replace(/(?<="CapturedAt": ")[^"]+/, captured),
  };
  await inFolder(files, async (folder) => {
    await withServer({ capabilities: PULL, rootUri: pathToFileURL(folder).href }, async (client) => {
      const uri = pathToFileURL(join(folder, 'net.yaml')).href;
      await client.open(uri, files['net.yaml']);
      await client.pull(uri);
      await client.change(uri, 2, { text: `${files['net.yaml']}# typed\n` });
      await client.pull(uri);
      assert.deepEqual(client.logged.toSorted(), [
        `Inventory: ${join(folder, '.vpc-lens')}, 1 file, 5 days old.`,
        `Parameter file: ${join(folder, 'prod.json')}.`,
        `Settings: ${join(folder, 'vpc-lens.json')}.`,
      ]);
    });
  });
});

test('the commands of an inventory, for the command that copies them', async () => {
  await withServer({ capabilities: PULL }, async (client) => {
    const text = await client.request<string>('vpcLens/inventoryCommands', {});
    assert.match(text, /^mkdir \.vpc-lens\naws ec2 describe-vpcs /);
  });
});
