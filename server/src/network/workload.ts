import type { Caller } from '../aws/lambdaCalls.ts';
import type { WorkloadType } from '../aws/workloadType.ts';
import type { Cidr } from '../cidr/cidr.ts';
import type { Span } from '../syntax/span.ts';
import type { Mapping } from '../syntax/tree.ts';
import type { Field, InVpc, NetworkObject, Target, TargetList } from './field.ts';
import type { Protocol } from './protocol.ts';
import type { Zone } from './zone.ts';

/** Anything that sends packets into the network or receives packets from it. */
export type Workload = LambdaFunction | LoadBalancer | PlainWorkload;

export type WorkloadKind = Workload['kind'];

interface WorkloadBase extends NetworkObject {
  /** The CloudFormation type; `zappa` for a stage of a settings file. */
  readonly type: string;
  /** The name of its Zappa stage; null for a resource. */
  readonly stage: string | null;
  /** Every subnet in which it may run. Absent: it is outside of any VPC, or in the account's default VPC. */
  readonly subnets: TargetList;
  /** Absent: the default group of its VPC, if workloads of this kind have groups. */
  readonly securityGroups: TargetList;
  /** The ports on which it accepts connections. */
  readonly listeningPorts: readonly ListeningPort[];
  /** Whether it has a public IPv4 address, by its own properties. */
  readonly publicIp: Field<boolean>;
  /** Whether it has an IPv6 address in dual-stack subnets, by its own properties. */
  readonly ipv6: Field<boolean>;
  /** The private IPv4 addresses that it requests: in their subnets it has no others. */
  readonly fixedAddresses?: readonly Cidr[];
  /** Further private IPv4 addresses of an interface, from which it sends nothing by itself. */
  readonly secondAddresses?: readonly Cidr[];
  /** Resources that its environment variables refer to. */
  readonly mentions: readonly PolicyReference[];
}

/** A resource that is referred to by `Ref`, `Fn::GetAtt` or `Fn::Sub`. */
export interface PolicyReference {
  readonly id: string;
  /** CloudFormation's type. */
  readonly type: string;
  readonly at: Span;
}

/** A permission of an IAM policy in the file. */
export interface Grant {
  /** The role, or the function whose role SAM generates. */
  readonly to: Field<Target>;
  /** The part of an action before the colon, such as `s3`. */
  readonly prefix: string;
  /** Who uses the permission, if it belongs to a function. */
  readonly caller: Caller;
  readonly at: Span;
}

/** A task definition: the environment, permissions and ports of a service's containers. */
export interface TaskDefinition extends NetworkObject {
  /** `awsvpc` gives each task its own network interface. */
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
  /** True if it has a destination for results or failures of asynchronous invocations, to which Lambda delivers. */
  readonly hasDestination: boolean;
  /** The EFS access points that it mounts. */
  readonly accessPoints: TargetList;
  /**
   * The layer of Lambda Insights, which sends metrics to CloudWatch Logs from inside of the VPC:
   * https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/Lambda-Insights-Getting-Started-clouddevelopmentkit.html
   */
  readonly insights?: Span;
  /**
   * Set for a function on managed instances, which are in the subnets and groups of their capacity provider:
   * https://docs.aws.amazon.com/lambda/latest/dg/lambda-managed-instances-capacity-providers.html
   */
  readonly capacityProvider?: Field<Target>;
}

/** The VPC configuration of a function. */
export interface VpcConfig {
  readonly at: Span;
  readonly node: Mapping | undefined;
}

