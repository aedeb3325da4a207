// Where the templates come from, and how they get into one folder: every one is somebody else's, none is committed.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cp, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { synthesise } from './synthesise.mjs';

/** Exact versions, so that everyone checks the same lines. All are Apache-2.0 or MIT; they are only read. */
const CDK = ['aws-cdk-lib@2.276.0', 'constructs@10.8.1'];

/**
 * The last releases of CDK 1 that ship their integration tests' templates (`integ.*.expected.json`): each was
 * deployed by AWS's own people. Their dependencies, of the same version, bring more of them.
 */
const CDK1 = [
  ...['autoscaling', 'batch', 'docdb', 'ec2', 'ecs', 'ecs-patterns', 'efs', 'eks', 'elasticloadbalancing'],
  ...['elasticloadbalancingv2', 'fsx', 'lambda', 'rds', 'route53'],
].map((name) => `@aws-cdk/aws-${name}@1.60.0`);

const CFN_MODULES = [
  ...['vpc@2.3.0', 'vpc-flow-log@2.0.0', 'vpc-nat-gateway@2.0.0', 'vpc-plain@2.0.1', 'vpc-subnet@2.1.0'],
  ...['alb@1.2.0', 'alb-listener@1.4.0', 'alb-redirect-to-https@1.0.1', 'nlb@1.1.0', 'lb-dns-record@1.1.1'],
  ...[
    'asg-singleton-amazon-linux2@2.4.0',
    'ec2-instance-amazon-linux@2.4.0',
    'ec2-instance-amazon-linux2@2.5.0',
  ],
  ...[
    'ecs-cluster@1.2.0',
    'ecs-alb-target@1.4.0',
    'ecs-nlb-listener-and-target@1.4.0',
    'fargate-service@2.15.1',
  ],
  ...['fargate-scheduled-task@1.7.0', 'lambda-function@2.10.0', 'lambda-event-source-webhook@2.0.1'],
  ...['rds-instance@1.5.0', 'rds-mysql@2.0.0', 'rds-postgres@2.4.6', 'rds-aurora-serverless@2.0.0'],
  ...['rds-aurora-serverless-postgres@1.1.0', 'elasticache-redis@1.1.0', 'elasticache-serverless@0.2.0'],
  ...['efs-file-system@1.3.0', 'client-sg@1.0.0', 'route53-hosted-zone-private@1.0.0', 'ssh-bastion@1.5.0'],
].map((name) => `@cfn-modules/${name}`);

const OTHERS = [
  // The first generation was one file with Fn::Cidr and many conditions.
  '@cfn-modules/vpc-1@npm:@cfn-modules/vpc@1.3.0',
  '@104corp/cfn-vpc-module@1.7.0',
  '@104corp/cfn-web-module@2.2.2',
  'serverless-vpc-plugin@1.0.6',
];

/**
 * Fills `<home>/templates`, one folder an origin, unless it holds them already. Returns the folder.
 * Installing takes about half a minute and needs the npm registry; after that nothing is fetched.
 */
export async function collectTemplates(home) {
  const into = path.join(home, 'templates');
  await mkdir(home, { recursive: true });
  await once(path.join(home, 'installed'), [...CDK, ...CDK1, ...CFN_MODULES, ...OTHERS].join('\n'), install);
  const recipe = await Promise.all(
    ['sources.mjs', 'synthesise.mjs', 'yaml.mjs'].map((file) => readFile(new URL(file, import.meta.url))),
  );
  await once(
    path.join(home, 'collected'),
    createHash('sha256').update(Buffer.concat(recipe)).digest('hex'),
    async () => {
      console.log('collecting templates…');
      await rm(into, { recursive: true, force: true });
      await synthesise(home, path.join(into, 'cdk'));
      await copyCdk1(path.join(home, 'node_modules/@aws-cdk'), path.join(into, 'cdk1'));
      for (const scope of ['@cfn-modules', '@104corp']) {
        await copyYaml(path.join(home, 'node_modules', scope), path.join(into, scope.slice(1)));
      }
      await writeServerless(home, path.join(into, 'serverless-vpc-plugin'));
    },
  );
  return into;

  function install(wanted) {
    console.log('installing the packages that carry them…');
    // CDK 1 and 2 want different `constructs`; nothing here loads CDK 1, so its wish may go unheard.
    const flags = '--ignore-scripts --no-save --no-audit --no-fund --legacy-peer-deps --loglevel=error';
    const options = { stdio: ['ignore', 'ignore', 'inherit'], shell: process.platform === 'win32' };
    const args = ['install', ...flags.split(' '), '--prefix', home, ...wanted.split('\n')];
    if (spawnSync('npm', args, options).status !== 0) throw new Error('npm could not install the corpus');
  }
}

