import { classOf } from '../../../network/analysis/subnets/subnetRoutes.ts';
import { placements } from '../../../network/analysis/workloads/placement.ts';
import { defaultsOf, type Field, type Target } from '../../../network/field.ts';
import { find, keyOfField } from '../../../network/lookup.ts';
import { defineRule } from '../../defineRule.ts';
import { hasNoGateway } from '../../shared/traffic/noGateway.ts';

/** An Elastic IP address of something in a subnet that has no path from the internet. */
export default defineRule({
  id: 'eip-unreachable',
  area: 'compute',
  severity: 'warning',
  profile: 'recommended',
  appliesTo: ['template'],
  title: 'The Elastic IP address is of something in a private subnet',
  why: 'Packets from the internet reach an Elastic IP address only through an internet gateway, and the answers need a default route to it. In a subnet without that route nothing reaches the address. In a VPC without an internet gateway EC2 rejects the association with "Network is not attached to any internet gateway", and the stack fails.',
  howToFix: 'Move the instance to a public subnet, or remove the address.',
  whenToIgnore: 'If the route to the internet gateway is added outside this template.',
  sources: [
    'https://docs.aws.amazon.com/vpc/latest/userguide/vpc-eips.html',
    'https://docs.aws.amazon.com/vpc/latest/userguide/VPC_Internet_Gateway.html',
    'NET-01',
    'NET-02',
  ],

  *check({ network, template }) {
    if (template?.hasMacros) return;
    for (const { id, at, instance, networkInterface } of network.elasticIpAssociations) {
      const field = instance.kind === 'absent' ? networkInterface : instance;
      const owner = find(network.workloads, field as Field<Target>);
      const placement = owner && placements(network).get(owner.id);
      const [subnet, ...more] = placement?.subnets ?? [];
      if (!owner || !subnet || more.length > 0 || placement?.otherSubnets !== undefined) continue;
      const found = classOf(subnet, network);
      // Answers of a subnet behind a NAT gateway leave with another address.
      if (found.kind !== 'isolated' && found.kind !== 'nat') continue;
      const vpc = network.vpcs.get(keyOfField(subnet.vpc) ?? '');
      const isRefused = vpc !== undefined && hasNoGateway(vpc, network);
      yield {
        at: field.kind === 'known' ? field.at : at,
        resource: id,
        ...(isRefused && { severity: 'error' as const }),
        defaults: defaultsOf(field, subnet.vpc),
        message: isRefused
          ? `${id} is for ${owner.id}, but ${vpc.id} has no internet gateway. EC2 rejects the association.`
          : `${id} is for ${owner.id} in ${subnet.id}, which has no route to an internet gateway. Nothing reaches the address.`,
        related: [{ at: subnet.at, message: `${subnet.id} has no route to an internet gateway` }],
      };
    }
  },
});
