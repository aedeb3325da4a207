import { mermaidLabel } from '../../escape/mermaid.ts';
import { kindNoun } from '../../network/workloadKinds.ts';
import { CLASS_WORDS } from '../hover/resource/words.ts';
import type { NetworkMap } from './networkMap.ts';
import { knownOnly } from './scene/parts.ts';

type VpcMap = NetworkMap['vpcs'][number];
type SubnetMap = VpcMap['zones'][number]['tiers'][number]['subnets'][number];

/** The Mermaid node name for a key of the map; the same key always gives the same name. */
type NameOf = (key: string) => string;

/**
 * The network as a Mermaid flowchart: VPCs, zones and subnets as nested boxes with workloads inside, and an arrow from
 * each subnet to the target of its default route. Each scenario is a box. https://mermaid.js.org/syntax/flowchart.html
 */
export function mermaidOf(maps: readonly NetworkMap[]): string {
  const names = new Map<string, string>();
  const lines = maps.flatMap((map, i) => {
    const nameOf: NameOf = (key) => {
      const known = names.get(`${i} ${key}`) ?? `n${names.size + 1}`;
      names.set(`${i} ${key}`, known);
      return known;
    };
    const content = [...map.vpcs.flatMap((vpc) => vpcLines(vpc, nameOf)), ...elsewhereLines(map, nameOf)];
    return map.scenario === null ? content : box(nameOf('scenario'), `when ${map.scenario}`, content);
  });
  return ['flowchart TB', ...indented(lines)].map((line) => `${line}\n`).join('');
}

function vpcLines(vpc: VpcMap, nameOf: NameOf): readonly string[] {
  const id = vpc.id ?? 'Unknown VPC';
  const gateways = [
    ...vpc.internetGateways.map((one) => ({ ...one, what: 'internet gateway' })),
    ...vpc.egressOnlyInternetGateways.map((one) => ({ ...one, what: 'egress-only internet gateway' })),
    ...vpc.vpnGateways.map((one) => ({ ...one, what: 'virtual private gateway' })),
    // A zonal NAT gateway is listed with its subnet.
    ...vpc.natGateways
      .filter(({ subnet }) => subnet === null)
      .map((one) => ({ ...one, what: 'NAT gateway' })),
    ...vpc.endpoints
      .filter(({ subnets }) => subnets.length === 0)
      .map((one) => ({ ...one, what: `endpoint${one.service === null ? '' : ` for ${one.service}`}` })),
    ...vpc.peerings.map((one) => ({
      ...one,
      what: `peering${one.peer === null ? '' : ` with ${one.peer}`}`,
    })),
  ];
  const subnets = vpc.zones.flatMap(({ tiers }) => tiers.flatMap((tier) => tier.subnets));
  return [
    ...box(nameOf(`vpc ${id}`), [id, ...knownOnly(vpc.ipv4), ...knownOnly(vpc.ipv6)].join(' '), [
      ...gateways.map(({ id, what }) => `${nameOf(id)}([${mermaidLabel(id, what)}])`),
      ...vpc.zones.flatMap(({ zone, tiers }) =>
        box(
          nameOf(`zone ${id} ${zone}`),
          zone ?? 'unknown zone',
          tiers.flatMap((tier) => tier.subnets.flatMap((subnet) => subnetLines(subnet, nameOf))),
        ),
      ),
    ]),
    ...subnets.flatMap((subnet) => arrow(subnet, vpc, nameOf)),
  ];
}

function subnetLines(subnet: SubnetMap, nameOf: NameOf): readonly string[] {
  const text = [
    subnet.id,
    [...knownOnly([subnet.ipv4]), ...knownOnly([subnet.ipv6]), CLASS_WORDS[subnet.class]].join(' · '),
  ];
  const name = nameOf(`subnet ${subnet.id}`);
  if (subnet.users.length === 0) return [`${name}[${mermaidLabel(...text)}]`];
  const users = subnet.users.map(({ id, what }) => {
    // A workload in a single subnet may have arrows of its own.
    const key = what === 'nat-gateway' ? id : `${id} in ${subnet.id}`;
    return `${nameOf(key)}(${mermaidLabel(id, whatIs(what))})`;
  });
  return box(name, text, users);
}

/** The arrow for the default route; a target that is not in the picture is drawn beside the subnet. */
function arrow({ id, by }: SubnetMap, vpc: VpcMap, nameOf: NameOf): readonly string[] {
  const route = vpc.routeTables
    .flatMap(({ routes }) => routes)
    .find((one) => by !== null && one.id === by.id);
  if (!route?.target) return [];
  return [
    `${nameOf(`subnet ${id}`)} -->|${mermaidLabel(route.destination ?? route.id)}| ${targetNode(route.target, vpc, nameOf)}`,
  ];
}

function targetNode(target: string, vpc: VpcMap, nameOf: NameOf): string {
  const isDrawn = [...vpc.internetGateways, ...vpc.vpnGateways, ...vpc.natGateways].some(
    ({ id }) => id === target,
  );
  return isDrawn ? nameOf(target) : `${nameOf(target)}([${mermaidLabel(target)}])`;
}

function elsewhereLines({ elsewhere }: NetworkMap, nameOf: NameOf): readonly string[] {
  if (elsewhere.length === 0) return [];
  return box(
    nameOf('elsewhere'),
    'not in a known VPC',
    elsewhere.map(({ id, kind }) => `${nameOf(id)}(${mermaidLabel(id, whatIs(kind))})`),
  );
}

function box(name: string, title: string | readonly string[], content: readonly string[]): readonly string[] {
  return [`subgraph ${name}[${mermaidLabel(...[title].flat())}]`, ...indented(content), 'end'];
}

function indented(lines: readonly string[]): readonly string[] {
  return lines.map((line) => `  ${line}`);
}

/** The term that hovers use, without its article. */
function whatIs(kind: SubnetMap['users'][number]['what']): string {
  switch (kind) {
    case 'nat-gateway':
      return 'NAT gateway';
    case 'endpoint':
      return 'endpoint';
    case 'transit-gateway-attachment':
      return 'transit gateway attachment';
    default:
      return kindNoun(kind);
  }
}