/** Does `work` unless the stamp says that it was done for this very `wanted`. */
async function once(stamp, wanted, work) {
  if ((await readFile(stamp, 'utf8').catch(() => '')) === wanted) return;
  await rm(stamp, { force: true });
  await work(wanted);
  await writeFile(stamp, wanted);
}

/** Some of these tests have two stacks and so a list of templates: each with resources becomes a file. */
async function copyCdk1(from, into) {
  for (const file of await filesUnder(from)) {
    const [, name] = /integ\.(.+)\.expected\.json$/.exec(file) ?? [];
    if (!name) continue;
    const folder = path.join(into, file.split('/')[0]);
    await mkdir(folder, { recursive: true });
    const stacks = JSON.parse(await readFile(path.join(from, file), 'utf8'));
    if (!Array.isArray(stacks)) await cp(path.join(from, file), path.join(folder, `${name}.json`));
    else {
      for (const [i, stack] of stacks.entries()) {
        if (!stack.Resources) continue;
        await writeFile(path.join(folder, `${name}.${i}.json`), JSON.stringify(stack, null, 2));
      }
    }
  }
}

/** Modules and their tests' templates; the hidden YAML files beside them configure other tools. */
async function copyYaml(from, into) {
  for (const file of await filesUnder(from)) {
    if (!/\.ya?ml$/.test(file) || /(^|\/)(\.|node_modules\/)/.test(file)) continue;
    await cp(path.join(from, file), path.join(into, file), { recursive: true });
  }
}

/** The plugin writes its network into the template that the Serverless framework is about to deploy. */
async function writeServerless(home, into) {
  const Plugin = createRequire(path.join(home, 'package.json'))('serverless-vpc-plugin');
  const zones = ['eu-west-1a', 'eu-west-1b', 'eu-west-1c'];
  const variants = {
    default: { zones },
    'nat-gateways': { zones, createNatGateway: true, createNetworkAcl: true, createFlowLogs: true },
    'nat-instance': { zones, createNatInstance: true, cidrBlock: '192.168.0.0/16', createParameters: true },
    endpoints: { zones: zones.slice(1), services: ['s3', 'dynamodb', 'secretsmanager', 'sqs'] },
    'one-zone': { zones: zones.slice(2), createDbSubnet: false, exportOutputs: true },
  };
  // What AWS would answer, so that nobody is asked.
  const answers = {
    describeManagedPrefixLists: {
      PrefixLists: ['s3', 'dynamodb'].map((service, i) => ({
        PrefixListName: `com.amazonaws.eu-west-1.${service}`,
        PrefixListId: `pl-6da5400${i}`,
      })),
    },
    describeVpcEndpointServices: {
      ServiceNames: variants.endpoints.services.map((service) => `com.amazonaws.eu-west-1.${service}`),
    },
    describeImages: { Images: [{ ImageId: 'ami-0a1b2c3d4e5f60718' }] },
  };
  await mkdir(into, { recursive: true });
  for (const [name, vpcConfig] of Object.entries(variants)) {
    const template = { AWSTemplateFormatVersion: '2010-09-09', Resources: {}, Outputs: {} };
    const provider = { compiledCloudFormationTemplate: template };
    await new Plugin({
      cli: { log() {} },
      service: { custom: { vpcConfig: structuredClone(vpcConfig) }, provider },
      getProvider: () => ({
        getRegion: () => 'eu-west-1',
        request: async (_, question) => answers[question],
      }),
    }).afterInitialize();
    await writeFile(path.join(into, `${name}.json`), JSON.stringify(template, null, 2));
  }
}

/** Paths relative to `folder`, with slashes, sorted. */
export async function filesUnder(folder) {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => path.relative(folder, path.join(entry.parentPath, entry.name)).split(path.sep).join('/'))
    .sort();
}
