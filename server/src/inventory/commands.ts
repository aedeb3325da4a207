import type { PartName } from './parts.ts';

/** An AWS CLI call whose output is a part of an inventory. */
export interface CliCall {
  readonly part: PartName;
  readonly call: string;
}

/** The calls that list everything in the current region of the account. Calls that need an argument are left out. */
export const CALLS: readonly CliCall[] = [
  { part: 'Vpcs', call: 'ec2 describe-vpcs' },
  { part: 'Subnets', call: 'ec2 describe-subnets' },
  { part: 'RouteTables', call: 'ec2 describe-route-tables' },
  { part: 'InternetGateways', call: 'ec2 describe-internet-gateways' },
  { part: 'NatGateways', call: 'ec2 describe-nat-gateways' },
  { part: 'NetworkAcls', call: 'ec2 describe-network-acls' },
  { part: 'SecurityGroups', call: 'ec2 describe-security-groups' },
  { part: 'VpcEndpoints', call: 'ec2 describe-vpc-endpoints' },
  { part: 'PrefixLists', call: 'ec2 describe-managed-prefix-lists' },
  { part: 'VpcPeeringConnections', call: 'ec2 describe-vpc-peering-connections' },
  { part: 'TransitGatewayVpcAttachments', call: 'ec2 describe-transit-gateway-vpc-attachments' },
  { part: 'DBInstances', call: 'rds describe-db-instances' },
  { part: 'DBClusters', call: 'rds describe-db-clusters' },
  { part: 'DBSubnetGroups', call: 'rds describe-db-subnet-groups' },
];

/**
 * The commands that create an inventory in the current folder, one per line. They only read from AWS, need only the AWS
 * CLI, and are the same for bash, zsh, PowerShell and cmd. Each writes its own file, so nothing has to be merged.
 */
export function inventoryCommands(): readonly string[] {
  const calls = CALLS.map(
    ({ call }) => `aws ${call} --output json > .vpc-lens/${call.replace(/^.*describe-/, '')}.json`,
  );
  return ['mkdir .vpc-lens', ...calls];
}
