import type { Cidr } from '../../cidr/cidr.ts';
import { formatCidr } from '../../cidr/format.ts';
import type { KnownField, Network, SecurityGroupRule } from '../../network/model.ts';
import type { CheckedFile, Fix, Report } from '../defineRule.ts';
import { isShared } from '../shared/sharedLiteral.ts';

/** A service that people log in through, open to the whole internet. */
export interface LoginPort {
  readonly port: number;
  readonly protocols: readonly ('tcp' | 'udp')[];
  /** As the message calls it: "over SSH (22)". */
  readonly name: string;
}

/** Ingress rules that let all of IPv4 or IPv6 reach the port, however they are written. */
export function* worldOpenRules({ network, networks }: CheckedFile, login: LoginPort): Generator<Report> {
  for (const rule of network.securityGroupRules) {
    if (rule.direction !== 'ingress' || rule.peer.kind !== 'cidr') continue;
    const { cidr } = rule.peer;
    if (cidr.kind !== 'known' || cidr.value.prefix !== 0 || !opens(rule, login)) continue;
    const { protocol, ports } = rule;
    const group = rule.group.kind === 'known' ? rule.group.value.id : rule.resource;
    yield {
      at: cidr.at,
      resource: rule.resource,
      defaults: [
        ...new Set(
          [protocol, ports, cidr].flatMap((field) => (field.kind === 'known' ? field.defaults : [])),
        ),
      ],
      message: `${group} lets anyone on the internet (${formatCidr(cidr.value)}) try to log in over ${login.name}${because(rule, login)}.`,
      fixes: fixesOf(cidr, networks),
    };
  }
}

function opens({ protocol, ports }: SecurityGroupRule, login: LoginPort): boolean {
  if (protocol.kind !== 'known') return false;
  if (protocol.value === 'all') return true;
  if (!login.protocols.some((name) => name === protocol.value) || ports.kind !== 'known') return false;
  return ports.value.from <= login.port && login.port <= ports.value.to;
}

/** Why a rule that does not name the port opens it. */
function because({ protocol, ports }: SecurityGroupRule, login: LoginPort): string {
  if (protocol.kind === 'known' && protocol.value === 'all') return ', since protocol -1 opens every port';
  if (ports.kind !== 'known' || ports.value.from === ports.value.to) return '';
  return `, since ${ports.value.from}–${ports.value.to} holds ${login.port}`;
}

/** Whom to let in is the user's to say; the private ranges are the nearest thing that is surely not the world. */
function fixesOf({ origin, value }: KnownField<Cidr>, networks: readonly Network[]): readonly Fix[] {
  if (!origin || value.family !== 4 || isShared(origin, networks)) return [];
  return [
    {
      title: 'Only from private addresses, 10.0.0.0/8',
      preferred: false,
      edits: [{ op: 'replace', node: origin, value: '10.0.0.0/8' }],
    },
  ];
}
