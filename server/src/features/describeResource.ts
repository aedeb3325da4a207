import type { Analysis } from '../analysis.ts';
import { usableInAws } from '../cidr/awsSubnet.ts';
import { formatCidr } from '../cidr/format.ts';
import { networkOfTemplate } from '../network/fromTemplate.ts';
import type {
  Field,
  Network,
  Peer,
  PortRange,
  Protocol,
  Route,
  SecurityGroupRule,
  Subnet,
  Target,
  Vpc,
  Zone,
} from '../network/model.ts';
import { referredResource } from '../network/model.ts';
import { classOf, routeTableOf } from '../network/subnetRoutes.ts';
import { positionAt } from '../syntax/span.ts';
import type { Scenario } from '../template/evaluate.ts';

/** What a resource is in its network, in a few lines of Markdown; undefined for types that have nothing to tell. */
export function describeResource(id: string, analysis: Analysis): string | undefined {
  if (analysis.content.kind !== 'template') return undefined;
  const { all } = analysis.content.scenarios;
  for (const scenario of all) {
    const text = describeIn(id, networkOfTemplate(scenario), analysis);
    if (text !== undefined) return all.length > 1 ? `${text}\n\n${scenarioText(scenario)}` : text;
  }
  return undefined;
}

function scenarioText({ conditions }: Scenario): string {
  return `_When ${[...conditions].map(([name, holds]) => `${name} is ${holds}`).join(', ')}._`;
}

function describeIn(id: string, network: Network, analysis: Analysis): string | undefined {
  const subnet = network.subnets.get(id);
  if (subnet) return describeSubnet(subnet, network, analysis);
  const vpc = network.vpcs.get(id);
  if (vpc) return describeVpc(vpc, network);
  if (network.securityGroups.has(id)) return describeGroup(id, network);
  if (network.routeTables.has(id)) return describeTable(id, network, analysis);
  return undefined;
}

function describeSubnet(subnet: Subnet, network: Network, analysis: Analysis): string {
  const block = subnet.ipv4.kind === 'known' ? subnet.ipv4.value : undefined;
  const facts = [
    ...(block
      ? [`${formatCidr(block)}, ${usableInAws(block).toLocaleString('en-US')} usable addresses`]
      : []),
    ...zoneText(subnet.zone),
  ];
  const lines = [
    `**${subnet.id}** — ${classText(subnet, network)}`,
    ...(facts.length > 0 ? [facts.join(' · ')] : []),
  ];
  const effective = routeTableOf(subnet, network);
  if (effective.kind === 'table') lines.push(listOf(routesOf(effective.table.id, network, analysis)));
  return lines.filter((line) => line !== '').join('\n\n');
}

function classText(subnet: Subnet, network: Network): string {
  const found = classOf(subnet, network);
  switch (found.kind) {
    case 'public':
      return `a public subnet, through ${targetText(found.by)}`;
    case 'nat':
      return `a private subnet that leaves through ${targetText(found.by)}`;
    case 'transit':
      return `a subnet that leaves through ${targetText(found.by)}, to another network`;
    case 'isolated':
      return 'an isolated subnet, with no route to the internet (0.0.0.0/0)';
    case 'unknown':
      return `a subnet whose way out is not known: ${found.why}`;
  }
}

function zoneText(zone: Field<Zone>): string[] {
  if (zone.kind !== 'known') return [];
  switch (zone.value.kind) {
    case 'name':
      return [zone.value.name];
    case 'id':
      return [zone.value.id];
    case 'nth':
      return [`zone ${zone.value.index + 1} of the region`];
  }
}

function describeVpc(vpc: Vpc, network: Network): string {
  const blocks = [...vpc.ipv4, ...vpc.ipv6].map((block) =>
    block.kind === 'known' ? formatCidr(block.value) : '?',
  );
  const subnets = [...network.subnets.values()].filter((subnet) => referredResource(subnet.vpc) === vpc.id);
  const lines = subnets.map((subnet) => {
    const block = subnet.ipv4.kind === 'known' ? formatCidr(subnet.ipv4.value) : '?';
    return `\`${block}\` ${subnet.id}, ${CLASS_WORDS[classOf(subnet, network).kind]}`;
  });
  return [`**${vpc.id}** — a VPC, ${blocks.join(', ')}`, listOf(lines)]
    .filter((line) => line !== '')
    .join('\n\n');
}

