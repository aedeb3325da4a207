import { joined, type Markdown, md } from '../../../escape/markdown.ts';
import { table } from '../../../table.ts';

/** By prefix of an id: the kind of object, and the AWS CLI command that describes it. */
const KINDS: Record<string, { readonly noun: string; readonly describe?: string }> = table({
  vpc: { noun: 'a VPC', describe: 'describe-vpcs --vpc-ids' },
  subnet: { noun: 'a subnet', describe: 'describe-subnets --subnet-ids' },
  sg: { noun: 'a security group', describe: 'describe-security-groups --group-ids' },
  rtb: { noun: 'a route table', describe: 'describe-route-tables --route-table-ids' },
  igw: { noun: 'an internet gateway', describe: 'describe-internet-gateways --internet-gateway-ids' },
  eigw: { noun: 'an egress-only internet gateway' },
  nat: { noun: 'a NAT gateway', describe: 'describe-nat-gateways --nat-gateway-ids' },
  eni: { noun: 'a network interface', describe: 'describe-network-interfaces --network-interface-ids' },
  eipalloc: { noun: 'an Elastic IP address', describe: 'describe-addresses --allocation-ids' },
  acl: { noun: 'a network ACL', describe: 'describe-network-acls --network-acl-ids' },
  vpce: { noun: 'a VPC endpoint', describe: 'describe-vpc-endpoints --vpc-endpoint-ids' },
  pcx: {
    noun: 'a VPC peering connection',
    describe: 'describe-vpc-peering-connections --vpc-peering-connection-ids',
  },
  tgw: { noun: 'a transit gateway', describe: 'describe-transit-gateways --transit-gateway-ids' },
  vgw: { noun: 'a virtual private gateway', describe: 'describe-vpn-gateways --vpn-gateway-ids' },
  pl: { noun: 'a prefix list', describe: 'describe-managed-prefix-lists --prefix-list-ids' },
  i: { noun: 'an instance', describe: 'describe-instances --instance-ids' },
});

/** Undefined for a prefix outside of networks. */
export function describeId(id: string, prefix: string): Markdown | undefined {
  const kind = KINDS[prefix];
  if (!kind) return undefined;
  const lines = [md`**${id}** — ${kind.noun} that exists in AWS, not in this file`];
  if (kind.describe) lines.push(md`Show it with \`aws ec2 ${kind.describe} ${id}\``);
  return joined(lines, '\n\n');
}
