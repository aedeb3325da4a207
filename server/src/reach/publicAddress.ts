import type { Family } from '../cidr/cidr.ts';
import { find, keyOfField, perNetwork } from '../network/lookup.ts';
import type { Field, Network, Subnet } from '../network/model.ts';
import type { Workload } from '../network/workload.ts';

/** Whether something has a public address in a subnet, and why nobody can say. */
export type Publicness = { readonly is: 'yes' | 'no' } | { readonly is: 'unknown'; readonly why: string };

const YES: Publicness = { is: 'yes' };
const NO: Publicness = { is: 'no' };

/** Facts NET-02, LAM-02, RDS-01, SUB-05. In IPv6 every address is public, so having one is enough. */
export function isPublic(workload: Workload, subnet: Subnet, family: Family, network: Network): Publicness {
  if (family === 6) return hasIpv6(workload, subnet);
  switch (workload.kind) {
    case 'function':
      return NO;
    case 'load-balancer':
      return ofField(workload.scheme, (scheme) => scheme === 'internet-facing', YES, 'its scheme');
    case 'instance':
    case 'network-interface': {
      const elastic = elasticOwners(network);
      if (elastic.known.has(workload.id)) return YES;
      if (elastic.isUnclear) return { is: 'unknown', why: 'an Elastic IP address may be given to it' };
      return workload.kind === 'instance' ? launched(workload.publicIp, subnet) : NO;
    }
    case 'auto-scaling-group':
    case 'node-group': {
      const template = find(network.launchTemplates, workload.launchTemplate);
      if (!template && workload.launchTemplate.kind !== 'absent')
        return { is: 'unknown', why: 'its launch template lies outside of the file' };
      return launched(template?.publicIp ?? { kind: 'absent' }, subnet);
    }
    case 'replication-instance':
      // The default is true: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-dms-replicationinstance.html
      return ofField(workload.publicIp, (is) => is, YES, 'PubliclyAccessible');
    default:
      // A database with a subnet group is private unless it says otherwise, and one without lies in the default VPC.
      return ofField(workload.publicIp, (is) => is, NO, 'its public access');
  }
}

/** Instances take what they say, and otherwise what their subnet says. */
function launched(own: Field<boolean>, subnet: Subnet): Publicness {
  const preset = ofField(subnet.mapPublicIp, (is) => is, NO, `MapPublicIpOnLaunch of ${subnet.id}`);
  return ofField(own, (is) => is, preset, 'AssociatePublicIpAddress');
}

function ofField<T>(
  field: Field<T>,
  is: (value: T) => boolean,
  preset: Publicness,
  name: string,
): Publicness {
  if (field.kind === 'absent') return preset;
  if (field.kind === 'unknown') return { is: 'unknown', why: `${name} is not known: ${field.why}` };
  return is(field.value) ? YES : NO;
}

/** Fact LAM-09: a function uses IPv6 only where it is allowed to. */
function hasIpv6(workload: Workload, subnet: Subnet): Publicness {
  if (subnet.ipv6.kind === 'absent') return NO;
  if (workload.kind === 'function') return ofField(workload.ipv6, (is) => is, NO, 'Ipv6AllowedForDualStack');
  return YES;
}

/** What Elastic IP addresses are given to, and whether one may be given to anything. */
const elasticOwners = perNetwork(({ elasticIpAssociations }) => {
  const known = new Set<string>();
  let isUnclear = false;
  for (const { instance, networkInterface } of elasticIpAssociations) {
    for (const owner of [instance, networkInterface]) {
      const key = keyOfField(owner);
      if (key !== undefined) known.add(key);
      if (owner.kind === 'unknown') isUnclear = true;
    }
  }
  return { known, isUnclear };
});