const CLASS_WORDS = {
  public: 'public',
  nat: 'private with NAT',
  transit: 'private, to another network',
  isolated: 'isolated',
  unknown: 'way out not known',
} as const;

function describeTable(id: string, network: Network, analysis: Analysis): string {
  const users = network.routeTableAssociations
    .filter(({ routeTable }) => referredResource(routeTable) === id)
    .flatMap(({ subnet }) => referredResource(subnet) ?? []);
  const used =
    users.length > 0 ? `the route table of ${users.join(', ')}` : 'a route table that no subnet here uses';
  return [`**${id}** — ${used}`, listOf(routesOf(id, network, analysis))]
    .filter((line) => line !== '')
    .join('\n\n');
}

function routesOf(table: string, network: Network, { lines }: Analysis): string[] {
  return network.routes
    .filter(({ routeTable }) => referredResource(routeTable) === table)
    .map((route) => {
      const { destination } = route;
      const to =
        destination.kind === 'cidr' && destination.cidr.kind === 'known'
          ? formatCidr(destination.cidr.value)
          : 'elsewhere';
      return `\`${to}\` → ${targetText(route)} (${route.id}, line ${positionAt(lines, route.at.start).line + 1})`;
    });
}

function targetText({ targets }: Route): string {
  const [first] = targets;
  return first ? nameOf(first.target) : 'nothing';
}

function nameOf(field: Field<Target>): string {
  return field.kind === 'known' ? field.value.id : 'something known when the stack is deployed';
}

function describeGroup(id: string, network: Network): string {
  const rules = network.securityGroupRules.filter(({ group }) => referredResource(group) === id);
  const incoming = rules.filter(({ direction }) => direction === 'ingress').map(ruleText);
  const outgoing = rules.filter(({ direction }) => direction === 'egress').map(ruleText);
  const allOut = network.securityGroups.get(id)?.inlineEgress === 'absent' && outgoing.length === 0;
  return [
    `**${id}** — a security group`,
    incoming.length > 0 ? `Lets in\n${listOf(incoming)}` : 'Lets nothing in',
    // Fact SG-02.
    allOut
      ? 'Lets everything out (no egress rule: AWS allows all)'
      : `Lets out\n${listOf(outgoing) || '- nothing'}`,
  ].join('\n\n');
}

function ruleText({ protocol, ports, peer }: SecurityGroupRule): string {
  return `${serviceText(protocol, ports)} ${peerText(peer)}`;
}

function serviceText(protocol: Field<Protocol>, ports: Field<PortRange>): string {
  if (protocol.kind !== 'known') return 'something';
  if (protocol.value === 'all') return 'everything';
  const name = typeof protocol.value === 'string' ? protocol.value : `protocol ${protocol.value.number}`;
  if (name !== 'tcp' && name !== 'udp') return name;
  if (ports.kind !== 'known') return name;
  const { from, to } = ports.value;
  return from === to
    ? `${name} ${from}`
    : from === 0 && to === 65_535
      ? `all of ${name}`
      : `${name} ${from}–${to}`;
}

function peerText(peer: Peer): string {
  switch (peer.kind) {
    case 'cidr':
      if (peer.cidr.kind !== 'known') return '· a block known when the stack is deployed';
      return peer.cidr.value.prefix === 0 ? '· the whole internet' : `· ${formatCidr(peer.cidr.value)}`;
    case 'group':
      return `· ${nameOf(peer.group)}`;
    case 'prefix-list':
      return `· the prefix list ${nameOf(peer.list)}`;
    case 'unknown':
      return '· somebody unknown';
  }
}

function listOf(lines: readonly string[]): string {
  return lines.map((line) => `- ${line}`).join('\n');
}
