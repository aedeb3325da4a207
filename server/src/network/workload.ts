import type { Caller } from '../aws/lambdaCalls.ts';
import type { WorkloadType } from '../aws/workloadTypes.ts';
import type { Cidr } from '../cidr/cidr.ts';
import type { Span } from '../syntax/span.ts';
import type { Mapping } from '../syntax/tree.ts';
import type { Field, InVpc, NetworkObject, Target, TargetList } from './field.ts';
import type { Protocol } from './protocol.ts';

/** What sends packets into the network or takes them from it. */
export type Workload = LambdaFunction | LoadBalancer | PlainWorkload;

export type WorkloadKind = Workload['kind'];

interface WorkloadBase extends NetworkObject {
  /** CloudFormation's type; `zappa` for a stage of a settings file. */
  readonly type: string;
  /** The Zappa stage it is; null for a resource. */
  readonly stage: string | null;
  /** Every subnet that it may run in. Absent: it is outside of any VPC, or in the account's default one. */
  readonly subnets: TargetList;
  /** Absent: the default group of its VPC, where it has a group at all. */
  readonly securityGroups: TargetList;
  /** The ports that it answers on. */
  readonly listens: readonly ListeningPort[];
  /** Whether it has a public IPv4 address, as far as it says so itself. */
  readonly publicIp: Field<boolean>;
  /** Whether it has an IPv6 address in subnets of both families, as far as it says so itself. */
  readonly ipv6: Field<boolean>;
  /** Resources that its environment variables name. */
  readonly mentions: readonly PolicyReference[];
}

/** A resource that is named, by `Ref`, `Fn::GetAtt` or `Fn::Sub`. */
export interface PolicyReference {
  readonly id: string;
  /** CloudFormation's type. */
  readonly type: string;
  readonly at: Span;
}

/** What an IAM policy of the file lets somebody do. */
export interface Grant {
  /** The role, or the function whose role SAM makes. */
  readonly to: Field<Target>;
  /** The part of an action before the colon, such as `s3`. */
  readonly prefix: string;
  /** Who may make use of it, where it is a function's. */
  readonly caller: Caller;
  readonly at: Span;
}

/** A task definition: the environment, permissions and ports of the containers of a service. */
export interface TaskDefinition extends NetworkObject {
  /** `awsvpc` gives each task an interface of its own. */
  readonly networkMode: Field<string>;
  /** The ports of its containers. */
  readonly ports: readonly ListeningPort[];
  readonly mentions: readonly PolicyReference[];
  readonly role: Field<Target>;
}

export interface LambdaFunction extends WorkloadBase {
  readonly kind: 'function';
  /** Undefined for a function outside of any VPC. */
  readonly vpcConfig: VpcConfig | undefined;
  readonly role: Field<Target>;
  /** It says where Lambda delivers what it returns, or what it fails on. */
  readonly hasDestination: boolean;
  /** EFS access points that it mounts. */
  readonly accessPoints: TargetList;
}

/** What attaches a function to a VPC. */
export interface VpcConfig {
  readonly at: Span;
  readonly node: Mapping | undefined;
}

export interface LoadBalancer extends WorkloadBase {
  readonly kind: 'load-balancer';
  readonly balances: Field<'application' | 'network' | 'gateway' | 'classic'>;
  /** `internet-facing` where it is absent (fact ALB-03). */
  readonly scheme: Field<'internet-facing' | 'internal'>;
  /** Instances behind a classic one, and the ports it sends to. */
  readonly instances: TargetList;
  readonly instancePorts: readonly Field<number>[];
  /** `load_balancing.cross_zone.enabled`; what is so where it is absent depends on the kind. */
  readonly crossZone: Field<boolean>;
}

export interface PlainWorkload extends WorkloadBase {
  readonly kind: WorkloadType['kind'];
  /** The subnet group that its subnets come from. */
  readonly subnetGroup: Field<Target>;
  /** The cluster that it is a part of, and has its subnets and groups from. */
  readonly cluster: Field<Target>;
  readonly launchTemplate: Field<Target>;
  /** Target groups that it registers itself with. */
  readonly targetGroups: TargetList;
  /** The EFS file system of a mount target. */
  readonly fileSystem: Field<Target>;
  /** False lets an instance or interface forward what is not its own; true where it is absent. */
  readonly sourceDestCheck: Field<boolean>;
  /** An EC2 Instance Connect Endpoint leaves its clients' addresses as they are; false where it is absent. */
  readonly keepsClientIp: Field<boolean>;
  /** The network interfaces that an instance is made with, where it lists several. */
  readonly cards: readonly { readonly subnets: TargetList; readonly securityGroups: TargetList }[];
  /**
   * Whether what a Redshift warehouse sends to services and the internet goes through its VPC; false where it is absent:
   * https://docs.aws.amazon.com/redshift/latest/mgmt/enhanced-vpc-routing.html
   */
  readonly sendsByVpc?: Field<boolean>;
  /** The primary private IPv4 address that an instance or interface asks for. */
  readonly privateIp?: Field<Cidr>;
  /** AWS runs it under a public name in a network of its own, whatever subnets it names. */
  readonly isHosted?: true;
  /** How the API server of an EKS cluster is reached. */
  readonly api?: ClusterApi;
  /** It surely runs Windows, whose clients send from other ports. */
  readonly isWindows?: true;
  /** The task definitions of an ECS service. */
  readonly taskDefinitions: readonly Field<Target>[];
}

