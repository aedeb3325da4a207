import type { Command } from 'commander';
import { freeBlocks } from '../../cidr/blocks.ts';
import { missingText, type PlanError } from '../../subnetPlan/allocate/allocate.ts';
import { planHosts } from '../../subnetPlan/allocate/hosts.ts';
import { planSplit } from '../../subnetPlan/allocate/split.ts';
import { planTiers, planTiersApart } from '../../subnetPlan/allocate/tiers.ts';
import { type AnyPlan, printPlan } from './print.ts';
import { CIDR_FORMATS, type CidrOptions, type Request, readCidrRequest } from './request.ts';

export interface CidrResult {
  /** 0: fine; 1: the plan does not fit; 2: the request cannot be read. */
  readonly status: 0 | 1 | 2;
  readonly stdout: string;
  /** One sentence and a line break if the status is not 0, else empty. */
  readonly stderr: string;
}

/** Adds `vpc-lens cidr` to the program; `finish` prints the result and sets the exit status. */
export function registerCidr(program: Command, finish: (result: CidrResult) => void): void {
  program
    .command('cidr')
    .description('Calculate a CIDR block: addresses, AWS-reserved addresses, and subnet plans.')
    .argument('<CIDR>', 'a CIDR block such as 10.0.0.0/16')
    .option('--split <PREFIX>', 'list all blocks with this prefix length')
    .option('--hosts <N,N,…>', 'plan the smallest subnets with at least N usable addresses')
    .option('--azs <N>', 'plan subnets of each tier in N zones (with --tiers)')
    .option(
      '--tiers <NAME[:PREFIX],…>',
      'tiers to plan; PREFIX is the prefix length of each subnet (with --azs)',
      joined,
    )
    .option('--used <CIDR,CIDR,…>', 'blocks that are in use; the plan avoids them', joined)
    .option('--format <FORMAT>', `output format: ${CIDR_FORMATS.join(', ')}`, 'text')
    .addHelpText('after', EXAMPLES)
    .action((cidr: string, options: CidrOptions) => finish(runCidr(cidr, options)));
}

const EXAMPLES = `
Examples:
  vpc-lens cidr 10.0.0.0/16
  vpc-lens cidr 10.0.0.0/16 --azs 3 --tiers public:24,private:20 --format cfn-yaml
  vpc-lens cidr 10.0.0.0/20 --hosts 500,100,20 --used 10.0.0.0/24

Exit status: 0 fine, 1 the plan does not fit, 2 an argument is wrong.
`;

function joined(value: string, before: string | undefined): string {
  return before === undefined ? value : `${before},${value}`;
}

/** Answers one `vpc-lens cidr` call. A function of its arguments alone. */
export function runCidr(cidrText: string, options: CidrOptions): CidrResult {
  const request = readCidrRequest(cidrText, options);
  if (request.kind === 'error') return failed(request);
  const plan = planFor(request);
  if (plan.kind === 'error') return failed(plan);
  const output = printPlan(request, plan);
  return typeof output === 'string' ? { status: 0, stdout: output, stderr: '' } : failed(output);
}

function failed({ reason, message }: PlanError): CidrResult {
  const status = reason === 'request' || reason === 'too-many-blocks' ? 2 : 1;
  return { status, stdout: '', stderr: `${message}\n` };
}

function planFor({ root, used, task }: Request): AnyPlan | PlanError {
  switch (task.kind) {
    case 'describe':
      return { kind: 'plan', blocks: [], free: freeBlocks(root, used) };
    case 'split':
      return planSplit(root, task.prefix, used);
    case 'hosts': {
      const wanted = task.hosts.map((hosts, index) => ({ name: `subnet-${index + 1}`, hosts }));
      return planHosts(root, wanted, used);
    }
    case 'tiers': {
      const plan = planTiers(root, task.zones, task.tiers, used);
      if (plan.kind === 'plan' || plan.reason === 'request') return plan;
      const apart = planTiersApart(root, task.zones, task.tiers, used);
      if (apart.kind === 'error') return plan;
      const note = `The subnets fit only one by one: no block covers a tier, and with one for each tier ${missingText(plan.missing)}.`;
      return { ...apart, note };
    }
  }
}
