import { WORKLOAD_TYPES } from '../../aws/workloadTypes.ts';
import type { Family } from '../../cidr/cidr.ts';
import { cardsOfInstance } from '../../network/analysis/placement.ts';
import { find, keyOfField, perNetwork } from '../../network/lookup.ts';
import type { Field, Network, Subnet, VpcEndpoint } from '../../network/model.ts';
import type { PlainWorkload, Workload } from '../../network/workload.ts';

/** Whether something has a public address in a subnet, and why nobody can say. */
export type Publicness = { readonly is: 'yes' | 'no' } | { readonly is: 'unknown'; readonly why: string };

/**
 * What is known by name never to have a public address, with an article. Fact LAM-02; of CodeBuild:
 * https://docs.aws.amazon.com/codebuild/latest/userguide/vpc-support.html
 */
export const NEVER_PUBLIC: { readonly [K in Workload['kind']]?: string } = {
  function: 'a Lambda function',
  'build-project': 'a CodeBuild project',
};

/** Whether a property, an Elastic IP address or a launch template can give it a public address. */
export function canHavePublicAddress({ kind, type }: Workload): boolean {
  return BY_OTHERS.has(kind) || WORKLOAD_TYPES[type]?.publicIp !== undefined;
}

const BY_OTHERS = new Set<Workload['kind']>(['network-interface', 'auto-scaling-group', 'node-group']);

const YES: Publicness = { is: 'yes' };
const NO: Publicness = { is: 'no' };

/** Facts NET-02, LAM-02, RDS-01, SUB-05. In IPv6 every address is public; whether there is one is for `hasAddress`. */
export function isPublic(workload: Workload, subnet: Subnet, family: Family, network: Network): Publicness {
  if (family === 6) return isPublicInIpv6(workload);
  switch (workload.kind) {
    case 'function':
      return NO;
    case 'load-balancer':
      return ofField(workload.scheme, (scheme) => scheme === 'internet-facing', YES, 'its scheme');
    case 'instance':
    case 'network-interface': {
      const elastic = elasticOwners(network);
      if (elastic.known.has(workload.id)) return YES;
      if (workload.kind === 'network-interface' && isPrimaryOfOwner(workload, network)) return YES;
      if (elastic.isUnclear) return { is: 'unknown', why: 'it may have an Elastic IP address' };
      return workload.kind === 'instance' ? launched(workload.publicIp, subnet) : NO;
    }
    case 'auto-scaling-group':
    case 'node-group': {
      const template = find(network.launchTemplates, workload.launchTemplate);
      if (!template && workload.launchTemplate.kind !== 'absent')
        return { is: 'unknown', why: 'its launch template is not in this file' };
      return launched(template?.publicIp ?? { kind: 'absent' }, subnet);
    }
    case 'replication-instance':
      // The default is true: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-dms-replicationinstance.html
      return ofField(workload.publicIp, (is) => is, YES, 'PubliclyAccessible');
    case 'client-vpn-endpoint':
      // Clients go to the internet by an internet gateway, with nothing to be said about addresses:
      // https://docs.aws.amazon.com/vpn/latest/clientvpn-admin/scenario-internet.html
      return YES;
    case 'database': {
      const members = auroraMembers(workload, network);
      if (members.length > 0) return togetherPublic(members);
      return ofField(workload.publicIp, (is) => is, NO, 'its public access');
    }
    default:
      // A database with a subnet group is private unless it says otherwise, and one without lies in the default VPC.
      return ofField(workload.publicIp, (is) => is, NO, 'its public access');
  }
}

/**
 * The instances of an Aurora cluster, whose endpoint is that of its writer. Whether they are public each says itself:
 * https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/Aurora.Overview.Endpoints.html
 */
function auroraMembers({ id, type }: Workload, { workloads }: Network): readonly PlainWorkload[] {
  if (type !== 'AWS::RDS::DBCluster') return [];
  return [...workloads.values()].flatMap((one) =>
    one.kind === 'database' && one.id !== id && keyOfField(one.cluster) === id ? [one as PlainWorkload] : [],
  );
}

/** Any of them may be the writer. */
function togetherPublic(members: readonly PlainWorkload[]): Publicness {
  const each = members.map(({ publicIp }) => ofField(publicIp, (is) => is, NO, 'its public access'));
  const [first] = each;
  if (each.every(({ is }) => is === first?.is)) return first!;
  return { is: 'unknown', why: 'the file does not say which of its instances is the writer' };
}

