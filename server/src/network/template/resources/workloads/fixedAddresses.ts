import type { Cidr } from '../../../../cidr/cidr.ts';
import { parseCidr } from '../../../../cidr/parse.ts';
import type { Value } from '../../../../template/evaluation/value.ts';
import type { PlainWorkload } from '../../../workload.ts';
import { booleanOf, fieldWithin, itemsOf, valueAtPath } from '../../fieldOfValue.ts';
import type { ResourceReader } from '../../readResource.ts';

type Addresses = Pick<PlainWorkload, 'fixedAddresses' | 'secondAddresses'>;

/** The private addresses that a resource requests; without the properties if it requests none, or not all are known. */
export function fixedAddressesOf(type: string, property: ResourceReader['property']): Addresses {
  switch (type) {
    // https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ec2-instance.html
    case 'AWS::EC2::Instance':
      return fixed([property('PrivateIpAddress')]);
    case 'AWS::EC2::NetworkInterface':
      return ofInterface(property);
    // https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-efs-mounttarget.html
    case 'AWS::EFS::MountTarget':
      return fixed([property('IpAddress')]);
    // https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-route53resolver-resolverendpoint-ipaddressrequest.html
    case 'AWS::Route53Resolver::ResolverEndpoint':
      return fixed(itemsOf(property('IpAddresses')).map((one) => fieldWithin(one, 'Ip')));
    // https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-elasticloadbalancingv2-loadbalancer-subnetmapping.html
    case 'AWS::ElasticLoadBalancingV2::LoadBalancer':
      return fixed(itemsOf(valueAtPath(property, 'SubnetMappings.*.PrivateIPv4Address')));
    default:
      return {};
  }
}

/** https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ec2-networkinterface.html */
function ofInterface(property: ResourceReader['property']): Addresses {
  const listed = itemsOf(property('PrivateIpAddresses'));
  const isPrimary = (one: Value) => booleanOf(fieldWithin(one, 'Primary')) === true;
  const first = listed.filter(isPrimary).map((one) => fieldWithin(one, 'PrivateIpAddress'));
  const others = listed.filter((one) => !isPrimary(one)).map((one) => fieldWithin(one, 'PrivateIpAddress'));
  const own = property('PrivateIpAddress');
  const secondAddresses = others.flatMap((one) => addressIn(one) ?? []);
  return {
    ...fixed(own.kind === 'absent' ? first : [own]),
    ...(secondAddresses.length > 0 && { secondAddresses }),
  };
}

function fixed(values: readonly Value[]): Addresses {
  const addresses = values.map(addressIn).filter((one) => one !== undefined);
  return addresses.length > 0 && addresses.length === values.length ? { fixedAddresses: addresses } : {};
}

/** An IPv4 address as a block of one address. */
export function addressIn(value: Value): Cidr | undefined {
  if (value.kind !== 'known') return undefined;
  const read = parseCidr(`${value.text.trim()}/32`);
  return read.kind === 'cidr' && read.family === 4 ? read : undefined;
}
