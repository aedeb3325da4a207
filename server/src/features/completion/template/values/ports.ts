import { CompletionItemKind } from 'vscode-languageserver-types';
import { nameOfPort } from '../../../../aws/ports.ts';
import { portOfEngine } from '../../../../aws/workloadTypes.ts';
import { keyOfGroup } from '../../../../network/analysis/groupRules.ts';
import { groupUsers } from '../../../../network/analysis/groupUse.ts';
import { placements } from '../../../../network/analysis/workloads/placement.ts';
import { table } from '../../../../table.ts';
import { type Context, type PropertyPlace, siblingName, siblingText } from '../context.ts';
import type { Suggestion } from './suggestion.ts';

/** The ports of common services, most likely first. */
const USUAL_PORTS = [443, 80, 5432, 3306, 6379, 2049, 22, 3389, 11211, 27017, 8080] as const;

/** Ports by name, first those on which the rule's destination listens, or that of the engine in the same mapping. */
export function portSuggestions(context: Context, place: PropertyPlace): readonly Suggestion[] {
  const other = OTHER_END[place.names.at(-1) ?? ''];
  const named = other === undefined ? undefined : siblingName(place.mapping, other);
  const sameName: readonly Suggestion[] =
    named === undefined
      ? []
      : [{ value: { Ref: named }, detail: `the same as ${other}`, kind: CompletionItemKind.Variable }];
  const numbers = [...likelyPorts(context, place, other)].map(
    ([port, why]): Suggestion => ({
      value: port,
      label: String(port),
      detail: [nameOfPort(port), why].filter(Boolean).join(' · '),
      kind: CompletionItemKind.Value,
    }),
  );
  return [...sameName, ...numbers];
}

/** Ports, the likeliest first, with what speaks for each; `other` is the property with the other end of the range. */
function likelyPorts(
  context: Context,
  place: PropertyPlace,
  other: string | undefined,
): ReadonlyMap<number, string> {
  const { mapping, names } = place;
  const name = names.at(-1);
  const same = other === undefined ? undefined : Number(siblingText(mapping, other) ?? Number.NaN);
  const engine = portOfEngine(siblingText(mapping, 'Engine') ?? '');
  const ports = new Map<number, string>();
  if (same !== undefined && Number.isInteger(same)) ports.set(same, `the same as ${other}`);
  // A range that begins there hardly ever ends there.
  if (name === 'ToPort' && (same === 0 || same === FIRST_UNPRIVILEGED)) ports.set(LAST_PORT, 'the last port');
  if (name === 'ContainerPort')
    for (const [port, id] of targeted(context)) ports.set(port, `${id} sends to it`);
  if (engine !== undefined) ports.set(engine, `the port of ${siblingText(mapping, 'Engine')}`);
  if (isRule(place))
    for (const [port, id] of listening(context, place))
      ports.set(port, ports.get(port) ?? `${id} listens on it`);
  for (const port of USUAL_PORTS) if (!ports.has(port)) ports.set(port, '');
  return ports;
}

const FIRST_UNPRIVILEGED = 1024;
const LAST_PORT = 65_535;

/** The ports to which the load balancers of the template send. */
function targeted({ template }: Context): ReadonlyMap<number, string> {
  const ports = new Map<number, string>();
  for (const { id, type, properties } of template.resources.values()) {
    const port = Number(siblingText(properties, 'Port') ?? Number.NaN);
    if (type === 'AWS::ElasticLoadBalancingV2::TargetGroup' && Number.isInteger(port)) ports.set(port, id);
  }
  return ports;
}

const OTHER_END: Readonly<Record<string, string>> = table({
  ToPort: 'FromPort',
  FromPort: 'ToPort',
  From: 'To',
  To: 'From',
});

function isRule({ names, type }: PropertyPlace): boolean {
  return /^(?:From|To)Port$/.test(names.at(-1) ?? '') && /SecurityGroup/.test(type);
}

/** The ports of the workloads with the group to which a rule allows packets. */
function listening(
  context: Context,
  { type, id, names, mapping }: PropertyPlace,
): ReadonlyMap<number, string> {
  const isEgress = /Egress$/.test(type) || names[0] === 'SecurityGroupEgress';
  const group = isEgress
    ? siblingName(mapping, 'DestinationSecurityGroupId')
    : type === 'AWS::EC2::SecurityGroup'
      ? id
      : siblingName(mapping, 'GroupId');
  const ports = new Map<number, string>();
  for (const network of context.networks) {
    const key = [...placements(network).values()]
      .flatMap(({ groups }) => groups)
      .find((one) => one.kind === 'group' && one.group.id === group);
    for (const user of (key && groupUsers(network).get(keyOfGroup(key))) ?? []) {
      for (const { port } of network.workloads.get(user)?.listeningPorts ?? [])
        if (port.kind === 'known') ports.set(port.value, user);
    }
  }
  return ports;
}

const ALL = 'every protocol, whatever ports are written';

/** Protocols by name in a security group's rule, by number in a network ACL's entry (facts SG-08, ACL-06). */
export function protocolSuggestions({ type }: PropertyPlace): readonly Suggestion[] {
  const isAcl = type === 'AWS::EC2::NetworkAclEntry';
  const choices: readonly (readonly [string | number, string])[] = isAcl
    ? [
        [6, 'TCP'],
        [17, 'UDP'],
        [1, 'ICMP'],
        [-1, ALL],
      ]
    : [
        ['tcp', 'TCP'],
        ['udp', 'UDP'],
        ['icmp', 'ICMP: pings and errors'],
        ['icmpv6', 'ICMP of IPv6'],
        ['-1', ALL],
      ];
  return choices.map(([value, detail]) => ({
    value,
    label: String(value),
    detail,
    kind: CompletionItemKind.EnumMember,
  }));
}
