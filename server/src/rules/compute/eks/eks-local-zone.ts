import { find } from '../../../network/lookup.ts';
import { itemsOf, targetField, valueAtPath } from '../../../network/template/fieldOfValue.ts';
import { table } from '../../../table.ts';
import { defineRule } from '../../defineRule.ts';
import { eachResource } from '../../shared/resources/typedResources.ts';

/** The property with the subnets of each type. */
const SUBNETS: Readonly<Record<string, string>> = table({
  'AWS::EKS::Cluster': 'ResourcesVpcConfig.SubnetIds',
  'AWS::EKS::FargateProfile': 'Subnets',
  'AWS::EKS::Nodegroup': 'Subnets',
});

/** Such as us-west-2-lax-1a and us-east-1-wl1-bos-wlz-1: https://docs.aws.amazon.com/local-zones/latest/ug/available-local-zones.html */
const LOCAL = /^[a-z]{2}-[a-z]+-\d-(?:[a-z]{3}-\d[a-z]|wl\d-[a-z]{3}-wlz-\d)$/;

/** A subnet in a Local Zone or a Wavelength Zone that EKS does not accept. */
export default defineRule({
  id: 'eks-local-zone',
  area: 'compute',
  severity: 'error',
  profile: 'recommended',
  appliesTo: ['template'],
  title: 'EKS does not accept a subnet in a Local Zone here',
  why: 'EKS places the network interfaces of the control plane, managed node groups and Fargate profiles only in Availability Zones. It rejects a cluster, a node group or a profile with a subnet in a Local Zone or a Wavelength Zone, and the stack fails. Instances that join the cluster by themselves may run there.',
  howToFix: 'Leave the subnet out; use an Auto Scaling group for nodes there.',
  sources: [
    'https://docs.aws.amazon.com/eks/latest/userguide/network-reqs.html',
    'https://docs.aws.amazon.com/eks/latest/userguide/local-zones.html',
    'https://github.com/awslabs/cdk-eks-blueprints/issues/907',
  ],

  check: eachResource(Object.keys(SUBNETS), function* ({ object, property, resource }, { network }) {
    for (const item of itemsOf(valueAtPath(property, SUBNETS[resource.type]!)).map(targetField)) {
      const subnet = find(network.subnets, item);
      const zone = subnet?.zone;
      if (item.kind !== 'known' || zone?.kind !== 'known' || zone.value.kind !== 'name') continue;
      if (!LOCAL.test(zone.value.name)) continue;
      yield {
        at: item.at,
        resource: object.id,
        defaults: [...item.defaults, ...zone.defaults],
        message: `${object.id} has ${subnet!.id}, which is in ${zone.value.name}, no Availability Zone. EKS rejects ${object.id}.`,
        related: [{ at: zone.at, message: `${subnet!.id} is in ${zone.value.name}` }],
      };
    }
  }),
});
