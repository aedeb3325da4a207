import { WORKLOAD_TYPES } from '../../aws/workloadTypes.ts';
import type { Family } from '../../cidr/cidr.ts';
import { cardsOfInstance } from '../../network/analysis/workloads/placement.ts';
import type { Field } from '../../network/field.ts';
import { find, keyOfField, perParts } from '../../network/lookup.ts';
import type { Network, Subnet, VpcEndpoint } from '../../network/model.ts';
import { type Truth, truthOf, withoutReason } from '../../network/truth.ts';
import type { PlainWorkload, Workload } from '../../network/workload.ts';
import { WORKLOAD_KINDS } from '../../network/workloadKinds.ts';

/** Whether a property, an Elastic IP address or a launch template can give it a public address. */
export function canHavePublicAddress({ kind, type }: Workload): boolean {
  return WORKLOAD_KINDS[kind].publicAddress === 'by-others' || WORKLOAD_TYPES[type]?.publicIp !== undefined;
}

/** Facts NET-02, LAM-02, RDS-01, SUB-05. In IPv6 every address is public; `hasAddress` tells whether there is one. */
export function isPublic(workload: Workload, subnet: Subnet, family: Family, network: Network): Truth {
  if (family === 6) return isPublicInIpv6(workload);
  switch (workload.kind) {
    case 'function':
      return workload.capacityProvider ? ON_MANAGED_INSTANCES : 'no';
    case 'load-balancer':
      if (workload.lacksPublicIpv4) return 'no';
      return truthOf(workload.scheme, (scheme) => scheme === 'internet-facing', 'yes', 'its scheme');
    case 'instance':
    case 'network-interface': {
      const elastic = elasticOwners(network);
      if (elastic.known.has(workload.id)) return 'yes';
      if (workload.kind === 'network-interface' && isPrimaryOfOwner(workload, network)) return 'yes';
      if (elastic.isUnclear) return { why: 'it may have an Elastic IP address' };
      return workload.kind === 'instance' ? launchedFrom(workload, subnet, network) : 'no';
    }
    case 'auto-scaling-group':
    case 'instance-fleet':
    case 'compute-environment':
    case 'node-group':
    case 'emr-cluster':
      return launchedFrom(workload, subnet, network);
    case 'replication-instance':
      // The default is true: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-dms-replicationinstance.html
      return truthOf(workload.publicIp, (is) => is, 'yes', 'PubliclyAccessible');
    case 'client-vpn-endpoint':
      // Clients go to the internet by an internet gateway, with nothing to be said about addresses:
      // https://docs.aws.amazon.com/vpn/latest/clientvpn-admin/scenario-internet.html
      return 'yes';
    case 'database': {
      const members = auroraMembers(workload, network);
      if (members.length > 0) return togetherPublic(members);
      return truthOf(workload.publicIp, (is) => is, 'no', 'its public access');
    }
    default:
      // A database with a subnet group is private by default, and one without is in the default VPC.
      return truthOf(workload.publicIp, (is) => is, 'no', 'its public access');
  }
}

/** The page of capacity providers names the subnets and groups, and says nothing of public addresses. */
const ON_MANAGED_INSTANCES: Truth = {
  why: 'AWS does not say whether managed instances of Lambda have public addresses',
};

/**
 * The instances of an Aurora cluster, whose endpoint is that of its writer. Each instance has its own public
 * accessibility: https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/Aurora.Overview.Endpoints.html
 */
function auroraMembers({ id, type }: Workload, { workloads }: Network): readonly PlainWorkload[] {
  if (type !== 'AWS::RDS::DBCluster') return [];
  return [...workloads.values()].flatMap((one) =>
    one.kind === 'database' && one.id !== id && keyOfField(one.cluster) === id ? [one as PlainWorkload] : [],
  );
}

/** Any of the instances may be the writer. */
function togetherPublic(members: readonly PlainWorkload[]): Truth {
  const each = members.map(({ publicIp }) => truthOf(publicIp, (is) => is, 'no', 'its public access'));
  const [first] = each;
  if (each.every((one) => withoutReason(one) === withoutReason(first!))) return first!;
  return { why: 'the file does not say which of its instances is the writer' };
}

/**
 * One of several interfaces of an instance. AWS assigns no public address automatically to an instance that is launched
 * with more than one interface, nor to an existing interface:
 * https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/using-instance-addressing.html
 */
export function isCardPublic(
  instance: Workload,
  networkInterface: Workload | undefined,
  isPrimary: boolean,
  count: number,
  subnet: Subnet,
  family: Family,
  network: Network,
): Truth {
  if (family === 6) return 'yes';
  const elastic = elasticOwners(network);
  const isNamed = networkInterface !== undefined && elastic.known.has(networkInterface.id);
  // An Elastic IP address of an instance belongs to its primary interface.
  if (isNamed || (isPrimary && elastic.known.has(instance.id))) return 'yes';
  if (elastic.isUnclear) return { why: 'it may have an Elastic IP address' };
  if (networkInterface || !('publicIp' in instance)) return 'no';
  return count > 1 && !isMadeWithOne(instance) ? 'no' : launched(instance.publicIp, subnet);
}

