import { booleanOf, fieldIn, itemsOf, valueAtPath } from '../../../network/template/fieldOfValue.ts';
import type { ResourceReader } from '../../../network/template/readResource.ts';
import { table } from '../../../table.ts';
import { hasText, type Value } from '../../../template/evaluation/value.ts';
import type { CheckedFile } from '../../defineRule.ts';
import { resourcesOfTypes } from '../../shared/resources/typedResources.ts';
import { isFilledList, isWritten, type Need, type Needs } from './need.ts';

/** What subnets, gateways, endpoints, VPNs, firewalls and DNS need. */
export const NETWORKS: Needs = {
  'AWS::EC2::VPNConnection': needOfTunnel,
  'AWS::EC2::SecurityGroupIngress': ({ property }) =>
    isWritten(property('GroupId'))
      ? { kind: 'an inbound rule with GroupId', none: ['GroupName'] }
      : { kind: 'an inbound rule', any: ['GroupId', 'GroupName'] },
  'AWS::Route53Resolver::ResolverRule': ({ property }) => {
    const type = property('RuleType');
    if (!hasText(type, 'SYSTEM')) return undefined;
    return { kind: 'a rule of type SYSTEM', noneListed: ['TargetIps'], rests: [type] };
  },
  'AWS::EC2::NatGateway': ({ property }) => {
    const mode = property('AvailabilityMode');
    const isZonal = mode.kind === 'absent' || hasText(mode, 'zonal');
    return isZonal ? { kind: 'a zonal NAT gateway', all: ['SubnetId'], rests: [mode] } : undefined;
  },
  'AWS::EC2::Subnet': ({ property }) => {
    const native = property('Ipv6Native');
    if (booleanOf(native)) return { kind: 'a subnet with IPv6 alone', none: ['CidrBlock'], rests: [native] };
    const isBoth = native.kind === 'absent' || booleanOf(native) === false;
    // If there is no block at all, the schema requires one.
    if (!isBoth || property('Ipv6CidrBlock').kind === 'absent') return undefined;
    return { kind: 'a subnet with IPv4', any: ['CidrBlock', 'Ipv4IpamPoolId'], rests: [native] };
  },
  'AWS::EC2::ClientVpnAuthorizationRule': () => ({
    kind: 'an authorization rule',
    any: ['AuthorizeAllGroups', 'AccessGroupId'],
  }),
  'AWS::EC2::ClientVpnEndpoint': needOfClientVpn,
  'AWS::EC2::VPCEndpoint': ({ property }) => {
    const type = property('VpcEndpointType');
    const dns = valueAtPath(property, PRIVATE_DNS_ONLY);
    const isOfGateway = hasText(type, 'Gateway');
    if (isOfGateway && dns.kind === 'known' && dns.text !== 'NotSpecified')
      return { kind: 'a gateway endpoint', none: [PRIVATE_DNS_ONLY], rests: [type, dns] };
    return { kind: 'an endpoint', any: ['ServiceName', 'ResourceConfigurationArn', 'ServiceNetworkArn'] };
  },
  'AWS::EC2::EIPAssociation': ({ property }) =>
    isWritten(property('NetworkInterfaceId'))
      ? { kind: 'an association with a network interface', none: ['InstanceId'] }
      : { kind: 'an association of an address', any: ['InstanceId', 'NetworkInterfaceId'] },
  'AWS::EC2::SubnetCidrBlock': () => ({
    kind: 'an IPv6 block of a subnet',
    any: ['Ipv6CidrBlock', 'Ipv6IpamPoolId'],
  }),
  'AWS::EC2::VPCCidrBlock': () => ({
    kind: 'a further block of a VPC',
    any: [
      ...['CidrBlock', 'AmazonProvidedIpv6CidrBlock', 'Ipv4IpamPoolId'],
      ...['Ipv6CidrBlock', 'Ipv6IpamPoolId', 'Ipv6Pool'],
    ],
  }),
  'AWS::ServiceDiscovery::Service': ({ property, typeOf }) => {
    const ids = [property('NamespaceId'), valueAtPath(property, 'DnsConfig.NamespaceId')];
    const isPrivate = ids.some(
      (id) => id.kind === 'reference' && typeOf(id.resource) === 'AWS::ServiceDiscovery::PrivateDnsNamespace',
    );
    if (ids.every(({ kind }) => kind === 'absent'))
      return { kind: 'a discovery service', all: ['NamespaceId'] };
    if (!isPrivate) return undefined;
    return { kind: 'a service in a private DNS namespace', none: ['HealthCheckConfig'] };
  },
  'AWS::NetworkFirewall::RuleGroup': ({ property }) => {
    const rules = itemsOf(valueAtPath(property, 'RuleGroup.RulesSource.StatefulRules'));
    if (rules.some(hasNoSignatureId)) return { kind: 'a group of stateful rules', all: ['RuleOptions.sid'] };
    const type = property('Type');
    if (!hasText(type, 'STATELESS')) return undefined;
    return { kind: 'a stateless rule group', none: ['RuleGroup.RuleVariables'], rests: [type] };
  },
  'AWS::NetworkFirewall::FirewallPolicy': ({ property }) => {
    const order = valueAtPath(property, 'FirewallPolicy.StatefulEngineOptions.RuleOrder');
    const isDefault = order.kind === 'absent' || hasText(order, 'DEFAULT_ACTION_ORDER');
    if (!isDefault) return undefined;
    const noneListed = ['StatefulRuleGroupReferences.*.Priority', 'StatefulDefaultActions'].map(
      (path) => `FirewallPolicy.${path}`,
    );
    return { kind: 'a policy with the default rule order', noneListed, rests: [order] };
  },
  'AWS::NetworkFirewall::Firewall': ({ property }) =>
    // A firewall of a transit gateway, or of NAT gateways, has no subnets of its own.
    ['TransitGatewayId', 'NatGatewayMappings'].every((name) => property(name).kind === 'absent')
      ? { kind: 'a firewall of a VPC', all: ['VpcId', 'SubnetMappings'] }
      : undefined,
  'AWS::EC2::FlowLog': needOfFlowLog,
  'AWS::Route53::RecordSet': () => ({ kind: 'a record', any: ['HostedZoneId', 'HostedZoneName'] }),
  'AWS::Route53::RecordSetGroup': () => ({
    kind: 'a group of records',
    any: ['HostedZoneId', 'HostedZoneName'],
  }),
  'AWS::Route53::HostedZone': ({ property }) =>
    isFilledList(property('VPCs'))
      ? { kind: 'a private hosted zone', none: ['QueryLoggingConfig'] }
      : undefined,
  'AWS::EC2::TransitGatewayRoute': ({ property }) => {
    const blackhole = property('Blackhole');
    if (!booleanOf(blackhole)) return undefined;
    return { kind: 'a blackhole', none: ['TransitGatewayAttachmentId'], rests: [blackhole] };
  },
};

