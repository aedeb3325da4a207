// A world as the text of a CloudFormation template. The seed chooses the spelling, never the meaning.

import { type Block, holds, textOf } from '../world/addresses.ts';
import { type AclEntry, type Listed, named, type Target, type Vpc, type World } from '../world/world.ts';
import { ingressResources, publicAccessResources, transitTableResources } from './gateways.ts';
import { groupResources, listId } from './groups.ts';
import { type Json, type Resource, type Speller, speller } from './spelling.ts';
import { workloadResources } from './workloads.ts';
import { asYaml } from './yaml.ts';

/** The world as YAML or JSON. Seed 0 is the plainest YAML. */
export function render(world: World, seed: number): string {
  const spell = speller(seed);
  const template = templateOf(world, spell);
  spell.at('format');
  return spell.oneOf(true, true, false) ? asYaml(template) : JSON.stringify(template, null, 2);
}

/** The world as a template in CloudFormation's JSON. */
export function templateOf(world: World, spell: Speller): Json {
  const resources = [
    ...world.vpcs.flatMap((vpc) => vpcResources(spell, vpc)),
    ...subnetResources(spell, world),
    ...tableResources(spell, world),
    ...listResources(spell, world),
    ...aclResources(spell, world),
    ...natResources(spell, world),
    ...connectionResources(spell, world),
    ...propagationResources(spell, world),
    ...publicAccessResources(spell, world),
    ...ingressResources(spell, world),
    ...groupResources(spell, world),
    ...world.workloads.flatMap((workload) => workloadResources(spell, world, workload)),
  ];
  return spell.template(
    resources,
    resources.some(({ type }) => type.startsWith('AWS::Serverless::')),
  );
}

const internetGateway = (vpc: string) => `${vpc}InternetGateway`;
const vpnGateway = (vpc: string) => `${vpc}VpnGateway`;
const egressOnlyGateway = (vpc: string) => `${vpc}EgressOnlyGateway`;
const attachment = (gateway: string) => `${gateway}Attachment`;

function vpcResources(spell: Speller, vpc: Vpc): Resource[] {
  spell.at(vpc.name);
  const [first, ...more] = vpc.blocks.filter(({ family }) => family === 4);
  const sixth = vpc.blocks.find(({ family }) => family === 6);
  if (first === undefined) throw new Error(`${vpc.name} has no block of IPv4.`);
  const vpcId = () => spell.id(vpc.name, 'VpcId');
  const resources: Resource[] = [
    {
      id: vpc.name,
      type: 'AWS::EC2::VPC',
      properties: {
        CidrBlock: spell.cidr(first),
        // The resolver is on where nothing is said, host names are off (DNS-04).
        EnableDnsSupport: vpc.dnsSupport && spell.oneOf(true, false) ? undefined : spell.bool(vpc.dnsSupport),
        EnableDnsHostnames: vpc.dnsHostnames || spell.rarely(2) ? spell.bool(vpc.dnsHostnames) : undefined,
      },
    },
  ];
  for (const [index, block] of more.entries()) {
    const properties = { VpcId: vpcId(), CidrBlock: spell.cidr(block) };
    resources.push({ id: `${vpc.name}Block${index + 2}`, type: 'AWS::EC2::VPCCidrBlock', properties });
  }
  if (sixth !== undefined) {
    const properties = {
      VpcId: vpcId(),
      Ipv6CidrBlock: spell.cidr(sixth),
      Ipv6Pool: 'ipv6pool-ec2-0123456789abcdef0',
    };
    resources.push({ id: `${vpc.name}Ipv6Block`, type: 'AWS::EC2::VPCCidrBlock', properties });
  }
  if (vpc.internetGateway !== 'none') {
    const id = internetGateway(vpc.name);
    resources.push({ id, type: 'AWS::EC2::InternetGateway', properties: {} });
    if (vpc.internetGateway === 'attached') {
      const properties = { VpcId: vpcId(), InternetGatewayId: spell.id(id, 'InternetGatewayId') };
      resources.push({ id: attachment(id), type: 'AWS::EC2::VPCGatewayAttachment', properties });
    }
  }
  if (vpc.vpnGateway !== 'none') {
    const id = vpnGateway(vpc.name);
    resources.push({ id, type: 'AWS::EC2::VPNGateway', properties: { Type: 'ipsec.1' } });
    if (vpc.vpnGateway === 'attached') {
      const properties = { VpcId: vpcId(), VpnGatewayId: spell.id(id, 'VPNGatewayId') };
      resources.push({ id: attachment(id), type: 'AWS::EC2::VPCGatewayAttachment', properties });
    }
  }
  if (vpc.egressOnlyGateway) {
    const id = egressOnlyGateway(vpc.name);
    resources.push({ id, type: 'AWS::EC2::EgressOnlyInternetGateway', properties: { VpcId: vpcId() } });
  }
  return resources;
}