/** Fact EKS-02. */
export interface ClusterApi {
  /** True where it is absent. */
  readonly isPublic: Field<boolean>;
  /** False where it is absent. */
  readonly isPrivate: Field<boolean>;
  /** Whom the public endpoint answers; undefined where nothing is said, which means everybody. */
  readonly publicBlocks: readonly Field<Cidr>[] | undefined;
}

/** A port that something answers on. */
export interface ListeningPort {
  readonly protocol: Protocol;
  /** Absent where AWS has a default that is not known here. */
  readonly port: Field<number>;
}

/** Subnets under a name, as databases and caches take them. */
export interface SubnetGroup extends NetworkObject {
  readonly type: string;
  readonly subnets: TargetList;
}

/** What instances of an Auto Scaling group or a node group are made from; a launch configuration too. */
export interface LaunchTemplate extends NetworkObject {
  /** Absent where what is made from it says in which subnets. */
  readonly subnets: TargetList;
  readonly securityGroups: TargetList;
  readonly publicIp: Field<boolean>;
}

export interface TargetGroup extends InVpc {
  readonly port: Field<number>;
  readonly protocol: Field<string>;
  /** `instance` where it is absent. */
  readonly targetType: Field<'instance' | 'ip' | 'lambda' | 'alb'>;
  /** A number, or `traffic-port`, which is the default. */
  readonly healthCheckPort: Field<number | 'traffic-port'>;
  readonly targets: readonly { readonly target: Field<Target>; readonly port: Field<number> }[];
  /** `preserve_client_ip.enabled`; what is so where it is absent depends on type and protocol (fact NLB-03). */
  readonly preservesClientIp: Field<boolean>;
  /** `load_balancing.cross_zone.enabled`; absent where the load balancer decides. */
  readonly crossZone: Field<boolean>;
}

/** A listener, or a rule of one. */
export interface Listener extends NetworkObject {
  readonly loadBalancer: Field<Target>;
  /** The listener that a rule belongs to. */
  readonly listener: Field<Target>;
  readonly port: Field<number>;
  readonly protocol: Field<string>;
  readonly targetGroups: readonly Field<Target>[];
}

/** Databases behind an RDS Proxy. */
export interface ProxyTarget extends NetworkObject {
  readonly proxy: Field<Target>;
  readonly databases: TargetList;
}

export interface AccessPoint extends NetworkObject {
  readonly fileSystem: Field<Target>;
}

export interface EventSourceMapping extends NetworkObject {
  readonly function: Field<Target>;
  readonly source: Field<Target>;
  /** A Kafka cluster of one's own, in these subnets. */
  readonly subnets: readonly Field<Target>[];
  readonly securityGroups: readonly Field<Target>[];
  readonly isSelfManaged: boolean;
  /** Its pollers are provisioned, which need no way from the cluster's subnets to Lambda; undefined where that is not known. */
  readonly isProvisioned: boolean | undefined;
  /** It signs in with a secret. */
  readonly usesSecret: boolean;
  /** It says where Lambda delivers what fails. */
  readonly hasDestination: boolean;
}

/** A REST API that is reached only through endpoints of a VPC. */
export interface PrivateApi extends NetworkObject {
  readonly endpoints: TargetList;
}

/** An AWS host name that answers on 443, in whichever VPC its servers are. */
export interface PublicEndpoint extends NetworkObject {
  readonly kind: 'function-url' | 'api';
  /** The function behind a URL. */
  readonly function: Field<Target>;
  /** True for an API that answers only by interface endpoints for execute-api. */
  readonly isPrivate: Field<boolean>;
}

/** The workloads of one kind. */
export function workloadsOf<K extends WorkloadKind>(
  { workloads }: { readonly workloads: ReadonlyMap<string, Workload> },
  kind: K,
): readonly (Workload & { kind: K })[] {
  return [...workloads.values()].filter((one): one is Workload & { kind: K } => one.kind === kind);
}
