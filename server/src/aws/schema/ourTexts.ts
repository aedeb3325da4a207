import { table } from '../../table.ts';

/**
 * What the properties are for that AWS's resource schemas do not describe, by type and property, in our words. The facts are those of
 * the types' pages in https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/ and of the services' API references.
 * A test fails when a renewed schema has a property without a description: add a sentence here.
 */
export const OUR_TEXTS: Readonly<Record<string, Readonly<Record<string, string>>>> = table({
  'AWS::AmazonMQ::Broker': {
    AuthenticationStrategy:
      "How the broker checks its users; `simple`, the default, uses the broker's own list.",
    AutoMinorVersionUpgrade:
      'Installs new patch versions in the maintenance window; must be `true` for ActiveMQ from 5.18 and RabbitMQ from 3.13.',
    BrokerName:
      'The name of the broker, unique in the account: 1 to 50 letters, digits, dashes and underscores.',
    DataReplicationMode: 'Puts the broker in a pair that replicates its data across Regions (`CRDR`).',
    DeploymentMode:
      'One broker, an ActiveMQ pair in two Availability Zones or a RabbitMQ cluster; decides how many subnets are needed.',
    EncryptionOptions: "The key that encrypts the broker's data at rest; without this, a key that AWS owns.",
    EngineType: 'The broker software; Celery works with RabbitMQ, which speaks AMQP with TLS on port 5671.',
    HostInstanceType: 'The instance type of the broker, for example `mq.m5.large`.',
    LdapServerMetadata: 'The LDAP server that authenticates and authorizes users; not for RabbitMQ.',
    Logs: "Sends the broker's logs to CloudWatch Logs; `Audit` exists for ActiveMQ only.",
    MaintenanceWindowStartTime:
      'The day, time and time zone at which the weekly maintenance window starts; UTC by default.',
    PubliclyAccessible:
      'Makes the broker reachable from outside its VPC; with `false`, only clients with a path into the VPC reach it.',
    StorageType: "The storage of the broker's messages; RabbitMQ works with `EBS` only.",
  },
  'AWS::ApiGateway::VpcLink': {
    Description: 'A note about the VPC link, for people who look after it.',
    Name: 'The name by which you recognize the VPC link.',
    TargetArns:
      "The ARN of the Network Load Balancer in your VPC that gets the API's requests; in the same account as the API.",
  },
  'AWS::AppRunner::Service': {
    EncryptionConfiguration:
      "Your KMS key for the source copy and logs, in place of AWS's own key; a change replaces the service.",
    HealthCheckConfiguration:
      'How App Runner checks that the service is healthy; over TCP every 5 seconds by default.',
    InstanceConfiguration:
      'CPU and memory of each instance (1 vCPU and 2 GB by default) and the IAM role of your code.',
    NetworkConfiguration:
      'Who can reach the service (internet or only a VPC), and whether its own calls go out through a VPC connector.',
    ObservabilityConfiguration:
      'Turns on tracing of the service with AWS X-Ray, set up in an observability configuration.',
    SourceConfiguration:
      'What App Runner deploys: an image from Amazon ECR, or a code repository that it builds itself.',
  },
  'AWS::AutoScaling::AutoScalingGroup': {
    HealthCheckGracePeriod:
      'How many seconds a new instance has before failed health checks count; 0 by default.',
    NotificationConfiguration:
      'The SNS topic that hears when instances start or end; `NotificationConfigurations` is its list form.',
    SkipZonalShiftValidation:
      'Skips the check that zonal shift makes of load balancers whose cross-zone balancing is off.',
  },
  'AWS::Batch::ComputeEnvironment': {
    ComputeEnvironmentName:
      'The name of the compute environment, at most 128 characters; a change replaces it.',
    ComputeResources:
      'Instances or Fargate for the jobs: kind, vCPU limits, subnets, security groups; a must for `MANAGED`.',
    Context: 'Reserved by AWS Batch; leave it out.',
    EcsSettings:
      'Settings of the ECS cluster behind the environment: how much CloudWatch Container Insights collects.',
    EksConfiguration:
      'The Amazon EKS cluster and Kubernetes namespace in which the jobs run, in place of Amazon ECS.',
    ReplaceComputeEnvironment:
      'If `true` (the default), changes of the instances replace the environment; `false` updates more of them in place.',
    ServiceRole:
      'The IAM role with which Batch calls other services; the service-linked role of Batch by default.',
    State:
      'With `ENABLED`, jobs from the queues are placed here; with `DISABLED`, no more are, and running ones go on.',
    Type: 'Who runs the instances: AWS Batch (`MANAGED`) or you (`UNMANAGED`); a change replaces the environment.',
    UnmanagedvCpus:
      'The most vCPUs of an `UNMANAGED` environment, only used to reserve capacity for fair-share scheduling.',
    UpdatePolicy:
      'What happens to jobs when the instances are updated: by default they have 30 minutes (at most 7,200) to finish.',
  },
  'AWS::Batch::JobQueue': {
    ComputeEnvironmentOrder:
      'Up to 3 compute environments, tried in this order; EC2 and Fargate cannot be mixed.',
    JobQueueName: 'The name of the queue, at most 128 characters; a change replaces the queue.',
    JobQueueType:
      'What the jobs run on: containers of ECS, Fargate or EKS, or SageMaker Training; a change replaces the queue.',
    JobStateTimeLimitActions:
      'Ends a job that blocks the head of the queue in `RUNNABLE` for 600 to 86,400 seconds.',
    Priority: 'The rank among queues with the same compute environment, 0 to 1,000; higher goes first.',
    SchedulingPolicyArn:
      'The fair-share policy of the queue; without it, first in, first out. It can be replaced but not removed.',
    ServiceEnvironmentOrder:
      'The service environments (SageMaker Training) for the jobs, in place of `ComputeEnvironmentOrder`.',
    State: 'With `ENABLED`, the queue accepts jobs; with `DISABLED`, only the ones already in it finish.',
  },
  'AWS::CodeBuild::Project': {
    Artifacts: "Where the build's output goes: an S3 bucket, CodePipeline or nowhere (`NO_ARTIFACTS`).",
    AutoRetryLimit: 'How many times a failed build is started again by itself.',
    BadgeEnabled: 'Publishes a badge with the state of the build at a URL that everyone can open.',
    BuildBatchConfig:
      'Settings of batch builds: their role, timeout, the most builds and the compute types allowed.',
    Cache:
      'Keeps files between builds to make them faster: in S3, on the build host (`LOCAL`) or not (`NO_CACHE`).',
    ConcurrentBuildLimit:
      'The most builds of the project that run at the same time; more are throttled and do not run.',
    Description: 'A text that says what the project builds, at most 255 characters.',
    EncryptionKey:
      "The KMS key (ARN or `alias/name`) that encrypts the build's output; by default, AWS's own key for S3.",
    Environment: 'What the build runs in: Docker image, compute type and environment variables.',
    FileSystemLocations:
      'The Amazon EFS file systems that builds mount; they are reached through the network of `VpcConfig`.',
    LogsConfig: 'Where the build logs go: CloudWatch Logs, an S3 bucket or both.',
    Name: 'The name of the project, 2 to 150 characters; a change replaces the project.',
    QueuedTimeoutInMinutes: 'How many minutes a build may wait in the queue before it times out, 5 to 480.',
    ResourceAccessRole:
      'The IAM role that opens logs and artifacts to viewers when the builds are public (see `Visibility`).',
    SecondaryArtifacts: 'Up to 12 further outputs of the build, each with its `ArtifactIdentifier`.',
    SecondarySourceVersions: 'The branch, tag or commit of each of `SecondarySources`; at most 12.',
    SecondarySources: 'Up to 12 further sources for the build, each with its `SourceIdentifier`.',
    ServiceRole:
      'The IAM role with which builds call AWS; with `VpcConfig`, it must be able to create network interfaces.',
    Source:
      'Where the code comes from (GitHub, S3, CodePipeline and others) and the buildspec that builds it.',
    SourceVersion:
      'The branch, tag, commit or pull request (`pr/25`) to build; the latest version by default.',
    TimeoutInMinutes:
      'How many minutes a build may run before it is stopped, 5 to 2,160 (36 hours); 60 by default.',
    Triggers: 'The webhook that starts builds when the repository changes, and the filters for its events.',
    Visibility:
      'Who can see the builds, logs and artifacts: your account (`PRIVATE`) or everyone (`PUBLIC_READ`).',
    VpcConfig:
      'Runs builds in private subnets of a VPC, to reach a database there; the internet then needs a NAT gateway.',
  },
  'AWS::DAX::Cluster': {
    AvailabilityZones:
      'The Availability Zones of the nodes, one entry for each node; DAX spreads the nodes by default.',
    ClusterEndpointEncryptionType:
      'Encryption of client connections: `NONE` (port 8111) or `TLS` (port 9111); security groups must open that port.',
    ClusterName: "The cluster's name: 1 to 20 letters, digits or hyphens, stored in lower case.",
    Description: 'A description of the cluster, for people who look at it in the console.',
    IAMRoleARN: 'The IAM role with which DAX reads and writes your DynamoDB tables.',
    NetworkType:
      'How clients reach the cluster: `ipv4`, `ipv6` or `dual_stack`; by default what the subnet group supports.',
    NodeType: 'The CPU and memory of each node, such as `dax.t3.small`.',
    NotificationTopicARN:
      "The SNS topic to which DAX sends notifications; it must belong to the cluster's account.",
    ParameterGroupName:
      'The parameter group with the settings of the cluster, such as how long items are cached.',
    PreferredMaintenanceWindow:
      'The weekly time (UTC) of maintenance, at least 60 minutes, such as `sun:05:00-sun:09:00`; random by default.',
    ReplicationFactor: 'The number of nodes, up to 10: 1 has no read replicas, AWS recommends 3 or more.',
    SSESpecification: "Encryption of the data at rest on the cluster's nodes, turned on with `SSEEnabled`.",
  },
  'AWS::DAX::SubnetGroup': {
    Description: 'A description of the subnet group, for people who look at it in the console.',
    SubnetGroupName: "The subnet group's name, stored in lower case; a cluster refers to it.",
  },
  'AWS::DMS::ReplicationConfig': {
    ComputeConfig:
      "The replication's capacity (1 to 384 DCUs of 2 GB memory), subnet group, security groups and Availability Zones.",
    ReplicationSettings:
      'The settings of the replication as JSON, such as how changes are applied to the target.',
    SupplementalSettings: 'Supplemental data for the replication, as JSON.',
    TableMappings:
      'Rules as JSON: which schemas and tables are replicated, and how they are renamed or filtered.',
  },
  'AWS::DMS::ReplicationInstance': {
    AllocatedStorage: 'The storage of the replication instance in GB, for logs and changes not yet applied.',
    AllowMajorVersionUpgrade:
      'Permits an `EngineVersion` of another major version; an update to one fails without it.',
    AutoMinorVersionUpgrade: 'Installs minor engine versions in the maintenance window; on by default.',
    AvailabilityZone: 'The Availability Zone of the instance, random by default; not with `MultiAZ`.',
    DnsNameServers:
      'Up to four DNS servers, separated by commas, with which the instance finds on-premises databases.',
    EngineVersion: 'The version of the DMS engine; the latest by default.',
    KmsKeyId:
      "The KMS key that encrypts the instance's data; the account's default key where it is left out.",
    MultiAZ: 'Keeps a standby in a second Availability Zone; excludes `AvailabilityZone`.',
    NetworkType: 'The IP protocols of the instance: IPv4 only or dual-stack; IPv6 alone is not supported.',
    PreferredMaintenanceWindow:
      'The weekly time (UTC) of maintenance, at least 30 minutes, as `ddd:hh24:mi-ddd:hh24:mi`; random by default.',
    PubliclyAccessible:
      'Gives the instance a public IP address, which is the default; with `false` it has only a private one.',
    ReplicationInstanceClass: 'The CPU and memory of the instance, such as `dms.t3.medium`.',
    ReplicationInstanceIdentifier:
      "The instance's name: 1 to 63 letters, digits or hyphens, stored in lower case.",
    ResourceIdentifier:
      "The last part of the instance's ARN, up to 31 characters; AWS generates it by default.",
  },
  'AWS::DocDB::DBCluster': {
    AvailabilityZones: "The Availability Zones in which AWS may create the cluster's instances.",
    BackupRetentionPeriod: 'The days for which automated backups are kept, 1 to 35; 1 by default.',
    CopyTagsToSnapshot: "Copies the cluster's tags to its snapshots; off by default.",
    DBClusterIdentifier: "The cluster's name: 1 to 63 letters, digits or hyphens, stored in lower case.",
    DBClusterParameterGroupName:
      "The parameter group with the engine's settings, such as whether clients must use TLS.",
    DeletionProtection: 'Blocks deletion of the cluster until an update turns the protection off.',
    EnableCloudwatchLogsExports: 'The logs that go to CloudWatch Logs: `audit`, `profiler` or both.',
    EngineVersion:
      'The version of DocumentDB; AWS picks one if it is left out, so production needs a full version such as `5.0.0`.',
    GlobalClusterIdentifier:
      'The global cluster, spread over several Regions, to which this cluster belongs.',
    KmsKeyId:
      "The KMS key that encrypts the storage; without it `StorageEncrypted` uses the account's default key.",
    ManageMasterUserPassword:
      'Has DocumentDB keep the master password in a secret of Secrets Manager; excludes `MasterUserPassword`.',
    MasterUserPassword: `The master user's password: 8 to 100 printable ASCII characters without \`/\`, \`"\` and \`@\`.`,
    MasterUserSecretKmsKeyId:
      'The KMS key of the secret that holds a managed master password; `aws/secretsmanager` by default.',
    MasterUsername: 'The name of the master user: 1 to 63 letters or digits, the first a letter.',
    NetworkType:
      "The cluster's IP protocols, `IPV4` or `DUAL`; for `DUAL` the subnet group must support IPv6.",
    Port: "The port on which the cluster's instances accept connections, 27017 by default; security groups must open it to clients.",
    PreferredBackupWindow:
      'The daily time (UTC) of automated backups, at least 30 minutes, as `hh24:mi-hh24:mi`; random by default.',
    PreferredMaintenanceWindow:
      'The weekly time (UTC) of maintenance, at least 30 minutes, as `ddd:hh24:mi-ddd:hh24:mi`; random by default.',
    RestoreToTime:
      'The moment (UTC) to which the source cluster is restored; excludes `UseLatestRestorableTime`.',
    RestoreType:
      'How a point-in-time restore works: `full-copy`, the default, or `copy-on-write`, a clone of the source.',
    RotateMasterUserPassword:
      'Rotates the master password that Secrets Manager keeps; only with `ManageMasterUserPassword`.',
    ServerlessV2ScalingConfiguration:
      'The least and most capacity (DCUs, in steps of 0.5) of each serverless instance in the cluster.',
    SnapshotIdentifier: "The snapshot from which the cluster is created: a cluster snapshot's name or ARN.",
    SourceDBClusterIdentifier: 'The existing cluster from which this one is restored to a point in time.',
    StorageEncrypted: "Encrypts the cluster's storage, logs, backups and snapshots at rest with a KMS key.",
    StorageType: "The storage's price model: `standard`, the default, or `iopt1`, which is I/O-optimized.",
    UseLatestRestorableTime:
      'Restores the source cluster to the newest moment possible; excludes `RestoreToTime`; off by default.',
  },
  'AWS::DocDB::DBClusterParameterGroup': {
    Parameters: "The engine's settings by name, such as `tls`, for all clusters that use the group.",
  },
  'AWS::DocDB::DBInstance': {
    AutoMinorVersionUpgrade:
      'Has no effect: DocumentDB never installs minor versions by itself, whatever the value.',
    AvailabilityZone: 'The Availability Zone of the instance; AWS picks one at random by default.',
    CACertificateIdentifier:
      "The certificate authority of the instance's TLS certificate; clients must trust it.",
    CertificateRotationRestart:
      'Restarts the instance when its TLS certificate is rotated; on by default, for a new certificate works only then.',
    DBClusterIdentifier:
      'The cluster to which the instance belongs; subnets and security groups come from it.',
    DBInstanceClass: 'The CPU and memory of the instance, such as `db.r6g.large`; a change causes an outage.',
    DBInstanceIdentifier: "The instance's name: 1 to 63 letters, digits or hyphens, stored in lower case.",
    EnablePerformanceInsights: 'Turns on Performance Insights, which shows the load on the instance.',
    PreferredMaintenanceWindow:
      'The weekly time (UTC) of maintenance, at least 30 minutes, as `ddd:hh24:mi-ddd:hh24:mi`; random by default.',
  },
  'AWS::DocDBElastic::Cluster': {
    AdminUserName: 'The name of the administrator: 1 to 63 letters or digits, the first a letter.',
    AdminUserPassword: `The administrator's password: 8 to 100 printable ASCII characters without \`/\`, \`"\` and \`@\`.`,
    AuthType: 'Where the password comes from: `PLAIN_TEXT`, or `SECRET_ARN` for a secret in Secrets Manager.',
    BackupRetentionPeriod: 'The days for which automatic snapshots are kept.',
    ClusterName: "The cluster's name: 1 to 63 letters, digits or hyphens, stored in lower case.",
    KmsKeyId: "The KMS key that encrypts the cluster; the account's default key where it is left out.",
    PreferredBackupWindow:
      'The daily time range of automated backups, while `BackupRetentionPeriod` has them on.',
    PreferredMaintenanceWindow:
      'The weekly time (UTC) of maintenance, at least 30 minutes, as `ddd:hh24:mi-ddd:hh24:mi`; random by default.',
    ShardCapacity: 'The vCPUs of each shard: 2, 4, 8, 16, 32 or 64.',
    ShardCount: 'The number of shards over which the data is spread, at most 32.',
    ShardInstanceCount:
      'The instances of each shard: 1 is a writer alone, each further one a replica for reads and failover.',
  },
  'AWS::DynamoDB::Table': {
    VectorIndexes:
      'Indexes for similarity search on a vector attribute, each with its dimensions and distance function.',
  },
  'AWS::EC2::ClientVpnEndpoint': {
    AuthenticationOptions:
      'The ways in which users sign in: client certificates, an Active Directory or a SAML identity provider.',
    AuthorizationPolicy:
      'A policy in the Cedar language that decides what connected clients may reach; in shadow mode it only writes logs.',
    ClientCidrBlock:
      "The IPv4 range, `/12` to `/22`, from which clients get addresses; no overlap with the VPC's CIDR block or the routes.",
    ClientConnectOptions:
      'A Lambda function that decides on each new connection whether the client may connect; off by default.',
    ClientLoginBannerOptions:
      'A text of up to 1400 characters that the AWS client shows when a session starts; off by default.',
    ClientRouteEnforcementOptions:
      "Undoes changes to the routes on the user's device, so that no traffic leaves past the VPN; off by default.",
    ConnectionLogOptions:
      'Sends connection attempts, their results and disconnections to a log group of CloudWatch Logs.',
    Description: 'A note about the Client VPN endpoint, for people who look after it.',
    DevicePostureOptions: 'The device trust providers that rate the security of a device when it connects.',
    DisconnectOnSessionTimeout:
      'Ends the session when `SessionTimeoutHours` are over (default); `false` reconnects the client by itself.',
    DnsServers:
      'Up to two DNS servers, by IP address, for connected clients; without them a device keeps its own.',
    EndpointIpAddressType:
      'The IP version with which clients reach the endpoint itself: `ipv4` (default), `ipv6` or `dual-stack`.',
    SelfServicePortal:
      'Offers a web page where users download the client and its configuration; `enabled` by default.',
    ServerCertificateArn: "The ARN of the server's TLS certificate in AWS Certificate Manager.",
    SessionTimeoutHours: 'The longest session in hours: 8, 10, 12 or 24 (default).',
    SplitTunnel:
      "Sends only traffic for the endpoint's routes through the VPN; off by default, so that all of a client's traffic uses it.",
    TagSpecifications: 'The tags of the Client VPN endpoint, under the resource type `client-vpn-endpoint`.',
    TrafficIpAddressType:
      'The IP version of the traffic inside the tunnel: `ipv4` (default), `ipv6` or `dual-stack`.',
    TransitGatewayConfiguration:
      'Attaches the endpoint to a transit gateway instead of a VPC; excludes `VpcId` and `SecurityGroupIds`.',
    TransportProtocol: 'The transport of the VPN sessions: `udp` (default) or `tcp`.',
    VpnPort: 'The port to which clients connect: 443 (default) or 1194.',
  },
  'AWS::EC2::ClientVpnTargetNetworkAssociation': {
    AvailabilityZone:
      'The Availability Zone, by name, of an association with a transit gateway; excludes `SubnetId`.',
    AvailabilityZoneId:
      'The Availability Zone, by ID such as `use1-az1`, of an association with a transit gateway; excludes `AvailabilityZone`.',
    ClientVpnEndpointId: 'The Client VPN endpoint whose clients reach the network through this association.',
  },
  'AWS::EC2::EIPAssociation': {
    EIP: 'The Elastic IP address itself; deprecated, use `AllocationId` instead.',
  },
  'AWS::EC2::FlowLog': {
    DestinationOptions:
      'How log files are written to Amazon S3: as plain text (default) or Parquet, with Hive prefixes, by the hour.',
  },
  'AWS::EC2::IPAM': {
    Description: 'A note about the IPAM, for people who look after it.',
  },
  'AWS::EC2::IPAMPool': {
    Description: 'A note about the address pool, for people who look after it.',
    SourceResource:
      'The VPC whose CIDR blocks this pool (a resource planning pool) hands out, for example to subnets.',
  },
  'AWS::EC2::NetworkInterface': {
    ConnectionTrackingSpecification:
      'Seconds until idle connections are forgotten: TCP 60 to 432000, UDP streams 60 to 180, other UDP 30 to 60.',
  },
  'AWS::EC2::TransitGateway': {
    AmazonSideAsn:
      "The private ASN of AWS's side in BGP: 64512 (default) to 65534, or 4200000000 to 4294967294.",
    AssociationDefaultRouteTableId:
      'The route table of the transit gateway in which traffic of new attachments is looked up by default.',
    AutoAcceptSharedAttachments:
      'Accepts attachments of accounts that share the gateway automatically; `disable` by default: you accept each one.',
    DefaultRouteTableAssociation:
      'Associates each new attachment with the default route table; `enable` by default.',
    DefaultRouteTablePropagation:
      'Adds the routes of each new attachment to the default route table; `enable` by default.',
    Description: 'A note about the transit gateway, for people who look after it.',
    DnsSupport:
      'Resolves public DNS names of instances in other attached VPCs to private addresses; `enable` by default.',
    EncryptionSupport:
      'Makes the transit gateway work with VPC Encryption Control, for encryption of traffic in transit between VPCs.',
    MulticastSupport:
      'Permits multicast domains on the transit gateway; off by default, and a change needs a new gateway.',
    PropagationDefaultRouteTableId:
      'The route table of the transit gateway to which new attachments add their routes by default.',
    SecurityGroupReferencingSupport:
      'Permits rules that name a security group of another attached VPC; `disable` by default.',
    TransitGatewayCidrBlocks:
      'CIDR blocks of the gateway itself, such as for Connect peers: `/24` or larger for IPv4, `/64` or larger for IPv6.',
    VpnEcmpSupport:
      'Spreads traffic over several VPN tunnels that offer the same route (ECMP); `enable` by default.',
  },
  'AWS::EC2::VPCEndpointService': {
    AcceptanceRequired:
      'With `true`, each new endpoint of a consumer waits until you accept it; with `false`, it connects at once.',
    ContributorInsightsEnabled:
      'Turns on the built-in CloudWatch Contributor Insights rules of AWS PrivateLink, which show who uses the service most.',
    GatewayLoadBalancerArns:
      'The Gateway Load Balancers behind the service; consumers route traffic to them through Gateway Load Balancer endpoints.',
    NetworkLoadBalancerArns:
      'The Network Load Balancers behind the service; consumers reach them through interface endpoints in their own VPCs.',
    PayerResponsibility:
      'Who pays for the endpoints: their owners by default; once set to `ServiceOwner`, there is no way back.',
    PrivateDnsName:
      'The DNS name by which consumers reach the service through interface endpoints; you prove that you own its domain.',
    PrivateDnsNameConfiguration:
      'Set by AWS: the DNS record that proves that you own the domain of `PrivateDnsName`, and the state of that proof.',
  },
  'AWS::EC2::VPCEndpointServicePermissions': {
    AllowedPrincipals:
      'The ARNs of accounts, users and roles that may create endpoints to the service; `*` opens it to everyone.',
    ServiceId: 'The endpoint service, by ID, to which these permissions belong.',
  },
  'AWS::ECS::Service': {
    GatewayConnectors:
      'Connects a named port of the tasks to a gateway of the cluster, public or private; at most one.',
  },
  'AWS::ECS::TaskDefinition': {
    InferenceAccelerators:
      'The Elastic Inference accelerators of the containers; AWS has ended that service.',
  },
  'AWS::EFS::FileSystem': {
    FileSystemPolicy:
      'The policy (JSON) for NFS clients: who may mount, write or be root; by default all that reach a mount target.',
  },
  'AWS::EKS::Cluster': {
    AccessConfig:
      'How IAM users and roles get into the cluster: access entries, the `aws-auth` ConfigMap (default) or both.',
    CertificateAuthority:
      'Set by AWS: the certificate authority of the API server, with the certificate data for the kubeconfig file.',
    ComputeConfig:
      'Turns on the nodes of EKS Auto Mode: EKS starts and ends EC2 instances for your pods by itself.',
    ControlPlaneScalingConfig:
      'The capacity tier of the control plane; `standard` scales by itself, the tiers above reserve capacity and cost more.',
    EncryptionConfig:
      'The KMS key of the envelope encryption: of all Kubernetes API data from version 1.28, of secrets only before.',
    KubeApiServerConfig:
      'Settings of the Kubernetes API server: how long it keeps events, and the port range of NodePort services.',
    KubeControllerManagerConfig:
      'How often the horizontal pod autoscaler runs, and how many ended pods are kept before they are cleaned up.',
    KubeSchedulerConfig: 'How the Kubernetes scheduler ranks the nodes when it places a pod.',
    KubernetesNetworkConfig:
      "The IP version of pods and services and the address range of services, which must not overlap the VPC's.",
    Logging:
      'Sends logs of the control plane, such as `api` and `audit`, to CloudWatch Logs; off by default, ingestion costs extra.',
    OutpostConfig:
      'The Outpost and instance type of the control plane of a local cluster on AWS Outposts; not for clusters in the cloud.',
    RemoteNetworkConfig:
      'The on-premises CIDR blocks of EKS Hybrid Nodes and their pods; each needs a route to the VPC and must not overlap it.',
    ResourcesVpcConfig:
      "The subnets (at least two) and security groups of the control plane's network interfaces, and who reaches the API.",
    RollbackConfig:
      'How many minutes a rollback of the Kubernetes version may last before it is cancelled: 120 to 10080, 720 by default.',
    StorageConfig:
      'Turns on the block storage of EKS Auto Mode: EKS creates and deletes EBS volumes for your pods by itself.',
    UpgradePolicy:
      'What follows the end of standard support: `EXTENDED` (default) costs more per hour, `STANDARD` upgrades automatically.',
    ZonalShiftConfig:
      'Lets AWS move traffic inside the cluster away from an Availability Zone that has problems.',
  },
  'AWS::EKS::FargateProfile': {
    Selectors: 'Which pods run on Fargate, by namespace and optionally by labels; up to five selectors.',
  },
  'AWS::EMR::Cluster': {
    AdditionalInfo: 'Extra EMR features for the cluster, written as JSON.',
    Applications:
      'The software installed on the cluster, such as `Spark`, `Hive` or `Hadoop`; the release decides the versions.',
    AutoScalingRole:
      'The IAM role with which automatic scaling policies add and remove the instances of an instance group.',
    AutoTerminationPolicy:
      'Ends the cluster after it was idle for `IdleTimeout` seconds, 60 to 604,800 (7 days).',
    BootstrapActions:
      'Scripts that run on each node before Hadoop starts; what they download needs a way out of the subnet.',
    Configurations:
      'Settings of the installed applications, grouped by `Classification`, for example `spark-defaults`.',
    CustomAmiId:
      'Your own Linux AMI for the nodes, backed by EBS; without it, the base AMI of the release. From EMR 5.7.0.',
    EbsRootVolumeIops: 'The IOPS of the root volume of each node; from EMR 6.15.0.',
    EbsRootVolumeSize: 'The size of the root volume of each node, in GiB.',
    EbsRootVolumeThroughput: 'The throughput of the root volume of each node, in MiB/s; from EMR 6.15.0.',
    Instances:
      "The cluster's EC2 instances: types and numbers, the subnet (`Ec2SubnetId`) and the security groups.",
    JobFlowRole: 'The instance profile with which the nodes call AWS, for example to read and write S3.',
    KerberosAttributes: 'The realm and passwords for Kerberos, when `SecurityConfiguration` turns it on.',
    LogEncryptionKmsKeyId:
      'The KMS key that encrypts the log files; without it, they are encrypted with AES-256. From EMR 5.30.0, not 6.0.0.',
    LogUri:
      "The place in S3 for the cluster's logs (`s3://bucket/path/`); without it, no logs are kept there.",
    ManagedScalingPolicy:
      'The lower and upper limit between which EMR itself scales the core and task nodes.',
    Name: 'The name of the cluster, at most 256 characters; a change replaces the cluster.',
    OSReleaseLabel: 'The Amazon Linux release of all nodes; without it, the latest that EMR has validated.',
    PlacementGroupConfigs:
      'Spreads the primary nodes over separate hardware (`SPREAD` for the role `MASTER`).',
    ReleaseLabel: 'The EMR release, such as `emr-6.15.0`, which sets the versions of all applications.',
    ScaleDownBehavior:
      'When nodes end on scale-in: after their tasks (`TERMINATE_AT_TASK_COMPLETION`) or at the full hour.',
    SecurityConfiguration:
      'The name of the security configuration with the settings for encryption, Kerberos and authorization.',
    ServiceRole:
      'The IAM role with which EMR itself works in your account, for example to start the instances.',
    StepConcurrencyLevel: 'How many steps run at the same time, 1 to 256; 1 by default.',
    Steps: 'The jobs that the cluster runs, in this order once it has started.',
    VisibleToAllUsers:
      'No longer supported: IAM policies decide who works with the cluster, and `false` has no effect.',
  },
  'AWS::ElastiCache::ServerlessCache': {
    CacheUsageLimits:
      'The least and most data (GB) and requests (ECPUs a second) of the cache; the upper limits cap its price.',
    ConnectionType:
      'Who reaches the cache: `vpc` (default), through a VPC endpoint, or `public`, from the internet, with Valkey 9 or later.',
    Endpoint: 'Set by AWS: the DNS name and port to which clients connect for reads and writes, over TLS.',
    NetworkType:
      "The cache's IP protocols, `ipv4` by default; `ipv6` needs IPv6-only subnets and is the default there.",
    ReaderEndpoint: 'Set by AWS: the DNS name and port to which clients connect for reads only, over TLS.',
  },
  'AWS::ElasticLoadBalancingV2::ListenerCertificate': {
    Certificates:
      'The certificate, by ARN, that the listener offers besides its default one; one for each resource.',
  },
  'AWS::ElasticLoadBalancingV2::ListenerRule': {
    Transforms:
      'Rewrites the host header or the URL of a matching request before it goes on; at most one of each.',
  },
  'AWS::Elasticsearch::Domain': {
    AccessPolicies:
      'The IAM policy that says who may call the domain; in a VPC the security groups must allow the traffic as well.',
    AdvancedOptions:
      'Low-level settings as strings, such as `rest.action.multi.allow_explicit_index`, which is on by default.',
    AdvancedSecurityOptions:
      'Fine-grained access control; needs HTTPS, node-to-node encryption and encryption at rest.',
    CognitoOptions: 'Sign-in to Kibana through an Amazon Cognito user pool.',
    DomainEndpointOptions:
      "The domain's endpoint: whether it enforces HTTPS, its TLS policy, and a domain name of your own.",
    DomainName:
      "The domain's name, 3 to 28 characters, unique in the account and Region; AWS generates one by default.",
    EBSOptions: 'The EBS volume of each data node: its type, size in GiB and IOPS.',
    ElasticsearchClusterConfig:
      "The number and types of the domain's nodes and whether they are spread over several Availability Zones.",
    ElasticsearchVersion:
      'The version, such as `7.10`; a change replaces the domain unless the update policy `EnableVersionUpgrade` is set.',
    EncryptionAtRestOptions:
      "Encrypts the domain's data at rest with a KMS key; once on, it cannot be turned off.",
    LogPublishingOptions:
      'The CloudWatch log group for each log type: slow logs, application logs and audit logs.',
    NodeToNodeEncryptionOptions:
      "Encrypts the traffic between the domain's nodes with TLS; once on, it cannot be turned off.",
    SnapshotOptions:
      'The UTC hour of the daily snapshot, 0 by default; Elasticsearch 5.3 and later have hourly ones instead.',
    VPCOptions:
      "The endpoint's subnets and security groups; without them it is public. A domain cannot switch between the two.",
  },
  'AWS::FSx::FileSystem': {
    BackupId: 'The backup from which the file system is created; without it a new one starts empty.',
    FileSystemType: 'The kind of file system: `WINDOWS`, `LUSTRE`, `ONTAP` or `OPENZFS`.',
    FileSystemTypeVersion:
      'For Lustre only: the version of Lustre, such as `2.15`, which AWS recommends for new file systems.',
    KmsKeyId:
      'The KMS key that encrypts the data at rest; by default the one that FSx manages for the account.',
    LustreConfiguration:
      'Settings of a Lustre file system: deployment type, throughput, link to S3, compression and backups.',
    NetworkType: 'The IP protocols of the file system, `IPV4` (default) or `DUAL`; not for Lustre.',
    OntapConfiguration:
      'Settings of ONTAP: deployment type, throughput, preferred subnet, and route tables that get routes to a Multi-AZ system.',
    OpenZFSConfiguration:
      'Settings of OpenZFS: deployment type, throughput, root volume, and route tables that get routes to a Multi-AZ system.',
    StorageCapacity:
      'The capacity in GiB; the least is 1200 for Lustre and 64 for OpenZFS, and for Windows 32 on SSD and 2000 on HDD.',
    StorageType:
      'The kind of storage: `SSD` (default), `HDD` or `INTELLIGENT_TIERING`, which not every deployment type has.',
    WindowsConfiguration:
      'Settings of Windows File Server: throughput, Active Directory, DNS aliases, preferred subnet and backups.',
  },
  'AWS::GlobalAccelerator::EndpointGroup': {
    HealthCheckPath: 'The path that HTTP and HTTPS health checks request; `/` by default.',
    PortOverrides:
      "Sends traffic of a listener's port to another port of the endpoints, such as 443 to 1443; up to 10.",
  },
  'AWS::GlobalAccelerator::Listener': {
    PortRanges: 'The ports on which clients reach the accelerator, as up to 10 ranges.',
  },
  'AWS::Lambda::Function': {
    DurableConfig:
      'Makes the function durable: executions of up to 366 days that continue after an interruption.',
    PublishToLatestPublished:
      'Publishes updates to `$LATEST.PUBLISHED`, which unqualified calls use on Lambda Managed Instances.',
  },
  'AWS::Lambda::Url': {
    Cors: 'Which origins, methods and headers a browser may use to call the URL from a page of another site.',
  },
  'AWS::Logs::LogGroup': {
    DataProtectionPolicy:
      'Finds sensitive data in log events, such as e-mail addresses, reports it and masks it.',
  },
  'AWS::MSK::Cluster': {
    BrokerNodeGroupInfo:
      "The brokers' instance type, storage, subnets and security groups; clients in the VPC connect to them in these subnets.",
    ClientAuthentication:
      'How clients sign in; each way has its own port inside AWS: 9098 for IAM, 9096 for SCRAM, 9094 for TLS certificates.',
    ClusterName: 'The name of the cluster, 1 to 64 characters.',
    ConfigurationInfo:
      'The ARN and revision of the MSK configuration with the Kafka settings of the brokers.',
    EncryptionInfo:
      'The KMS key of the data on disk, and whether TLS protects traffic from clients and between brokers.',
    EnhancedMonitoring: 'How detailed the metrics in CloudWatch are; levels above `DEFAULT` cost extra.',
    KafkaVersion: 'The version of Apache Kafka that the brokers run, for example `3.6.0`.',
    LoggingInfo: 'Sends logs of the brokers to CloudWatch Logs, Amazon S3 or Amazon Data Firehose.',
    NumberOfBrokerNodes:
      'The number of brokers in the whole cluster, a multiple of the number of its subnets.',
    OpenMonitoring:
      'Offers metrics to Prometheus: the JMX exporter on port 11001, the node exporter on port 11002.',
    Rebalancing:
      'Moves partitions between Express brokers by itself to even out the load; `ACTIVE` by default.',
    StorageMode:
      "Keeps all data on the brokers' disks (`LOCAL`) or moves older data to cheaper storage (`TIERED`).",
    ZookeeperAccess: "Turns access to the cluster's Apache ZooKeeper nodes on or off.",
  },
  'AWS::MSK::ServerlessCluster': {
    ClientAuthentication: 'How clients sign in: always with IAM, on port 9098.',
    ClusterName: 'The name of the serverless cluster, 1 to 64 characters.',
    VpcConfigs: 'The VPCs whose clients reach the cluster: for each its subnets and security groups.',
  },
  'AWS::MWAA::Environment': {
    AirflowConfigurationOptions:
      'Airflow settings that replace the defaults, as pairs such as `core.default_timezone: utc`.',
    AirflowVersion: 'The version of Apache Airflow; the latest that MWAA supports by default.',
    DagS3Path:
      'The folder of the DAGs in the bucket of `SourceBucketArn`, relative to its root, for example `dags`.',
    EndpointManagement:
      'Who creates the VPC endpoints: MWAA (`SERVICE`) or you (`CUSTOMER`, a must in a shared VPC).',
    EnvironmentClass: 'The size of schedulers, workers and web servers, `mw1.micro` to `mw1.2xlarge`.',
    ExecutionRoleArn:
      'The IAM role with which Airflow and its DAGs call AWS: the bucket, the logs, the services that tasks use.',
    KmsKey:
      "The KMS key that encrypts the environment's data; without it, a key that AWS owns. A change replaces the environment.",
    LoggingConfiguration:
      'Which Airflow logs go to CloudWatch Logs, each with its level: DAG processing, scheduler, task, web server, worker.',
    MaxWebservers: 'The most web servers that MWAA scales up to, 2 to 5; 2 by default (on `mw1.micro`: 1).',
    MaxWorkers: 'The most workers that MWAA scales up to while tasks wait in the queue.',
    MinWebservers:
      'The fewest web servers, to which MWAA scales back, 2 to 5; 2 by default (on `mw1.micro`: 1).',
    MinWorkers: 'The fewest workers, to which MWAA scales back when no tasks run or wait.',
    Name: 'The name of the environment, at most 80 characters; a change replaces the environment.',
    NetworkConfiguration:
      'Two private subnets in different Availability Zones, and security groups; new subnets replace the environment.',
    PluginsS3ObjectVersion:
      'The S3 version of `plugins.zip`; each upload needs its new version here to become active.',
    PluginsS3Path: 'The path of `plugins.zip` in the bucket; needs `PluginsS3ObjectVersion`.',
    RequirementsS3ObjectVersion:
      'The S3 version of `requirements.txt`; each upload needs its new version here to become active.',
    RequirementsS3Path:
      'The path of `requirements.txt` in the bucket, with the Python packages to install; needs its version too.',
    Schedulers: 'The number of Airflow schedulers, 2 to 5; 2 by default (on `mw1.micro`: 1).',
    SourceBucketArn:
      'The ARN of the S3 bucket with the DAGs, plugins and requirements; the subnets need a route to S3.',
    StartupScriptS3ObjectVersion:
      'The S3 version of the startup script; each upload needs its new version here to become active.',
    StartupScriptS3Path:
      'The path of a shell script in the bucket that runs before Airflow starts, for example to set variables.',
    WebserverAccessMode:
      'From where the Airflow UI can be reached: the internet (still with an AWS sign-in) or only the VPC.',
    WeeklyMaintenanceWindowStart:
      'When the weekly maintenance starts, in UTC, as `DAY:HH:MM` on the half hour, for example `TUE:03:30`.',
    WorkerReplacementStrategy:
      'On updates, `GRACEFUL` gives running tasks up to 12 hours to finish; `FORCED` stops the workers at once.',
  },
  'AWS::MemoryDB::Cluster': {
    IpDiscovery:
      'The IP version of node addresses that cluster discovery returns, `ipv4` by default; must fit `NetworkType`.',
  },
  'AWS::NetworkFirewall::Firewall': {
    AvailabilityZoneChangeProtection:
      'Blocks changes to the Availability Zones of a firewall on a transit gateway; off by default.',
    AvailabilityZoneMappings:
      'The Availability Zones of the endpoints of a firewall on a transit gateway; changes can briefly disrupt traffic.',
    DeleteProtection: 'Blocks deletion of the firewall until you turn this off.',
    Description: 'A note about the firewall, for people who look after it.',
    FirewallName: 'The name of the firewall; a new name means a new firewall.',
    FirewallPolicyArn:
      'The ARN of the firewall policy, with the rules by which this firewall filters traffic.',
    FirewallPolicyChangeProtection: 'Blocks the change to another firewall policy until you turn this off.',
    ProxySettings:
      'The listeners of a proxy mode firewall; without them HTTP on port 3128 and HTTPS on port 8443.',
    SubnetChangeProtection: 'Blocks changes to the subnets of the firewall until you turn this off.',
    SubnetMappings:
      'The subnets, one per Availability Zone, for the endpoints to which route tables send traffic; each costs by the hour.',
    VpcEndpoint:
      'The VPC and subnets of the endpoints of a proxy mode firewall, instead of `VpcId` and `SubnetMappings`.',
  },
  'AWS::NetworkFirewall::FirewallPolicy': {
    Description: 'A note about the firewall policy, for people who look after it.',
    FirewallPolicy:
      'The stateless and stateful rule groups, and what happens to packets that match none of their rules.',
    FirewallPolicyName: 'The name of the firewall policy; a new name means a new policy.',
  },
  'AWS::OpenSearchService::Domain': {
    AIMLOptions:
      'Machine-learning features of the domain: vectors stored in S3 and GPU-accelerated vector indexes.',
    AccessPolicies:
      'The IAM policy that says who may call the domain; in a VPC the security groups must allow the traffic as well.',
    AdvancedOptions:
      'Low-level settings as strings, such as `rest.action.multi.allow_explicit_index` or `indices.fielddata.cache.size`.',
    AdvancedSecurityOptions:
      'Fine-grained access control: users, roles, SAML and JWT; needs HTTPS, node-to-node encryption and encryption at rest.',
    AutomatedSnapshotPauseOptions:
      'Pauses automated snapshots, for at most 3 days; no restore to a time within the pause is possible.',
    ClusterConfig:
      "The number and types of the domain's nodes and whether they are spread over several Availability Zones.",
    CognitoOptions: 'Sign-in to OpenSearch Dashboards through an Amazon Cognito user pool.',
    DeploymentStrategyOptions:
      'How blue/green updates get new nodes: all at once, or in batches where AWS lacks capacity (`CapacityOptimized`).',
    DomainEndpointOptions:
      "The domain's endpoint: whether it enforces HTTPS, its TLS policy, and a domain name of your own.",
    DomainName:
      "The domain's name, 3 to 28 characters, unique in the account and Region; AWS generates one by default.",
    EBSOptions: 'The EBS volume of each data node: its type, size in GiB, IOPS and throughput.',
    EncryptionAtRestOptions:
      'Encrypts the data at rest with a KMS key; may be added later, but a change once it is set replaces the domain.',
    EngineVersion:
      'The engine and version, such as `OpenSearch_2.11`; a change replaces the domain unless `EnableVersionUpgrade` is set.',
    IPAddressType:
      'The IP protocols of the endpoint, `ipv4` or `dualstack`; a dual-stack domain cannot go back.',
    IdentityCenterOptions: 'Access to the domain for users and groups of IAM Identity Center.',
    LogPublishingOptions:
      'The CloudWatch log group for each log type: slow logs, application logs and audit logs.',
    NodeToNodeEncryptionOptions:
      "Encrypts the traffic between the domain's nodes with TLS; once on, it cannot be turned off.",
    OffPeakWindowOptions:
      'The daily 10 hours in which AWS updates the domain; they start at 22:00 local time of the Region by default.',
    SkipShardMigrationWait: 'Skips the wait for shard migration during an update of the domain.',
    SnapshotOptions:
      'Deprecated: the UTC hour of the daily snapshot; Elasticsearch 5.3 and later and OpenSearch have hourly ones.',
    SoftwareUpdateOptions:
      'Whether service software updates are automatic, and whether blue/green deployments install the latest one.',
    VPCOptions:
      "The endpoint's subnets and security groups; without them it is public. A domain cannot switch between the two.",
  },
  'AWS::RDS::DBCluster': {
    GlobalClusterIdentifier:
      'The Aurora global database, spread over several Regions, to which the cluster belongs.',
    KmsKeyId:
      'The KMS key (ID, ARN or alias) that encrypts the storage; without it `StorageEncrypted` uses the default key.',
  },
  'AWS::RDS::DBClusterParameterGroup': {
    Parameters: "The engine's settings by name, for all clusters that use the group.",
  },
  'AWS::RDS::DBInstance': {
    TdeCredentialArn:
      'The ARN, in a key store, for Transparent Data Encryption of the instance; not for Aurora or RDS Custom.',
    TdeCredentialPassword: 'The password for the key store of `TdeCredentialArn`; not for RDS Custom.',
  },
  'AWS::RDS::DBParameterGroup': {
    Parameters:
      "The engine's settings by name, such as `max_connections`, for all instances that use the group.",
  },
  'AWS::RDS::DBProxyTargetGroup': {
    ConnectionPoolConfigurationInfo:
      "The proxy's pool: share of the database's connections, idle share, and seconds to wait for one (120 by default).",
    DBClusterIdentifiers:
      'The DB cluster behind the proxy, by identifier; its security groups must admit the proxy.',
    DBInstanceIdentifiers:
      'The DB instance behind the proxy, by identifier; its security groups must admit the proxy.',
  },
  'AWS::Redshift::Cluster': {
    Endpoint:
      'Set by AWS: the DNS name and port to which SQL clients connect, port 5439 unless `Port` sets another.',
    LoggingProperties: "Where the cluster's audit logs go: an S3 bucket or CloudWatch Logs.",
    NamespaceResourcePolicy:
      "The resource policy of the cluster's namespace, for example for zero-ETL integrations into it.",
    NodeType: 'The CPU, memory and storage of each node, such as `ra3.large`.',
    OwnerAccount: 'The account that owns the snapshot; needed to restore from a snapshot of another account.',
  },
  'AWS::RedshiftServerless::Workgroup': {
    TrackName:
      'The release track of the workgroup: `current`, the default, or `trailing`, the release before it.',
  },
  'AWS::Route53::HostedZone': {
    DelegationSetId: 'The reusable delegation set, by ID, whose name servers a public hosted zone gets.',
  },
  'AWS::Route53::RecordSet': {
    HealthCheckId: 'Answers with this record only while the health check with this ID is healthy.',
    Weight:
      "The record's share of the answers, relative to the weights of records with the same name and type: 0 to 255.",
  },
  'AWS::Route53Resolver::ResolverEndpoint': {
    Direction:
      'Whether DNS queries come from your network to the VPC (`INBOUND`) or go from the VPC to your network (`OUTBOUND`).',
  },
  'AWS::SNS::Topic': {
    ArchivePolicy:
      'Keeps messages for replay, 1 to 365 days (`MessageRetentionPeriod`); only for FIFO topics.',
    DataProtectionPolicy:
      'Finds sensitive data in messages to audit, mask or block it; AWS offers it to no new customers.',
    DeliveryStatusLogging:
      'Logs to CloudWatch Logs, for each protocol, whether messages reached the subscribers.',
    MaximumMessageSize:
      'The largest message that can be published, in bytes, 1,024 to 1,048,576; 262,144 (256 KiB) by default.',
  },
  'AWS::SQS::Queue': {
    ReceiveMessageWaitTimeSeconds:
      'How many seconds a receive call waits for a message, 0 to 20; more than 0 is long polling. 0 by default.',
  },
  'AWS::Serverless::Function': {
    Arn: 'Set by AWS: the ARN of the Lambda function that SAM creates.',
    AssumeRolePolicyDocument:
      'The trust policy of the role that SAM creates: who may assume it. No effect if `Role` is set.',
    AutoPublishAlias:
      'The name of an alias, such as `live`; SAM publishes a version when the code changes and points the alias to it.',
    AutoPublishAliasAllProperties:
      'Publishes a new version on a change of any property, not only of the code and a few others; off by default.',
    AutoPublishCodeSha256:
      'A hash of the code: a new value publishes a version although `CodeUri` is unchanged.',
    CodeUri: "The function's code: a local folder that the SAM CLI uploads, or a package in S3.",
    DeadLetterQueue:
      'The SQS queue or SNS topic for events of asynchronous calls that the function failed to process.',
    DeploymentPreference:
      'Shifts traffic to a new version step by step through CodeDeploy; needs `AutoPublishAlias`.',
    DurableConfig:
      'Makes the function durable: its executions save checkpoints and continue after an interruption.',
    EventInvokeConfig: "Retries, greatest event age and destinations of the function's asynchronous calls.",
    Events: 'What calls the function, by name: an HTTP path, an SQS queue, a schedule and others.',
    FunctionUrlConfig:
      "An HTTPS URL of the function's own; with `AuthType: NONE`, everyone on the internet can call it.",
    ImageUri: "The container image in Amazon ECR with the function's code; only with `PackageType: Image`.",
    InlineCode:
      "The function's code in the template itself; only with `PackageType: Zip`, in place of `CodeUri`.",
    PermissionsBoundary:
      'The ARN of the policy that limits the role which SAM creates. No effect if `Role` is set.',
    Policies:
      'What the function may do in AWS, added to the role that SAM creates. No effect if `Role` is set.',
    PropagateTags:
      "Puts the function's `Tags` on the other resources that SAM generates for it too; off by default.",
    ProvisionedConcurrencyConfig:
      'Keeps instances of the alias ready, so that calls start without delay; needs `AutoPublishAlias`.',
    PublishToLatestPublished:
      'Publishes updates to `$LATEST.PUBLISHED`, which unqualified calls use on Lambda Managed Instances.',
    RolePath: 'The IAM path of the role that SAM creates, for example `/service/`; not for use with `Role`.',
    SnapStartResponse: 'Set by AWS: to which versions SnapStart applies, and whether it is on.',
    SourceKMSKeyArn:
      "The KMS key that encrypts the function's .zip package; without it, a key that AWS owns.",
    Tracing: 'Traces calls with AWS X-Ray: `Active`, `PassThrough` or `Disabled`.',
    VersionDeletionPolicy:
      'Whether versions that `AutoPublishAlias` made stay (`Retain`) or go (`Delete`) when they leave the stack.',
  },
  'AWS::ServiceDiscovery::Instance': {
    InstanceAttributes:
      'What DNS queries or API calls for the instance return, for example `AWS_INSTANCE_IPV4` and `AWS_INSTANCE_PORT`.',
  },
  'AWS::Transfer::Server': {
    Certificate: "The ARN of the server's TLS certificate in AWS Certificate Manager; required for FTPS.",
    Domain:
      'The storage behind the server: Amazon S3, the default, or Amazon EFS; it cannot change on an existing server.',
    EndpointDetails:
      'The VPC, subnets and security groups of a `VPC` endpoint, and Elastic IP addresses that open it to the internet.',
    EndpointType:
      'Where clients reach the server: `PUBLIC` over the internet, `VPC` from the VPC or, with Elastic IP addresses, from both.',
    IdentityProviderDetails:
      'The directory, Lambda function or API Gateway URL that checks users; not with `SERVICE_MANAGED`.',
    IdentityProviderType:
      'Who checks the users: the service itself by default (`SERVICE_MANAGED`), a directory, a Lambda function or your own API.',
    IpAddressType:
      'The IP version of the endpoint, `IPV4` by default; changes only while the server is stopped.',
    LoggingRole: 'The ARN of the IAM role with which the server writes user activity to CloudWatch Logs.',
    PostAuthenticationLoginBanner: 'A text shown to users after they sign in; SFTP cannot show it.',
    PreAuthenticationLoginBanner: 'A text shown to users before they sign in, up to 4096 characters.',
    ProtocolDetails:
      'Protocol settings: the passive-mode address for FTP and FTPS, TLS session resumption, `SETSTAT` errors, AS2 transport.',
    Protocols:
      'The protocols that clients may use; FTP, FTPS and AS2 need a `VPC` endpoint, and FTP works without Elastic IPs only.',
    S3StorageOptions: 'Makes listing of directories in S3 faster (`DirectoryListingOptimization`).',
    SecurityPolicyName:
      'The security policy of AWS, by name, that sets which ciphers and key exchanges the server accepts.',
    StructuredLogDestinations:
      'The log group of CloudWatch Logs for structured logs, at most one, as an ARN that ends in `:*`.',
    WorkflowDetails:
      'The workflows that start after a complete or a broken-off upload, and the IAM roles that run them.',
  },
});
