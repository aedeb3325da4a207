/** What a question and a change are about: a transport protocol, or a ping. */
export type TransportProtocol = 'tcp' | 'udp' | 'icmp';

export type Direction = 'ingress' | 'egress';

/** `all` is written -1. Only the names and numbers that AWS gives ports or types to are told apart. */
export type Protocol = 'all' | 'tcp' | 'udp' | 'icmp' | 'icmpv6' | { readonly number: number };

/** What messages of ICMP a rule is for; -1 is any. */
export interface IcmpType {
  readonly type: number;
  readonly code: number;
}

/** Both ends are included; 0 to 65,535. */
export interface PortRange {
  readonly from: number;
  readonly to: number;
}

export const ALL_PORTS: PortRange = { from: 0, to: 65_535 };
