import assert from 'node:assert/strict';
import { type ChildProcess, execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import {
  AttachInternetGatewayCommand,
  CreateInternetGatewayCommand,
  CreateRouteCommand,
  CreateSecurityGroupCommand,
  CreateSubnetCommand,
  CreateVpcCommand,
  DescribeRouteTablesCommand,
  EC2Client,
} from '@aws-sdk/client-ec2';
import { CreateDBInstanceCommand, CreateDBSubnetGroupCommand, RDSClient } from '@aws-sdk/client-rds';
import { readInventoryFile } from '../../server/src/inventory/inventoryFile.ts';
import { parse } from '../../server/src/syntax/parse.ts';
import { anyFreePort } from '../host/vscode/freePort.mjs';
import { pythonWith } from '../inventory/python.ts';
import { inFolder } from './folder.ts';

// `vpc-lens inventory` as a process against servers on this machine: moto, which plays AWS, and one that is difficult.

const cli = fileURLToPath(new URL('../../dist/cli.js', import.meta.url));
const REGION = 'eu-central-1';

interface Run {
  readonly status: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** Runs the command line with an address for AWS, and nothing of the machine's own credentials. */
function run(
  args: readonly string[],
  cwd: string,
  endpoint: string,
  env: NodeJS.ProcessEnv = {},
): Promise<Run> {
  const { PATH, SystemRoot, TMPDIR, TEMP } = process.env;
  const aws = {
    AWS_ENDPOINT_URL: endpoint,
    AWS_ACCESS_KEY_ID: 'test',
    AWS_SECRET_ACCESS_KEY: 'secret-of-the-test',
    AWS_EC2_METADATA_DISABLED: 'true',
    AWS_CONFIG_FILE: join(cwd, 'no-config'),
    AWS_SHARED_CREDENTIALS_FILE: join(cwd, 'no-credentials'),
  };
  return new Promise((resolve) => {
    const options = { cwd, env: { PATH, SystemRoot, TMPDIR, TEMP, ...aws, ...env }, timeout: 120_000 };
    execFile(process.execPath, [cli, ...args], options, (error, stdout, stderr) =>
      resolve({ status: Number(error?.code ?? 0), stdout, stderr }),
    );
  });
}

const read = (args: readonly string[], cwd: string, endpoint: string, env?: NodeJS.ProcessEnv) =>
  run(['inventory', ...args], cwd, endpoint, env);

/** What a file of the inventory has, checked to be read without a problem. */
function part(folder: string, name: string): Record<string, unknown>[] {
  const file = `${REGION}.${name}.json`;
  const text = readFileSync(join(folder, '.vpc-lens', file), 'utf8');
  assert.deepEqual(readInventoryFile(file, parse(text, 'json')).problems, []);
  return JSON.parse(text)[name];
}

const moto = pythonWith('moto', 'flask');

test('moto', { skip: moto ? false : 'no python3 with the packages moto and flask' }, async (t) => {
  let server: ChildProcess;
  let endpoint: string;
  const made = { vpc: '', subnet: '', group: '' };

  before(async () => {
    const port = await anyFreePort();
    endpoint = `http://127.0.0.1:${port}`;
    server = spawn(moto!, ['-c', 'from moto.server import main; main()', '-p', String(port)], {
      stdio: 'pipe',
    });
    await new Promise((resolve, reject) => {
      server.once('exit', reject);
      server.stderr!.on('data', (chunk) => String(chunk).includes('Running on') && resolve(undefined));
    });
    const config = {
      region: REGION,
      endpoint,
      credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
    };
    const ec2 = new EC2Client(config);
    const rds = new RDSClient(config);
    const { Vpc } = await ec2.send(new CreateVpcCommand({ CidrBlock: '10.7.0.0/16' }));
    made.vpc = Vpc!.VpcId!;
    const VpcId = made.vpc;
    const subnets = await Promise.all(
      ['a', 'b'].map((zone, index) =>
        ec2.send(
          new CreateSubnetCommand({
            VpcId,
            CidrBlock: `10.7.${index}.0/24`,
            AvailabilityZone: REGION + zone,
            TagSpecifications: [
              {
                ResourceType: 'subnet',
                Tags: [
                  { Key: 'Name', Value: `app-${zone}` },
                  { Key: 'Owner', Value: 'Somebody' },
                ],
              },
            ],
          }),
        ),
      ),
    );
    made.subnet = subnets[0]!.Subnet!.SubnetId!;
    const { InternetGateway } = await ec2.send(new CreateInternetGatewayCommand({}));
    const { InternetGatewayId } = InternetGateway!;
    await ec2.send(new AttachInternetGatewayCommand({ VpcId, InternetGatewayId }));
    const tables = await ec2.send(
      new DescribeRouteTablesCommand({ Filters: [{ Name: 'vpc-id', Values: [VpcId] }] }),
    );
    const { RouteTableId } = tables.RouteTables![0]!;
    await ec2.send(
      new CreateRouteCommand({
        RouteTableId,
        DestinationCidrBlock: '0.0.0.0/0',
        GatewayId: InternetGatewayId,
      }),
    );
    const group = { VpcId, GroupName: 'app', Description: 'Written by Somebody' };
    made.group = (await ec2.send(new CreateSecurityGroupCommand(group))).GroupId!;
    await rds.send(
      new CreateDBSubnetGroupCommand({
        DBSubnetGroupName: 'data',
        DBSubnetGroupDescription: 'Data',
        SubnetIds: subnets.map(({ Subnet }) => Subnet!.SubnetId!),
      }),
    );
    await rds.send(
      new CreateDBInstanceCommand({
        DBInstanceIdentifier: 'shop',
        DBInstanceClass: 'db.t4g.micro',
        Engine: 'postgres',
        MasterUsername: 'somebody',
        MasterUserPassword: 'not-a-secret-at-all',
        AllocatedStorage: 20,
        DBSubnetGroupName: 'data',
        VpcSecurityGroupIds: [made.group],
      }),
    );
  });

  after(() => server.kill());

  await t.test('all parts, which the other commands read', () =>
    inFolder({}, async (folder) => {
      const { status, stdout, stderr } = await read(['--region', REGION], folder, endpoint);
      assert.deepEqual([status, stderr], [0, ''], stdout);
      assert.match(stdout, /^Vpcs 2\n/);
      assert.match(stdout, /\nWritten to \.vpc-lens\/eu-central-1\.\*\.json\.\n$/);
      assert.equal(readdirSync(join(folder, '.vpc-lens')).length, 15);
      assert.ok(part(folder, 'Vpcs').some(({ VpcId }) => VpcId === made.vpc));
      const attributes = part(folder, 'VpcAttributes').find(({ VpcId }) => VpcId === made.vpc)!;
      assert.deepEqual(attributes.EnableDnsSupport, { Value: true });
      assert.deepEqual(part(folder, 'DBInstances')[0]!.DBInstanceIdentifier, 'shop');
      const settings = { dev: { vpc_config: { SubnetIds: [made.subnet], SecurityGroupIds: [made.group] } } };
      writeFileSync(join(folder, 'zappa_settings.json'), JSON.stringify(settings));
      const args = ['reach', 'zappa_settings.json', '--from', 'dev', '--to', 'internet'];
      const answer = await run(args, folder, 'http://127.0.0.1:1');
      assert.match(answer.stdout, /^dev → internet {2}tcp 443 {2}blocked/);
      const checked = await run(['check', '.vpc-lens', '--fail-on', 'hint'], folder, 'http://127.0.0.1:1');
      assert.equal(checked.status, 0, checked.stdout);
    }),
  );

  await t.test('one VPC, and another region', () =>
    inFolder({}, async (folder) => {
      assert.equal((await read(['--region', REGION, '--vpc', made.vpc], folder, endpoint)).status, 0);
      assert.deepEqual(
        part(folder, 'Subnets').map(({ VpcId }) => VpcId),
        [made.vpc, made.vpc],
      );
      assert.equal(part(folder, 'InternetGateways').length, 1);
      const other = await read(['--region', 'us-west-2', '--vpc', made.vpc], folder, endpoint);
      const sentence = `There is no ${made.vpc} in us-west-2, or it cannot be seen.\n`;
      assert.deepEqual(other, { status: 2, stdout: '', stderr: sentence });
      const { status } = await read(['--region', 'us-west-2'], folder, endpoint);
      assert.equal(status, 0);
      assert.equal(readdirSync(join(folder, '.vpc-lens')).length, 30);
    }),
  );

  await t.test('masked: no account number, no user, no description, no other tag', () =>
    inFolder({}, async (folder) => {
      assert.equal((await read(['--region', REGION, '--mask'], folder, endpoint)).status, 0);
      const files = readdirSync(join(folder, '.vpc-lens'));
      const text = files.map((file) => readFileSync(join(folder, '.vpc-lens', file), 'utf8')).join();
      for (const word of ['123456789012', 'Somebody', 'somebody', 'Written by'])
        assert.ok(!text.includes(word), word);
      assert.match(text, /"OwnerId": "000000000001"/);
      assert.match(text, /arn:aws:rds:eu-central-1:000000000001:db:shop/);
      assert.match(text, /app-a/);
      assert.deepEqual(part(folder, 'DBInstances').length, 1);
    }),
  );

  await t.test('a profile of the AWS CLI', () =>
    inFolder(
      {
        config: `[profile staging]\nregion = ${REGION}\n`,
        credentials: '[staging]\naws_access_key_id = a\naws_secret_access_key = b\n',
      },
      async (folder) => {
        const env = {
          AWS_CONFIG_FILE: join(folder, 'config'),
          AWS_SHARED_CREDENTIALS_FILE: join(folder, 'credentials'),
          AWS_ACCESS_KEY_ID: '',
          AWS_SECRET_ACCESS_KEY: '',
        };
        const { status, stderr } = await read(['--profile', 'staging'], folder, endpoint, env);
        assert.deepEqual([status, stderr], [0, '']);
        assert.ok(existsSync(join(folder, '.vpc-lens', `${REGION}.Vpcs.json`)));
      },
    ),
  );
});

/** A server that answers each action as a test says: a status, and the content of the answer's element. */
type Reply = readonly [status: number, body: string];

async function withAws(
  reply: (action: string, given: URLSearchParams, count: number) => Reply,
  use: (endpoint: string, asked: readonly string[]) => Promise<void>,
): Promise<void> {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk) => {
      body += chunk;
    });
    request.on('end', () => {
      const given = new URLSearchParams(body);
      const action = given.get('Action')!;
      asked.push(action);
      const [status, content] = reply(action, given, asked.filter((one) => one === action).length);
      response.writeHead(status, { 'content-type': 'text/xml' });
      const isRds = /^DescribeDB/.test(action);
      const inner = isRds ? `<${action}Result>${content}</${action}Result>` : content;
      response.end(status === 200 ? `<${action}Response>${inner}</${action}Response>` : content);
    });
  }).listen(0, '127.0.0.1');
  await once(server, 'listening');
  try {
    await use(`http://127.0.0.1:${(server.address() as AddressInfo).port}`, asked);
  } finally {
    server.close();
    server.closeAllConnections();
  }
}

