/**
 * Where the properties of a CloudFormation type say in which subnets it runs, which security groups it has, and on
 * which port it listens. A path names object members; `*` matches every item of a list. Names are those of
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-template-resource-type-ref.html
 */
export interface WorkloadType {
  readonly kind:
    | 'instance'
    | 'network-interface'
    | 'auto-scaling-group'
    | 'container-service'
    | 'kubernetes-cluster'
    | 'node-group'
    | 'database'
    | 'database-proxy'
    | 'cache'
    | 'warehouse'
    | 'search-domain'
    | 'broker'
    | 'replication-instance'
    | 'mount-target'
    | 'resolver-endpoint'
    | 'instance-connect-endpoint'
    | 'build-project'
    | 'canary'
    | 'airflow-environment'
    | 'compute-environment'
    | 'vpc-connector'
    | 'glue-connection'
    | 'client-vpn-endpoint'
    | 'file-share'
    | 'notebook'
    | 'managed-application'
    | 'emr-cluster'
    | 'desktop-fleet'
    | 'transfer-server'
    | 'directory'
    | 'managed-endpoint'
    | 'instance-fleet'
    | 'rotation-function'
    | 'device-project';
  /** The first path that is present in the resource counts. */
  readonly subnets?: readonly PropertyPath[];
  /** Set if a resource of the type that lists no subnets uses no VPC, and so is no workload. */
  readonly onlyWithSubnets?: true;
  readonly securityGroups?: readonly PropertyPath[];
  readonly subnetGroup?: PropertyPath;
  readonly cluster?: PropertyPath;
  readonly launchTemplate?: readonly PropertyPath[];
  readonly targetGroups?: PropertyPath;
  /** The Classic Load Balancers that its instances register with. */
  readonly classicBalancers?: PropertyPath;
  readonly fileSystem?: PropertyPath;
  readonly taskDefinitions?: PropertyPath;
  readonly publicIp?: readonly PropertyPath[];
  readonly port?: {
    readonly path?: PropertyPath;
    /** The port or ports if `path`, or else `engine`, is absent. */
    readonly preset?: number | readonly number[];
    /** The property that names the engine; its port is in `PORT_OF_ENGINE`. */
    readonly engine?: PropertyPath;
    /** Prefixes of engine names for which AWS's pages contradict each other; their port is unknown. */
    readonly disputed?: readonly string[];
  };
}

export type PropertyPath = string;
