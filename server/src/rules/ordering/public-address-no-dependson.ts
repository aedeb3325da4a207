import { placements } from '../../network/analysis/workloads/placement.ts';
import { type NetworkObject, valueOr } from '../../network/field.ts';
import { find, keyOfField } from '../../network/lookup.ts';
import type { NatGateway, Network } from '../../network/model.ts';
import type { Workload } from '../../network/workload.ts';
import { type CheckedFile, defineRule } from '../defineRule.ts';
import { doNotDepend, notAfter, unordered } from '../shared/dependsOn.ts';

/** Something with a public address that may be made before its VPC has an internet gateway. */
export default defineRule({
  id: 'public-address-no-dependson',
  area: 'ordering',
  severity: 'info',
  // AWS requires it, and most stacks without it succeed.
  profile: 'strict',
  appliesTo: ['template'],
  title: 'What has a public address does not depend on the internet gateway',
  why: 'Elastic IP addresses of a VPC, NAT gateways, internet-facing load balancers and public databases need the internet gateway, and nothing in them refers to it: CloudFormation creates them at the same time as the VPCGatewayAttachment. Most runs succeed. Where they are first, AWS answers that the VPC "is not attached to any internet gateway", and the stack fails. AWS detaches no gateway while the VPC has public addresses, so the deletion of the stack can fail as well. AWS asks for DependsOn here.',
  whenToIgnore: 'If the stack exists already and its deletion does not matter.',
  sources: [
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-attribute-dependson.html',
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ec2-eip.html',
    'https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_DetachInternetGateway.html',
    'EIP-01',
    'G26',
  ],

  *check(file) {
    const { network } = file;
    for (const attachment of network.gatewayAttachments) {
      const vpc = keyOfField(attachment.vpc);
      if (attachment.internetGateway.kind === 'absent' || vpc === undefined) continue;
      const early = notAfter(usersIn(vpc, file), [attachment], file);
      const users = [...new Set(early.map((user) => addressOf(user, network)))];
      if (users.length === 0) continue;
      yield unordered(
        users,
        attachment,
        {
          message: `${doNotDepend(users)} on ${attachment.id}, which gives ${vpc} its internet gateway. AWS rejects public addresses in a VPC that has none yet.`,
          related: `${attachment.id} attaches the internet gateway`,
        },
        file,
      );
    }
  },
});

/** The resources that AWS creates only in a VPC with an internet gateway. An Elastic IP address alone is in no VPC. */
function usersIn(vpc: string, file: CheckedFile): readonly NetworkObject[] {
  const { network } = file;
  const isHere = (id: string) => {
    const placement = placements(network).get(id);
    return placement?.subnets.some((subnet) => keyOfField(subnet.vpc) === vpc) === true;
  };
  const gateways = [...network.natGateways.values()].filter((nat) => {
    const subnet = find(network.subnets, nat.subnet);
    return subnet && keyOfField(subnet.vpc) === vpc && hasAddress(nat);
  });
  const associated = network.elasticIpAssociations.filter(({ instance, networkInterface }) =>
    [instance, networkInterface].some((field) => isHere(keyOfField(field) ?? '')),
  );
  return [
    ...gateways,
    ...associated,
    ...[...network.workloads.values()].filter((one) => isPublic(one) && isHere(one.id)),
  ];
}

/** AWS requires it on the address, which the NAT gateway depends on. */
function addressOf(user: NetworkObject, network: Network): NetworkObject {
  const nat = network.natGateways.get(user.id);
  return (nat && find(network.elasticIps, nat.allocation)) ?? user;
}

/** Whether a NAT gateway has an Elastic IP address. AWS rejects a public one without (G19 of the catalogue). */
function hasAddress({ connectivity, availability, allocation }: NatGateway): boolean {
  const isOther = [connectivity, availability].some(
    (field) => field.kind === 'unknown' || (field.kind === 'known' && /private|regional/.test(field.value)),
  );
  return !isOther && allocation.kind !== 'absent';
}

function isPublic(workload: Workload): boolean {
  if (workload.kind === 'load-balancer') {
    const { scheme, balances } = workload;
    if (balances.kind === 'unknown' || (balances.kind === 'known' && balances.value === 'gateway'))
      return false;
    return valueOr(scheme, 'internet-facing') === 'internet-facing';
  }
  return workload.kind === 'database' && workload.publicIp.kind === 'known' && workload.publicIp.value;
}