export interface LoadBalancer extends WorkloadBase {
  readonly kind: 'load-balancer';
  readonly balances: Field<'application' | 'network' | 'gateway' | 'classic'>;
  /** `internet-facing` if absent (fact ALB-03). */
  readonly scheme: Field<'internet-facing' | 'internal'>;
  /**
   * Set for `dualstack-without-public-ipv4`, which clients on the internet reach only over IPv6:
   * https://docs.aws.amazon.com/elasticloadbalancing/latest/application/application-load-balancers.html#ip-address-type
   */
  readonly lacksPublicIpv4?: true;
  /**
   * Set if its inbound rules may not apply to traffic of AWS PrivateLink:
   * https://docs.aws.amazon.com/elasticloadbalancing/latest/network/load-balancer-security-groups.html
   */
  readonly mayIgnoreRulesForPrivateLink?: true;
  /** The instances of a Classic Load Balancer, and the ports that it forwards to. */
  readonly instances: TargetList;
  readonly instancePorts: readonly Field<number>[];
  /** `load_balancing.cross_zone.enabled`; the default depends on the kind of load balancer. */
  readonly crossZone: Field<boolean>;
}

export interface PlainWorkload extends WorkloadBase {
  readonly kind: WorkloadType['kind'];
  /** The subnet group that its subnets come from. */
  readonly subnetGroup: Field<Target>;
  /** The cluster that it belongs to and gets its subnets and groups from. */
  readonly cluster: Field<Target>;
  readonly launchTemplate: Field<Target>;
  /** Set if it has IPv6 addresses alone by its own properties. */
  readonly lacksIpv4?: true;
  /** The target groups in which it is registered by its own properties. */
  readonly targetGroups: TargetList;
  /** The Classic Load Balancers that an Auto Scaling group registers its instances with. */
  readonly classicBalancers?: TargetList;
  /** The EFS file system of a mount target. */
  readonly fileSystem: Field<Target>;
  /** False lets an instance or interface forward packets of others; true if absent. */
  readonly sourceDestCheck: Field<boolean>;
  /** Whether an EC2 Instance Connect Endpoint preserves client addresses; false if absent. */
  readonly keepsClientIp: Field<boolean>;
  /** The network interfaces that an instance is launched with, if it lists several. */
  readonly cards: readonly { readonly subnets: TargetList; readonly securityGroups: TargetList }[];
  /**
   * Whether a Redshift warehouse or a SageMaker notebook sends its traffic to services and the internet through its VPC; false if
   * absent: https://docs.aws.amazon.com/redshift/latest/mgmt/enhanced-vpc-routing.html
   * https://docs.aws.amazon.com/sagemaker/latest/dg/appendix-notebook-and-internet-access.html
   */
  readonly sendsByVpc?: Field<boolean>;
  /** Whether the containers of a SageMaker model have no network; false if absent. */
  readonly isIsolated?: Field<boolean>;
  /** The security groups of an EMR cluster's primary node, and of its core and task nodes. */
  readonly nodeGroups?: readonly TargetList[];
  /** Set for a file system whose addresses are outside of its subnets. */
  readonly hasFloatingAddresses?: true;
  /** The zone of what runs in one zone of its subnets at a time and does not move by itself. */
  readonly zone?: Field<Zone>;
  /** Set if AWS runs it in AWS's own network under a public name, whatever subnets it lists. */
  readonly isHosted?: true;
  /** The endpoints of an EKS cluster's API server. */
  readonly api?: ClusterApi;
  /** Set if it certainly runs Windows, which uses other ephemeral ports. */
  readonly isWindows?: true;
  /** The task definitions of an ECS service. */
  readonly taskDefinitions: readonly Field<Target>[];
}

/** Fact EKS-02. */
export interface ClusterApi {
  /** True if absent. */
  readonly isPublic: Field<boolean>;
  /** False if absent. */
  readonly isPrivate: Field<boolean>;
  /** The blocks that may use the public endpoint; undefined if none are stated, which allows everybody. */
  readonly publicBlocks: readonly Field<Cidr>[] | undefined;
}

/** A port on which a workload accepts connections. */
export interface ListeningPort {
  readonly protocol: Protocol;
  /** Absent if the default port is unknown. */
  readonly port: Field<number>;
  /** The port is none that its engine usually has: CloudFormation passes it on where the template names none. */
  readonly isOfCloudFormation?: true;
}