const PRIVATE_DNS_ONLY = 'DnsOptions.PrivateDnsOnlyForInboundResolverEndpoint';

/** https://docs.aws.amazon.com/network-firewall/latest/APIReference/API_RuleOption.html */
function hasNoSignatureId(rule: Value): boolean {
  const options = fieldIn(rule, 'RuleOptions');
  if (options.kind !== 'list' || options.hasGaps) return false;
  const words = options.items.map((option) => fieldIn(option, 'Keyword'));
  return words.every((word) => word.kind === 'known' && !/^sid\b/.test(word.text.trim()));
}

/** A connection with static routes does not use BGP: https://docs.aws.amazon.com/vpn/latest/s2svpn/VPNRoutingTypes.html */
function needOfTunnel({ object, property }: ResourceReader, file: CheckedFile): Need | undefined {
  const gateway = property('VpnGatewayId');
  if (isWritten(gateway) && isWritten(property('TransitGatewayId')))
    return {
      kind: 'a connection of a virtual private gateway',
      none: ['TransitGatewayId'],
      rests: [gateway],
    };
  const route = resourcesOfTypes(file, ['AWS::EC2::VPNConnectionRoute']).find(({ property }) => {
    const connection = property('VpnConnectionId');
    return connection.kind === 'reference' && connection.resource === object.id;
  });
  if (!route) return undefined;
  return {
    kind: `a connection with a static route (${route.object.id})`,
    all: ['StaticRoutesOnly'],
    only: { StaticRoutesOnly: 'true' },
  };
}

/**
 * The property that each kind of authentication requires:
 * https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_ClientVpnAuthenticationRequest.html
 */
const AUTHENTICATION: Readonly<Record<string, string>> = table({
  'certificate-authentication': 'MutualAuthentication',
  'directory-service-authentication': 'ActiveDirectory',
  'federated-authentication': 'FederatedAuthentication',
});

function needOfClientVpn({ property }: ResourceReader): Need | undefined {
  for (const option of itemsOf(property('AuthenticationOptions'))) {
    const type = fieldIn(option, 'Type');
    if (option.kind !== 'fields' || type.kind !== 'known') continue;
    const own = AUTHENTICATION[type.text];
    if (own === undefined || option.fields.has(own)) continue;
    const path = `AuthenticationOptions.*.${own}`;
    return { kind: `an endpoint with ${type.text}`, all: [path], rests: [type] };
  }
  if (isFilledList(property('SecurityGroupIds')) && property('VpcId').kind === 'absent')
    return { kind: 'an endpoint with security groups', all: ['VpcId'] };
  const traffic = property('TrafficIpAddressType');
  return traffic.kind === 'absent' ? { kind: 'an endpoint for IPv4', all: ['ClientCidrBlock'] } : undefined;
}

/** https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateFlowLogs.html */
function needOfFlowLog({ property }: ResourceReader): Need | undefined {
  const type = property('ResourceType');
  if (type.kind !== 'known' || !['VPC', 'Subnet', 'NetworkInterface'].includes(type.text)) return undefined;
  const kind = `a flow log of type ${type.text}`;
  const destination = property('LogDestinationType');
  const toCloudWatch = destination.kind === 'absent' || hasText(destination, 'cloud-watch-logs');
  if (!toCloudWatch || property('TrafficType').kind === 'absent')
    return { kind, all: ['TrafficType'], rests: [type] };
  return {
    kind: `${kind} to CloudWatch Logs`,
    any: ['LogGroupName', 'LogDestination'],
    rests: [type, destination],
  };
}