/** A subnet refers to its VPC's block by `!Cidr` where it lies in the primary one. */
function subnetResources(spell: Speller, world: World): Resource[] {
  return world.subnets.flatMap((subnet) => {
    spell.at(subnet.name);
    const { blocks } = named(world.vpcs, subnet.vpc);
    const own = subnet.blocks.find(({ family }) => family === 4);
    const sixth = subnet.blocks.find(({ family }) => family === 6);
    const primary = blocks[0];
    if (primary === undefined) throw new Error(`${subnet.vpc} has no block.`);
    const zones = { 'Fn::GetAZs': spell.oneOf<string | { Ref: string }>('', { Ref: 'AWS::Region' }) };
    const resources: Resource[] = [
      {
        id: subnet.name,
        type: 'AWS::EC2::Subnet',
        properties: {
          VpcId: spell.id(subnet.vpc, 'VpcId'),
          CidrBlock:
            own && (holds(primary, own.first) ? spell.cidrWithin(own, subnet.vpc, primary) : spell.cidr(own)),
          Ipv6CidrBlock: sixth && spell.cidr(sixth),
          Ipv6Native: own === undefined ? true : undefined,
          AssignIpv6AddressOnCreation:
            own !== undefined && (subnet.assignsIpv6 || (sixth && spell.rarely(3)))
              ? spell.bool(subnet.assignsIpv6 ?? false)
              : undefined,
          AvailabilityZone: { 'Fn::Select': [spell.number(subnet.zone), zones] },
          EnableDns64:
            subnet.dns64 || (sixth && spell.rarely(4)) ? spell.bool(subnet.dns64 ?? false) : undefined,
          MapPublicIpOnLaunch:
            subnet.mapPublicIp || spell.rarely(3) ? spell.bool(subnet.mapPublicIp) : undefined,
        },
      },
    ];
    if (subnet.table !== undefined) {
      resources.push({
        id: `${subnet.name}TableAssociation`,
        type: 'AWS::EC2::SubnetRouteTableAssociation',
        properties: {
          SubnetId: spell.id(subnet.name, 'SubnetId'),
          RouteTableId: spell.id(subnet.table, 'RouteTableId'),
        },
      });
    }
    if (subnet.acl !== undefined) {
      resources.push({
        id: `${subnet.name}AclAssociation`,
        type: 'AWS::EC2::SubnetNetworkAclAssociation',
        properties: {
          SubnetId: spell.id(subnet.name, 'SubnetId'),
          NetworkAclId: spell.id(subnet.acl, 'Id'),
        },
      });
    }
    return resources;
  });
}

function tableResources(spell: Speller, world: World): Resource[] {
  return world.tables.flatMap((table) => [
    {
      id: table.name,
      type: 'AWS::EC2::RouteTable',
      properties: { VpcId: { Ref: table.vpc } },
    },
    ...table.routes.map(({ to, by }, index): Resource => {
      spell.at(`${table.name} to ${'list' in to ? to.list : textOf(to)}`);
      const vpc = named(world.vpcs, table.vpc);
      const isAttached = by.kind === 'internet gateway' && vpc.internetGateway === 'attached';
      return {
        id: `${table.name}Route${index + 1}`,
        type: 'AWS::EC2::Route',
        dependsOn: isAttached ? attachment(internetGateway(table.vpc)) : undefined,
        properties: {
          RouteTableId: spell.id(table.name, 'RouteTableId'),
          ...destination(spell, world, to),
          ...target(spell, world, table.vpc, by),
        },
      };
    }),
  ]);
}