/** A named list of subnets, as databases and caches use it. */
export interface SubnetGroup extends NetworkObject {
  readonly type: string;
  readonly subnets: TargetList;
}

/** The template of an Auto Scaling group's or a node group's instances; also a launch configuration. */
export interface LaunchTemplate extends NetworkObject {
  /** Absent if the Auto Scaling group or node group states the subnets. */
  readonly subnets: TargetList;
  readonly securityGroups: TargetList;
  readonly publicIp: Field<boolean>;
}

export interface TargetGroup extends InVpc {
  readonly port: Field<number>;
  readonly protocol: Field<string>;
  /** `instance` if absent. */
  readonly targetType: Field<'instance' | 'ip' | 'lambda' | 'alb'>;
  /** A number, or `traffic-port`, which is the default. */
  readonly healthCheckPort: Field<number | 'traffic-port'>;
  readonly targets: readonly { readonly target: Field<Target>; readonly port: Field<number> }[];
  /** `preserve_client_ip.enabled`; the default depends on target type and protocol (fact NLB-03). */
  readonly preservesClientIp: Field<boolean>;
  /** `load_balancing.cross_zone.enabled`; absent if the load balancer decides. */
  readonly crossZone: Field<boolean>;
}

/** A listener, or a rule of one. */
export interface Listener extends NetworkObject {
  readonly loadBalancer: Field<Target>;
  /** The listener of a listener rule. */
  readonly listener: Field<Target>;
  readonly port: Field<number>;
  readonly protocol: Field<string>;
  readonly targetGroups: readonly Field<Target>[];
}

/** The databases of an RDS Proxy. */
export interface ProxyTarget extends NetworkObject {
  readonly proxy: Field<Target>;
  readonly databases: TargetList;
}

export interface AccessPoint extends NetworkObject {
  readonly fileSystem: Field<Target>;
}

export interface EventSourceMapping extends NetworkObject {
  /** The id of the resource that it is written in: its own, or that of a function of SAM with it among its events. */
  readonly resource: string;
  readonly function: Field<Target>;
  readonly source: Field<Target>;
  /** The subnets of a self-managed Kafka cluster. */
  readonly subnets: readonly Field<Target>[];
  readonly securityGroups: readonly Field<Target>[];
  readonly isSelfManaged: boolean;
  /**
   * Whether its pollers are in provisioned mode, in which they need no route from the cluster's subnets to Lambda;
   * undefined if unknown.
   */
  readonly isProvisioned: boolean | undefined;
  /** Whether it authenticates with a secret. */
  readonly usesSecret: boolean;
  /** True if it has a destination for failures, to which Lambda delivers. */
  readonly hasDestination: boolean;
}

/** A REST API that can be called only through VPC endpoints. */
export interface PrivateApi extends NetworkObject {
  readonly endpoints: TargetList;
}

/** An AWS host name, in whichever VPC its servers are. */
export interface PublicEndpoint extends NetworkObject {
  /**
   * `hosted`: a service that AWS runs in its own network. `lattice`: a service of VPC Lattice, for associated VPCs.
   * `access-point`: of a bucket, for one VPC.
   */
  readonly kind: 'function-url' | 'api' | 'hosted' | 'lattice' | 'access-point';
  /** The function behind the URL. */
  readonly function: Field<Target>;
  /** True if it answers only through interface endpoints: for an API, those for execute-api. */
  readonly isPrivate: Field<boolean>;
  /** 443 if absent. */
  readonly port?: number;
  /** The VPC that an access point is for. */
  readonly vpc?: Field<Target>;
  /** What it sends from: the VPC origins of a distribution of CloudFront, or the connector of a service of App Runner. */
  readonly origins?: TargetList;
}

/** The workloads of one kind. */
export function workloadsOf<K extends WorkloadKind>(
  { workloads }: { readonly workloads: ReadonlyMap<string, Workload> },
  kind: K,
): readonly (Workload & { kind: K })[] {
  return [...workloads.values()].filter((one): one is Workload & { kind: K } => one.kind === kind);
}
