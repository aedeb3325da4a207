import { table } from '../../../table.ts';
import { ABSENT, type Field, unknownField } from '../../field.ts';
import { fieldOf, itemsOf, oneOfField, valueAtPath } from '../fieldOfValue.ts';
import type { Property } from '../readResource.ts';

/** Whether a workload or an endpoint has an IPv6 address by its own properties; absent if they do not say. */
export function ipv6Of(type: string, property: Property): Field<boolean> {
  switch (type) {
    case 'AWS::EC2::Instance':
      return addressesOf(property, 'NetworkInterfaces.*.') ?? addressesOf(property, '') ?? ABSENT;
    case 'AWS::EC2::NetworkInterface':
      return addressesOf(property, '') ?? ABSENT;
    default: {
      const says = ADDRESS_TYPES[type];
      return says ? isWord(property, says.name, [says.ipv4, ...says.others], says.ipv4) : ABSENT;
    }
  }
}

/** Whether it has IPv6 addresses and no IPv4 address, though its subnets have both families. */
export function lacksIpv4(type: string, property: Property): boolean {
  const says = ADDRESS_TYPES[type];
  const said = says && property(says.name);
  return said?.kind === 'known' && /^ipv6(_only)?$/i.test(said.text);
}

interface AddressType {
  readonly name: string;
  /** The word for IPv4 alone. */
  readonly ipv4: string;
  readonly others: readonly string[];
}

const UPPER: AddressType = { name: 'NetworkType', ipv4: 'IPV4', others: ['DUAL', 'IPV6'] };
const LOWER: AddressType = { name: 'NetworkType', ipv4: 'ipv4', others: ['dual_stack', 'ipv6'] };
const WITHOUT_IPV6_ALONE: AddressType = { name: 'IpAddressType', ipv4: 'ipv4', others: ['dualstack'] };

/** The properties that say which families a resource has, by their pages in the template reference of CloudFormation. */
const ADDRESS_TYPES: Readonly<Record<string, AddressType>> = table({
  'AWS::RDS::DBInstance': UPPER,
  'AWS::RDS::DBCluster': UPPER,
  'AWS::DocDB::DBCluster': UPPER,
  'AWS::DMS::ReplicationInstance': UPPER,
  'AWS::ElastiCache::CacheCluster': LOWER,
  'AWS::ElastiCache::ReplicationGroup': LOWER,
  'AWS::MemoryDB::Cluster': LOWER,
  'AWS::Redshift::Cluster': WITHOUT_IPV6_ALONE,
  'AWS::OpenSearchService::Domain': { ...WITHOUT_IPV6_ALONE, name: 'IPAddressType' },
  'AWS::EFS::MountTarget': {
    name: 'IpAddressType',
    ipv4: 'IPV4_ONLY',
    others: ['DUAL_STACK', 'IPV6_ONLY'],
  },
  'AWS::Route53Resolver::ResolverEndpoint': {
    name: 'ResolverEndpointType',
    ipv4: 'IPV4',
    others: ['DUALSTACK', 'IPV6'],
  },
  'AWS::ElasticLoadBalancingV2::LoadBalancer': {
    ...WITHOUT_IPV6_ALONE,
    others: ['dualstack', 'dualstack-without-public-ipv4'],
  },
  'AWS::EC2::VPCEndpoint': { ...WITHOUT_IPV6_ALONE, others: ['dualstack', 'ipv6'] },
});

function addressesOf(property: Property, before: string): Field<boolean> | undefined {
  const [count] = itemsOf(valueAtPath(property, `${before}Ipv6AddressCount`));
  if (count && count.kind !== 'absent') return fieldOf(count, (text) => Number(text) > 0);
  const [first] = itemsOf(valueAtPath(property, `${before}Ipv6Addresses`));
  if (!first || first.kind === 'absent') return undefined;
  if (first.kind === 'unknown') return unknownField(first, first.at);
  return { kind: 'known', value: true, at: first.at, defaults: [] };
}

function isWord<T extends string>(
  property: Property,
  name: string,
  words: readonly T[],
  no: T,
): Field<boolean> {
  const field = oneOfField(property(name), words);
  return field.kind === 'known' ? { ...field, value: field.value !== no } : field;
}