function destination(spell: Speller, world: World, to: Block | Listed): Resource['properties'] {
  if ('list' in to) return { DestinationPrefixListId: listId(spell, world, to) };
  return to.family === 4
    ? { DestinationCidrBlock: spell.cidr(to) }
    : { DestinationIpv6CidrBlock: spell.cidr(to) };
}

function listResources(spell: Speller, world: World): Resource[] {
  return world.lists.flatMap(({ name, entries }) => {
    if (entries === undefined) return [];
    spell.at(name);
    return [
      {
        id: name,
        type: 'AWS::EC2::PrefixList',
        properties: {
          PrefixListName: name,
          AddressFamily: entries[0]?.family === 6 ? 'IPv6' : 'IPv4',
          MaxEntries: spell.number(entries.length + 2),
          Entries: entries.map((one) => ({
            Cidr: spell.cidr(one),
            ...(spell.rarely(3) && { Description: `Of ${name}` }),
          })),
        },
      },
    ];
  });
}

function target(spell: Speller, world: World, vpc: string, by: Target): Resource['properties'] {
  switch (by.kind) {
    case 'internet gateway':
      return { GatewayId: spell.id(internetGateway(vpc), 'InternetGatewayId') };
    case 'vpn gateway':
      return { GatewayId: spell.id(vpnGateway(vpc), 'VPNGatewayId') };
    case 'egress-only gateway':
      return { EgressOnlyInternetGatewayId: spell.id(egressOnlyGateway(vpc), 'Id') };
    case 'transit gateway':
      if (world.transit === undefined) throw new Error('The world has no transit gateway.');
      return { TransitGatewayId: spell.id(world.transit.name, 'Id') };
    case 'nat':
      return { NatGatewayId: spell.id(by.nat, 'NatGatewayId') };
    case 'peering':
      return { VpcPeeringConnectionId: spell.id(by.peering, 'Id') };
  }
}

const NUMBERS = { tcp: 6, udp: 17, icmp: 1, icmpv6: 58, all: -1 };

function aclResources(spell: Speller, world: World): Resource[] {
  return world.acls.flatMap(({ name, vpc, entries }) => [
    { id: name, type: 'AWS::EC2::NetworkAcl', properties: { VpcId: { Ref: vpc } } },
    ...entries.map((entry, index): Resource => {
      spell.at(`${name} ${entry.direction} ${entry.number}`);
      return {
        id: `${name}Entry${index + 1}`,
        type: 'AWS::EC2::NetworkAclEntry',
        properties: {
          NetworkAclId: spell.id(name, 'Id'),
          RuleNumber: spell.number(entry.number),
          Protocol: spell.number(NUMBERS[entry.protocol]),
          RuleAction: entry.allows ? 'allow' : 'deny',
          // For ingress where nothing is said (ACL-06).
          Egress:
            entry.direction === 'out' || spell.rarely(2) ? spell.bool(entry.direction === 'out') : undefined,
          [entry.block.family === 4 ? 'CidrBlock' : 'Ipv6CidrBlock']: spell.cidr(entry.block),
          ...entryPorts(spell, entry),
        },
      };
    }),
  ]);
}

function entryPorts(spell: Speller, { protocol, from, to }: AclEntry): Resource['properties'] {
  if (protocol === 'all') return {};
  if (protocol === 'icmp' || protocol === 'icmpv6') {
    return { Icmp: { Type: spell.number(from), Code: spell.number(to) } };
  }
  return { PortRange: { From: spell.number(from), To: spell.number(to) } };
}