/** EC2's and RDS's errors: https://docs.aws.amazon.com/AWSEC2/latest/APIReference/errors-overview.html */
const refusal = (code: string): string =>
  `<Response><Errors><Error><Code>${code}</Code><Message>You are not authorized: 123456789012</Message></Error></Errors></Response>`;
const refusalOfRds = (code: string): string =>
  `<ErrorResponse><Error><Type>Sender</Type><Code>${code}</Code><Message>No.</Message></Error></ErrorResponse>`;

const subnets = (...ids: string[]): string =>
  `<subnetSet>${ids.map((id) => `<item><subnetId>${id}</subnetId></item>`).join('')}</subnetSet>`;

test('pages are read to the last, and throttled calls are made again', () =>
  inFolder({}, (folder) =>
    withAws(
      (action, given, count) => {
        if (action !== 'DescribeSubnets') return [200, ''];
        if (count <= 2) return [503, refusal('RequestLimitExceeded')];
        const [first, second] = ['subnet-11111111', 'subnet-22222222'];
        return given.get('NextToken') === 'more'
          ? [200, subnets(second!)]
          : [200, `${subnets(first!)}<nextToken>more</nextToken>`];
      },
      async (endpoint, asked) => {
        const { status, stderr } = await read(['--region', REGION], folder, endpoint);
        assert.deepEqual([status, stderr], [0, '']);
        assert.deepEqual(
          part(folder, 'Subnets').map(({ SubnetId }) => SubnetId),
          ['subnet-11111111', 'subnet-22222222'],
        );
        assert.equal(asked.filter((action) => action === 'DescribeSubnets').length, 4);
        assert.deepEqual(
          asked.filter((action) => !action.startsWith('Describe')),
          [],
          'only calls that read',
        );
      },
    ),
  ));

