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
    case 'AWS::RDS::DBInstance':
    case 'AWS::RDS::DBCluster':
      return isWord(property, 'NetworkType', ['IPV4', 'DUAL', 'IPV6'], 'IPV4');
    case 'AWS::ElasticLoadBalancingV2::LoadBalancer':
      return isWord(
        property,
        'IpAddressType',
        ['ipv4', 'dualstack', 'dualstack-without-public-ipv4'],
        'ipv4',
      );
    case 'AWS::EC2::VPCEndpoint':
      return isWord(property, 'IpAddressType', ['ipv4', 'dualstack', 'ipv6'], 'ipv4');
    default:
      return ABSENT;
  }
}

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
