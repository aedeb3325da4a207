import type { Family } from '../cidr/cidr.ts';

/** The protocol of a question and of a change: a transport protocol, or ICMP echo (ping). */
export type TransportProtocol = 'tcp' | 'udp' | 'icmp';

export type Direction = 'ingress' | 'egress';

/** `all` is written as -1. Only protocols for which AWS has ports or types are distinguished. */
export type Protocol = 'all' | 'tcp' | 'udp' | 'icmp' | 'icmpv6' | { readonly number: number };

/** The protocol that rules and ACL entries name for packets of a family: ping over IPv6 is ICMPv6. */
export function protocolOverFamily(
  protocol: TransportProtocol,
  family: Family,
): TransportProtocol | 'icmpv6' {
  return protocol === 'icmp' && family === 6 ? 'icmpv6' : protocol;
}

/** The ICMP type of a ping, an echo request: https://www.rfc-editor.org/rfc/rfc792 and, for IPv6, rfc4443#section-4.1 */
export const ECHO_REQUEST: Readonly<Record<Family, number>> = { 4: 8, 6: 128 };

/** The ICMP messages that a rule matches; -1 matches any. */
export interface IcmpType {
  readonly type: number;
  readonly code: number;
}

/** A range from 0 to 65,535, both ends included. */
export interface PortRange {
  readonly from: number;
  readonly to: number;
}

export const ALL_PORTS: PortRange = { from: 0, to: 65_535 };