test('a part that is denied is missing, with the permission; what was read before is removed', () =>
  inFolder({ [`.vpc-lens/${REGION}.DBInstances.json`]: '{"DBInstances": []}' }, (folder) =>
    withAws(
      (action) => {
        if (action === 'DescribeNatGateways') return [403, refusal('UnauthorizedOperation')];
        if (action === 'DescribeDBInstances') return [403, refusalOfRds('AccessDenied')];
        return [200, ''];
      },
      async (endpoint) => {
        const { status, stdout, stderr } = await read(['--region', REGION], folder, endpoint);
        assert.equal(status, 1);
        assert.match(stdout, /^Vpcs 0\n/);
        assert.equal(
          stderr,
          'NatGateways is missing, and so unknown: AWS denies ec2:DescribeNatGateways.\n' +
            'DBInstances is missing, and so unknown: AWS denies rds:DescribeDBInstances.\n',
        );
        const files = readdirSync(join(folder, '.vpc-lens'));
        assert.equal(files.length, 13);
        assert.ok(!files.some((file) => /NatGateways|DBInstances/.test(file)));
      },
    ),
  ));

test('where AWS cannot be asked, nothing is written, and no secret is told', () =>
  inFolder({}, async (folder) => {
    const nobody = 'http://127.0.0.1:1';
    const table: [args: string[], env: NodeJS.ProcessEnv, sentence: RegExp][] = [
      [['--region', REGION], {}, /^AWS could not be asked: connect ECONNREFUSED 127\.0\.0\.1:1\.\n$/],
      [[], {}, /^AWS could not be asked: Region is missing\.\n$/],
      [
        ['--region', REGION],
        { AWS_ACCESS_KEY_ID: '', AWS_SECRET_ACCESS_KEY: '' },
        /^AWS could not be asked: Could not load credentials from any providers\.\n$/,
      ],
      [
        ['--profile', 'nobody', '--region', REGION],
        {},
        /^AWS could not be asked: Could not load credentials from any providers\.\n$/,
      ],
      [['--vpc', 'vpc-1'], {}, /^--vpc must be an id such as vpc-0a1b2c3d4e5f60718, not "vpc-1"\.\n$/],
    ];
    for (const [args, env, sentence] of table) {
      const { status, stdout, stderr } = await read(args, folder, nobody, env);
      assert.deepEqual([status, stdout], [2, ''], stderr);
      assert.match(stderr, sentence);
      assert.ok(!stderr.includes('secret-of-the-test'));
    }
    assert.ok(!existsSync(join(folder, '.vpc-lens')));
    await withAws(
      (action) => [403, /DB/.test(action) ? refusalOfRds('AccessDenied') : refusal('UnauthorizedOperation')],
      async (endpoint) => {
        const { status, stderr } = await read(['--region', REGION], folder, endpoint);
        assert.deepEqual([status, stderr], [2, 'AWS denies every call that an inventory needs.\n']);
      },
    );
  }));

test('what the other programs are made of cannot ask AWS', () => {
  for (const name of ['aws.cjs', 'program.cjs', 'extension.cjs', 'worker.cjs', 'mcp.cjs']) {
    const text = readFileSync(fileURLToPath(new URL(`../../dist/${name}`, import.meta.url)), 'utf8');
    // The algorithm that a request is signed with.
    assert.equal(text.includes('AWS4-HMAC-SHA256'), name === 'aws.cjs', name);
  }
});

test('the policy of docs/inventory.md allows what is asked, and nothing else', () => {
  const page = readFileSync(fileURLToPath(new URL('../../docs/inventory.md', import.meta.url)), 'utf8');
  const source = new URL('../../server/src/cli/inventory/readNetwork.ts', import.meta.url);
  const [policy] = /\{\n {2}"Version"[\s\S]*?\n\}/.exec(page)!;
  const asked = readFileSync(source, 'utf8').match(/\b(?:ec2|rds):Describe\w+/g)!;
  assert.deepEqual(JSON.parse(policy).Statement[0].Action, [...new Set(asked)].sort());
});