function natResources(spell: Speller, world: World): Resource[] {
  return world.nats.flatMap((nat): Resource[] => {
    spell.at(nat.name);
    const type = 'AWS::EC2::NatGateway';
    if (nat.kind === 'regional') {
      const properties = { AvailabilityMode: 'regional', VpcId: spell.id(nat.vpc, 'VpcId') };
      return [{ id: nat.name, type, properties }];
    }
    const SubnetId = spell.id(nat.subnet, 'SubnetId');
    if (nat.kind === 'private') {
      return [{ id: nat.name, type, properties: { ConnectivityType: 'private', SubnetId } }];
    }
    const address = `${nat.name}Address`;
    const allocation = { 'Fn::GetAtt': [address, 'AllocationId'] };
    const ConnectivityType = spell.rarely(3) ? 'public' : undefined;
    return [
      { id: address, type: 'AWS::EC2::EIP', properties: { Domain: 'vpc' } },
      { id: nat.name, type, properties: { AllocationId: allocation, SubnetId, ConnectivityType } },
    ];
  });
}

/** A propagation waits for the attachment of the gateway. */
function propagationResources(spell: Speller, world: World): Resource[] {
  return world.tables.flatMap(({ name, vpc, learns }) => {
    const gateway = vpnGateway(vpc);
    if (!learns || named(world.vpcs, vpc).vpnGateway === 'none') return [];
    spell.at(`${name} learns`);
    const properties = {
      RouteTableIds: spell.ids([name], 'RouteTableId'),
      VpnGatewayId: spell.id(gateway, 'VPNGatewayId'),
    };
    return [{ id: `${name}Learns`, type: 'AWS::EC2::VPNGatewayRoutePropagation', properties }];
  });
}

function connectionResources(spell: Speller, world: World): Resource[] {
  const resources: Resource[] = world.peerings.map(({ name, requester, accepter }) => ({
    id: name,
    type: 'AWS::EC2::VPCPeeringConnection',
    properties: { VpcId: spell.id(requester, 'VpcId'), PeerVpcId: spell.id(accepter, 'VpcId') },
  }));
  if (world.transit !== undefined) {
    const { name, attachments } = world.transit;
    const { tables, groupReferences } = world.transit;
    spell.at(name);
    const isOwn = tables !== undefined;
    resources.push({
      id: name,
      type: 'AWS::EC2::TransitGateway',
      properties: {
        DefaultRouteTableAssociation: isOwn ? 'disable' : spell.oneOf(undefined, 'enable'),
        DefaultRouteTablePropagation: isOwn ? 'disable' : spell.oneOf(undefined, 'enable'),
        SecurityGroupReferencingSupport: groupReferences ? 'enable' : spell.oneOf(undefined, 'disable'),
      },
    });
    resources.push(...transitTableResources(spell, world.transit));
    for (const each of attachments) {
      spell.at(each.name);
      for (const subnet of each.subnets) named(world.subnets, subnet);
      resources.push({
        id: each.name,
        type: spell.oneOf('AWS::EC2::TransitGatewayAttachment', 'AWS::EC2::TransitGatewayVpcAttachment'),
        properties: {
          TransitGatewayId: spell.id(name, 'Id'),
          VpcId: spell.id(each.vpc, 'VpcId'),
          SubnetIds: spell.ids(each.subnets, 'SubnetId'),
          Options:
            each.groupReferences === false
              ? { SecurityGroupReferencingSupport: 'disable' }
              : spell.oneOf(undefined, { SecurityGroupReferencingSupport: 'enable' }),
        },
      });
    }
  }
  for (const { name, vpc, service, tables } of world.gatewayEndpoints) {
    spell.at(name);
    resources.push({
      id: name,
      type: 'AWS::EC2::VPCEndpoint',
      properties: {
        // What an endpoint is where nothing is said (EP-06).
        VpcEndpointType: spell.oneOf('Gateway', undefined),
        ServiceName: { 'Fn::Sub': `com.amazonaws.\${AWS::Region}.${service}` },
        VpcId: spell.id(vpc, 'VpcId'),
        RouteTableIds: spell.ids(tables, 'RouteTableId'),
      },
    });
  }
  return resources;
}
