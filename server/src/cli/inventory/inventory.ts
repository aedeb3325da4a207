import { type Command, Option } from 'commander';
import { INVENTORY_FOLDER } from '../../languageService.ts';
import { ArgumentError } from '../input/argumentError.ts';
import type { Progress } from '../process/progress.ts';
import { couldNot, type Result } from '../result.ts';
import type { PartAnswer, RegionAnswers, readNetwork } from './readNetwork.ts';
import { errorText, mentions, writeNetwork } from './writeNetwork.ts';

interface InventoryOptions {
  readonly profile?: string;
  readonly region?: string;
  readonly vpc: readonly string[];
  readonly mask?: true;
  readonly output: string;
}

export interface InventoryHost {
  readonly cwd: string;
  readonly now: () => Date;
  readonly progress: Progress | undefined;
  /** Calls AWS. */
  readonly read: typeof readNetwork;
}

/** Adds `vpc-lens inventory` to the program. */
export function registerInventory(
  program: Command,
  host: InventoryHost,
  finish: (result: Result) => void,
): void {
  program
    .command('inventory')
    .description('Read existing networks from AWS into files that all other commands use.')
    .option('--profile <NAME>', 'profile of the AWS CLI (default: as the AWS CLI chooses)')
    .option('--region <REGION>', 'region (default: as the AWS CLI chooses)')
    .addOption(
      new Option('--vpc <ID>', 'keep only what belongs to this VPC; repeatable')
        .argParser(addVpc)
        .default([], 'all'),
    )
    .option('--mask', 'replace account numbers; leave out descriptions, user names and tags')
    .option('--output <FOLDER>', 'folder to write to', INVENTORY_FOLDER)
    .addHelpText('after', MORE)
    .action(async (options: InventoryOptions) => finish(await runInventory(options, host)));
}

const MORE = `
This is the only command that uses the network. It calls AWS with your own credentials, and all calls only read:
  ec2:Describe Vpcs, VpcAttribute, Subnets, RouteTables, InternetGateways, NatGateways, NetworkAcls, SecurityGroups,
    VpcEndpoints, ManagedPrefixLists, VpcPeeringConnections, TransitGatewayVpcAttachments
  rds:Describe DBInstances, DBClusters, DBSubnetGroups

Examples:
  vpc-lens inventory --profile staging --region eu-central-1
  vpc-lens inventory --vpc vpc-0a1b2c3d4e5f60718 --mask

Exit status: 0 everything was read, 1 a part is missing because a call was denied, 2 AWS could not be asked.
`;

function addVpc(text: string, before: readonly string[]): readonly string[] {
  if (!/^vpc-[0-9a-f]{8}(?:[0-9a-f]{9})?$/.test(text))
    throw new ArgumentError(`--vpc must be an id such as vpc-0a1b2c3d4e5f60718, not "${text}".`);
  return [...before, text];
}

/** Calls AWS and writes a file for each part. A part without permission is left out, which means that it is unknown. */
async function runInventory(options: InventoryOptions, host: InventoryHost): Promise<Result> {
  const { profile, region } = options;
  let network: RegionAnswers;
  try {
    network = await host.read({ profile, region }, (done, total) => host.progress?.show(done, total));
  } catch (error) {
    return couldNot(`AWS could not be asked: ${errorText(error)}`);
  } finally {
    host.progress?.clear();
  }
  const missing = options.vpc.find((id) => !network.answers.some((answer) => hasVpc(answer, id)));
  if (missing !== undefined)
    return couldNot(`There is no ${missing} in ${network.region}, or it cannot be seen.`);
  const result = writeNetwork(network, {
    output: options.output,
    cwd: host.cwd,
    now: host.now(),
    vpc: options.vpc,
    mask: options.mask === true,
  });
  if ('problem' in result) return couldNot(result.problem);
  const { written, denied, shown } = result;
  return {
    status: denied.length > 0 ? 1 : 0,
    stdout: `${written.map(({ part, count }) => `${part} ${count}\n`).join('')}Written to ${shown}.\n`,
    stderr: denied.map((sentence) => `${sentence}\n`).join(''),
  };
}

function hasVpc(answer: PartAnswer, id: string): boolean {
  if (answer.part !== 'Vpcs') return false;
  // Without the list of VPCs, an empty result proves nothing.
  return 'denied' in answer || answer.items.some((item) => mentions(item, [id]));
}
