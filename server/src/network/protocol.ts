/** The protocol of a question and of a change: a transport protocol, or ICMP echo (ping). */
export type TransportProtocol = 'tcp' | 'udp' | 'icmp';

export type Direction = 'ingress' | 'egress';

/** `all` is written as -1. Only protocols for which AWS has ports or types are distinguished. */
export type Protocol = 'all' | 'tcp' | 'udp' | 'icmp' | 'icmpv6' | { readonly number: number };

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