/**
 * One of several interfaces of an instance. AWS gives no address of its own accord to an instance that is made with more than
 * one, nor to an interface that is there already: https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/using-instance-addressing.html
 */
export function isCardPublic(
  instance: Workload,
  networkInterface: Workload | undefined,
  isPrimary: boolean,
  count: number,
  subnet: Subnet,
  family: Family,
  network: Network,
): Publicness {
  if (family === 6) return YES;
  const elastic = elasticOwners(network);
  const isNamed = networkInterface !== undefined && elastic.known.has(networkInterface.id);
  // An address that is given to an instance is its primary interface's.
  if (isNamed || (isPrimary && elastic.known.has(instance.id))) return YES;
  if (elastic.isUnclear) return { is: 'unknown', why: 'it may have an Elastic IP address' };
  if (networkInterface || !('publicIp' in instance)) return NO;
  return count > 1 && !isMadeWithOne(instance) ? NO : launched(instance.publicIp, subnet);
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
  if (field.kind === 'unknown') return { is: 'unknown', why: `${name} is unknown: ${field.why}` };
  return is(field.value) ? YES : NO;
}

/**
 * `ipv6.deny_all_igw_traffic` is true for internal load balancers:
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/application/application-load-balancers.html
 */
function isPublicInIpv6(workload: Workload): Publicness {
  switch (workload.kind) {
    case 'load-balancer':
      return ofField(workload.scheme, (scheme) => scheme === 'internet-facing', YES, 'its scheme');
    case 'database':
      // A private one is closed to internet gateways; whether a public one has IPv6 differs between engines and over the years.
      return workload.publicIp.kind === 'absent' ||
        (workload.publicIp.kind === 'known' && !workload.publicIp.value)
        ? NO
        : { is: 'unknown', why: 'the file does not say whether it is public in IPv6' };
    default:
      return YES;
  }
}

/**
 * Whether something has an address of the family in a subnet. IPv6 beside IPv4 is asked for by each in its own way: a function by
 * `Ipv6AllowedForDualStack` (fact LAM-09), an instance or its subnet, a load balancer by its `IpAddressType`, a database by its
 * `NetworkType`. Where there is no IPv4, all but functions have it (facts SUB-04, LAM-09).
 */
export function hasAddress(workload: Workload | undefined, subnet: Subnet, family: Family): Publicness {
  const isIpv6Only = subnet.ipv4.kind === 'absent' && subnet.ipv6.kind !== 'absent';
  if (family === 4) return isIpv6Only ? NO : YES;
  if (subnet.ipv6.kind === 'absent') return NO;
  if (isIpv6Only) return workload?.kind === 'function' ? NO : YES;
  const notSaid: Publicness = { is: 'unknown', why: 'the file does not say whether it has an IPv6 address' };
  switch (workload?.kind) {
    case 'function':
      return ofField(workload.ipv6, (is) => is, NO, 'Ipv6AllowedForDualStack');
    case 'instance':
      if (workload.launchTemplate.kind !== 'absent' && workload.ipv6.kind === 'absent') return notSaid;
      return ofField(workload.ipv6, (is) => is, byItself(subnet), 'its IPv6 address');
    case 'network-interface':
      return ofField(workload.ipv6, (is) => is, byItself(subnet), 'its IPv6 address');
    case 'load-balancer':
      return ofField(workload.ipv6, (is) => is, NO, 'its IpAddressType');
    case 'database':
      return ofField(workload.ipv6, (is) => is, notSaid, 'its NetworkType');
    default:
      return notSaid;
  }
}

/**
 * Whether the interface of an endpoint has an address of the family in a subnet. `IpAddressType` says it; what AWS takes where
 * nothing is said its pages do not tell: https://docs.aws.amazon.com/vpc/latest/privatelink/create-interface-endpoint.html
 */
export function hasEndpointAddress({ ipv6 }: VpcEndpoint, subnet: Subnet, family: Family): Publicness {
  const own = hasAddress(undefined, subnet, family);
  if (family === 4 || own.is !== 'unknown' || ipv6.kind === 'absent') return own;
  return ofField(ipv6, (is) => is, NO, 'its IpAddressType');
}

function byItself(subnet: Subnet): Publicness {
  return ofField(subnet.assignsIpv6, (is) => is, NO, `AssignIpv6AddressOnCreation of ${subnet.id}`);
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
