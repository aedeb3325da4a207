import { reservedInAws } from '../../cidr/awsSubnet.ts';
import { type Cidr, contains } from '../../cidr/cidr.ts';
import { formatCidr } from '../../cidr/format.ts';
import { parseCidr } from '../../cidr/parse.ts';
import { defaultsOf } from '../../network/field.ts';
import { find } from '../../network/lookup.ts';
import { fieldIn, fieldOf, itemsOf, targetField } from '../../network/template/fieldOfValue.ts';
import { table } from '../../table.ts';
import type { Value } from '../../template/evaluation/value.ts';
import { defineRule } from '../defineRule.ts';
import { removalFix } from '../shared/fixes/settingFix.ts';
import { existingResources } from '../shared/resources/existingResources.ts';
import { wholeNetwork } from '../shared/resources/wholeNetwork.ts';

/** A private address outside of the subnet, or one that AWS reserves. */
export default defineRule({
  id: 'private-ip-refused',
  area: 'addresses',
  severity: 'error',
  profile: 'recommended',
  appliesTo: ['template'],
  title: 'The private address is not one that the subnet assigns',
  why: 'A private address is one of the block of its subnet. AWS keeps the first four addresses and the last one of each subnet for itself. It rejects any of those, and an address outside of the block, and the stack fails.',
  howToFix:
    "Choose an address of the subnet's block, after its first four and before its last, or leave the choice to AWS.",
  sources: [
    'https://docs.aws.amazon.com/vpc/latest/userguide/subnet-sizing.html',
    'https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_RunInstances.html',
    'SUB-02',
  ],

  *check(file) {
    const whole = wholeNetwork(file);
    for (const { resource, object, property } of existingResources(file, Object.keys(PLACES))) {
      for (const { list, key, written, place } of addressesOf(PLACES[resource.type]!, property)) {
        const address = fieldOf(written, addressOf);
        const subnet = find(whole.subnets, place);
        if (address.kind !== 'known' || subnet?.ipv4.kind !== 'known') continue;
        const fault = faultOf(address.value, subnet.id, subnet.ipv4.value);
        if (fault === undefined) continue;
        yield {
          at: address.at,
          resource: object.id,
          defaults: defaultsOf(address, subnet.ipv4, place),
          message: `${fault} ${object.id}.`,
          // Without the property AWS chooses a free address.
          fixes: list === undefined ? removalFix(object.properties, key) : [],
        };
      }
    }
  },
});

/** The private addresses that a resource states, with the subnet of each. */
function addressesOf(places: (typeof PLACES)[string], property: (name: string) => Value) {
  return places.flatMap(({ list, subnet, address: key }) => {
    const owners = list === undefined ? [property] : itemsOf(property(list)).map(memberOf);
    return owners.map((own) => ({
      list,
      key,
      written: own(key),
      // All addresses of an interface are in its own subnet.
      place: targetField(subnet === undefined ? property('SubnetId') : own(subnet)),
    }));
  });
}

/** Why AWS does not assign an address of a subnet: the message up to the name of the resource. */
function faultOf(address: Cidr, subnet: string, block: Cidr): string | undefined {
  const text = formatCidr(address).replace('/32', '');
  const named = `${subnet} (${formatCidr(block)})`;
  if (!contains(block, address)) return `${text} is outside of ${named}. AWS rejects`;
  const isKept = reservedInAws(block).some(({ address: one }) => one.value === address.base);
  return isKept ? `${text} is one of the five addresses of ${named} that AWS keeps. It rejects` : undefined;
}

interface AddressProperty {
  /** The property with a list whose items each have an address. */
  readonly list?: string;
  /** The property of an item with its subnet; undefined if the subnet is the resource's own SubnetId. */
  readonly subnet?: string;
  readonly address: string;
}

const PLACES: Readonly<Record<string, readonly AddressProperty[]>> = table({
  'AWS::EC2::Instance': [
    { address: 'PrivateIpAddress' },
    { list: 'NetworkInterfaces', subnet: 'SubnetId', address: 'PrivateIpAddress' },
  ],
  'AWS::EC2::NetworkInterface': [
    { address: 'PrivateIpAddress' },
    { list: 'PrivateIpAddresses', address: 'PrivateIpAddress' },
  ],
  'AWS::EC2::NatGateway': [{ address: 'PrivateIpAddress' }],
  'AWS::EFS::MountTarget': [{ address: 'IpAddress' }],
  'AWS::Route53Resolver::ResolverEndpoint': [{ list: 'IpAddresses', subnet: 'SubnetId', address: 'Ip' }],
  'AWS::ElasticLoadBalancingV2::LoadBalancer': [
    { list: 'SubnetMappings', subnet: 'SubnetId', address: 'PrivateIPv4Address' },
  ],
});

function memberOf(item: Value): (name: string) => Value {
  return (name) => fieldIn(item, name);
}

/** An IPv4 address as a block of one address; undefined for anything else. */
function addressOf(text: string): Cidr | undefined {
  const parsed = text.includes('/') ? undefined : parseCidr(`${text}/32`);
  return parsed?.kind === 'cidr' && parsed.family === 4 ? parsed : undefined;
}
