import type { Family } from '../cidr/cidr.ts';
import type { Direction, TransportProtocol } from '../network/protocol.ts';

/** A kind of packets; for ICMP the port is ignored. */
export interface TrafficName {
  readonly protocol: TransportProtocol;
  readonly port: number;
}

/**
 * The cause of a blocked path as data; `blockers.ts` renders it in English. Ids are the network's, groups have their
 * keys, and `to`, `from` and `other` are parties as `nameOf` in reach names them.
 */
export type Reason =
  /** `whom`: the peers that the rules for this traffic have instead. */
  | {
      readonly kind: 'group-rules';
      readonly groups: readonly string[];
      readonly direction: Direction;
      readonly traffic: TrafficName;
      readonly whom: readonly string[];
      readonly other: string;
      /** The default group, if the other side has it because it lists none. */
      readonly otherGroup: string | undefined;
      /** What hands on the addresses of its clients, which `other` is then. */
      readonly keptBy?: string;
      /** Set if the rules name a group of the other side, and such rules have no effect on this path. */
      readonly namesInVain?: true;
    }
  | {
      readonly kind: 'acl';
      readonly acl: string;
      readonly direction: Direction;
      readonly what: TrafficName | { readonly answersTo: readonly [number, number] };
      readonly other: string;
      readonly keptBy?: string;
      /** The number of the entry that denies the packets; undefined if no entry allows them. */
      readonly entry: number | undefined;
      /** Set if some of the packets are allowed. */
      readonly isPart?: true;
    }
  /** `table` is undefined for the main table of the VPC. `block`: what a route for it would name. */
  | {
      readonly kind: 'no-route';
      readonly table: string | undefined;
      readonly vpc: string | undefined;
      readonly subnets: readonly string[];
      readonly to: string;
      readonly block: string | undefined;
    }
  | { readonly kind: 'no-route-back'; readonly table: string; readonly to: string }
  | { readonly kind: 'no-path-in'; readonly subnets: readonly string[]; readonly to: string }
  | {
      readonly kind: 'longer-route';
      readonly route: string;
      readonly table: string;
      readonly to: string;
      readonly leadsTo: string | undefined;
    }
  | { readonly kind: 'target-gone'; readonly route: string; readonly target: string | undefined }
  | { readonly kind: 'not-attached'; readonly gateway: string; readonly vpc: string | undefined }
  /** `to`: whom nothing from outside reaches so; undefined where something wants out. */
  | {
      readonly kind: 'no-internet-gateway';
      readonly vpc: string | undefined;
      readonly to: string | undefined;
    }
  | { readonly kind: 'of-another-vpc'; readonly gateway: string }
  | { readonly kind: 'private-address'; readonly other: string }
  | { readonly kind: 'no-public-address'; readonly workload: string; readonly subnets: readonly string[] }
  /** Something that never gets a public address, in public subnets. `is` says what it is, with an article. */
  | {
      readonly kind: 'public-subnet';
      readonly workload: string;
      readonly subnets: readonly string[];
      readonly is: string;
    }
  | { readonly kind: 'nat-private'; readonly nat: string }
  | { readonly kind: 'nat-elsewhere'; readonly nat: string }
  /** A regional NAT gateway that lists other zones. */
  | { readonly kind: 'nat-without-zone'; readonly nat: string; readonly subnet: string }
  /** `to` is the private address of a NAT gateway. */
  | { readonly kind: 'address-of-nat'; readonly nat: string; readonly to: string }
  | { readonly kind: 'nat-without-path-out'; readonly nat: string; readonly subnet: string }
  | {
      readonly kind: 'no-address';
      readonly workload: string;
      readonly family: Family;
      /** Empty outside of a VPC. */
      readonly subnets: readonly string[];
    }
  /** `what`: the kind, if it is no Lambda function. */
  | { readonly kind: 'takes-no-connections'; readonly workload: string; readonly what?: string }
  /** An endpoint, which answers its clients alone. */
  | { readonly kind: 'opens-no-connections'; readonly endpoint: string }
  | { readonly kind: 'sends-no-ping'; readonly workload: string }
  /** `isLiftable`: AWS lifts the limit on request. */
  | { readonly kind: 'mail-port'; readonly from: string; readonly isLiftable: boolean }
  | { readonly kind: 'address-taken'; readonly to: string; readonly vpc: string }
  | { readonly kind: 'nobody-there'; readonly to: string; readonly vpc: string }
  /** `purpose`: what AWS uses the address for. */
  | {
      readonly kind: 'reserved-address';
      readonly to: string;
      readonly subnet: string;
      readonly purpose: string;
    }
  | {
      readonly kind: 'peer-only';
      readonly peering: string;
      readonly vpc: string | undefined;
      readonly to: string;
    }
  /** AWS does not peer VPCs with addresses in common. */
  | {
      readonly kind: 'peering-overlap';
      readonly peering: string;
      readonly vpcs: readonly [string, string];
      readonly blocks: readonly [string, string];
    }
  | {
      readonly kind: 'no-transit-route';
      readonly gateway: string;
      readonly from: string;
      readonly to: string;
    }
  | {
      readonly kind: 'no-subnet-in-zone';
      readonly attachment: string;
      readonly subnets: readonly string[];
    }
  /** It is associated with no route table of the gateway. */
  | { readonly kind: 'no-transit-table'; readonly attachment: string; readonly gateway: string }
  | {
      readonly kind: 'transit-blackhole';
      readonly route: string;
      readonly gateway: string;
      readonly to: string;
    }
  /** A transit gateway leads into a subnet of a third VPC, whose table does not lead on. */
  | {
      readonly kind: 'no-path-on';
      readonly gateway: string;
      readonly subnet: string;
      readonly to: string;
    }
  /** The same, and its table leads to an internet gateway. */
  | {
      readonly kind: 'private-at-internet-gateway';
      readonly gateway: string;
      readonly internetGateway: string;
      readonly other: string;
    }
  | {
      readonly kind: 'public-access-blocked';
      readonly options: string;
      readonly direction: Direction;
      readonly place: string;
    }
  | { readonly kind: 'no-vpn-route'; readonly gateway: string; readonly to: string }
  /** Packets for another VPC leave by a VPN, and that VPC has no gateway by which they could come in. */
  | {
      readonly kind: 'vpn-to-another-vpc';
      readonly gateway: string;
      readonly vpc: string;
      readonly to: string;
    }
  /** No VPC forwards packets from a virtual private gateway to the internet. */
  | {
      readonly kind: 'not-led-on';
      readonly gateway: string;
      readonly vpc: string;
      readonly to: string;
    }
  | { readonly kind: 'no-resolver'; readonly vpc: string }
  /** Private DNS of an endpoint needs both attributes of its VPC. */
  | { readonly kind: 'dns-off'; readonly vpc: string; readonly attribute: string }
  | {
      readonly kind: 'no-path-from';
      readonly workload: string;
      readonly subnets: readonly string[];
      readonly to: string;
    }
  | {
      readonly kind: 'endpoint-not-on-table';
      readonly endpoint: string;
      readonly table: string;
      readonly subnets: readonly string[];
      readonly to: string;
      /** Set if routes lead there, but something on the path drops the packets. */
      readonly hasClosedPath?: boolean;
    }
  | { readonly kind: 'no-private-dns'; readonly endpoint: string; readonly to: string }
  /** Neither a route nor an endpoint. */
  | { readonly kind: 'no-path-to-service'; readonly subnets: readonly string[]; readonly to: string }
  /** AWS refuses a security group of another VPC. `groupVpc` is undefined for a group that names no VPC. */
  | {
      readonly kind: 'cannot-be-deployed';
      readonly placed: string;
      readonly group: string;
      readonly groupVpc: string | undefined;
      readonly subnet: string;
      readonly vpc: string;
    }
  /** AWS refuses an endpoint in a zone in which its service has no load balancer. */
  | {
      readonly kind: 'zone-without-service';
      readonly endpoint: string;
      readonly subnet: string;
      readonly service: string;
    }
  /** A load balancer sends to its targets alone. */
  | { readonly kind: 'no-target'; readonly balancer: string; readonly to: string }
  | {
      readonly kind: 'other-target-port';
      readonly balancer: string;
      readonly to: string;
      readonly ports: readonly number[];
      readonly traffic: TrafficName;
    }
  /** The public endpoint of an EKS cluster answers these blocks alone. */
  | {
      readonly kind: 'cluster-blocks';
      readonly cluster: string;
      readonly blocks: readonly string[];
      readonly other: string;
    }
  | { readonly kind: 'no-listener'; readonly balancer: string; readonly traffic: TrafficName }
  | {
      readonly kind: 'balancer-without-zone';
      readonly balancer: string;
      readonly subnet: string;
      readonly to: string;
    }
  | { readonly kind: 'no-client-vpn-route'; readonly endpoint: string }
  | { readonly kind: 'no-client-vpn-authorization'; readonly endpoint: string }
  /** `answersOn`: "TCP 443". */
  | {
      readonly kind: 'answers-elsewhere';
      readonly to: string;
      readonly answersOn: string;
      readonly traffic: TrafficName;
    }
  | { readonly kind: 'link-local'; readonly to: string }
  /** The third address of a VPC, asked from elsewhere. */
  | { readonly kind: 'resolver-of-vpc'; readonly to: string; readonly vpc: string }
  /** A rule group of DNS Firewall without a name that it allows. */
  | { readonly kind: 'names-blocked'; readonly ruleGroup: string; readonly vpc: string }
  /** `to`: the ports that it connects to. */
  | { readonly kind: 'connects-elsewhere'; readonly endpoint: string; readonly to: string }
  | { readonly kind: 'not-answered'; readonly from: string }
  /** An instance or network interface whose source/destination check is on. */
  | { readonly kind: 'source-dest-check'; readonly target: string; readonly route: string }
  | {
      readonly kind: 'name-servers-not-reached';
      readonly workload: string;
      readonly options: string;
      readonly servers: readonly string[];
    }
  | { readonly kind: 'private-api-by-endpoint-names'; readonly api: string }
  | { readonly kind: 'private-api'; readonly api: string }
  /** As a private API, of any other service that has a public name. */
  | { readonly kind: 'private-endpoint'; readonly endpoint: string }
  /** An access point of a bucket that is bound to a VPC. */
  | { readonly kind: 'access-point-of-vpc'; readonly accessPoint: string; readonly vpc: string }
  /** A VPC that no service network of a service of VPC Lattice is for. */
  | { readonly kind: 'not-associated'; readonly service: string; readonly vpc: string }
  | { readonly kind: 'network-isolation'; readonly workload: string }
  /** An EC2 Instance Connect Endpoint that preserves client addresses. */
  | { readonly kind: 'clients-in-own-vpc'; readonly endpoint: string; readonly vpc: string }
  /** A Network Load Balancer whose only target is who asks. */
  | { readonly kind: 'own-balancer'; readonly balancer: string; readonly target: string }
  /** `endpoint`: whose private DNS answers for every API of the region. */
  | { readonly kind: 'public-api-caught'; readonly api: string; readonly endpoint: string | undefined }
  /** What the file does not decide. */
  | { readonly kind: 'unknown'; readonly why: string };

/** The reason for more subnets; undefined if two reasons differ in anything else. */
export function togetherWith(one: Reason, other: Reason): Reason | undefined {
  if (!('subnets' in one) || !('subnets' in other)) return undefined;
  const subnets = [...new Set([...one.subnets, ...other.subnets])];
  const isSame = JSON.stringify({ ...one, subnets: [] }) === JSON.stringify({ ...other, subnets: [] });
  return isSame ? { ...one, subnets } : undefined;
}
