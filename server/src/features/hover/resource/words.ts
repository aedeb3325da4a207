import { nameOfPort, nameOfProtocol } from '../../../aws/ports.ts';
import type { Cidr } from '../../../cidr/cidr.ts';
import { formatCidr } from '../../../cidr/format.ts';
import { type Markdown, md } from '../../../escape/markdown.ts';
import type { SubnetClass } from '../../../network/analysis/subnets/subnetRoutes.ts';
import { zoneWord } from '../../../network/analysis/subnets/zones.ts';
import type { Field, NetworkObject, Target } from '../../../network/field.ts';
import type { Route, Subnet } from '../../../network/model.ts';
import { ALL_PORTS, type PortRange, type Protocol } from '../../../network/protocol.ts';
import type { HoverContext } from './view.ts';

/** Words for something whose name is known only at deployment. */
const LATER = 'something known only after deployment';

export function targetName(field: Field<Target>): string {
  return field.kind === 'known' ? field.value.id : LATER;
}

/** `NatA, line 88`, for use in brackets or after a colon. */
export function withLine({ id, at }: Pick<NetworkObject, 'id' | 'at'>, { lineText }: HoverContext): Markdown {
  return md`${id}, ${lineText(at)}`;
}

export function countText(number: number | bigint): string {
  return number.toLocaleString('en-US');
}

/** A block as code; an unknown one is called unknown. */
export function blockCode(field: Field<Cidr>): Markdown {
  return field.kind === 'known'
    ? md`\`${formatCidr(field.value)}\``
    : md`a block known only after deployment`;
}

export function zoneText({ zone }: Pick<Subnet, 'zone'>): string | undefined {
  return zone.kind === 'known' ? zoneWord(zone.value) : undefined;
}

/** "in ShopVpc". */
export function vpcText({ vpc }: { readonly vpc: Field<Target> }): string | undefined {
  return vpc.kind === 'known' ? `in ${vpc.value.id}` : undefined;
}

export const CLASS_WORDS = {
  public: 'public',
  nat: 'private with NAT',
  transit: 'private, to another network',
  isolated: 'isolated',
  unknown: 'default route unknown',
} as const satisfies Record<SubnetClass['kind'], string>;

export function targetOfRoute({ targets }: Route): string {
  const [first] = targets;
  return first ? targetName(first.target) : 'nothing';
}

/** "tcp 443 (HTTPS)", "all udp", "all traffic". Unknown parts of a rule get words, too. */
export function trafficOfFields(protocol: Field<Protocol>, ports: Field<PortRange>): string {
  if (protocol.kind !== 'known') return 'an unknown protocol';
  const { value } = protocol;
  if (value === 'all') return 'all traffic';
  if (typeof value !== 'string') {
    const name = nameOfProtocol(value.number);
    return `protocol ${value.number}${name === undefined ? '' : ` (${name})`}`;
  }
  if (value !== 'tcp' && value !== 'udp') return value;
  if (ports.kind !== 'known') return `${value} on unknown ports`;
  return portsText(value, ports.value);
}

function portsText(protocol: string, { from, to }: PortRange): string {
  if (from === ALL_PORTS.from && to === ALL_PORTS.to) return `all ${protocol}`;
  if (from !== to) return `${protocol} ${from}–${to}`;
  const name = nameOfPort(from);
  return `${protocol} ${from}${name === undefined ? '' : ` (${name})`}`;
}