function isMadeWithOne(instance: Workload): boolean {
  return !('cards' in instance) || instance.cards.length <= 1;
}

function isPrimaryOfOwner({ id }: Workload, network: Network): boolean {
  const elastic = elasticOwners(network);
  return network.networkInterfaceAttachments.some(({ instance, networkInterface }) => {
    if (keyOfField(networkInterface) !== id) return false;
    const owner = find(network.workloads, instance);
    const [first] = owner ? cardsOfInstance(owner, network) : [];
    return owner !== undefined && first?.networkInterface?.id === id && elastic.known.has(owner.id);
  });
}

/** The instance's own property has precedence over its launch template, and both over its subnet. */
function launchedFrom({ publicIp, launchTemplate }: PlainWorkload, subnet: Subnet, network: Network): Truth {
  if (publicIp.kind !== 'absent') return launched(publicIp, subnet);
  const template = find(network.launchTemplates, launchTemplate);
  if (!template && launchTemplate.kind !== 'absent')
    return { why: 'its launch template is not in this file' };
  return launched(template?.publicIp ?? publicIp, subnet);
}

/** The instance's own setting, or else that of its subnet. */
function launched(own: Field<boolean>, subnet: Subnet): Truth {
  const preset = truthOf(subnet.mapPublicIp, (is) => is, 'no', `MapPublicIpOnLaunch of ${subnet.id}`);
  return truthOf(own, (is) => is, preset, 'AssociatePublicIpAddress');
}

/**
 * `ipv6.deny_all_igw_traffic` is true for internal load balancers:
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/application/application-load-balancers.html
 */
function isPublicInIpv6(workload: Workload): Truth {
  switch (workload.kind) {
    case 'load-balancer':
      return truthOf(workload.scheme, (scheme) => scheme === 'internet-facing', 'yes', 'its scheme');
    case 'database':
      // A private one is closed to internet gateways; whether a public one has IPv6 depends on the engine and its
      // version.
      return workload.publicIp.kind === 'absent' ||
        (workload.publicIp.kind === 'known' && !workload.publicIp.value)
        ? 'no'
        : { why: 'the file does not say whether it is public in IPv6' };
    default:
      return 'yes';
  }
}

/**
 * Whether a workload has an address of the family in a subnet. In dual-stack subnets each kind enables IPv6 in its own
 * way: a function by `Ipv6AllowedForDualStack` (fact LAM-09), an instance itself or by its subnet, a load balancer by
 * its `IpAddressType`, a database or a cache by its `NetworkType`. In IPv6-only subnets everything but functions has it (facts
 * SUB-04, LAM-09).
 */
export function hasAddress(workload: Workload | undefined, subnet: Subnet, family: Family): Truth {
  const isIpv6Only = subnet.ipv4.kind === 'absent' && subnet.ipv6.kind !== 'absent';
  if (family === 4) return isIpv6Only || (workload && 'lacksIpv4' in workload) ? 'no' : 'yes';
  if (subnet.ipv6.kind === 'absent') return 'no';
  if (isIpv6Only) return workload?.kind === 'function' ? 'no' : 'yes';
  const notSaid: Truth = { why: 'the file does not say whether it has an IPv6 address' };
  switch (workload?.kind) {
    case 'function':
      if (workload.capacityProvider) return notSaid;
      return truthOf(workload.ipv6, (is) => is, 'no', 'Ipv6AllowedForDualStack');
    case 'instance':
      if (workload.launchTemplate.kind !== 'absent' && workload.ipv6.kind === 'absent') return notSaid;
      return truthOf(workload.ipv6, (is) => is, byItself(subnet), 'its IPv6 address');
    case 'network-interface':
      return truthOf(workload.ipv6, (is) => is, byItself(subnet), 'its IPv6 address');
    case 'load-balancer':
      return truthOf(workload.ipv6, (is) => is, 'no', 'its IpAddressType');
    default:
      return workload ? truthOf(workload.ipv6, (is) => is, notSaid, 'its address type') : notSaid;
  }
}

/**
 * Whether an endpoint's interface has an address of the family in a subnet, by `IpAddressType`. The default is not
 * documented: https://docs.aws.amazon.com/vpc/latest/privatelink/create-interface-endpoint.html
 */
export function hasEndpointAddress({ ipv6 }: VpcEndpoint, subnet: Subnet, family: Family): Truth {
  const own = hasAddress(undefined, subnet, family);
  if (family === 4 || typeof own === 'string' || ipv6.kind === 'absent') return own;
  return truthOf(ipv6, (is) => is, 'no', 'its IpAddressType');
}

function byItself(subnet: Subnet): Truth {
  return truthOf(subnet.assignsIpv6, (is) => is, 'no', `AssignIpv6AddressOnCreation of ${subnet.id}`);
}

/** The objects that have Elastic IP addresses, and whether an address may belong to an unknown one. */
const elasticOwners = perParts(['elasticIpAssociations'], ({ elasticIpAssociations }) => {
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
