import { table } from '../../table.ts';

/**
 * What the properties are for that AWS's resource schemas do not describe, by type and property, in our words; `Ingress.CidrIp` is the
 * property CidrIp of the definition Ingress. A sentence here is also shown in place of one of AWS's that its schema contradicts. The facts are those of the types' pages in
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/ and of the services' API references. A test fails when a
 * renewed schema has a property without a description: add a sentence here. A function, so that a program that starts builds none of it.
 */
export function ourTexts(): Readonly<Record<string, Readonly<Record<string, string>>>> {
  return table({
    'AWS::AmazonMQ::Broker': {
      AuthenticationStrategy:
        "How the broker checks its users; `simple`, the default, uses the broker's own list.",
      AutoMinorVersionUpgrade:
        'Installs new patch versions in the maintenance window; must be `true` for ActiveMQ from 5.18 and RabbitMQ from 3.13.',
      BrokerName:
        'The name of the broker, unique in the account: 1 to 50 letters, digits, dashes and underscores.',
      'ConfigurationId.Id': 'The id (`c-…`) of the Amazon MQ configuration that the broker uses.',
      'ConfigurationId.Revision': 'The revision number of the configuration that the broker uses.',
      DataReplicationMode: 'Puts the broker in a pair that replicates its data across Regions (`CRDR`).',
      DeploymentMode:
        'One broker, an ActiveMQ pair in two Availability Zones or a RabbitMQ cluster; decides how many subnets are needed.',
      EncryptionOptions:
        "The key that encrypts the broker's data at rest; without this, a key that AWS owns.",
      'EncryptionOptions.UseAwsOwnedKey':
        'Encrypts the data at rest with a KMS key that AWS owns, not one in your account; a change replaces the broker.',
      EngineType: 'The broker software; Celery works with RabbitMQ, which speaks AMQP with TLS on port 5671.',
      HostInstanceType: 'The instance type of the broker, for example `mq.m5.large`.',
      LdapServerMetadata: 'The LDAP server that authenticates and authorizes users; not for RabbitMQ.',
      'LdapServerMetadata.Hosts':
        'The LDAP server and an optional failover server; the broker must be able to reach them over the network.',
      'LdapServerMetadata.RoleBase':
        'The node of the LDAP directory, as a distinguished name, in which roles or groups are searched.',
      'LdapServerMetadata.RoleName':
        "The LDAP attribute that holds the group's name in the results of the role search.",
      'LdapServerMetadata.RoleSearchMatching':
        "The LDAP filter that finds a user's roles: `{0}` is the user's distinguished name, `{1}` the user name.",
      'LdapServerMetadata.RoleSearchSubtree': 'Searches the whole subtree below `RoleBase` for roles.',
      'LdapServerMetadata.ServiceAccountPassword':
        'The password of the LDAP account by which the broker connects to the server.',
      'LdapServerMetadata.ServiceAccountUsername':
        'The name of the LDAP account by which the broker connects, such as `cn=admin,dc=corp,dc=example,dc=com`.',
      'LdapServerMetadata.UserBase':
        'The node of the LDAP directory, as a distinguished name, below which users are searched.',
      'LdapServerMetadata.UserRoleName':
        "The LDAP attribute of a user's entry that names the groups of the user.",
      'LdapServerMetadata.UserSearchMatching':
        'The LDAP filter that finds a user, such as `(uid={0})`, where `{0}` is the user name.',
      'LdapServerMetadata.UserSearchSubtree': 'Searches the whole subtree below `UserBase` for users.',
      'LogList.Audit':
        'Logs user management by JMX or the web console to CloudWatch Logs; only for ActiveMQ.',
      'LogList.General': "Sends the broker's general log to CloudWatch Logs.",
      Logs: "Sends the broker's logs to CloudWatch Logs; `Audit` exists for ActiveMQ only.",
      MaintenanceWindowStartTime:
        'The day, time and time zone at which the weekly maintenance window starts; UTC by default.',
      PubliclyAccessible:
        'Makes the broker reachable from outside its VPC; with `false`, only clients with a path into the VPC reach it.',
      StorageType: "The storage of the broker's messages; RabbitMQ works with `EBS` only.",
      'TagsEntry.Key': "The tag's key, for example `Name` or `Environment`.",
      'TagsEntry.Value': "The tag's value, for example `production`.",
      'User.ConsoleAccess': 'Gives the user access to the ActiveMQ web console; not for RabbitMQ.',
      'User.Groups':
        'The groups of the ActiveMQ user, at most 20, each 2 to 100 characters; not for RabbitMQ.',
      'User.Password':
        "The user's password: at least 12 characters, 4 of them different, without `,`, `:` and `=`.",
      'User.ReplicationUser': 'Marks the user as the one for replication between brokers in two Regions.',
      'User.Username':
        'The name by which the user or application logs in to the broker; letters, digits and `-`, `.`, `_`.',
    },
    'AWS::ApiGateway::VpcLink': {
      Description: 'A note about the VPC link, for people who look after it.',
      Name: 'The name by which you recognize the VPC link.',
      TargetArns:
        "The ARN of the Network Load Balancer in your VPC that gets the API's requests; in the same account as the API.",
    },
    'AWS::ApiGatewayV2::Integration': {
      PassthroughBehavior:
        'What a WebSocket API does with a request that has no template: `WHEN_NO_MATCH`, `WHEN_NO_TEMPLATES` or `NEVER`.',
      'TlsConfig.ServerNameToVerify':
        'The host name that the certificate of the private integration must have; API Gateway also sends it in SNI.',
    },
    'AWS::AppRunner::Service': {
      'CodeConfiguration.CodeConfigurationValues':
        'The build and run settings, used with the source `API`; with `REPOSITORY` the file `apprunner.yaml` has them.',
      'CodeConfigurationValues.RuntimeEnvironmentVariables':
        'The environment variables of the running app, in plain text.',
      'CodeRepository.CodeConfiguration': 'How App Runner builds and starts the app from the source code.',
      'CodeRepository.SourceCodeVersion': 'The branch of the repository to deploy.',
      EncryptionConfiguration:
        "Your KMS key for the source copy and logs, in place of AWS's own key; a change replaces the service.",
      HealthCheckConfiguration:
        'How App Runner checks that the service is healthy; over TCP every 5 seconds by default.',
      'ImageConfiguration.RuntimeEnvironmentVariables':
        'The environment variables of the running container, in plain text.',
      'ImageRepository.ImageConfiguration':
        'How the image runs: port, start command, environment variables and secrets.',
      InstanceConfiguration:
        'CPU and memory of each instance (1 vCPU and 2 GB by default) and the IAM role of your code.',
      'KeyValuePair.Name': 'The name of the environment variable.',
      'KeyValuePair.Value':
        'The value of the environment variable; for a secret, the ARN of the secret or parameter that holds it.',
      NetworkConfiguration:
        'Who can reach the service (internet or only a VPC), and whether its own calls go out through a VPC connector.',
      'NetworkConfiguration.EgressConfiguration':
        "How the app's outgoing traffic leaves: to the internet directly, or through a VPC connector into your subnets.",
      'NetworkConfiguration.IngressConfiguration':
        'Who can reach the app: the internet, or only VPCs with an `AWS::AppRunner::VpcIngressConnection`.',
      ObservabilityConfiguration:
        'Turns on tracing of the service with AWS X-Ray, set up in an observability configuration.',
      SourceConfiguration:
        'What App Runner deploys: an image from Amazon ECR, or a code repository that it builds itself.',
      'SourceConfiguration.AuthenticationConfiguration':
        'The role or connection with which App Runner reads a private image or code repository.',
      'SourceConfiguration.CodeRepository':
        'The source code to build and run; give either this or `ImageRepository`.',
      'SourceConfiguration.ImageRepository':
        'The container image to run; give either this or `CodeRepository`.',
    },
    'AWS::AutoScaling::AutoScalingGroup': {
      HealthCheckGracePeriod:
        'How many seconds a new instance has before failed health checks count; 0 by default.',
      'LaunchTemplateOverrides.WeightedCapacity':
        'How many units of the desired capacity an instance of this type counts for, 1 to 999.',
      NotificationConfiguration:
        'The SNS topic that hears when instances start or end; `NotificationConfigurations` is its list form.',
      SkipZonalShiftValidation:
        'Skips the check that zonal shift makes of load balancers whose cross-zone balancing is off.',
    },
    'AWS::Batch::ComputeEnvironment': {
      'CapacityReservations.ReservationGroupArn':
        'The ARN of the group of capacity reservations in which instances are launched.',
      'CapacityReservations.ReservationPreference':
        'Uses reservations alone (`RESERVATIONS_ONLY`), first (`RESERVATIONS_FIRST`) or not at all (`RESERVATIONS_EXCLUDED`).',
      ComputeEnvironmentName:
        'The name of the compute environment, at most 128 characters; a change replaces it.',
      ComputeResources:
        'Instances or Fargate for the jobs: kind, vCPU limits, subnets, security groups; a must for `MANAGED`.',
      'ComputeResources.AllocationStrategy':
        'How Batch selects instance types when the best fit runs short; `BEST_FIT` by default on ECS. Not for Fargate.',
      'ComputeResources.BidPercentage':
        'The highest Spot price that is accepted, in percent of the On-Demand price; 100 by default, you pay the market price.',
      'ComputeResources.DesiredvCpus':
        'The vCPUs to run now; Batch moves it between `MinvCpus` and `MaxvCpus` with the job queues. Not for Fargate.',
      'ComputeResources.Ec2Configuration':
        'Selects the AMI of the EC2 instances, in one or two items; the one for Amazon Linux 2023 by default. Not for Fargate.',
      'ComputeResources.Ec2KeyPair': 'The EC2 key pair for SSH access to the instances. Not for Fargate.',
      'ComputeResources.ImageId':
        'The AMI of the instances, unless `ImageIdOverride` of `Ec2Configuration` names another. Not for Fargate.',
      'ComputeResources.InstanceRole':
        'The instance profile of the EC2 instances, by name or ARN; required for EC2, not for Fargate.',
      'ComputeResources.InstanceTypes':
        'The instance types or families that Batch may launch, such as `c5` or `c5.8xlarge`. Not for Fargate.',
      'ComputeResources.LaunchTemplate':
        'The EC2 launch template of the instances; settings of the compute environment override its own. Not for Fargate.',
      'ComputeResources.ManagedInstancesProvider':
        "The capacity provider's settings; required for the type `ECS_MANAGED_INSTANCES` and only valid there.",
      'ComputeResources.MaxvCpus':
        'The most vCPUs the environment may run; Batch can exceed it by at most one instance.',
      'ComputeResources.MinvCpus':
        'The vCPUs that are kept even without jobs, also while the environment is disabled. Not for Fargate.',
      'ComputeResources.PlacementGroup':
        'The EC2 placement group of the instances; a cluster one keeps multi-node jobs close together in one Availability Zone.',
      'ComputeResources.ScalingPolicy':
        'How long instances without jobs are kept before Batch ends them. Not for Fargate.',
      'ComputeResources.SpotIamFleetRole':
        'The ARN of the Spot Fleet role; required for `SPOT` with the allocation strategy `BEST_FIT` or none.',
      'ComputeResources.Type':
        'What the jobs run on: On-Demand or Spot EC2 instances, Fargate, Fargate Spot or ECS Managed Instances.',
      'ComputeResources.UpdateToLatestImageVersion':
        'Moves to the latest AMI that Batch supports on an infrastructure update; off by default, ignored with your own AMI.',
      'ComputeScalingPolicy.MinScaleDownDelayMinutes':
        'The minutes an instance is kept, and billed, after its last job: 20 to 10080, or `0` for no delay.',
      Context: 'Reserved by AWS Batch; leave it out.',
      'Ec2ConfigurationObject.BatchImageStatus':
        'Set by AWS: `LATEST`, or `UPDATE_AVAILABLE` when Batch has a newer default AMI for the image type.',
      'Ec2ConfigurationObject.ImageIdOverride':
        'The AMI for instances of this image type, in place of `ImageId` of `ComputeResources`.',
      'Ec2ConfigurationObject.ImageKubernetesVersion':
        'The Kubernetes version of the nodes; the latest that Batch supports by default.',
      'Ec2ConfigurationObject.ImageType':
        'The kind of AMI for the instances, such as `ECS_AL2023` or `EKS_AL2023`.',
      EcsSettings:
        'Settings of the ECS cluster behind the environment: how much CloudWatch Container Insights collects.',
      EksConfiguration:
        'The Amazon EKS cluster and Kubernetes namespace in which the jobs run, in place of Amazon ECS.',
      'EksConfiguration.AccessEntry':
        'The access entry by which Batch reaches the EKS cluster: the state you want and the one AWS reports.',
      'EksConfiguration.EksClusterArn': 'The ARN of the EKS cluster that runs the jobs.',
      'EksConfiguration.KubernetesNamespace':
        "The namespace for Batch's pods: under 64 characters, not `default`, not starting with `kube-`.",
      'InfrastructureOptimization.ScaleInAfter':
        'The seconds an instance may be idle before it ends, 0 to 3600; `-1` keeps idle instances for good.',
      'InstanceLaunchTemplate.CapacityOptionType':
        'How the instances are bought; On-Demand by default, Spot is cheaper but can be interrupted.',
      'InstanceLaunchTemplate.CapacityReservations': 'The capacity reservations that the instances use.',
      'InstanceLaunchTemplate.Ec2InstanceProfileArn':
        'The ARN of the instance profile of the managed instances; its role has to trust `ec2.amazonaws.com`.',
      'InstanceLaunchTemplate.FipsEnabled':
        'Uses FIPS 140-2 validated cryptography on the instances; not available in every Region.',
      'InstanceLaunchTemplate.InstanceMetadataTagsPropagation':
        "Makes the instance's tags readable from its metadata service (IMDS); off by default.",
      'InstanceLaunchTemplate.InstanceRequirements':
        'Limits the instance types that ECS may launch; any available type by default.',
      'InstanceLaunchTemplate.LocalStorageConfiguration':
        "Opens the instances' own disks (instance store) to containers; closed to them by default.",
      'InstanceLaunchTemplate.Monitoring':
        'The detail of the CloudWatch metrics of the instances: `BASIC` or `DETAILED`.',
      'InstanceLaunchTemplate.NetworkConfiguration':
        'The subnets in which the instances are launched and their security groups.',
      'InstanceLaunchTemplate.StorageConfiguration':
        "The size of the instances' root EBS volume; the service's default for the instance type if left out.",
      'InstanceRequirements.AllowedInstanceTypes':
        'The only instance types or families that ECS may launch, such as `m5.large` or `g5`.',
      'LaunchTemplateSpecification.LaunchTemplateId':
        'The ID of the launch template; give either this or `LaunchTemplateName`.',
      'LaunchTemplateSpecification.LaunchTemplateName':
        'The name of the launch template; give either this or `LaunchTemplateId`.',
      'LaunchTemplateSpecification.Overrides':
        'Other launch templates for certain instance types or families; up to 10.',
      'LaunchTemplateSpecification.UserdataType':
        'How EKS nodes with a custom AMI initialize; `EKS_BOOTSTRAP_SH` by default.',
      'LaunchTemplateSpecification.Version':
        'The version of the launch template: a number, `$Default` or `$Latest`.',
      'LaunchTemplateSpecificationOverride.LaunchTemplateId':
        'The ID of the launch template for these instance types; not together with `LaunchTemplateName`.',
      'LaunchTemplateSpecificationOverride.LaunchTemplateName':
        'The name of the launch template for these instance types; not together with `LaunchTemplateId`.',
      'LaunchTemplateSpecificationOverride.TargetInstanceTypes':
        'The instance types or families that use this launch template; required in an override.',
      'LaunchTemplateSpecificationOverride.UserdataType':
        'How EKS nodes from this launch template initialize, with a custom AMI; `EKS_BOOTSTRAP_SH` by default.',
      'LaunchTemplateSpecificationOverride.Version':
        'The version of this launch template: a number, `$Default` or `$Latest`.',
      'ManagedInstancesLocalStorageConfiguration.UseLocalStorage':
        "Gives containers the instances' local NVMe disks for fast temporary storage.",
      'ManagedInstancesProvider.InfrastructureOptimization':
        'When the capacity provider ends instances that have nothing to run.',
      'ManagedInstancesProvider.InfrastructureRoleArn':
        'The ARN of the role that ECS assumes to manage the EC2 instances; it has to trust `ecs.amazonaws.com`.',
      'ManagedInstancesProvider.InstanceLaunchTemplate':
        'How instances are launched: subnets and security groups, instance profile, types, storage and monitoring.',
      'ManagedInstancesProvider.PropagateTags':
        "Copies the capacity provider's tags to its EC2 instances; `NONE` by default.",
      'ManagedInstancesStorageConfiguration.StorageSizeGiB':
        'The size of the root EBS volume of each instance, in GiB.',
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
      'UpdatePolicy.JobExecutionTimeoutMinutes':
        'The minutes that running jobs get to finish in an infrastructure update, 1 to 7200; 30 by default.',
      'UpdatePolicy.TerminateJobsOnUpdate':
        'Ends running jobs when the infrastructure is updated; off by default.',
    },
    'AWS::Batch::JobQueue': {
      ComputeEnvironmentOrder:
        'Up to 3 compute environments, tried in this order; EC2 and Fargate cannot be mixed.',
      'ComputeEnvironmentOrder.ComputeEnvironment':
        "The ARN of a compute environment that runs the queue's jobs; its subnets decide where they run.",
      'ComputeEnvironmentOrder.Order': "The compute environment's turn: the lowest number is tried first.",
      JobQueueName: 'The name of the queue, at most 128 characters; a change replaces the queue.',
      JobQueueType:
        'What the jobs run on: containers of ECS, Fargate or EKS, or SageMaker Training; a change replaces the queue.',
      'JobStateTimeLimitAction.Action':
        "What happens to the job at the queue's head when it has waited too long.",
      'JobStateTimeLimitAction.MaxTimeSeconds':
        'The seconds in the state before the action, about: 600 (10 minutes) to 86400 (24 hours).',
      'JobStateTimeLimitAction.Reason': 'The text that is logged as the reason for the action.',
      'JobStateTimeLimitAction.State': 'The job state that starts the clock.',
      JobStateTimeLimitActions:
        'Ends a job that blocks the head of the queue in `RUNNABLE` for 600 to 86,400 seconds.',
      Priority: 'The rank among queues with the same compute environment, 0 to 1,000; higher goes first.',
      SchedulingPolicyArn:
        'The fair-share policy of the queue; without it, first in, first out. It can be replaced but not removed.',
      ServiceEnvironmentOrder:
        'The service environments (SageMaker Training) for the jobs, in place of `ComputeEnvironmentOrder`.',
      'ServiceEnvironmentOrder.Order':
        "The service environment's place in the order of the queue's service environments.",
      'ServiceEnvironmentOrder.ServiceEnvironment':
        "The name or ARN of the service environment that runs the queue's jobs.",
      State: 'With `ENABLED`, the queue accepts jobs; with `DISABLED`, only the ones already in it finish.',
    },
    'AWS::CloudFormation::Stack': {
      NotificationARNs: 'The SNS topics, five at most, that hear of each event of the nested stack.',
      Parameters:
        'The value of each parameter of the nested template, by its name; lists are joined by commas.',
      TemplateURL: 'Where the nested template is in S3; `aws cloudformation package` accepts a local path.',
      TimeoutInMinutes: 'The minutes after which CloudFormation gives the nested stack up and takes it back.',
    },
    'AWS::CodeBuild::Project': {
      Artifacts: "Where the build's output goes: an S3 bucket, CodePipeline or nowhere (`NO_ARTIFACTS`).",
      'Artifacts.ArtifactIdentifier':
        'A name for this output, by which the buildspec refers to it among `SecondaryArtifacts`.',
      'Artifacts.EncryptionDisabled': 'Stores the output unencrypted if true; only for output of type `S3`.',
      'Artifacts.Location':
        'The name of the S3 bucket for the output; ignored for `CODEPIPELINE` and `NO_ARTIFACTS`.',
      'Artifacts.Name': 'The name of the output object in S3; `/` puts the output at the root of the bucket.',
      'Artifacts.NamespaceType':
        "`BUILD_ID` adds the build's ID to the output's path in S3; `NONE`, the default, does not.",
      'Artifacts.OverrideArtifactName':
        'Gives a name in the buildspec precedence over `Name`, for example one that contains the date.',
      'Artifacts.Packaging':
        'How the output is stored in S3: as one `ZIP` file or, with `NONE` (the default), as a folder.',
      'Artifacts.Path': 'The path in the S3 bucket under which the output is stored; none if it is left out.',
      'Artifacts.Type':
        'Where the output goes: `S3`, `CODEPIPELINE` or, for builds without output, `NO_ARTIFACTS`.',
      AutoRetryLimit: 'How many times a failed build is started again by itself.',
      BadgeEnabled: 'Publishes a badge with the state of the build at a URL that everyone can open.',
      'BatchRestrictions.ComputeTypesAllowed':
        'The compute types that builds of a batch may use, such as `BUILD_GENERAL1_SMALL`.',
      'BatchRestrictions.MaximumBuildsAllowed': 'The most builds that are allowed in a batch.',
      BuildBatchConfig:
        'Settings of batch builds: their role, timeout, the most builds and the compute types allowed.',
      'BuildStatusConfig.Context': 'The name of the build status: `context` on GitHub, `name` on Bitbucket.',
      'BuildStatusConfig.TargetUrl':
        'The link of the build status: `target_url` on GitHub, `url` on Bitbucket.',
      Cache:
        'Keeps files between builds to make them faster: in S3, on the build host (`LOCAL`) or not (`NO_CACHE`).',
      'CloudWatchLogsConfig.GroupName': 'The log group in CloudWatch Logs to which builds write.',
      'CloudWatchLogsConfig.Status': 'Turns logs in CloudWatch Logs on (`ENABLED`) or off (`DISABLED`).',
      'CloudWatchLogsConfig.StreamName': 'The prefix of the names of the log streams in CloudWatch Logs.',
      ConcurrentBuildLimit:
        'The most builds of the project that run at the same time; more are throttled and do not run.',
      Description: 'A text that says what the project builds, at most 255 characters.',
      'DockerServer.ComputeType':
        'The size of the Docker server: `BUILD_GENERAL1_SMALL`, for example, has up to 4 GiB of memory and 2 vCPUs.',
      EncryptionKey:
        "The KMS key (ARN or `alias/name`) that encrypts the build's output; by default, AWS's own key for S3.",
      Environment: 'What the build runs in: Docker image, compute type and environment variables.',
      'Environment.Certificate':
        'The S3 ARN of an object with a PEM-encoded certificate for the build project.',
      'Environment.ComputeType':
        'The size of the build machine: `BUILD_GENERAL1_SMALL`, for example, has up to 4 GiB of memory and 2 vCPUs.',
      'Environment.DockerServer':
        'A separate Docker server for the builds, with its own compute type and security groups.',
      'Environment.EnvironmentVariables':
        'Environment variables that each build gets, as plain text or from Parameter Store or Secrets Manager.',
      'Environment.Fleet':
        'The fleet of reserved machines on which the builds run, in place of on-demand ones.',
      'Environment.HostKernel':
        'The Linux kernel of the host of on-demand builds; the operating system of the build itself is that of `Image`.',
      'Environment.Image':
        'The Docker image in which builds run, by tag or digest, such as `aws/codebuild/standard:7.0`.',
      'Environment.ImagePullCredentialsType':
        'Who pulls the image: `CODEBUILD`, or `SERVICE_ROLE`, needed for a private registry or another account.',
      'Environment.PrivilegedMode':
        'Runs the Docker daemon inside the build container, needed to build Docker images; off by default.',
      'Environment.RegistryCredential':
        'The credentials with which CodeBuild pulls the image from a private registry.',
      'Environment.Type':
        'The kind of build machine, such as `LINUX_CONTAINER` or `ARM_CONTAINER`; ignored if the project has a fleet.',
      'EnvironmentVariable.Name': 'The name of the environment variable.',
      'EnvironmentVariable.Type':
        'How `Value` is read: as `PLAINTEXT` or as a name in `PARAMETER_STORE` or `SECRETS_MANAGER`.',
      'EnvironmentVariable.Value':
        "The value, or the parameter's or secret's name; a value in plain text is visible in the console.",
      FileSystemLocations:
        'The Amazon EFS file systems that builds mount; they are reached through the network of `VpcConfig`.',
      'GitSubmodulesConfig.FetchSubmodules':
        "Fetches the repository's Git submodules for each build if true.",
      LogsConfig: 'Where the build logs go: CloudWatch Logs, an S3 bucket or both.',
      'LogsConfig.CloudWatchLogs': 'Settings for build logs in CloudWatch Logs, which are on by default.',
      'LogsConfig.S3Logs': 'Settings for build logs in an S3 bucket, which are off by default.',
      Name: 'The name of the project, 2 to 150 characters; a change replaces the project.',
      'ProjectBuildBatchConfig.BatchReportMode':
        'Whether the Git host gets one status for the batch (`REPORT_AGGREGATED_BATCH`, the default) or one per build.',
      'ProjectBuildBatchConfig.CombineArtifacts':
        'Puts the output of all builds of a batch into one location.',
      'ProjectBuildBatchConfig.Restrictions':
        'Limits of a batch: how many builds and which compute types it may use.',
      'ProjectBuildBatchConfig.ServiceRole': "The ARN of the IAM role for the project's batch builds.",
      'ProjectBuildBatchConfig.TimeoutInMins': 'The minutes within which the whole batch must finish.',
      'ProjectCache.CacheNamespace':
        'A name for the scope of the cache; projects can share a cache through it.',
      'ProjectCache.Location': 'The bucket and prefix of a cache in S3; ignored for `LOCAL` and `NO_CACHE`.',
      'ProjectCache.Modes':
        'What a `LOCAL` cache keeps: `LOCAL_SOURCE_CACHE`, `LOCAL_DOCKER_LAYER_CACHE`, `LOCAL_CUSTOM_CACHE`.',
      'ProjectCache.Type':
        'Where the cache is kept: in `S3`, on the build host (`LOCAL`) or nowhere (`NO_CACHE`).',
      'ProjectFileSystemLocation.Identifier':
        "The file system's name: `my_efs` gives builds the environment variable `CODEBUILD_MY_EFS`.",
      'ProjectFileSystemLocation.Location':
        'The DNS name of the EFS file system and the directory to mount, as `dns-name:/path`.',
      'ProjectFileSystemLocation.MountOptions':
        'The NFS options for the mount; `nfsvers=4.1,rsize=1048576,wsize=1048576,hard,timeo=600,retrans=2` by default.',
      'ProjectFileSystemLocation.MountPoint':
        'The directory in the build container at which the file system is mounted.',
      'ProjectFileSystemLocation.Type': 'The type of the file system; `EFS` is the only one.',
      'ProjectFleet.FleetArn': "The ARN of the CodeBuild fleet on which the project's builds run.",
      'ProjectSourceVersion.SourceIdentifier':
        'The `SourceIdentifier` of the secondary source whose version this is.',
      'ProjectSourceVersion.SourceVersion':
        'The branch, tag, commit or other version to build from that source.',
      'ProjectTriggers.BuildType':
        'What a webhook event starts: one build (`BUILD`) or a batch (`BUILD_BATCH`).',
      'ProjectTriggers.FilterGroups':
        'Groups of filters for webhook events; a build starts if all filters of any one group match.',
      'ProjectTriggers.PullRequestBuildPolicy':
        'When a pull request needs an approving comment before it starts a build.',
      'ProjectTriggers.ScopeConfiguration':
        'Makes the webhook one of a whole organization, enterprise or group, not of a single repository.',
      'ProjectTriggers.Webhook': 'Starts a build by itself each time code is pushed to the repository.',
      'PullRequestBuildPolicy.ApproverRoles':
        'The repository roles that may approve builds; pull requests by their members build without approval.',
      'PullRequestBuildPolicy.RequiresCommentApproval':
        'Which pull requests need a comment to build: `DISABLED`, `ALL_PULL_REQUESTS` or `FORK_PULL_REQUESTS`.',
      QueuedTimeoutInMinutes: 'How many minutes a build may wait in the queue before it times out, 5 to 480.',
      'RegistryCredential.Credential':
        "The secret in Secrets Manager with the registry's credentials: its ARN or, in the same Region, its name.",
      'RegistryCredential.CredentialProvider':
        'The service that holds the credentials; `SECRETS_MANAGER` is the only one.',
      ResourceAccessRole:
        'The IAM role that opens logs and artifacts to viewers when the builds are public (see `Visibility`).',
      'S3LogsConfig.EncryptionDisabled':
        'Stores the logs in S3 unencrypted if true; they are encrypted by default.',
      'S3LogsConfig.Location':
        'The bucket and path prefix for the logs, as `my-bucket/build-log` or as an S3 ARN.',
      'S3LogsConfig.Status': 'Turns build logs in S3 on (`ENABLED`) or off (`DISABLED`).',
      'ScopeConfiguration.Domain':
        'The domain of the Git host; only needed for GitHub Enterprise or self-managed GitLab.',
      'ScopeConfiguration.Name':
        'The name of the organization, enterprise or group whose events reach CodeBuild.',
      'ScopeConfiguration.Scope':
        'Whose events the webhook sends, such as `GITHUB_ORGANIZATION`, the default.',
      SecondaryArtifacts: 'Up to 12 further outputs of the build, each with its `ArtifactIdentifier`.',
      SecondarySourceVersions: 'The branch, tag or commit of each of `SecondarySources`; at most 12.',
      SecondarySources: 'Up to 12 further sources for the build, each with its `SourceIdentifier`.',
      ServiceRole:
        'The IAM role with which builds call AWS; with `VpcConfig`, it must be able to create network interfaces.',
      Source:
        'Where the code comes from (GitHub, S3, CodePipeline and others) and the buildspec that builds it.',
      'Source.Auth': 'How CodeBuild signs in to the Git host that has the source code.',
      'Source.BuildSpec':
        'The build commands: an inline buildspec, its path in the source or an S3 ARN; `buildspec.yml` by default.',
      'Source.BuildStatusConfig':
        'The name and link of the build status on GitHub, GitHub Enterprise or Bitbucket.',
      'Source.GitCloneDepth':
        'How many commits of history a Git clone fetches; all of them if it is 0 or left out.',
      'Source.GitSubmodulesConfig': 'Whether a build also fetches the Git submodules of the repository.',
      'Source.InsecureSsl': 'Ignores TLS warnings on the connection to the source repository.',
      'Source.Location':
        'The HTTPS clone URL of the repository or, for source in S3, the bucket and path of the code.',
      'Source.ReportBuildStatus':
        "Shows the build's start and finish on GitHub, GitLab or Bitbucket; an error with other sources.",
      'Source.SourceIdentifier':
        'A name for this source among several: fewer than 128 letters, digits and underscores.',
      'Source.Type':
        'Where the source code is, such as `GITHUB`, `BITBUCKET`, `S3` or `CODEPIPELINE`; `NO_SOURCE` if there is none.',
      'SourceAuth.Resource':
        'What belongs to the chosen `Type`, such as the ARN of a connection or of a secret.',
      'SourceAuth.Type':
        'How CodeBuild signs in to the source: `OAUTH`, `CODECONNECTIONS` or `SECRETS_MANAGER`.',
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
      'SSESpecification.SSEEnabled': "Encrypts the cluster's data at rest; changing it replaces the cluster.",
    },
    'AWS::DAX::SubnetGroup': {
      Description: 'A description of the subnet group, for people who look at it in the console.',
      SubnetGroupName: "The subnet group's name, stored in lower case; a cluster refers to it.",
    },
    'AWS::DMS::ReplicationConfig': {
      ComputeConfig:
        "The replication's capacity (1 to 384 DCUs of 2 GB memory), subnet group, security groups and Availability Zones.",
      'ComputeConfig.AvailabilityZone':
        'The Availability Zone of the replication; AWS selects one by default. Not together with `MultiAZ`.',
      'ComputeConfig.DnsNameServers':
        "Up to four DNS servers that resolve the databases' names in place of the default ones, separated by commas.",
      'ComputeConfig.KmsKeyId':
        "The ARN of the AWS KMS key that encrypts the replication's data; the account's default key if left out.",
      'ComputeConfig.MaxCapacityUnits':
        'The most capacity units (DCU) of the replication, 1 to 384; one is 2 GB of memory.',
      'ComputeConfig.MinCapacityUnits':
        'The fewest capacity units (DCU) of the replication, 1 to 384; 1 by default, one is 2 GB of memory.',
      'ComputeConfig.MultiAZ':
        'Runs the replication in more than one Availability Zone; not together with `AvailabilityZone`.',
      'ComputeConfig.PreferredMaintenanceWindow':
        'The weekly window for maintenance in UTC, as `ddd:hh24:mi-ddd:hh24:mi`; 30 minutes at random by default.',
      ReplicationSettings:
        'The settings of the replication as JSON, such as how changes are applied to the target.',
      SupplementalSettings: 'Supplemental data for the replication, as JSON.',
      TableMappings:
        'Rules as JSON: which schemas and tables are replicated, and how they are renamed or filtered.',
    },
    'AWS::DMS::ReplicationInstance': {
      AllocatedStorage:
        'The storage of the replication instance in GB, for logs and changes not yet applied.',
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
      'ServerlessV2ScalingConfiguration.MaxCapacity':
        'The most capacity an instance scales up to, in DocumentDB capacity units (DCUs), in steps of 0.5.',
      'ServerlessV2ScalingConfiguration.MinCapacity':
        'The least capacity an instance scales down to, in DocumentDB capacity units (DCUs), in steps of 0.5.',
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
      DBInstanceClass:
        'The CPU and memory of the instance, such as `db.r6g.large`; a change causes an outage.',
      DBInstanceIdentifier: "The instance's name: 1 to 63 letters, digits or hyphens, stored in lower case.",
      EnablePerformanceInsights: 'Turns on Performance Insights, which shows the load on the instance.',
      PreferredMaintenanceWindow:
        'The weekly time (UTC) of maintenance, at least 30 minutes, as `ddd:hh24:mi-ddd:hh24:mi`; random by default.',
    },
    'AWS::DocDBElastic::Cluster': {
      AdminUserName: 'The name of the administrator: 1 to 63 letters or digits, the first a letter.',
      AdminUserPassword: `The administrator's password: 8 to 100 printable ASCII characters without \`/\`, \`"\` and \`@\`.`,
      AuthType:
        'Where the password comes from: `PLAIN_TEXT`, or `SECRET_ARN` for a secret in Secrets Manager.',
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
      'GlobalSecondaryIndex.KeySchema':
        'The key of the index: its partition key and, if it has one, its sort key.',
      'KeySchema.AttributeName': 'The name of the key attribute; `AttributeDefinitions` must contain it.',
      'KeySchema.KeyType':
        "The attribute's role in the key: `HASH` is the partition key, `RANGE` the sort key.",
      'LocalSecondaryIndex.KeySchema':
        "The key of the index: the table's partition key and a sort key of its own.",
      'ResourcePolicy.PolicyDocument':
        'The policy that says who may do what with the table or its stream, as JSON or YAML.',
      'SearchSchemaElement.AttributeName':
        'The name of the attribute that partitions the index or filters searches.',
      'SearchSchemaElement.SearchSchemaElementType':
        "The attribute's role: `HASH` partitions the index, so each search must give it; an inline filter is optional.",
      'VectorAttribute.AttributeName':
        'The name of the attribute that holds the vector, 1 to 255 characters.',
      'VectorIndex.Dimensions': 'How many numbers each vector has, 1 to 4096.',
      'VectorIndex.DistanceFunction': 'How the similarity of two vectors is computed.',
      'VectorIndex.IndexName': 'The name of the vector index, 3 to 255 characters.',
      'VectorIndex.Projection': 'The attributes that DynamoDB copies from the table into the vector index.',
      'VectorIndex.SearchSchema':
        'The attributes by which the index is partitioned and by which searches can filter.',
      'VectorIndex.VectorAttribute': "The attribute of the table's items that holds the vector.",
      VectorIndexes:
        'Indexes for similarity search on a vector attribute, each with its dimensions and distance function.',
    },
    'AWS::EC2::ClientVpnEndpoint': {
      AuthenticationOptions:
        'The ways in which users sign in: client certificates, an Active Directory or a SAML identity provider.',
      AuthorizationPolicy:
        'A policy in the Cedar language that decides what connected clients may reach; in shadow mode it only writes logs.',
      'AuthorizationPolicy.Description': 'A short note on what the authorization policy is for.',
      'AuthorizationPolicy.PolicyDocument':
        'The rules on what users can reach through the VPN, in the Cedar policy language.',
      'AuthorizationPolicy.ShadowMode':
        'If `enabled`, the policy is only evaluated and logged, not enforced; `disabled` by default.',
      'CertificateAuthenticationRequest.ClientRootCertificateChainArn':
        'The certificate in ACM, by ARN, against which the certificates of clients are checked.',
      'ClientAuthenticationRequest.ActiveDirectory':
        'The Active Directory users log in with; needed if `Type` is `directory-service-authentication`.',
      'ClientAuthenticationRequest.FederatedAuthentication':
        'The SAML identity provider users log in with; needed if `Type` is `federated-authentication`.',
      'ClientAuthenticationRequest.MutualAuthentication':
        'The certificate that client certificates are checked against; needed if `Type` is `certificate-authentication`.',
      'ClientAuthenticationRequest.Type':
        'How users log in: `certificate-authentication`, `directory-service-authentication` or `federated-authentication`.',
      ClientCidrBlock:
        "The IPv4 range, `/12` to `/22`, from which clients get addresses; no overlap with the VPC's CIDR block or the routes.",
      ClientConnectOptions:
        'A Lambda function that decides on each new connection whether the client may connect; off by default.',
      'ClientConnectOptions.Enabled':
        'Whether a Lambda function decides on each new connection; off by default.',
      'ClientConnectOptions.LambdaFunctionArn':
        'The Lambda function, by ARN, that allows or refuses a new connection; its name begins with `AWSClientVPN-`.',
      ClientLoginBannerOptions:
        'A text of up to 1400 characters that the AWS client shows when a session starts; off by default.',
      'ClientLoginBannerOptions.BannerText':
        "The text that AWS's VPN client shows once a session begins; at most 1400 characters.",
      'ClientLoginBannerOptions.Enabled':
        "Whether AWS's VPN client shows a banner once a session begins; off by default.",
      ClientRouteEnforcementOptions:
        "Undoes changes to the routes on the user's device, so that no traffic leaves past the VPN; off by default.",
      'ClientRouteEnforcementOptions.Enforced':
        "Puts the VPN's routes back if a connected device changes them, so traffic stays in the tunnel; off by default.",
      ConnectionLogOptions:
        'Sends connection attempts, their results and disconnections to a log group of CloudWatch Logs.',
      'ConnectionLogOptions.CloudwatchLogGroup':
        'The CloudWatch Logs log group, by name, for connection logs; needed if `Enabled` is `true`.',
      'ConnectionLogOptions.CloudwatchLogStream':
        'The log stream, by name, in the log group that receives the connection logs.',
      'ConnectionLogOptions.Enabled': 'Whether each client connection is logged to CloudWatch Logs.',
      'ConnectionLogOptions.IncludeAuthorizationPolicyContext':
        'Adds to the connection logs what the authorization policy was evaluated with.',
      Description: 'A note about the Client VPN endpoint, for people who look after it.',
      DevicePostureOptions: 'The device trust providers that rate the security of a device when it connects.',
      'DevicePostureOptions.Enabled':
        'Whether the security state of a device is evaluated; `false` removes the trust providers.',
      'DevicePostureOptions.TrustProviders':
        'The providers that tell the endpoint about the security state of a device.',
      'DevicePostureTrustProvider.PublicSigningKeyUrl':
        'The URL of the public key that the device trust provider signs with.',
      'DevicePostureTrustProvider.TenantId': 'The ID of your tenant at the device trust provider.',
      'DevicePostureTrustProvider.TrustProviderType':
        'The kind of device trust provider that reports on the device.',
      'DirectoryServiceAuthenticationRequest.DirectoryId':
        'The Active Directory, by ID in AWS Directory Service, that checks the users.',
      DisconnectOnSessionTimeout:
        'Ends the session when `SessionTimeoutHours` are over (default); `false` reconnects the client by itself.',
      DnsServers:
        'Up to two DNS servers, by IP address, for connected clients; without them a device keeps its own.',
      EndpointIpAddressType:
        'The IP version with which clients reach the endpoint itself: `ipv4` (default), `ipv6` or `dual-stack`.',
      'FederatedAuthenticationRequest.SAMLProviderArn':
        'The SAML identity provider in IAM, by ARN, that users log in to the VPN with.',
      'FederatedAuthenticationRequest.SelfServiceSAMLProviderArn':
        'The SAML identity provider in IAM, by ARN, that users log in to the self-service portal with.',
      SelfServicePortal:
        'Offers a web page where users download the client and its configuration; `enabled` by default.',
      ServerCertificateArn: "The ARN of the server's TLS certificate in AWS Certificate Manager.",
      SessionTimeoutHours: 'The longest session in hours: 8, 10, 12 or 24 (default).',
      SplitTunnel:
        "Sends only traffic for the endpoint's routes through the VPN; off by default, so that all of a client's traffic uses it.",
      'TagSpecification.ResourceType': 'The type of resource that gets the tags: `client-vpn-endpoint`.',
      'TagSpecification.Tags': 'The tags that the endpoint gets when it is created.',
      TagSpecifications:
        'The tags of the Client VPN endpoint, under the resource type `client-vpn-endpoint`.',
      TrafficIpAddressType:
        'The IP version of the traffic inside the tunnel: `ipv4` (default), `ipv6` or `dual-stack`.',
      TransitGatewayConfiguration:
        'Attaches the endpoint to a transit gateway instead of a VPC; excludes `VpcId` and `SecurityGroupIds`.',
      'TransitGatewayConfiguration.AvailabilityZoneIds':
        'The zones, by ID such as `use1-az1`, of the transit gateway association; not together with `AvailabilityZones`.',
      'TransitGatewayConfiguration.AvailabilityZones':
        'The zones, by name, of the transit gateway association; not together with `AvailabilityZoneIds`.',
      TransportProtocol: 'The transport of the VPN sessions: `udp` (default) or `tcp`.',
      VpnPort: 'The port to which clients connect: 443 (default) or 1194.',
    },
    'AWS::EC2::ClientVpnTargetNetworkAssociation': {
      AvailabilityZone:
        'The Availability Zone, by name, of an association with a transit gateway; excludes `SubnetId`.',
      AvailabilityZoneId:
        'The Availability Zone, by ID such as `use1-az1`, of an association with a transit gateway; excludes `AvailabilityZone`.',
      ClientVpnEndpointId:
        'The Client VPN endpoint whose clients reach the network through this association.',
    },
    'AWS::EC2::EIPAssociation': {
      EIP: 'The Elastic IP address itself; deprecated, use `AllocationId` instead.',
    },
    'AWS::EC2::FlowLog': {
      DestinationOptions:
        'How log files are written to Amazon S3: as plain text (default) or Parquet, with Hive prefixes, by the hour.',
      'TagFieldSpecification.ResourceType': 'The kind of resource whose tags appear in the log records.',
      'TagFieldSpecification.TagKeys':
        'The keys of the tags whose values appear in the log records; one or two.',
    },
    'AWS::EC2::IPAM': {
      Description: 'A note about the IPAM, for people who look after it.',
    },
    'AWS::EC2::IPAMPool': {
      Description: 'A note about the address pool, for people who look after it.',
      'ProvisionedCidr.Cidr':
        'The CIDR block that the pool can hand out; in a pool with a source, it must come from the source pool.',
      SourceResource:
        'The VPC whose CIDR blocks this pool (a resource planning pool) hands out, for example to subnets.',
      'SourceResource.ResourceId': 'The ID of the VPC from whose CIDR block the pool plans subnets.',
      'SourceResource.ResourceOwner': 'The ID of the AWS account that owns the VPC.',
      'SourceResource.ResourceRegion': 'The Region of the VPC, such as `eu-west-1`.',
      'SourceResource.ResourceType': 'The type of the source resource; a VPC is the only one supported.',
    },
    'AWS::EC2::Instance': {
      'BlockDeviceMapping.NoDevice':
        'Drops the device that the AMI maps under this `DeviceName`, so that the instance starts without it.',
      'BlockDeviceMapping.VirtualName':
        'The instance store volume for this device, `ephemeral0` onwards; how many there are depends on the instance type.',
      'EnaSrdSpecification.EnaSrdUdpSpecification':
        'The ENA Express settings for UDP traffic; `EnaSrdEnabled` must be on as well.',
      'NetworkInterface.EnaSrdSpecification':
        'The ENA Express settings of the network interface, for faster traffic between instances.',
    },
    'AWS::EC2::LaunchTemplate': {
      'Ebs.EbsCardIndex': 'The index of the EBS card, for instance types with several cards; 0 by default.',
    },
    'AWS::EC2::NetworkAclEntry': {
      'Icmp.Code': 'The ICMP code that the rule matches; `-1` for every code of the type.',
      'Icmp.Type': 'The ICMP type that the rule matches, such as `8` for a ping request; `-1` for all types.',
      'PortRange.From': 'The first port that the rule matches, for TCP and UDP; 0 to 65535.',
      'PortRange.To':
        'The last port that the rule matches, for TCP and UDP; equal to `From` for a single port.',
    },
    'AWS::EC2::NetworkInterface': {
      ConnectionTrackingSpecification:
        'Seconds until idle connections are forgotten: TCP 60 to 432000, UDP streams 60 to 180, other UDP 30 to 60.',
      'ConnectionTrackingSpecification.TcpEstablishedTimeout':
        'Seconds until an idle TCP connection is forgotten, 60 to 432000; the default is 432000, or 350 on Nitro v6.',
      'ConnectionTrackingSpecification.UdpStreamTimeout':
        'Seconds until an idle UDP flow with several requests and responses is forgotten, 60 to 180; 180 by default.',
      'ConnectionTrackingSpecification.UdpTimeout':
        'Seconds until an idle UDP flow, one-way or with one request and response, is forgotten, 30 to 60; 30 by default.',
      'InstanceIpv6Address.Ipv6Address': "An IPv6 address from the subnet's range for the network interface.",
      'Ipv4PrefixSpecification.Ipv4Prefix':
        "A /28 block from the subnet's IPv4 range that is assigned to the network interface.",
      'Ipv6PrefixSpecification.Ipv6Prefix':
        "A /80 block from the subnet's IPv6 range that is assigned to the network interface.",
      'PrivateIpAddressSpecification.Primary':
        'Makes this the primary private IPv4 address; only one address of the interface can be.',
      'PrivateIpAddressSpecification.PrivateIpAddress':
        "A private IPv4 address from the subnet's range for the network interface.",
    },
    'AWS::EC2::PrefixList': {
      'Entry.Cidr':
        "The IP address range of the entry, such as `10.0.0.0/16`; it must match the list's `AddressFamily`.",
      'Entry.Description': 'A text that says what the range is, at most 255 characters.',
    },
    'AWS::EC2::SecurityGroup': {
      'Egress.CidrIp':
        'The IPv4 range to which traffic may leave, such as `10.0.0.0/16`; `0.0.0.0/0` is every address.',
      'Egress.CidrIpv6': 'The IPv6 range to which traffic may leave; `::/0` is every address.',
      'Egress.Description': 'A note on what the outbound rule is for, up to 255 characters.',
      'Egress.DestinationPrefixListId':
        'The prefix list to which traffic may leave, such as that of a gateway endpoint for S3.',
      'Egress.FromPort':
        'The first port of the range at the destination, or the ICMP type; `-1` is every ICMP type.',
      'Egress.IpProtocol':
        'The protocol of the outbound rule, by name or number; `-1` is every protocol on every port.',
      'Egress.ToPort':
        'The last port of the range at the destination, or the ICMP code; `-1` is every ICMP code.',
      'Ingress.CidrIp':
        'The IPv4 range from which traffic may enter, such as `10.0.0.0/16`; `0.0.0.0/0` is every address, so the whole internet too.',
      'Ingress.CidrIpv6':
        'The IPv6 range from which traffic may enter; `::/0` is every address, so the whole internet too.',
      'Ingress.Description': 'A note on what the inbound rule is for, up to 255 characters.',
      'Ingress.FromPort':
        'The first port of the range that may be reached, or the ICMP type; `-1` is every ICMP type.',
      'Ingress.IpProtocol':
        'The protocol of the inbound rule, by name or number; `-1` is every protocol on every port.',
      'Ingress.SourcePrefixListId': 'The prefix list from whose address ranges traffic may enter.',
      'Ingress.SourceSecurityGroupName':
        'The name of the group from which traffic may enter, in the default VPC only; elsewhere use `SourceSecurityGroupId`.',
      'Ingress.SourceSecurityGroupOwnerId':
        'The account that owns the source group, when it is another account, such as that of a peered VPC.',
      'Ingress.ToPort':
        'The last port of the range that may be reached, or the ICMP code; `-1` is every ICMP code.',
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
    'AWS::EC2::VPC': {
      'VpcEncryptionControl.EgressOnlyInternetGatewayExclusion':
        '`enable` exempts traffic of egress-only internet gateways from the encryption that the VPC enforces.',
      'VpcEncryptionControl.ElasticFileSystemExclusion':
        '`enable` exempts traffic of Amazon EFS from the encryption that the VPC enforces.',
      'VpcEncryptionControl.InternetGatewayExclusion':
        '`enable` exempts traffic of internet gateways from the encryption that the VPC enforces.',
      'VpcEncryptionControl.LambdaExclusion':
        '`enable` exempts traffic of Lambda functions from the encryption that the VPC enforces.',
      'VpcEncryptionControl.NatGatewayExclusion':
        '`enable` exempts traffic of NAT gateways from the encryption that the VPC enforces.',
      'VpcEncryptionControl.VirtualPrivateGatewayExclusion':
        '`enable` exempts traffic of virtual private gateways from the encryption that the VPC enforces.',
      'VpcEncryptionControl.VpcLatticeExclusion':
        '`enable` exempts traffic of VPC Lattice from the encryption that the VPC enforces.',
      'VpcEncryptionControl.VpcPeeringExclusion':
        '`enable` exempts traffic of VPC peering connections from the encryption that the VPC enforces.',
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
      'PrivateDnsNameConfiguration.Name':
        "Set by AWS: the name of the DNS record you create to prove that the private DNS name's domain is yours.",
      'PrivateDnsNameConfiguration.State':
        'Set by AWS: whether the private DNS name is verified; consumers can use the name only then.',
      'PrivateDnsNameConfiguration.Type':
        'Set by AWS: the type of the DNS record that proves the domain is yours, for example `TXT`.',
      'PrivateDnsNameConfiguration.Value':
        'Set by AWS: the value of the DNS record that proves the domain is yours.',
    },
    'AWS::EC2::VPCEndpointServicePermissions': {
      AllowedPrincipals:
        'The ARNs of accounts, users and roles that may create endpoints to the service; `*` opens it to everyone.',
      ServiceId: 'The endpoint service, by ID, to which these permissions belong.',
    },
    'AWS::ECS::Service': {
      'AdvancedConfiguration.ProductionListenerRule':
        'The ARN of the rule (Network Load Balancer: the listener) that routes production traffic.',
      'AdvancedConfiguration.TestListenerRule':
        'The ARN of the rule (Network Load Balancer: the listener) that routes test traffic to the new version.',
      'DeploymentConfiguration.MaximumPercent':
        'The most tasks during a deployment, in percent of `DesiredCount`; 200 by default for replica services.',
      'DeploymentConfiguration.MinimumHealthyPercent':
        'The fewest tasks that run during a deployment, in percent of `DesiredCount`; 100 by default for replica services.',
      'GatewayConnector.Filters':
        'Limits the connector to some ingress paths of the gateway, such as only private ones.',
      'GatewayConnector.HealthCheck': "How the gateway checks whether the connector's targets are healthy.",
      'GatewayConnector.PortName':
        "The name of the service's port to which the gateway sends incoming traffic.",
      'GatewayConnectorFilters.AccessTypes':
        'The ingress paths in use: ones that are reachable publicly (`PUBLIC`), only privately (`PRIVATE`) or both.',
      'GatewayConnectorHealthCheck.HealthCheckIntervalSeconds':
        'The approximate seconds between two health checks of a target.',
      'GatewayConnectorHealthCheck.HealthCheckPath':
        'The path that health checks request, such as `/health/`.',
      'GatewayConnectorHealthCheck.HealthCheckPort':
        'The port of the targets at which the gateway checks their health.',
      'GatewayConnectorHealthCheck.HealthCheckProtocol': "The protocol of the gateway's health checks.",
      'GatewayConnectorHealthCheck.HealthCheckTimeoutSeconds':
        'The seconds without an answer after which a health check counts as failed.',
      'GatewayConnectorHealthCheck.HealthyThresholdCount':
        'How many health checks in a row must succeed before a target counts as healthy.',
      'GatewayConnectorHealthCheck.Matcher': 'The HTTP or gRPC codes with which a healthy target answers.',
      'GatewayConnectorHealthCheck.UnhealthyThresholdCount':
        'How many health checks in a row must fail before a target counts as unhealthy.',
      'GatewayConnectorHealthCheckMatcher.GrpcCode':
        'The gRPC codes that count as a successful health check.',
      'GatewayConnectorHealthCheckMatcher.HttpCode':
        'The HTTP status codes that count as a successful health check.',
      GatewayConnectors:
        'Connects a named port of the tasks to a gateway of the cluster, public or private; at most one.',
      'HookTimeoutConfig.Action':
        'What ECS does when the hook times out: roll the deployment back, the default, or go on.',
      'HookTimeoutConfig.TimeoutInMinutes':
        'The minutes that ECS waits for the hook, 1 to 20160; 1440 (a day) by default.',
      'ServiceConnectConfiguration.ContainerConfigurations':
        'Settings of the Service Connect proxy, at most 10; each item sets one and affects only new tasks.',
      'ServiceConnectContainerConfiguration.LogLevel':
        'How much the Service Connect proxy logs; `info` by default, `debug` to trace connection problems.',
      'ServiceConnectTestTrafficRulesHeader.Name':
        'The HTTP header that marks a request as test traffic, such as `X-Test-Version`.',
      'ServiceConnectTestTrafficRulesHeader.Value': 'The value that the header must have in test traffic.',
      'ServiceConnectTestTrafficRulesHeaderValue.Exact':
        'The exact header value that sends a request to the new version of the service.',
      'VpcLatticeConfiguration.AdvancedConfiguration':
        'The second target group and the listener rules for blue/green deployments through VPC Lattice.',
    },
    'AWS::ECS::TaskDefinition': {
      'InferenceAccelerator.DeviceName':
        "The accelerator's name, to which a container's `ResourceRequirements` refers.",
      'InferenceAccelerator.DeviceType':
        'The type of the Elastic Inference accelerator, such as `eia2.medium`.',
      InferenceAccelerators:
        'The Elastic Inference accelerators of the containers; AWS has ended that service.',
      'ResourceRequirement.SharingStrategy':
        'How the container shares a GPU with others; only for type `GPU`, in place of `Value`.',
      'SharingStrategy.NvidiaMps':
        "Shares a GPU through NVIDIA's Multi-Process Service: the container's GPU memory and share of computing power.",
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
      'CertificateAuthority.Active':
        "Set by AWS: identifies the certificate authority that signs the cluster's certificates at present.",
      'ClusterLogging.EnabledTypes':
        "The control plane's log types that go to CloudWatch Logs; others are not exported.",
      ComputeConfig:
        'Turns on the nodes of EKS Auto Mode: EKS starts and ends EC2 instances for your pods by itself.',
      ControlPlaneScalingConfig:
        'The capacity tier of the control plane; `standard` scales by itself, the tiers above reserve capacity and cost more.',
      EncryptionConfig:
        'The KMS key of the envelope encryption: of all Kubernetes API data from version 1.28, of secrets only before.',
      KubeApiServerConfig:
        'Settings of the Kubernetes API server: how long it keeps events, and the port range of NodePort services.',
      'KubeApiServerConfig.ServiceNodePortRange':
        "The ports that Kubernetes Services of type `NodePort` use; nodes' security groups must open those in use.",
      KubeControllerManagerConfig:
        'How often the horizontal pod autoscaler runs, and how many ended pods are kept before they are cleaned up.',
      'KubeControllerManagerConfig.HorizontalPodAutoscalerControllerConfig':
        'Settings of the controller that changes the number of pods with their load.',
      'KubeControllerManagerConfig.PodGcControllerConfig':
        'Settings of the controller that removes the objects of pods that have ended.',
      KubeSchedulerConfig: 'How the Kubernetes scheduler ranks the nodes when it places a pod.',
      'KubeSchedulerConfig.NodeResourcesFit':
        'How the scheduler scores nodes by their resources to place a pod.',
      KubernetesNetworkConfig:
        "The IP version of pods and services and the address range of services, which must not overlap the VPC's.",
      Logging:
        'Sends logs of the control plane, such as `api` and `audit`, to CloudWatch Logs; off by default, ingestion costs extra.',
      'NodeResourcesFitConfig.ScoringStrategy': 'The strategy by which the scheduler ranks nodes for a pod.',
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
      'Selector.Labels': 'The labels that a pod needs, all of them, to run on Fargate with this profile.',
      'Selector.Namespace': 'The Kubernetes namespace whose pods run on Fargate with this profile.',
      Selectors: 'Which pods run on Fargate, by namespace and optionally by labels; up to five selectors.',
    },
    'AWS::EKS::Nodegroup': {
      'LaunchTemplateSpecification.Id':
        'The launch template of the nodes, by ID; give this or `Name`. A node group cannot change to another template.',
      'LaunchTemplateSpecification.Name':
        'The launch template of the nodes, by name; give this or `Id`. A node group cannot change to another template.',
      'LaunchTemplateSpecification.Version':
        "The version of the launch template; the template's default version if left out.",
      'RemoteAccess.Ec2SshKey':
        'The EC2 key pair for SSH to the nodes; without `SourceSecurityGroups`, port 22 is open to the internet.',
      'ScalingConfig.DesiredSize': 'How many nodes the group keeps running; from `MinSize` to `MaxSize`.',
      'ScalingConfig.MaxSize': 'The most nodes the group grows to; at least 1.',
      'ScalingConfig.MinSize': 'The fewest nodes the group shrinks to; can be 0.',
      'Taint.Effect':
        'What happens to pods that do not tolerate the taint: not placed on the nodes, avoided there or evicted.',
      'Taint.Key': 'The key of the taint, 1 to 63 characters.',
      'Taint.Value': 'The value of the taint, at most 63 characters.',
    },
    'AWS::EMR::Cluster': {
      AdditionalInfo: 'Extra EMR features for the cluster, written as JSON.',
      'Application.AdditionalInfo':
        "Extra metadata for third-party vendors' tests of their applications; ordinary clusters leave it out.",
      'Application.Args':
        'Arguments for the application; only before EMR 4.0, later releases use `Configurations` instead.',
      'Application.Name': 'The name of the application to install, such as `Spark`, `Hive` or `Hadoop`.',
      'Application.Version':
        'The version of the application; from EMR 4.0 the release decides it, so leave it out.',
      Applications:
        'The software installed on the cluster, such as `Spark`, `Hive` or `Hadoop`; the release decides the versions.',
      'AutoScalingPolicy.Constraints':
        'The smallest and largest number of instances to which the policy may scale the group.',
      'AutoScalingPolicy.Rules': 'The rules that add instances to the group or remove them.',
      AutoScalingRole:
        'The IAM role with which automatic scaling policies add and remove the instances of an instance group.',
      AutoTerminationPolicy:
        'Ends the cluster after it was idle for `IdleTimeout` seconds, 60 to 604,800 (7 days).',
      'AutoTerminationPolicy.IdleTimeout':
        'The idle time in seconds after which the cluster ends: 60 to 604,800 (7 days).',
      'BootstrapActionConfig.Name': 'The name of the bootstrap action, at most 256 characters.',
      'BootstrapActionConfig.ScriptBootstrapAction':
        'The script that the bootstrap action runs on each node, with its arguments.',
      BootstrapActions:
        'Scripts that run on each node before Hadoop starts; what they download needs a way out of the subnet.',
      'CloudWatchAlarmDefinition.ComparisonOperator':
        'How the metric is compared with `Threshold`, for example `GREATER_THAN`.',
      'CloudWatchAlarmDefinition.Dimensions':
        'The dimensions of the metric; by default one with the ID of this cluster.',
      'CloudWatchAlarmDefinition.EvaluationPeriods':
        'The number of five-minute periods for which the condition must hold; 1 by default.',
      'CloudWatchAlarmDefinition.MetricName':
        'The name of the CloudWatch metric that is watched, such as `YARNMemoryAvailablePercentage`.',
      'CloudWatchAlarmDefinition.Namespace':
        'The namespace of the metric; `AWS/ElasticMapReduce` by default.',
      'CloudWatchAlarmDefinition.Period':
        'The seconds over which the statistic is computed; 300 for the metrics of EMR.',
      'CloudWatchAlarmDefinition.Statistic':
        'The statistic of the metric that is compared; `AVERAGE` by default.',
      'CloudWatchAlarmDefinition.Threshold': 'The value with which the statistic is compared; not negative.',
      'CloudWatchAlarmDefinition.Unit':
        'The unit of the metric; it must be the one that CloudWatch has for it.',
      'ComputeLimits.MaximumCapacityUnits':
        'The upper limit for the core and task nodes together, in the unit of `UnitType`.',
      'ComputeLimits.MaximumCoreCapacityUnits':
        'The upper limit for the core nodes, in the unit of `UnitType`; capacity above it can only be task nodes.',
      'ComputeLimits.MaximumOnDemandCapacityUnits':
        'The upper limit for On-Demand capacity, in the unit of `UnitType`; capacity above it can only be Spot.',
      'ComputeLimits.MinimumCapacityUnits':
        'The lower limit for the core and task nodes together, in the unit of `UnitType`.',
      'ComputeLimits.UnitType':
        'What the limits count: `Instances`, `VCPU` or, for instance fleets, `InstanceFleetUnits`.',
      'Configuration.Classification':
        'The group of settings to change, such as `spark-defaults` or `core-site`.',
      'Configuration.ConfigurationProperties':
        'The settings of the classification, as pairs of name and value.',
      'Configuration.Configurations':
        'Further configurations nested in this one, such as `export` in `hadoop-env`.',
      Configurations:
        'Settings of the installed applications, grouped by `Classification`, for example `spark-defaults`.',
      CustomAmiId:
        'Your own Linux AMI for the nodes, backed by EBS; without it, the base AMI of the release. From EMR 5.7.0.',
      'EbsBlockDeviceConfig.VolumeSpecification':
        'The size, type, IOPS and throughput of each of these volumes.',
      'EbsBlockDeviceConfig.VolumesPerInstance':
        'The number of volumes with this specification on each instance.',
      'EbsConfiguration.EbsBlockDeviceConfigs':
        'The volumes to attach to each instance: their specification and number.',
      'EbsConfiguration.EbsOptimized':
        'Turns on EBS optimization, dedicated bandwidth to the volumes; `false` by default.',
      EbsRootVolumeIops: 'The IOPS of the root volume of each node; from EMR 6.15.0.',
      EbsRootVolumeSize: 'The size of the root volume of each node, in GiB.',
      EbsRootVolumeThroughput: 'The throughput of the root volume of each node, in MiB/s; from EMR 6.15.0.',
      'HadoopJarStepConfig.Args': 'The command line arguments for the main function of the JAR file.',
      'HadoopJarStepConfig.Jar': 'The path of the JAR file that the step runs, for example in S3.',
      'HadoopJarStepConfig.MainClass':
        'The Java class to run; without it, the manifest of the JAR file must name a main class.',
      'HadoopJarStepConfig.StepProperties':
        'Java properties, as pairs of key and value, that are set while the step runs.',
      'InstanceFleetConfig.InstanceTypeConfigs':
        'The EC2 instance types from which EMR may choose for the fleet.',
      'InstanceFleetConfig.LaunchSpecifications':
        'How the first instances are obtained: allocation strategy, reservations and Spot timeout.',
      'InstanceFleetConfig.Name': 'A friendly name of the instance fleet, at most 256 characters.',
      'InstanceFleetConfig.ResizeSpecifications':
        'How instances are obtained when the fleet is resized: allocation strategy and timeout.',
      'InstanceFleetConfig.TargetOnDemandCapacity':
        'The On-Demand units to provision, counted by `WeightedCapacity`; with 0 or none, only Spot Instances.',
      'InstanceFleetConfig.TargetSpotCapacity':
        'The Spot units to provision, counted by `WeightedCapacity`; with 0 or none, only On-Demand Instances.',
      'InstanceFleetProvisioningSpecifications.OnDemandSpecification':
        'How On-Demand Instances are launched: allocation strategy and Capacity Reservations.',
      'InstanceFleetProvisioningSpecifications.SpotSpecification':
        'How Spot Instances are launched: allocation strategy, timeout and what follows it.',
      'InstanceFleetResizingSpecifications.OnDemandResizeSpecification':
        'How On-Demand Instances are added in a resize: strategy, Capacity Reservations and timeout.',
      'InstanceFleetResizingSpecifications.SpotResizeSpecification':
        'How Spot Instances are added in a resize: allocation strategy and timeout.',
      'InstanceGroupConfig.AutoScalingPolicy':
        'Adds and removes instances of a core or task group as a CloudWatch metric changes.',
      'InstanceGroupConfig.BidPrice':
        'The highest price per hour for a Spot Instance, in US dollars; 100% of the On-Demand price by default.',
      'InstanceGroupConfig.Configurations':
        'Settings of the applications on this instance group alone, grouped by `Classification`.',
      'InstanceGroupConfig.CustomAmiId': 'The ID of your own AMI for the instances of this group.',
      'InstanceGroupConfig.EbsConfiguration': 'The EBS volumes attached to each instance of the group.',
      'InstanceGroupConfig.InstanceCount':
        'The number of instances in the group; each uses a private IP address of the subnet.',
      'InstanceGroupConfig.InstanceType':
        'The EC2 instance type of all instances in the group, such as `m5.xlarge`.',
      'InstanceGroupConfig.Market': 'The way in which instances are bought: `ON_DEMAND` or `SPOT`.',
      'InstanceGroupConfig.Name': 'A friendly name of the instance group, at most 256 characters.',
      'InstanceTypeConfig.BidPrice':
        'The highest price per hour for a Spot Instance of this type, in US dollars.',
      'InstanceTypeConfig.BidPriceAsPercentageOfOnDemandPrice':
        'The highest Spot price in percent of the On-Demand price: 20 means 20%; 100 if `BidPrice` is absent too.',
      'InstanceTypeConfig.Configurations':
        'Settings of the applications on instances of this type, grouped by `Classification`.',
      'InstanceTypeConfig.CustomAmiId': 'The ID of your own AMI for instances of this type.',
      'InstanceTypeConfig.EbsConfiguration': 'The EBS volumes attached to each instance of this type.',
      'InstanceTypeConfig.InstanceType': 'The EC2 instance type, such as `m5.xlarge`.',
      'InstanceTypeConfig.Priority':
        'The order in which EMR tries the instance types; 0 is the highest priority.',
      'InstanceTypeConfig.WeightedCapacity':
        "The units of the fleet's target capacity that one instance of this type fills; 1 by default.",
      Instances:
        "The cluster's EC2 instances: types and numbers, the subnet (`Ec2SubnetId`) and the security groups.",
      'JobFlowInstancesConfig.AdditionalMasterSecurityGroups':
        'More security groups for the primary node, beside the one that EMR manages.',
      'JobFlowInstancesConfig.AdditionalSlaveSecurityGroups':
        'More security groups for the core and task nodes, beside the one that EMR manages.',
      'JobFlowInstancesConfig.CoreInstanceFleet':
        'The core nodes as an instance fleet, which mixes instance types; not together with instance groups.',
      'JobFlowInstancesConfig.CoreInstanceGroup':
        'The core nodes as an instance group, all of one instance type; not together with instance fleets.',
      'JobFlowInstancesConfig.Ec2KeyName':
        'The EC2 key pair for SSH to the primary node as the user `hadoop`; port 22 must be open to you.',
      'JobFlowInstancesConfig.Ec2SubnetId':
        'The subnet of a cluster with instance groups; all nodes are in it, and a running cluster cannot move.',
      'JobFlowInstancesConfig.Ec2SubnetIds':
        'The subnets that an instance fleet may use; EMR picks one of them for the whole cluster.',
      'JobFlowInstancesConfig.EmrManagedMasterSecurityGroup':
        'The security group of the primary node, to which EMR adds its own rules; needs the one for core and task nodes too.',
      'JobFlowInstancesConfig.EmrManagedSlaveSecurityGroup':
        'The security group of the core and task nodes, to which EMR adds its own rules; needs the one for the primary node too.',
      'JobFlowInstancesConfig.HadoopVersion': 'The version of Hadoop; only for releases before EMR 4.0.',
      'JobFlowInstancesConfig.KeepJobFlowAliveWhenNoSteps':
        'Keeps the cluster running after its last step; off by default, so it then ends.',
      'JobFlowInstancesConfig.MasterInstanceFleet':
        'The primary node as an instance fleet; its target capacity is On-Demand or Spot, never both.',
      'JobFlowInstancesConfig.MasterInstanceGroup':
        'The primary node as an instance group; its number of instances is 1, or 3 for high availability.',
      'JobFlowInstancesConfig.Placement': 'The Availability Zone in which the nodes of the cluster run.',
      'JobFlowInstancesConfig.ServiceAccessSecurityGroup':
        'The security group through which the EMR service reaches the nodes of a cluster in a private subnet.',
      'JobFlowInstancesConfig.TaskInstanceFleets':
        'Instance fleets of task nodes, which compute but store no HDFS data.',
      'JobFlowInstancesConfig.TaskInstanceGroups':
        'Instance groups of task nodes, which compute but store no HDFS data.',
      'JobFlowInstancesConfig.TerminationProtected':
        "Blocks termination of the cluster's instances; turn it off before the stack deletes the cluster.",
      'JobFlowInstancesConfig.UnhealthyNodeReplacement':
        'Has EMR replace core nodes that have become unhealthy, gracefully.',
      JobFlowRole: 'The instance profile with which the nodes call AWS, for example to read and write S3.',
      KerberosAttributes: 'The realm and passwords for Kerberos, when `SecurityConfiguration` turns it on.',
      'KerberosAttributes.ADDomainJoinPassword': 'The Active Directory password of `ADDomainJoinUser`.',
      'KerberosAttributes.ADDomainJoinUser':
        'A user who may join machines to the Active Directory domain; needed only for a trust with such a domain.',
      'KerberosAttributes.CrossRealmTrustPrincipalPassword':
        'The password for a trust with a KDC of another realm; it must be the same in both realms.',
      'KerberosAttributes.KdcAdminPassword':
        "The password of the `kadmin` service on the cluster's own Kerberos server (KDC).",
      'KerberosAttributes.Realm': 'The Kerberos realm of all nodes, for example `EC2.INTERNAL`.',
      'KeyValue.Key': 'The name of the Java property.',
      'KeyValue.Value': 'The value of the Java property.',
      LogEncryptionKmsKeyId:
        'The KMS key that encrypts the log files; without it, they are encrypted with AES-256. From EMR 5.30.0, not 6.0.0.',
      LogUri:
        "The place in S3 for the cluster's logs (`s3://bucket/path/`); without it, no logs are kept there.",
      ManagedScalingPolicy:
        'The lower and upper limit between which EMR itself scales the core and task nodes.',
      'ManagedScalingPolicy.ComputeLimits':
        'The smallest and largest capacity to which EMR scales the core and task nodes.',
      'ManagedScalingPolicy.ScalingStrategy':
        'The kind of managed scaling: `DEFAULT`, or `ADVANCED` to set `UtilizationPerformanceIndex`.',
      'ManagedScalingPolicy.UtilizationPerformanceIndex':
        'The balance of advanced scaling: 1, 25, 50, 75 or 100; higher favors speed, lower saves resources.',
      'MetricDimension.Key': 'The name of the dimension, which CloudWatch calls `Name`.',
      'MetricDimension.Value':
        "The value of the dimension, such as `${emr.clusterId}` for the cluster's own ID.",
      Name: 'The name of the cluster, at most 256 characters; a change replaces the cluster.',
      OSReleaseLabel: 'The Amazon Linux release of all nodes; without it, the latest that EMR has validated.',
      'OnDemandCapacityReservationOptions.CapacityReservationPreference':
        'Uses any matching open Capacity Reservation (`open`) or avoids all of them (`none`).',
      'OnDemandCapacityReservationOptions.CapacityReservationResourceGroupArn':
        'The ARN of the resource group of Capacity Reservations in which the instances run.',
      'OnDemandCapacityReservationOptions.UsageStrategy':
        '`use-capacity-reservations-first` fills On-Demand capacity from unused reservations before other instances.',
      'OnDemandProvisioningSpecification.AllocationStrategy':
        'Which On-Demand Instances are launched first: `lowest-price` (default) or `prioritized`.',
      'OnDemandProvisioningSpecification.CapacityReservationOptions':
        'Whether and how On-Demand Instances use your EC2 Capacity Reservations.',
      'OnDemandResizingSpecification.AllocationStrategy':
        'Which On-Demand Instances a resize launches first; `lowest-price` by default.',
      'OnDemandResizingSpecification.CapacityReservationOptions':
        'Whether and how On-Demand Instances of a resize use your EC2 Capacity Reservations.',
      'OnDemandResizingSpecification.TimeoutDurationMinutes':
        'The minutes to wait for On-Demand Instances before the resize stops: 5 to 10,080 (7 days).',
      'PlacementGroupConfig.InstanceRole':
        'The role of the nodes to place; `MASTER`, the primary nodes, is the only one supported.',
      'PlacementGroupConfig.PlacementStrategy':
        'How the nodes are placed on hardware; `SPREAD` is the only strategy supported, for the role `MASTER`.',
      PlacementGroupConfigs:
        'Spreads the primary nodes over separate hardware (`SPREAD` for the role `MASTER`).',
      'PlacementType.AvailabilityZone':
        'The Availability Zone of a cluster with instance groups, such as `us-east-1a`.',
      ReleaseLabel: 'The EMR release, such as `emr-6.15.0`, which sets the versions of all applications.',
      ScaleDownBehavior:
        'When nodes end on scale-in: after their tasks (`TERMINATE_AT_TASK_COMPLETION`) or at the full hour.',
      'ScalingAction.Market': 'Not available for instance groups: they use the market of the group.',
      'ScalingAction.SimpleScalingPolicyConfiguration':
        'How many instances the rule adds or removes, and how long it then waits.',
      'ScalingConstraints.MaxCapacity': 'The number of instances above which the policy never scales out.',
      'ScalingConstraints.MinCapacity': 'The number of instances below which the policy never scales in.',
      'ScalingRule.Action': 'The change to the number of instances when the rule is triggered.',
      'ScalingRule.Description': 'A longer description of the rule, for people.',
      'ScalingRule.Name': 'The name of the rule, unique within the policy.',
      'ScalingRule.Trigger': 'The CloudWatch alarm that starts the scaling.',
      'ScalingTrigger.CloudWatchAlarmDefinition':
        'The metric, threshold and period whose alarm starts the scaling.',
      'ScriptBootstrapActionConfig.Args': 'The command line arguments of the bootstrap script.',
      'ScriptBootstrapActionConfig.Path':
        'The place of the script in S3 (`s3://bucket/path`); nodes in a private subnet need a route to S3.',
      SecurityConfiguration:
        'The name of the security configuration with the settings for encryption, Kerberos and authorization.',
      ServiceRole:
        'The IAM role with which EMR itself works in your account, for example to start the instances.',
      'SimpleScalingPolicyConfiguration.AdjustmentType':
        'How `ScalingAdjustment` counts: `CHANGE_IN_CAPACITY` (default), `PERCENT_CHANGE_IN_CAPACITY` or `EXACT_CAPACITY`.',
      'SimpleScalingPolicyConfiguration.CoolDown':
        'The seconds after a scaling activity before the next one may start; 0 by default.',
      'SimpleScalingPolicyConfiguration.ScalingAdjustment':
        'The instances, or percent, to add (positive) or remove (negative); the exact number with `EXACT_CAPACITY`.',
      'SpotProvisioningSpecification.AllocationStrategy':
        'How Spot Instances are chosen, for example `price-capacity-optimized` or `lowest-price`.',
      'SpotProvisioningSpecification.BlockDurationMinutes':
        'The fixed duration of Spot Instances in minutes, 60 to 360 in steps of 60; AWS ended its support after 2022.',
      'SpotProvisioningSpecification.TimeoutAction':
        'What follows the timeout: `SWITCH_TO_ON_DEMAND` or `TERMINATE_CLUSTER`.',
      'SpotProvisioningSpecification.TimeoutDurationMinutes':
        'The minutes to wait for Spot Instances when the cluster is created: 5 to 1,440.',
      'SpotResizingSpecification.AllocationStrategy':
        'How a resize chooses Spot Instances; from EMR 6.9.0 `price-capacity-optimized` by default.',
      'SpotResizingSpecification.TimeoutDurationMinutes':
        'The minutes to wait for Spot Instances before the resize gives up on them: 5 to 10,080 (7 days).',
      StepConcurrencyLevel: 'How many steps run at the same time, 1 to 256; 1 by default.',
      'StepConfig.ActionOnFailure':
        'What follows a failed step: `TERMINATE_CLUSTER`, `CANCEL_AND_WAIT` or `CONTINUE` with the next one.',
      'StepConfig.HadoopJarStep': 'The JAR file that the step runs, with its arguments.',
      'StepConfig.Name': 'The name of the step, at most 256 characters.',
      Steps: 'The jobs that the cluster runs, in this order once it has started.',
      VisibleToAllUsers:
        'No longer supported: IAM policies decide who works with the cluster, and `false` has no effect.',
      'VolumeSpecification.Iops': 'The I/O operations per second that the volume supports.',
      'VolumeSpecification.SizeInGB': 'The size of the volume, in GiB.',
      'VolumeSpecification.Throughput':
        'The throughput of the volume in MiB/s, 125 to 1,000; only for `gp3`.',
      'VolumeSpecification.VolumeType':
        'The type of the EBS volume: `gp3`, `gp2`, `io1`, `st1`, `sc1` or `standard`.',
    },
    'AWS::ElastiCache::ReplicationGroup': {
      'DestinationDetails.CloudWatchLogsDetails':
        'The log group of CloudWatch Logs, for the destination type `cloudwatch-logs`.',
      'DestinationDetails.KinesisFirehoseDetails':
        'The delivery stream of Firehose, for the destination type `kinesis-firehose`.',
      'LogDeliveryConfigurationRequest.DestinationDetails':
        'The log group or delivery stream that receives the logs.',
    },
    'AWS::ElastiCache::ServerlessCache': {
      CacheUsageLimits:
        'The least and most data (GB) and requests (ECPUs a second) of the cache; the upper limits cap its price.',
      'CacheUsageLimits.DataStorage': 'The least and the most data the cache may hold, in GB.',
      'CacheUsageLimits.ECPUPerSecond':
        'The least and the most ElastiCache processing units (ECPU) the cache may use in a second.',
      ConnectionType:
        'Who reaches the cache: `vpc` (default), through a VPC endpoint, or `public`, from the internet, with Valkey 9 or later.',
      Endpoint: 'Set by AWS: the DNS name and port to which clients connect for reads and writes, over TLS.',
      NetworkType:
        "The cache's IP protocols, `ipv4` by default; `ipv6` needs IPv6-only subnets and is the default there.",
      ReaderEndpoint: 'Set by AWS: the DNS name and port to which clients connect for reads only, over TLS.',
    },
    'AWS::ElasticLoadBalancing::LoadBalancer': {
      'PolicyItem.Name': "The name of the policy's attribute, which depends on `PolicyType`.",
      'PolicyItem.Value': "The value of the policy's attribute, for example `true`.",
    },
    'AWS::ElasticLoadBalancingV2::Listener': {
      'JwtValidationConfig.AdditionalClaims':
        'Up to 10 further claims that the token must have; `exp`, `iss`, `nbf` and `iat` are always checked.',
      'JwtValidationConfig.Issuer': 'The issuer that the token must name in `iss`, up to 256 characters.',
      'JwtValidationConfig.JwksEndpoint':
        "The full HTTPS URL of the issuer's key set (JWKS), by which the load balancer checks signatures; up to 256 characters.",
    },
    'AWS::ElasticLoadBalancingV2::ListenerCertificate': {
      'Certificate.CertificateArn':
        'The ARN of the certificate that the listener has besides its default one.',
      Certificates:
        'The certificate, by ARN, that the listener offers besides its default one; one for each resource.',
    },
    'AWS::ElasticLoadBalancingV2::ListenerRule': {
      'HostHeaderConfig.RegexValues': 'Regular expressions for the `Host` header, each up to 128 characters.',
      'HttpHeaderConfig.RegexValues':
        'Regular expressions for the value of the HTTP header, each up to 128 characters.',
      'JwtValidationConfig.AdditionalClaims':
        'Up to 10 further claims that the token must have; `exp`, `iss`, `nbf` and `iat` are always checked.',
      'JwtValidationConfig.Issuer': 'The issuer that the token must name in `iss`, up to 256 characters.',
      'JwtValidationConfig.JwksEndpoint':
        "The full HTTPS URL of the issuer's key set (JWKS), by which the load balancer checks signatures; up to 256 characters.",
      'PathPatternConfig.RegexValues':
        'Regular expressions for the URL of the request, each up to 128 characters.',
      'RewriteConfigObject.Rewrites':
        'The rewrites, each a regular expression to find and the text that replaces it.',
      'SourceIpConfig.IpAddressType':
        'The source addresses that match on a Network Load Balancer: only IPv4 or only IPv6.',
      'Transform.HostHeaderRewriteConfig':
        "The rewrite of the request's `Host` header, only with the type `host-header-rewrite`.",
      'Transform.Type': 'What the transform rewrites: the `Host` header or the URL of the request.',
      'Transform.UrlRewriteConfig': "The rewrite of the request's URL, only with the type `url-rewrite`.",
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
      'AdvancedSecurityOptionsInput.AnonymousAuthEnabled':
        'Permits anonymous requests; only when fine-grained access control is turned on for an existing domain.',
      'AdvancedSecurityOptionsInput.Enabled':
        'Turns on fine-grained access control, with its own users and roles for indexes, documents and fields.',
      'AdvancedSecurityOptionsInput.InternalUserDatabaseEnabled':
        'Keeps users and passwords in the domain itself.',
      'AdvancedSecurityOptionsInput.MasterUserOptions':
        "The domain's administrator: an IAM ARN, or a user name and password.",
      CognitoOptions: 'Sign-in to Kibana through an Amazon Cognito user pool.',
      'CognitoOptions.Enabled': 'Turns on sign-in to Kibana through Amazon Cognito.',
      'CognitoOptions.IdentityPoolId': 'The Amazon Cognito identity pool for the sign-in to Kibana.',
      'CognitoOptions.RoleArn':
        'The ARN of the role with which the domain reaches your Amazon Cognito pools.',
      'CognitoOptions.UserPoolId': 'The Amazon Cognito user pool whose users sign in to Kibana.',
      'ColdStorageOptions.Enabled': 'Turns on cold storage; needs UltraWarm nodes.',
      DomainEndpointOptions:
        "The domain's endpoint: whether it enforces HTTPS, its TLS policy, and a domain name of your own.",
      'DomainEndpointOptions.CustomEndpoint':
        'Your own domain name for the endpoint, fully qualified; used with `CustomEndpointEnabled`.',
      'DomainEndpointOptions.CustomEndpointCertificateArn':
        'The ARN of the ACM certificate for your own domain name.',
      'DomainEndpointOptions.CustomEndpointEnabled':
        'Gives the domain an endpoint under your own domain name.',
      'DomainEndpointOptions.EnforceHTTPS': "Refuses plain HTTP requests to the domain's endpoint.",
      'DomainEndpointOptions.TLSSecurityPolicy':
        'The TLS versions of the HTTPS endpoint, such as `Policy-Min-TLS-1-2-2019-07` for TLS 1.2 only.',
      DomainName:
        "The domain's name, 3 to 28 characters, unique in the account and Region; AWS generates one by default.",
      EBSOptions: 'The EBS volume of each data node: its type, size in GiB and IOPS.',
      'EBSOptions.EBSEnabled':
        'Attaches an EBS volume to each data node; instance types without a disk of their own need it.',
      'EBSOptions.Iops': 'The IOPS of each volume, for the volume types `io1` and `gp3`.',
      'EBSOptions.VolumeSize': "The size of each data node's EBS volume, in GiB.",
      'EBSOptions.VolumeType': 'The type of the EBS volumes, such as `gp2`, `gp3` or `io1`.',
      ElasticsearchClusterConfig:
        "The number and types of the domain's nodes and whether they are spread over several Availability Zones.",
      'ElasticsearchClusterConfig.ColdStorageOptions':
        'Storage for data that is rarely searched; needs UltraWarm nodes.',
      'ElasticsearchClusterConfig.DedicatedMasterCount':
        'The number of dedicated master nodes, active and standby together.',
      'ElasticsearchClusterConfig.DedicatedMasterEnabled':
        "Runs the cluster's management on nodes of its own, which hold no data.",
      'ElasticsearchClusterConfig.DedicatedMasterType':
        'The instance type of the dedicated master nodes, such as `m5.large.elasticsearch`.',
      'ElasticsearchClusterConfig.InstanceCount': 'The number of data nodes in the domain.',
      'ElasticsearchClusterConfig.InstanceType':
        'The instance type of the data nodes, such as `m5.large.elasticsearch`.',
      'ElasticsearchClusterConfig.WarmCount': 'The number of UltraWarm nodes in the cluster.',
      'ElasticsearchClusterConfig.WarmEnabled':
        'Adds UltraWarm nodes, which hold older, read-only data at a lower price; needs dedicated master nodes.',
      'ElasticsearchClusterConfig.WarmType':
        'The instance type of the UltraWarm nodes, such as `ultrawarm1.medium.elasticsearch`.',
      'ElasticsearchClusterConfig.ZoneAwarenessConfig':
        'Over how many Availability Zones the nodes spread, with `ZoneAwarenessEnabled`.',
      'ElasticsearchClusterConfig.ZoneAwarenessEnabled':
        'Spreads the nodes and the copies of the data over several Availability Zones; in a VPC, with one subnet for each.',
      ElasticsearchVersion:
        'The version, such as `7.10`; a change replaces the domain unless the update policy `EnableVersionUpgrade` is set.',
      EncryptionAtRestOptions:
        "Encrypts the domain's data at rest with a KMS key; once on, it cannot be turned off.",
      'EncryptionAtRestOptions.Enabled': "Encrypts the domain's stored data with an AWS KMS key.",
      'EncryptionAtRestOptions.KmsKeyId': 'The ID of the AWS KMS key that encrypts the stored data.',
      LogPublishingOptions:
        'The CloudWatch log group for each log type: slow logs, application logs and audit logs.',
      'MasterUserOptions.MasterUserARN':
        'The ARN of the IAM user or role that administers the domain; used without the internal user database.',
      'MasterUserOptions.MasterUserName': "The administrator's name in the internal user database.",
      'MasterUserOptions.MasterUserPassword':
        "The administrator's password in the internal user database, at least 8 characters.",
      NodeToNodeEncryptionOptions:
        "Encrypts the traffic between the domain's nodes with TLS; once on, it cannot be turned off.",
      'NodeToNodeEncryptionOptions.Enabled': "Encrypts the traffic between the domain's nodes.",
      SnapshotOptions:
        'The UTC hour of the daily snapshot, 0 by default; Elasticsearch 5.3 and later have hourly ones instead.',
      'SnapshotOptions.AutomatedSnapshotStartHour':
        'The UTC hour of the daily automated snapshot; Elasticsearch 5.3 and later have hourly ones instead.',
      VPCOptions:
        "The endpoint's subnets and security groups; without them it is public. A domain cannot switch between the two.",
      'ZoneAwarenessConfig.AvailabilityZoneCount':
        'The Availability Zones of the nodes, 2 or 3; in a VPC, as many as there are subnets in `VPCOptions`.',
    },
    'AWS::Events::Rule': {
      'AppSyncParameters.GraphQLOperation':
        'The GraphQL operation, a query or a mutation, that the rule calls in the API.',
      'AwsVpcConfiguration.AssignPublicIp':
        'Gives the task a public address; only tasks on Fargate can have one.',
      'BatchArrayProperties.Size': 'The number of jobs in the array, from 2 to 10,000.',
      'BatchParameters.ArrayProperties': 'Makes the job an array job of this size.',
      'BatchParameters.JobDefinition': 'The name or ARN of the job definition that AWS Batch runs.',
      'BatchParameters.JobName': 'The name of the job that the rule submits.',
      'BatchParameters.RetryStrategy':
        'How often AWS Batch tries the job again; replaces what the job definition says.',
      'BatchRetryStrategy.Attempts': 'How often AWS Batch runs a job that fails, from 1 to 10 times.',
      'CapacityProviderStrategyItem.Base':
        'The least number of tasks that run on this capacity provider; only one provider can have it.',
      'CapacityProviderStrategyItem.CapacityProvider':
        'The short name of a capacity provider of the cluster, for example `FARGATE_SPOT`.',
      'CapacityProviderStrategyItem.Weight':
        'The share of the tasks above `Base` that runs on this capacity provider.',
      'DeadLetterConfig.Arn':
        'The ARN of the standard SQS queue that gets events which the rule could not deliver.',
      'EcsParameters.CapacityProviderStrategy':
        'The capacity providers of the tasks; not together with `LaunchType`.',
      'EcsParameters.EnableECSManagedTags':
        'Adds the tags of ECS, with the name of the cluster, to the tasks.',
      'EcsParameters.EnableExecuteCommand': 'Allows ECS Exec to run commands in the containers of the tasks.',
      'EcsParameters.Group': 'The name of the task group, at most 255 characters long.',
      'EcsParameters.LaunchType': 'Where the tasks run; `FARGATE` needs `NetworkConfiguration`.',
      'EcsParameters.NetworkConfiguration':
        'The subnets and groups of tasks in `awsvpc` mode; required on Fargate, and rejected for other modes.',
      'EcsParameters.PlacementConstraints':
        'The rules for where tasks may be placed, at most ten, those of the task definition included.',
      'EcsParameters.PlacementStrategies':
        'How ECS chooses among the instances that a task may run on, at most five.',
      'EcsParameters.PlatformVersion':
        'The version of the Fargate platform, without its prefix, for example `1.4.0`.',
      'EcsParameters.PropagateTags': 'Copies the tags of the task definition to the tasks.',
      'EcsParameters.ReferenceId': 'The reference id of the tasks, at most 1,024 characters long.',
      'EcsParameters.TagList': 'The tags of the tasks, with `Key` and `Value`.',
      'EcsParameters.TaskCount': 'The number of tasks that one event starts; 1 by default.',
      'EcsParameters.TaskDefinitionArn':
        'The ARN of the task definition; without a revision, its latest active one.',
      'HttpParameters.HeaderParameters': 'The headers that are sent with the request to the API, by name.',
      'HttpParameters.PathParameterValues':
        'The values for the wildcards in the path of the API, in their order.',
      'HttpParameters.QueryStringParameters':
        'The query parameters that are sent with the request to the API, by name.',
      'InputTransformer.InputPathsMap':
        'Names for values of the event, each a JSON path; `InputTemplate` uses the names.',
      'InputTransformer.InputTemplate':
        'The text that the target gets; a name of `InputPathsMap` in angle brackets stands for its value.',
      'KinesisParameters.PartitionKeyPath':
        "The JSON path in the event of the record's partition key; by default the event's id.",
      'NetworkConfiguration.AwsVpcConfiguration':
        'The subnets, the security groups and the public address of the tasks.',
      'PlacementConstraint.Expression': 'An expression of the cluster query language, for `memberOf`.',
      'PlacementConstraint.Type':
        'Each task on another instance (`distinctInstance`), or instances that an expression selects (`memberOf`).',
      'PlacementStrategy.Field':
        'What the strategy looks at: `instanceId`, an attribute such as the zone, or `cpu` and `memory`.',
      'PlacementStrategy.Type':
        'At random (`random`), spread evenly (`spread`), or on as few instances as possible (`binpack`).',
      'RedshiftDataParameters.Database': 'The name of the database in which the statement runs.',
      'RedshiftDataParameters.DbUser':
        'The user of the database; needed where temporary credentials are used.',
      'RedshiftDataParameters.SecretManagerArn':
        'The secret with the user and the password; without it, temporary credentials are used.',
      'RedshiftDataParameters.Sql': 'The SQL statement that the rule runs.',
      'RedshiftDataParameters.Sqls':
        'Several SQL statements, which run one after the other as one transaction.',
      'RedshiftDataParameters.StatementName': 'A name for the statement, by which it is found later.',
      'RedshiftDataParameters.WithEvent': 'Sends an event back to EventBridge once the statement has run.',
      'RetryPolicy.MaximumEventAgeInSeconds':
        'How old an event may be when it is tried again; a day by default.',
      'RetryPolicy.MaximumRetryAttempts':
        'How often delivery is tried again before the event is dropped or goes to the dead-letter queue.',
      'RunCommandParameters.RunCommandTargets':
        'The instances on which Run Command of Systems Manager runs the document.',
      'RunCommandTarget.Key': 'What selects the instances: `InstanceIds`, or `tag:` with the key of a tag.',
      'RunCommandTarget.Values': 'The ids of instances, or the values of the tag.',
      'SageMakerPipelineParameter.Name': 'The name of a parameter of the SageMaker pipeline.',
      'SageMakerPipelineParameter.Value': 'The value of the parameter of the SageMaker pipeline.',
      'SageMakerPipelineParameters.PipelineParameterList':
        'The names and values of the parameters of the SageMaker pipeline.',
      'SqsParameters.MessageGroupId': 'The message group; only for FIFO queues, which need it.',
      'Target.AppSyncParameters': 'The operation to call, where the target is an API of AppSync.',
      'Target.Arn': 'The ARN of the target, for example of a function, a queue or an ECS cluster.',
      'Target.BatchParameters':
        'The job definition and the name of the job, where the target is a job queue of AWS Batch.',
      'Target.DeadLetterConfig': 'The queue that gets events which could not be delivered to this target.',
      'Target.EcsParameters':
        'The task definition and the network of the task, where the target is an ECS cluster.',
      'Target.HttpParameters':
        'Headers, query and path, where the target is a REST API or an API destination.',
      'Target.Id':
        'The name of the target, unique within the rule: at most 64 letters, digits, dots, dashes and underscores.',
      'Target.Input':
        'Constant JSON that the target gets in place of the event; not together with the other inputs.',
      'Target.InputPath': 'The JSON path of the part of the event that the target gets.',
      'Target.InputTransformer': 'Builds what the target gets from values of the event and a template.',
      'Target.KinesisParameters': 'The partition key, where the target is a Kinesis data stream.',
      'Target.RedshiftDataParameters':
        'The database and the statement, where the target is a Redshift cluster or workgroup.',
      'Target.RetryPolicy': 'How often and how long EventBridge tries again to deliver an event.',
      'Target.RoleArn':
        'The role by which EventBridge calls the target; needed for ECS, Batch, Kinesis and Step Functions, for example.',
      'Target.RunCommandParameters': 'The instances, where the target is a document of Systems Manager.',
      'Target.SageMakerPipelineParameters': 'The parameters, where the target is a SageMaker pipeline.',
      'Target.SqsParameters': 'The message group, where the target is a FIFO queue of SQS.',
    },
    'AWS::FSx::FileSystem': {
      'AuditLogConfiguration.AuditLogDestination':
        'The ARN of a log group (`/aws/fsx…`) or Firehose stream (`aws-fsx…`); the log group `/aws/fsx/windows` by default.',
      'AuditLogConfiguration.FileAccessAuditLogLevel':
        'The accesses to files and folders that are logged: `SUCCESS_ONLY`, `FAILURE_ONLY`, `SUCCESS_AND_FAILURE` or `DISABLED`.',
      'AuditLogConfiguration.FileShareAccessAuditLogLevel':
        'The accesses to file shares that are logged: `SUCCESS_ONLY`, `FAILURE_ONLY`, `SUCCESS_AND_FAILURE` or `DISABLED`.',
      BackupId: 'The backup from which the file system is created; without it a new one starts empty.',
      'ClientConfigurations.Clients':
        'Who can mount the volume: an IP address, a CIDR block or `*` (default) for every client that reaches it.',
      'ClientConfigurations.Options':
        'The NFS export options, up to 20, such as `rw` or `crossmnt`; `async` risks data loss in a crash.',
      'DataReadCacheConfiguration.SizeGiB':
        "The cache's size in GiB with `USER_PROVISIONED`: 8 to 32768 for every 1000 MB/s of throughput.",
      'DataReadCacheConfiguration.SizingMode':
        'How the cache is sized: `NO_CACHE`, `USER_PROVISIONED` or `PROPORTIONAL_TO_THROUGHPUT_CAPACITY`.',
      'DiskIopsConfiguration.Iops':
        'The total SSD operations per second of the file system, for the mode `USER_PROVISIONED`.',
      'DiskIopsConfiguration.Mode':
        '`AUTOMATIC` gives 3 IOPS per GiB of storage, `USER_PROVISIONED` the number in `Iops`.',
      FileSystemType: 'The kind of file system: `WINDOWS`, `LUSTRE`, `ONTAP` or `OPENZFS`.',
      FileSystemTypeVersion:
        'For Lustre only: the version of Lustre, such as `2.15`, which AWS recommends for new file systems.',
      'FsrmConfiguration.EventLogDestination':
        "The ARN of the log group (`/aws/fsx…`) or Firehose stream (`aws-fsx…`) that receives FSRM's event logs.",
      'FsrmConfiguration.FsrmServiceEnabled':
        'Turns on FSRM, which monitors file operations by the configured policies; off by default.',
      KmsKeyId:
        'The KMS key that encrypts the data at rest; by default the one that FSx manages for the account.',
      'LogConfiguration.Destination':
        'The ARN of a log group whose name begins with `/aws/fsx`; by default FSx uses `/aws/fsx/lustre`.',
      'LogConfiguration.Level':
        'The events that are logged: `WARN_ONLY`, `ERROR_ONLY`, `WARN_ERROR` or `DISABLED`.',
      LustreConfiguration:
        'Settings of a Lustre file system: deployment type, throughput, link to S3, compression and backups.',
      'LustreConfiguration.AutoImportPolicy':
        'How files of the linked S3 bucket follow later changes there: `NONE` (default), `NEW`, `NEW_CHANGED` or `NEW_CHANGED_DELETED`.',
      'LustreConfiguration.AutomaticBackupRetentionDays':
        'The days for which automatic backups are kept, up to 90; 0, the default, turns them off.',
      'LustreConfiguration.CopyTagsToBackups':
        "Copies the file system's tags to backups that have none of their own; off by default, not for file systems linked to S3.",
      'LustreConfiguration.DailyAutomaticBackupStartTime':
        'The time of day (UTC) of the automatic backup, as `HH:MM`, for example `05:00`.',
      'LustreConfiguration.DataCompressionType':
        'Compresses the stored data: `LZ4`, or `NONE` (the default).',
      'LustreConfiguration.DataReadCacheConfiguration':
        'The SSD read cache in front of Intelligent-Tiering storage; required for that storage type.',
      'LustreConfiguration.DeploymentType':
        'Short-lived (`SCRATCH_1`, `SCRATCH_2`) or long-term storage (`PERSISTENT_1`, `PERSISTENT_2`); fixed at creation.',
      'LustreConfiguration.DriveCacheType':
        'The cache of `PERSISTENT_1` file systems on HDD, which must set it: `READ` caches up to 20% of the capacity, `NONE` nothing.',
      'LustreConfiguration.EfaEnabled':
        'Turns on Elastic Fabric Adapter and GPUDirect Storage for faster network access; off by default.',
      'LustreConfiguration.ExportPath':
        'The path in the bucket of `ImportPath` to which files are exported, `s3://bucket/FSxLustre` plus a timestamp by default.',
      'LustreConfiguration.ImportPath':
        'The S3 bucket, with an optional prefix, whose objects appear as files, as `s3://bucket/prefix`; fixed at creation.',
      'LustreConfiguration.ImportedFileChunkSize':
        'The most data of an imported file, in MiB, kept on one disk: 1 to 512000, 1024 by default.',
      'LustreConfiguration.LogConfiguration':
        'Sends warnings and errors of the linked data repositories to CloudWatch Logs.',
      'LustreConfiguration.MetadataConfiguration':
        'The metadata operations per second of a `PERSISTENT_2` file system.',
      'LustreConfiguration.PerUnitStorageThroughput':
        'The paid throughput per TiB of storage, in MB/s; required for both `PERSISTENT` types on SSD or HDD.',
      'LustreConfiguration.ThroughputCapacity':
        'The paid throughput of Intelligent-Tiering storage in MB/s: 1000, 2000 or a multiple of 4000, up to 2000000.',
      'LustreConfiguration.WeeklyMaintenanceStartTime':
        'The weekly start (UTC) of maintenance, as `d:HH:MM`, where day 1 is Monday and 7 is Sunday.',
      'MetadataConfiguration.Iops':
        'The metadata operations per second with `USER_PROVISIONED`: 1500, 3000, 6000 or a multiple of 12000, up to 192000.',
      'MetadataConfiguration.Mode':
        'Leaves the metadata IOPS to FSx (`AUTOMATIC`) or to `Iops` (`USER_PROVISIONED`).',
      NetworkType: 'The IP protocols of the file system, `IPV4` (default) or `DUAL`; not for Lustre.',
      'NfsExports.ClientConfigurations':
        'The clients that can mount the volume, each with its mount options; up to 25.',
      OntapConfiguration:
        'Settings of ONTAP: deployment type, throughput, preferred subnet, and route tables that get routes to a Multi-AZ system.',
      'OntapConfiguration.AutomaticBackupRetentionDays':
        'The days for which automatic backups are kept, up to 90, 30 by default; 0 turns them off and deletes those that exist.',
      'OntapConfiguration.DailyAutomaticBackupStartTime':
        'The time of day (UTC) of the automatic backup, as `HH:MM`, for example `05:00`.',
      'OntapConfiguration.DeploymentType':
        'The generation, and file servers in one Availability Zone (`SINGLE_AZ_…`) or two (`MULTI_AZ_…`); fixed at creation.',
      'OntapConfiguration.DiskIopsConfiguration':
        'The SSD operations per second, 3 per GiB of storage by default.',
      'OntapConfiguration.EndpointIpAddressRange':
        'The IPv4 range of the Multi-AZ endpoints, outside every subnet; an unused one in `198.19.*` by default; fixed at creation.',
      'OntapConfiguration.EndpointIpv6AddressRange':
        "The IPv6 range of the Multi-AZ endpoints, outside every subnet; by default a free /118 of the VPC's ranges.",
      'OntapConfiguration.FsxAdminPassword':
        "The password of the `fsxadmin` user, who administers the file system by ONTAP's CLI and REST API; 8 to 50 characters.",
      'OntapConfiguration.HAPairs':
        'The pairs of file servers behind the file system, 1 by default; up to 12 for `SINGLE_AZ_2` and `SINGLE_AZ_3`.',
      'OntapConfiguration.PreferredSubnetId':
        'The subnet of the preferred file server, one of `SubnetIds`; required for Multi-AZ types, fixed at creation.',
      'OntapConfiguration.ThroughputCapacity':
        'The total throughput in MB/s; excludes `ThroughputCapacityPerHAPair`.',
      'OntapConfiguration.ThroughputCapacityPerHAPair':
        'The throughput in MB/s of each pair of file servers, at least 128; excludes `ThroughputCapacity`.',
      'OntapConfiguration.WeeklyMaintenanceStartTime':
        'The weekly start (UTC) of maintenance, as `d:HH:MM`, where day 1 is Monday and 7 is Sunday.',
      OpenZFSConfiguration:
        'Settings of OpenZFS: deployment type, throughput, root volume, and route tables that get routes to a Multi-AZ system.',
      'OpenZFSConfiguration.AutomaticBackupRetentionDays':
        'The days for which automatic backups are kept, up to 90; 0 turns them off.',
      'OpenZFSConfiguration.CopyTagsToBackups':
        "Copies the file system's tags to backups that have none of their own; off by default.",
      'OpenZFSConfiguration.CopyTagsToVolumes':
        "Copies the file system's tags to volumes that have none of their own; off by default.",
      'OpenZFSConfiguration.DailyAutomaticBackupStartTime':
        'The time of day (UTC) of the automatic backup, as `HH:MM`, for example `05:00`.',
      'OpenZFSConfiguration.DeploymentType':
        'One file server, a standby in the same Availability Zone (`…_HA_…`) or one in another (`MULTI_AZ_1`); fixed at creation.',
      'OpenZFSConfiguration.DiskIopsConfiguration':
        'The SSD operations per second, 3 per GiB of storage by default.',
      'OpenZFSConfiguration.EndpointIpAddressRange':
        'The IPv4 range of the Multi-AZ endpoints, outside every subnet; a free /28 of the VPC by default; fixed at creation.',
      'OpenZFSConfiguration.EndpointIpv6AddressRange':
        "The IPv6 range of the Multi-AZ endpoints, outside every subnet; by default a free /118 of the VPC's ranges.",
      'OpenZFSConfiguration.Options':
        '`DELETE_CHILD_VOLUMES_AND_SNAPSHOTS` deletes child volumes with the file system; without it they block the deletion.',
      'OpenZFSConfiguration.PreferredSubnetId':
        'The subnet of the preferred file server, one of `SubnetIds`; required for `MULTI_AZ_1`, fixed at creation.',
      'OpenZFSConfiguration.ReadCacheConfiguration':
        'The optional SSD read cache in front of Intelligent-Tiering storage.',
      'OpenZFSConfiguration.RootVolumeConfiguration':
        'The settings of the root volume, the parent of all other volumes.',
      'OpenZFSConfiguration.ThroughputCapacity':
        'The paid throughput in MB/s, in steps that depend on `DeploymentType`, such as 64 for `SINGLE_AZ_1` or 160 for `MULTI_AZ_1`.',
      'OpenZFSConfiguration.WeeklyMaintenanceStartTime':
        'The weekly start (UTC) of maintenance, as `d:HH:MM`, where day 1 is Monday and 7 is Sunday.',
      'ReadCacheConfiguration.SizeGiB':
        "The cache's size in GiB, required if `SizingMode` is `USER_PROVISIONED`.",
      'ReadCacheConfiguration.SizingMode':
        'How the cache is sized: `NO_CACHE`, `USER_PROVISIONED` or `PROPORTIONAL_TO_THROUGHPUT_CAPACITY`.',
      'RootVolumeConfiguration.CopyTagsToSnapshots':
        "Copies the volume's tags to snapshots that have none of their own; off by default.",
      'RootVolumeConfiguration.DataCompressionType':
        "Compresses the volume's data: `ZSTD` (smaller), `LZ4` (faster) or `NONE`, the default.",
      'RootVolumeConfiguration.NfsExports':
        'Who can mount the volume over NFS and with which options; one item at most.',
      'RootVolumeConfiguration.ReadOnly': 'Blocks changes to the data on the volume.',
      'RootVolumeConfiguration.RecordSizeKiB':
        'The record size of the volume in KiB; smaller records suit databases, larger ones streaming.',
      'RootVolumeConfiguration.UserAndGroupQuotas':
        'Limits the storage that single users or groups can use on the volume; up to 500 quotas.',
      'SelfManagedActiveDirectoryConfiguration.DnsIps':
        'The IP addresses of up to two DNS servers or domain controllers of the directory; the file system must reach them.',
      'SelfManagedActiveDirectoryConfiguration.DomainJoinServiceAccountSecret':
        'The ARN of a Secrets Manager secret with the name and password of the account that joins the domain.',
      'SelfManagedActiveDirectoryConfiguration.DomainName':
        "The directory's fully qualified domain name, such as `corp.example.com`.",
      'SelfManagedActiveDirectoryConfiguration.FileSystemAdministratorsGroup':
        'The existing domain group that administers the file system; `Domain Admins` by default.',
      'SelfManagedActiveDirectoryConfiguration.OrganizationalUnitDistinguishedName':
        "The organizational unit that the file system joins, such as `OU=FSx,DC=corp,DC=com`; the directory's default location if left out.",
      'SelfManagedActiveDirectoryConfiguration.Password':
        'The password of the service account that joins the file system to the domain.',
      'SelfManagedActiveDirectoryConfiguration.UserName':
        'The name of the service account that joins the file system to the domain; it must have the right to join computers.',
      StorageCapacity:
        'The capacity in GiB; the least is 1200 for Lustre and 64 for OpenZFS, and for Windows 32 on SSD and 2000 on HDD.',
      StorageType:
        'The kind of storage: `SSD` (default), `HDD` or `INTELLIGENT_TIERING`, which not every deployment type has.',
      'UserAndGroupQuotas.Id': 'The numeric ID of the user or group that the quota limits.',
      'UserAndGroupQuotas.StorageCapacityQuotaGiB': 'The storage in GiB that the user or group can use.',
      'UserAndGroupQuotas.Type': 'The kind of account that `Id` names: `USER` or `GROUP`.',
      WindowsConfiguration:
        'Settings of Windows File Server: throughput, Active Directory, DNS aliases, preferred subnet and backups.',
      'WindowsConfiguration.ActiveDirectoryId':
        'The id (`d-…`) of the AWS Managed Microsoft AD directory that the file system joins; fixed at creation.',
      'WindowsConfiguration.Aliases': 'Up to 50 further DNS names by which clients reach the file system.',
      'WindowsConfiguration.AuditLogConfiguration':
        'The log of accesses to files, folders and shares, and where it goes.',
      'WindowsConfiguration.AutomaticBackupRetentionDays':
        'The days for which automatic backups are kept, up to 90, 30 by default; 0 turns them off.',
      'WindowsConfiguration.CopyTagsToBackups':
        "Copies the file system's tags to backups that have none of their own; off by default.",
      'WindowsConfiguration.DailyAutomaticBackupStartTime':
        'The time of day (UTC) of the automatic backup, as `HH:MM`, for example `05:00`.',
      'WindowsConfiguration.DeploymentType':
        'File servers in one Availability Zone (`SINGLE_AZ_1`, the default, or `SINGLE_AZ_2`) or two (`MULTI_AZ_1`); fixed at creation.',
      'WindowsConfiguration.DiskIopsConfiguration':
        'The SSD operations per second, 3 per GiB of storage by default.',
      'WindowsConfiguration.FsrmConfiguration':
        'The File Server Resource Manager (FSRM) of the file system; off by default.',
      'WindowsConfiguration.PreferredSubnetId':
        'The subnet of the preferred file server; clients in its Availability Zone avoid cross-zone traffic costs; fixed at creation.',
      'WindowsConfiguration.SelfManagedActiveDirectoryConfiguration':
        'The Active Directory of your own, on premises or in the VPC, that the file system joins.',
      'WindowsConfiguration.ThroughputCapacity': "The file system's throughput in MB/s, at least 8.",
      'WindowsConfiguration.WeeklyMaintenanceStartTime':
        'The weekly start (UTC) of maintenance, as `d:HH:MM`, where day 1 is Monday and 7 is Sunday.',
    },
    'AWS::GlobalAccelerator::EndpointGroup': {
      HealthCheckPath: 'The path that HTTP and HTTPS health checks request; `/` by default.',
      'PortOverride.EndpointPort':
        'The port on the endpoint, such as a load balancer, to which the traffic is sent.',
      'PortOverride.ListenerPort':
        "The listener's port, at which users' traffic arrives at Global Accelerator.",
      PortOverrides:
        "Sends traffic of a listener's port to another port of the endpoints, such as 443 to 1443; up to 10.",
    },
    'AWS::GlobalAccelerator::Listener': {
      'PortRange.FromPort': 'The first port of the range, included, 1 to 65535.',
      'PortRange.ToPort':
        'The last port of the range, included, 1 to 65535; equal to `FromPort` for one port.',
      PortRanges: 'The ports on which clients reach the accelerator, as up to 10 ranges.',
    },
    'AWS::Glue::Connection': {
      'ConnectionInput.ConnectionProperties':
        'The parameters of the connection, such as `JDBC_CONNECTION_URL`; prefer `SECRET_ID` to a password in the template.',
      'ConnectionInput.ValidateForComputeEnvironments':
        'The compute environments against which the properties of the connection are validated.',
    },
    'AWS::Lambda::EventSourceMapping': {
      MaximumBatchingWindowInSeconds:
        'The seconds, up to 300, that Lambda collects records before it calls the function.',
      'SelfManagedKafkaEventSourceConfig.ConsumptionMode':
        'How Lambda reads the topic: as a `Stream` or as a `Queue`.',
    },
    'AWS::Lambda::Function': {
      DurableConfig:
        'Makes the function durable: executions of up to 366 days that continue after an interruption.',
      PublishToLatestPublished:
        'Publishes updates to `$LATEST.PUBLISHED`, which unqualified calls use on Lambda Managed Instances.',
      // https://docs.aws.amazon.com/lambda/latest/dg/configuration-timeout.html
      Timeout:
        'After how many seconds Lambda stops a call: 3 by default, at most 900, or 5,400 on Lambda Managed Instances.',
    },
    'AWS::Lambda::Url': {
      Cors: 'Which origins, methods and headers a browser may use to call the URL from a page of another site.',
      'Cors.MaxAge':
        'The seconds for which a browser may cache a preflight answer, 0 to 86400; 0 (no caching) by default.',
    },
    'AWS::Logs::LogGroup': {
      DataProtectionPolicy:
        'Finds sensitive data in log events, such as e-mail addresses, reports it and masks it.',
    },
    'AWS::MSK::Cluster': {
      'AuthorizerLogs.CloudWatchLogs': 'The CloudWatch Logs log group that receives the authorizer logs.',
      'AuthorizerLogs.Firehose': 'The Firehose delivery stream that receives the authorizer logs.',
      'AuthorizerLogs.S3': 'The S3 bucket that receives the authorizer logs.',
      'BrokerLogs.CloudWatchLogs': 'The CloudWatch Logs log group that receives the broker logs.',
      'BrokerLogs.Firehose': 'The Firehose delivery stream that receives the broker logs.',
      'BrokerLogs.S3': 'The S3 bucket that receives the broker logs.',
      BrokerNodeGroupInfo:
        "The brokers' instance type, storage, subnets and security groups; clients in the VPC connect to them in these subnets.",
      'BrokerNodeGroupInfo.BrokerAZDistribution':
        'How brokers are spread over zones; `DEFAULT`, the only value, spreads them evenly over those of `ClientSubnets`.',
      'BrokerNodeGroupInfo.ConnectivityInfo':
        'Who can reach the brokers beyond the VPC: from the internet or from other VPCs; and whether they have IPv6 too.',
      'BrokerNodeGroupInfo.InstanceType': 'The size of every broker, for example `kafka.m5.large`.',
      'BrokerNodeGroupInfo.StorageInfo':
        'The EBS storage of every broker; leave it out for Express brokers, whose storage AWS manages.',
      ClientAuthentication:
        'How clients sign in; each way has its own port inside AWS: 9098 for IAM, 9096 for SCRAM, 9094 for TLS certificates.',
      'ClientAuthentication.Sasl':
        'How clients log in over SASL: with IAM or with a user name and a password.',
      'ClientAuthentication.Tls': 'How clients log in with a TLS certificate (mutual TLS).',
      'ClientAuthentication.Unauthenticated': 'Whether clients can connect without logging in.',
      'CloudWatchLogs.Enabled': 'Whether the logs go to CloudWatch Logs.',
      'CloudWatchLogs.LogGroup': 'The CloudWatch Logs log group, by name, that receives the logs.',
      ClusterName: 'The name of the cluster, 1 to 64 characters.',
      ConfigurationInfo:
        'The ARN and revision of the MSK configuration with the Kafka settings of the brokers.',
      'ConfigurationInfo.Arn':
        "The MSK configuration (Kafka's broker settings) that the brokers use, by ARN.",
      'ConfigurationInfo.Revision': 'The revision of the MSK configuration that the brokers use, a number.',
      'ConnectivityInfo.NetworkType':
        'Whether the brokers have IPv4 addresses only, the default, or IPv6 addresses as well (`DUAL`).',
      'ConnectivityInfo.PublicAccess': 'Whether clients can reach the brokers from the internet.',
      'ConnectivityInfo.VpcConnectivity':
        'Whether clients in other VPCs can reach the brokers over PrivateLink, and how they log in.',
      'EBSStorageInfo.ProvisionedThroughput':
        "A higher throughput for each broker's volume, for brokers of size `4xlarge` and up.",
      'EBSStorageInfo.VolumeSize':
        "The size of each broker's data volume in GiB, 1 to 16384; it can grow but not shrink.",
      'EncryptionAtRest.DataVolumeKMSKeyId':
        "The KMS key, by ARN, that encrypts the brokers' disks; without it MSK makes and uses one of its own.",
      'EncryptionInTransit.ClientBroker':
        'Whether clients connect to the brokers over TLS only, in plaintext only (port 9092) or in both ways.',
      'EncryptionInTransit.InCluster':
        'Encrypts traffic among the brokers; on by default. A change replaces the cluster.',
      EncryptionInfo:
        'The KMS key of the data on disk, and whether TLS protects traffic from clients and between brokers.',
      'EncryptionInfo.EncryptionAtRest':
        "The KMS key of the data on the brokers' disks; a change replaces the cluster.",
      'EncryptionInfo.EncryptionInTransit':
        'Whether traffic between clients and brokers, and among brokers, is encrypted with TLS.',
      EnhancedMonitoring: 'How detailed the metrics in CloudWatch are; levels above `DEFAULT` cost extra.',
      'Firehose.DeliveryStream': 'The Firehose delivery stream, by name, that receives the logs.',
      'Firehose.Enabled': 'Whether the logs go to a Firehose delivery stream.',
      'Iam.Enabled': "Turns on login with IAM roles and users, for clients in the cluster's own network.",
      'JmxExporter.EnabledInBroker':
        'Runs the JMX exporter on each broker; the Prometheus server needs access to port 11001.',
      KafkaVersion: 'The version of Apache Kafka that the brokers run, for example `3.6.0`.',
      LoggingInfo: 'Sends logs of the brokers to CloudWatch Logs, Amazon S3 or Amazon Data Firehose.',
      'LoggingInfo.AuthorizerLogs':
        'Where the brokers send their authorizer logs, on decisions about access: CloudWatch Logs, Firehose or S3.',
      'LoggingInfo.BrokerLogs': 'Where the brokers send their logs: CloudWatch Logs, Firehose or S3.',
      'NodeExporter.EnabledInBroker':
        'Runs the Node exporter on each broker; the Prometheus server needs access to port 11002.',
      NumberOfBrokerNodes:
        'The number of brokers in the whole cluster, a multiple of the number of its subnets.',
      OpenMonitoring:
        'Offers metrics to Prometheus: the JMX exporter on port 11001, the node exporter on port 11002.',
      'OpenMonitoring.Prometheus':
        'The exporters that give a Prometheus server metrics of the brokers, on ports 11001 and 11002.',
      'Prometheus.JmxExporter': "Whether the brokers offer Kafka's own metrics to Prometheus, on port 11001.",
      'Prometheus.NodeExporter':
        'Whether the brokers offer metrics of CPU, memory and disk to Prometheus, on port 11002.',
      'ProvisionedThroughput.Enabled': "Turns on the provisioned throughput of the brokers' volumes.",
      'ProvisionedThroughput.VolumeThroughput':
        "The throughput of each broker's volume in MiB per second; the highest value depends on the broker size.",
      'PublicAccess.Type':
        '`DISABLED`, or `SERVICE_PROVIDED_EIPS` for public addresses; turn it on only once the cluster exists, in public subnets.',
      Rebalancing:
        'Moves partitions between Express brokers by itself to even out the load; `ACTIVE` by default.',
      'Rebalancing.Status':
        'Whether Express brokers rebalance their partitions by themselves; `ACTIVE` by default on a new cluster.',
      'S3.Bucket': 'The S3 bucket, by name, that receives the logs.',
      'S3.Enabled': 'Whether the logs go to an S3 bucket.',
      'S3.Prefix': 'The path within the S3 bucket under which the logs are written.',
      'Sasl.Iam': 'Turns on login with IAM: policies decide who reads and writes; port 9098 inside the VPC.',
      'Sasl.Scram':
        'Turns on login with a user name and a password from Secrets Manager; port 9096 inside the VPC.',
      'Scram.Enabled': 'Turns on login with user names and passwords that are kept in Secrets Manager.',
      'StorageInfo.EBSStorageInfo':
        'The EBS volume that holds the data of each broker: its size and its throughput.',
      StorageMode:
        "Keeps all data on the brokers' disks (`LOCAL`) or moves older data to cheaper storage (`TIERED`).",
      'Tls.CertificateAuthorityArnList':
        'The private certificate authorities, by ARN, whose client certificates the brokers accept.',
      'Tls.Enabled': 'Turns on login with client certificates (mutual TLS); port 9094 inside the VPC.',
      'Unauthenticated.Enabled':
        'If `true`, whoever reaches the brokers in the network connects without logging in.',
      'VpcConnectivity.ClientAuthentication':
        'How clients that come from other VPCs over PrivateLink log in.',
      'VpcConnectivityClientAuthentication.Sasl':
        'How clients from other VPCs log in over SASL: with IAM or with a user name and a password.',
      'VpcConnectivityClientAuthentication.Tls': 'How clients from other VPCs log in with a TLS certificate.',
      'VpcConnectivityIam.Enabled':
        'Turns on login with IAM for clients that come from other VPCs over PrivateLink.',
      'VpcConnectivitySasl.Iam': 'Login with IAM for clients that come from other VPCs over PrivateLink.',
      'VpcConnectivitySasl.Scram':
        'Login with a user name and a password for clients that come from other VPCs over PrivateLink.',
      'VpcConnectivityScram.Enabled':
        'Turns on login with user names and passwords for clients that come from other VPCs over PrivateLink.',
      'VpcConnectivityTls.Enabled':
        'Turns on login with TLS certificates for clients that come from other VPCs over PrivateLink.',
      ZookeeperAccess: "Turns access to the cluster's Apache ZooKeeper nodes on or off.",
      'ZookeeperAccess.Enabled': "Turns access to the cluster's ZooKeeper nodes on or off.",
    },
    'AWS::MSK::ServerlessCluster': {
      ClientAuthentication: 'How clients sign in: always with IAM, on port 9098.',
      'ClientAuthentication.Sasl': 'How clients authenticate by SASL; a serverless cluster uses IAM.',
      ClusterName: 'The name of the serverless cluster, 1 to 64 characters.',
      'Iam.Enabled': 'Has clients authenticate and be authorized with IAM; they connect on port 9098.',
      'Sasl.Iam': 'The settings of IAM access control for clients.',
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
      'LoggingConfiguration.DagProcessingLogs':
        'Sends the logs of the DAG processor, which reads your DAG files, to CloudWatch Logs.',
      'LoggingConfiguration.SchedulerLogs': "Sends the logs of Airflow's scheduler to CloudWatch Logs.",
      'LoggingConfiguration.TaskLogs': 'Sends the logs of the tasks in your DAGs to CloudWatch Logs.',
      'LoggingConfiguration.WebserverLogs': "Sends the logs of Airflow's web server to CloudWatch Logs.",
      'LoggingConfiguration.WorkerLogs': "Sends the logs of Airflow's workers to CloudWatch Logs.",
      MaxWebservers: 'The most web servers that MWAA scales up to, 2 to 5; 2 by default (on `mw1.micro`: 1).',
      MaxWorkers: 'The most workers that MWAA scales up to while tasks wait in the queue.',
      MinWebservers:
        'The fewest web servers, to which MWAA scales back, 2 to 5; 2 by default (on `mw1.micro`: 1).',
      MinWorkers: 'The fewest workers, to which MWAA scales back when no tasks run or wait.',
      'ModuleLoggingConfiguration.CloudWatchLogGroupArn':
        'Set by AWS: the ARN of the CloudWatch Logs log group that receives these logs.',
      'ModuleLoggingConfiguration.Enabled': 'Whether logs of this kind go to CloudWatch Logs.',
      'ModuleLoggingConfiguration.LogLevel':
        'The least severe level of log entries of this kind that goes to CloudWatch Logs.',
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
      'ProxySettings.ListenerProperties':
        'The ports on which the proxy listens, at most one each for HTTP and HTTPS; 3128 and 8443 by default.',
      SubnetChangeProtection: 'Blocks changes to the subnets of the firewall until you turn this off.',
      SubnetMappings:
        'The subnets, one per Availability Zone, for the endpoints to which route tables send traffic; each costs by the hour.',
      VpcEndpoint:
        'The VPC and subnets of the endpoints of a proxy mode firewall, instead of `VpcId` and `SubnetMappings`.',
      'VpcEndpoint.SubnetMappings':
        'The subnets of the firewall endpoints in proxy mode, one per Availability Zone; a change replaces the firewall.',
    },
    'AWS::NetworkFirewall::FirewallPolicy': {
      'ActionDefinition.PublishMetricAction':
        'Counts the matching packets in CloudWatch, under the dimension given here.',
      'CustomAction.ActionDefinition': 'What the custom action does: it publishes a CloudWatch metric.',
      'CustomAction.ActionName':
        "The name by which the policy's default actions refer to this action: letters and digits, up to 128.",
      Description: 'A note about the firewall policy, for people who look after it.',
      'Dimension.Value':
        "The dimension's value in CloudWatch, 1 to 128 letters, digits, spaces, hyphens or underscores.",
      FirewallPolicy:
        'The stateless and stateful rule groups, and what happens to packets that match none of their rules.',
      'FirewallPolicy.EnableTLSSessionHolding':
        'Holds TLS packets back from the server until rules on the host name (SNI) have decided; needs a TLS inspection configuration.',
      'FirewallPolicy.PolicyVariables':
        'Overrides of Suricata variables for the policy, such as `HOME_NET`, the addresses that count as inside.',
      'FirewallPolicy.StatefulDefaultActions':
        'What happens to a packet that no stateful rule matches, such as `aws:drop_strict`; only with strict rule order.',
      'FirewallPolicy.StatefulEngineOptions':
        'Rule order, idle timeout and handling of broken connections in the stateful engine.',
      'FirewallPolicy.StatefulRuleGroupReferences':
        'The stateful rule groups that inspect whole connections in this policy.',
      'FirewallPolicy.StatelessCustomActions':
        'Your own named actions, which the stateless default actions can use beside the standard ones.',
      'FirewallPolicy.StatelessDefaultActions':
        'What happens to a packet that no stateless rule matches: `aws:pass`, `aws:drop` or `aws:forward_to_sfe` (on to the stateful rules).',
      'FirewallPolicy.StatelessFragmentDefaultActions':
        'The same for fragmented UDP packets that no stateless rule matches: `aws:pass`, `aws:drop` or `aws:forward_to_sfe`.',
      'FirewallPolicy.StatelessRuleGroupReferences':
        'The stateless rule groups, which judge each packet on its own before the stateful rules.',
      'FirewallPolicy.TLSInspectionConfigurationArn':
        'The TLS inspection configuration with which the firewall decrypts traffic to inspect it.',
      FirewallPolicyName: 'The name of the firewall policy; a new name means a new policy.',
      'PublishMetricAction.Dimensions': 'The CloudWatch dimension of the metric; exactly one.',
      'StatefulEngineOptions.FlowTimeouts':
        'How long a connection can be silent before the firewall counts it as idle: for TCP 60 to 6000 seconds, 350 by default.',
      'StatefulEngineOptions.RuleOrder':
        'The order of the stateful rules: by action (pass first) by default, or by your priorities with `STRICT_ORDER`.',
      'StatefulEngineOptions.StreamExceptionPolicy':
        'What happens to traffic of a connection that broke midstream; by default it is dropped.',
      'StatefulRuleGroupOverride.Action':
        "Turns the managed rule group's drops into alerts, to try it without blocking traffic.",
      'StatefulRuleGroupReference.DeepThreatInspection':
        'For the active threat defense managed rules: has AWS analyze service logs of the traffic to find threats.',
      'StatefulRuleGroupReference.Override': 'Changes how a managed rule group acts in this policy.',
      'StatefulRuleGroupReference.Priority':
        "The rule group's turn in strict rule order: the lowest number runs first, each number once; 1 to 65535.",
      'StatefulRuleGroupReference.ResourceArn': 'The ARN of the stateful rule group.',
      'StatelessRuleGroupReference.Priority':
        "The rule group's turn: the lowest number is applied first, each number once; 1 to 65535.",
      'StatelessRuleGroupReference.ResourceArn': 'The ARN of the stateless rule group.',
    },
    'AWS::NetworkFirewall::RuleGroup': {
      'ActionDefinition.PublishMetricAction':
        'Counts the matching packets in CloudWatch, under the dimension given here.',
      'Address.AddressDefinition': 'An address or a CIDR block, IPv4 or IPv6.',
      Capacity:
        'The most that the rules of the group may need; it is reserved for the group and cannot be changed later.',
      'CustomAction.ActionDefinition': 'What the custom action does: it publishes a CloudWatch metric.',
      'CustomAction.ActionName': 'The name by which stateless rules of the group refer to this action.',
      Description: 'A note about the rule group, for people who look after it.',
      'Dimension.Value':
        "The dimension's value in CloudWatch, 1 to 128 letters, digits, spaces, hyphens or underscores.",
      'Header.Destination':
        'The destination: an address, a CIDR block, a variable such as `$HOME_NET`, or `ANY`.',
      'Header.DestinationPort': 'The destination port, a range such as `1990:1994`, or `ANY`.',
      'Header.Direction':
        '`FORWARD` for traffic from the source to the destination, `ANY` for both directions.',
      'Header.Protocol': 'The protocol that the rule looks for; `IP` for all of them.',
      'Header.Source': 'The source: an address, a CIDR block, a variable such as `$HOME_NET`, or `ANY`.',
      'Header.SourcePort': 'The source port, a range such as `1990:1994`, or `ANY`.',
      'MatchAttributes.DestinationPorts': 'The destination ports that match; without any, all do.',
      'MatchAttributes.Destinations': 'The destinations that match; without any, all do.',
      'MatchAttributes.Protocols': 'The protocols that match, by their IANA numbers; without any, all do.',
      'MatchAttributes.SourcePorts': 'The source ports that match; without any, all do.',
      'MatchAttributes.Sources': 'The sources that match; without any, all do.',
      'MatchAttributes.TCPFlags': 'The TCP flags that match; without any, all do.',
      'PortRange.FromPort': 'The first port of the range.',
      'PortRange.ToPort': 'The last port of the range.',
      'PublishMetricAction.Dimensions': 'The one dimension under which the packets are counted.',
      'ReferenceSets.IPSetReferences':
        'Prefix lists and resource groups that the rules name, by their variables.',
      'RuleDefinition.Actions':
        'One of `aws:pass`, `aws:drop` and `aws:forward_to_sfe`, and custom actions besides.',
      'RuleDefinition.MatchAttributes': 'What a packet must have for the rule to apply.',
      RuleGroup: 'The rules, and the variables that they use.',
      'RuleGroup.ReferenceSets': 'Sets of addresses outside of the group that its rules name.',
      'RuleGroup.RuleVariables': 'Addresses and ports that the rules name by variables.',
      'RuleGroup.RulesSource': 'The rules, in one of four forms.',
      'RuleGroup.StatefulRuleOptions':
        'How the firewall policy handles the stateful rules, such as their order.',
      RuleGroupName: 'The name of the rule group; a new name means a new group.',
      'RuleOption.Keyword': 'The keyword of the Suricata option, such as `sid`.',
      'RuleOption.Settings': 'The settings of the option, for a keyword that has any.',
      'RuleVariables.IPSets': 'Lists of addresses, by the names of their variables.',
      'RuleVariables.PortSets': 'Lists of ports, by the names of their variables.',
      'RulesSource.RulesSourceList': 'Domain names to allow or to deny, from which stateful rules are made.',
      'RulesSource.RulesString': 'Stateful rules in the format of Suricata, as one text.',
      'RulesSource.StatefulRules': 'Stateful rules with their parts as properties.',
      'RulesSource.StatelessRulesAndCustomActions':
        'Stateless rules, and the actions of your own that they use.',
      'RulesSourceList.GeneratedRulesType': 'Whether the domain names are allowed or denied.',
      'RulesSourceList.TargetTypes': 'Where the names are looked for: `TLS_SNI`, `HTTP_HOST` or both.',
      'RulesSourceList.Targets': 'The domain names; one that begins with a dot includes its subdomains.',
      'StatefulRule.Action': 'What happens to traffic that matches.',
      'StatefulRule.Header': 'Where the traffic comes from and goes to, and its protocol.',
      'StatefulRule.RuleOptions':
        'Further options of Suricata; `sid`, the number of the rule, is among them.',
      'StatefulRuleOptions.RuleOrder':
        'Whether rules are processed in the order of their actions or as they are written; that of the firewall policy must be the same.',
      'StatelessRule.Priority':
        'The place of the rule in the order: lower numbers come first, and each is used once.',
      'StatelessRule.RuleDefinition': 'What the rule matches, and what happens then.',
      'StatelessRulesAndCustomActions.CustomActions': 'Actions of your own that the stateless rules use.',
      'StatelessRulesAndCustomActions.StatelessRules': 'The stateless rules, each with its own priority.',
      SummaryConfiguration: 'Which parts of the rules are shown in summaries of the group.',
      'TCPFlagField.Flags': 'The flags that must be set, of those in `Masks`.',
      'TCPFlagField.Masks': 'The flags that are looked at; all where there are none.',
      Type: '`STATELESS` or `STATEFUL`: the kind of the rules; it cannot be changed later.',
    },
    'AWS::OpenSearchService::Domain': {
      AIMLOptions:
        'Machine-learning features of the domain: vectors stored in S3 and GPU-accelerated vector indexes.',
      'AIMLOptions.S3VectorsEngine': 'Turns the S3 vectors engine on, which stores vector data in Amazon S3.',
      'AIMLOptions.ServerlessVectorAcceleration':
        'Turns GPU acceleration of vector workloads on for the domain.',
      AccessPolicies:
        'The IAM policy that says who may call the domain; in a VPC the security groups must allow the traffic as well.',
      AdvancedOptions:
        'Low-level settings as strings, such as `rest.action.multi.allow_explicit_index` or `indices.fielddata.cache.size`.',
      AdvancedSecurityOptions:
        'Fine-grained access control: users, roles, SAML and JWT; needs HTTPS, node-to-node encryption and encryption at rest.',
      'AdvancedSecurityOptionsInput.AnonymousAuthDisableDate':
        'Set by AWS: the date on which the migration period with anonymous access ends.',
      'AdvancedSecurityOptionsInput.AnonymousAuthEnabled':
        'Opens a 30-day migration period in which role mappings can be added, when an existing domain turns on fine-grained access control.',
      'AdvancedSecurityOptionsInput.Enabled':
        "Turns fine-grained access control on; needs HTTPS, node-to-node encryption and encryption at rest. It can't be turned off again.",
      'AdvancedSecurityOptionsInput.IAMFederationOptions':
        'How identities federated through IAM sign in to the domain.',
      'AdvancedSecurityOptionsInput.InternalUserDatabaseEnabled':
        'Keeps users and passwords inside the domain, so clients can sign in by HTTP basic authentication.',
      'AdvancedSecurityOptionsInput.JWTOptions': 'How the domain accepts JSON Web Tokens as sign-in.',
      'AdvancedSecurityOptionsInput.MasterUserOptions':
        'The first administrator of the domain: an IAM ARN, or a name and a password.',
      'AdvancedSecurityOptionsInput.SAMLOptions':
        'How users sign in to OpenSearch Dashboards through a SAML identity provider.',
      AutomatedSnapshotPauseOptions:
        'Pauses automated snapshots, for at most 3 days; no restore to a time within the pause is possible.',
      'AutomatedSnapshotPauseOptions.Enabled':
        'Pauses the automated snapshots between `StartTime` and `EndTime`.',
      'AutomatedSnapshotPauseOptions.EndTime': 'The timestamp at which automated snapshots resume.',
      'AutomatedSnapshotPauseOptions.StartTime': 'The timestamp from which automated snapshots are paused.',
      ClusterConfig:
        "The number and types of the domain's nodes and whether they are spread over several Availability Zones.",
      'ClusterConfig.ColdStorageOptions':
        'Cold storage for indexes that are rarely searched; needs warm nodes.',
      'ClusterConfig.DedicatedMasterCount':
        'The number of dedicated master nodes: at least 3 and not 4, usually 3.',
      'ClusterConfig.DedicatedMasterEnabled':
        'Adds master nodes that only manage the cluster, apart from the data nodes; you pay for them too.',
      'ClusterConfig.DedicatedMasterType':
        'The instance type of the dedicated master nodes, such as `m6g.large.search`.',
      'ClusterConfig.InstanceCount': 'The number of data nodes, which hold the indexes and answer searches.',
      'ClusterConfig.InstanceType': 'The instance type of the data nodes, such as `r6g.large.search`.',
      'ClusterConfig.MultiAZWithStandbyEnabled':
        'Spreads the domain over three Availability Zones, one of which is a standby that serves only if another fails.',
      'ClusterConfig.NodeOptions':
        'Further node types of the cluster, such as coordinator nodes, with their size and number.',
      'ClusterConfig.WarmCount': 'The number of UltraWarm nodes; used when `WarmEnabled` is true.',
      'ClusterConfig.WarmEnabled':
        'Adds UltraWarm nodes, cheaper storage for older indexes; needs dedicated master nodes.',
      'ClusterConfig.WarmType':
        'The instance type of the UltraWarm nodes, such as `ultrawarm1.medium.search`.',
      'ClusterConfig.ZoneAwarenessConfig':
        'The number of Availability Zones; needed when `ZoneAwarenessEnabled` is true.',
      'ClusterConfig.ZoneAwarenessEnabled':
        'Spreads the nodes and replicas over several Availability Zones, so the domain survives the loss of one.',
      CognitoOptions: 'Sign-in to OpenSearch Dashboards through an Amazon Cognito user pool.',
      'CognitoOptions.Enabled': 'Makes users of OpenSearch Dashboards sign in through Amazon Cognito.',
      'CognitoOptions.IdentityPoolId':
        'The Cognito identity pool that gives signed-in Dashboards users temporary AWS credentials.',
      'CognitoOptions.RoleArn':
        'The IAM role with which OpenSearch Service configures the user pool and the identity pool.',
      'CognitoOptions.UserPoolId': 'The Cognito user pool whose users can sign in to OpenSearch Dashboards.',
      'ColdStorageOptions.Enabled': 'Turns cold storage on; needs UltraWarm nodes.',
      DeploymentStrategyOptions:
        'How blue/green updates get new nodes: all at once, or in batches where AWS lacks capacity (`CapacityOptimized`).',
      'DeploymentStrategyOptions.DeploymentStrategy':
        'The strategy by which AWS deploys changes to the domain.',
      DomainEndpointOptions:
        "The domain's endpoint: whether it enforces HTTPS, its TLS policy, and a domain name of your own.",
      'DomainEndpointOptions.CustomEndpoint':
        "Your own host name for the domain, such as `search.example.com`; your DNS needs a record for it that points to the domain's endpoint.",
      'DomainEndpointOptions.CustomEndpointCertificateArn':
        'The ACM certificate that covers the host name in `CustomEndpoint`.',
      'DomainEndpointOptions.CustomEndpointEnabled':
        'Turns the host name in `CustomEndpoint` on; it needs a certificate too.',
      'DomainEndpointOptions.EnforceHTTPS': 'Refuses plain HTTP: clients reach the domain by HTTPS only.',
      'DomainEndpointOptions.TLSSecurityPolicy':
        'The TLS versions that the HTTPS endpoint accepts, such as `Policy-Min-TLS-1-2-2019-07` for TLS 1.2.',
      DomainName:
        "The domain's name, 3 to 28 characters, unique in the account and Region; AWS generates one by default.",
      EBSOptions: 'The EBS volume of each data node: its type, size in GiB, IOPS and throughput.',
      'EBSOptions.EBSEnabled':
        'Attaches an EBS volume to each data node; instance types without local disks need it.',
      'EBSOptions.Iops':
        "The I/O operations per second of each data node's volume; for `gp3` and `io1` only.",
      'EBSOptions.Throughput': "The throughput of each data node's volume in MiB/s; for `gp3` only.",
      'EBSOptions.VolumeSize':
        "The size of each data node's volume in GiB; the range depends on the instance type.",
      'EBSOptions.VolumeType': "The type of the data nodes' volumes: `gp3`, `gp2`, `io1` or `standard`.",
      EncryptionAtRestOptions:
        'Encrypts the data at rest with a KMS key; may be added later, but a change once it is set replaces the domain.',
      'EncryptionAtRestOptions.Enabled':
        "Encrypts the domain's indexes, logs and automated snapshots at rest.",
      'EncryptionAtRestOptions.KmsKeyId':
        'The KMS key for the encryption at rest; without it, AWS uses its own managed key for OpenSearch Service.',
      EngineVersion:
        'The engine and version, such as `OpenSearch_2.11`; a change replaces the domain unless `EnableVersionUpgrade` is set.',
      'IAMFederationOptions.Enabled': 'Turns sign-in with identities federated through IAM on.',
      'IAMFederationOptions.RolesKey': "The key under which the federated identity carries the user's roles.",
      'IAMFederationOptions.SubjectKey':
        "The key under which the federated identity carries the user's name.",
      IPAddressType:
        'The IP protocols of the endpoint, `ipv4` or `dualstack`; a dual-stack domain cannot go back.',
      IdentityCenterOptions: 'Access to the domain for users and groups of IAM Identity Center.',
      'Idp.EntityId': 'The id by which the identity provider knows the application, 8 to 512 characters.',
      'Idp.MetadataContent': 'The XML metadata that the identity provider exports for the application.',
      'JWTOptions.Enabled': 'Turns authentication by JSON Web Token on.',
      'JWTOptions.PublicKey': 'The public key with which the domain verifies the signature of a token.',
      'JWTOptions.RolesKey': "The claim of the token that holds the user's roles.",
      'JWTOptions.SubjectKey': "The claim of the token that holds the user's name.",
      LogPublishingOptions:
        'The CloudWatch log group for each log type: slow logs, application logs and audit logs.',
      'MasterUserOptions.MasterUserARN':
        'The IAM identity that administers the domain; only when `InternalUserDatabaseEnabled` is false.',
      'MasterUserOptions.MasterUserName':
        "The administrator's user name, up to 64 characters; only with the internal user database.",
      'MasterUserOptions.MasterUserPassword':
        "The administrator's password, 8 to 128 characters; better a dynamic reference to Secrets Manager than plain text.",
      'NodeConfig.Count': 'The number of nodes of this type.',
      'NodeConfig.Enabled': 'Adds nodes of this type to the cluster.',
      'NodeConfig.Type': 'The instance type of these nodes, such as `m6g.large.search`.',
      'NodeOption.NodeConfig': 'The size and number of the nodes of this type.',
      'NodeOption.NodeType': 'The type of node that this entry adds to the cluster.',
      NodeToNodeEncryptionOptions:
        "Encrypts the traffic between the domain's nodes with TLS; once on, it cannot be turned off.",
      'NodeToNodeEncryptionOptions.Enabled':
        "Encrypts the traffic between the domain's nodes with TLS; it can't be turned off again.",
      'OffPeakWindow.WindowStartTime': 'The start of the window in UTC; it ends 10 hours later.',
      OffPeakWindowOptions:
        'The daily 10 hours in which AWS updates the domain; they start at 22:00 local time of the Region by default.',
      'OffPeakWindowOptions.Enabled':
        "Gives the domain a daily window for updates; on for all domains created since 16 February 2023 and can't be turned off.",
      'OffPeakWindowOptions.OffPeakWindow': 'When the daily 10-hour window for updates starts.',
      'SAMLOptions.Enabled': 'Turns sign-in to OpenSearch Dashboards by SAML on.',
      'SAMLOptions.Idp': 'The SAML identity provider: its entity id and its metadata.',
      'SAMLOptions.MasterBackendRole':
        'The role from the identity provider whose members administer the domain.',
      'SAMLOptions.MasterUserName':
        'The SAML user who administers the domain; kept in its internal user database.',
      'SAMLOptions.RolesKey': "The SAML attribute that holds the user's backend roles; `roles` by default.",
      'SAMLOptions.SessionTimeoutMinutes':
        'The minutes after which a Dashboards session ends, 1 to 1440; 60 by default.',
      'SAMLOptions.SubjectKey': "The SAML element that holds the user's name; `NameID` by default.",
      SkipShardMigrationWait: 'Skips the wait for shard migration during an update of the domain.',
      SnapshotOptions:
        'Deprecated: the UTC hour of the daily snapshot; Elasticsearch 5.3 and later and OpenSearch have hourly ones.',
      'SnapshotOptions.AutomatedSnapshotStartHour':
        'The hour (UTC, 0 to 23) at which the daily automated snapshot starts; 0 by default.',
      SoftwareUpdateOptions:
        'Whether service software updates are automatic, and whether blue/green deployments install the latest one.',
      'SoftwareUpdateOptions.AutoSoftwareUpdateEnabled':
        'Installs service software updates automatically, within the off-peak window.',
      'SoftwareUpdateOptions.UseLatestServiceSoftwareForBlueGreen':
        'Moves to the newest service software whenever a change needs a blue/green deployment.',
      VPCOptions:
        "The endpoint's subnets and security groups; without them it is public. A domain cannot switch between the two.",
      'WindowStartTime.Hours': 'The hour at which the window starts, in UTC, 0 to 23.',
      'WindowStartTime.Minutes': 'The minute at which the window starts, in UTC, 0 to 59.',
      'ZoneAwarenessConfig.AvailabilityZoneCount':
        'The number of Availability Zones, 2 or 3; in a VPC it equals the number of subnets.',
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
      'AdditionalStorageVolume.StorageOperationPercentProgress':
        'Set by AWS: how much of a running storage operation on the volume is done, in percent.',
      'AdditionalStorageVolume.StorageOperationStatus':
        'Set by AWS: the running storage operation on the volume, initializing or optimizing; absent if there is none.',
      TdeCredentialArn:
        'The ARN, in a key store, for Transparent Data Encryption of the instance; not for Aurora or RDS Custom.',
      TdeCredentialPassword: 'The password for the key store of `TdeCredentialArn`; not for RDS Custom.',
    },
    'AWS::RDS::DBParameterGroup': {
      Parameters:
        "The engine's settings by name, such as `max_connections`, for all instances that use the group.",
    },
    'AWS::RDS::DBProxy': {
      'TagFormat.Key': 'The key of a tag of the proxy.',
      'TagFormat.Value': 'The value of a tag of the proxy.',
    },
    'AWS::RDS::DBProxyEndpoint': {
      'TagFormat.Key': "The tag's key, for example `Name` or `Environment`.",
      'TagFormat.Value': "The tag's value, for example `production`.",
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
      'Endpoint.Address': 'Set by AWS: the DNS name of the cluster, to which clients connect.',
      'Endpoint.Port': 'Set by AWS: the port on which the cluster accepts connections.',
      LoggingProperties: "Where the cluster's audit logs go: an S3 bucket or CloudWatch Logs.",
      'LoggingProperties.BucketName':
        "The existing S3 bucket for the audit logs, in the cluster's Region; its policy must permit Redshift to write.",
      'LoggingProperties.LogDestinationType': 'Where the audit logs go, such as `s3` or `cloudwatch`.',
      'LoggingProperties.LogExports':
        'The logs to export, such as `connectionlog`, `userlog` and `useractivitylog`.',
      'LoggingProperties.S3KeyPrefix':
        "The prefix of the log files' names in the bucket, up to 256 characters.",
      NamespaceResourcePolicy:
        "The resource policy of the cluster's namespace, for example for zero-ETL integrations into it.",
      NodeType: 'The CPU, memory and storage of each node, such as `ra3.large`.',
      OwnerAccount:
        'The account that owns the snapshot; needed to restore from a snapshot of another account.',
    },
    'AWS::RedshiftServerless::Workgroup': {
      'ConfigParameter.ParameterKey':
        'The name of a database parameter, for example `search_path`, `require_ssl` or `max_query_execution_time`.',
      'ConfigParameter.ParameterValue': 'The value of the database parameter, as text.',
      'Endpoint.Address': 'Set by AWS: the DNS name that SQL clients connect to.',
      'Endpoint.Port': 'Set by AWS: the port on which the workgroup listens, 5439 by default.',
      'Endpoint.VpcEndpoints': 'Set by AWS: the VPC endpoints through which the workgroup is reached.',
      'NetworkInterface.AvailabilityZone': 'Set by AWS: the Availability Zone of the network interface.',
      'NetworkInterface.PrivateIpAddress':
        'Set by AWS: the IPv4 address of the network interface within its subnet.',
      'PerformanceTarget.Level':
        'The balance of price and speed: 1 (lowest cost), 25, 50 (balanced), 75 or 100 (highest performance).',
      'PerformanceTarget.Status':
        'Whether Redshift Serverless scales the workgroup towards the price-performance target.',
      TrackName:
        'The release track of the workgroup: `current`, the default, or `trailing`, the release before it.',
      'VpcEndpoint.NetworkInterfaces':
        "Set by AWS: the network interfaces of the VPC endpoint in the workgroup's subnets.",
      'VpcEndpoint.VpcEndpointId': 'Set by AWS: the ID of the VPC endpoint.',
      'Workgroup.BaseCapacity':
        'Set by AWS: the base capacity of the workgroup in Redshift Processing Units (RPUs).',
      'Workgroup.ConfigParameters': 'Set by AWS: the database parameters of the workgroup.',
      'Workgroup.CreationDate': 'Set by AWS: when the workgroup was created.',
      'Workgroup.Endpoint':
        'Set by AWS: the endpoint that SQL clients connect to, with its address and port.',
      'Workgroup.EnhancedVpcRouting':
        "Set by AWS: whether the workgroup's traffic, such as loads from S3, is routed through your VPC.",
      'Workgroup.MaxCapacity':
        'Set by AWS: the most capacity the workgroup uses for queries, in Redshift Processing Units (RPUs).',
      'Workgroup.NamespaceName':
        'Set by AWS: the namespace, with databases and users, that the workgroup belongs to.',
      'Workgroup.PricePerformanceTarget':
        'Set by AWS: the price-performance target of the workgroup, its level and whether it is on.',
      'Workgroup.PubliclyAccessible':
        'Set by AWS: whether the workgroup can be reached from outside the VPC, over a public network.',
      'Workgroup.Status': 'Set by AWS: the state of the workgroup, for example `AVAILABLE`.',
      'Workgroup.TrackName': 'Set by AWS: the track from which the workgroup gets its Redshift releases.',
      'Workgroup.WorkgroupArn': 'Set by AWS: the ARN of the workgroup.',
      'Workgroup.WorkgroupId': 'Set by AWS: the unique ID of the workgroup.',
      'Workgroup.WorkgroupName': 'Set by AWS: the name of the workgroup.',
    },
    'AWS::Route53::HostedZone': {
      DelegationSetId: 'The reusable delegation set, by ID, whose name servers a public hosted zone gets.',
      'HostedZoneFeatures.EnableAcceleratedRecovery':
        'Turns on accelerated recovery: record changes of a public hosted zone work again sooner after an outage of us-east-1.',
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
      'FunctionUrlConfig.AuthType':
        'Who may call the URL: `AWS_IAM`, only signed requests, or `NONE`, everyone.',
      'FunctionUrlConfig.Cors':
        'Which origins, methods and headers a browser may use to call the URL from a page of another site.',
      'FunctionUrlConfig.InvokeMode':
        'How the answer is sent: `BUFFERED`, as a whole, which is the default, or `RESPONSE_STREAM`, in parts.',
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
      RolePath:
        'The IAM path of the role that SAM creates, for example `/service/`; not for use with `Role`.',
      SnapStartResponse: 'Set by AWS: to which versions SnapStart applies, and whether it is on.',
      SourceKMSKeyArn:
        "The KMS key that encrypts the function's .zip package; without it, a key that AWS owns.",
      Tracing: 'Traces calls with AWS X-Ray: `Active`, `PassThrough` or `Disabled`.',
      VersionDeletionPolicy:
        'Whether versions that `AutoPublishAlias` made stay (`Retain`) or go (`Delete`) when they leave the stack.',
      'VpcConfig.Ipv6AllowedForDualStack':
        'Sends outgoing IPv6 traffic from dual-stack subnets; without it the function has only IPv4. Off by default.',
    },
    'AWS::ServiceDiscovery::Instance': {
      InstanceAttributes:
        'What DNS queries or API calls for the instance return, for example `AWS_INSTANCE_IPV4` and `AWS_INSTANCE_PORT`.',
    },
    'AWS::ServiceDiscovery::PublicDnsNamespace': {
      'Properties.DnsProperties': "The DNS settings of the namespace's public hosted zone.",
      'PublicDnsPropertiesMutable.SOA':
        "The settings of the Start of Authority record in the namespace's public zone.",
      'SOA.TTL': 'The seconds for which resolvers keep the answer that a name does not exist.',
    },
    'AWS::ServiceDiscovery::PrivateDnsNamespace': {
      'PrivateDnsPropertiesMutable.SOA':
        "The settings of the Start of Authority record in the namespace's hosted zone.",
      'Properties.DnsProperties': "The DNS settings of the namespace's private hosted zone.",
      'SOA.TTL': 'The seconds for which resolvers remember that a name does not exist (negative caching).',
    },
    'AWS::Transfer::Server': {
      Certificate: "The ARN of the server's TLS certificate in AWS Certificate Manager; required for FTPS.",
      Domain:
        'The storage behind the server: Amazon S3, the default, or Amazon EFS; it cannot change on an existing server.',
      EndpointDetails:
        'The VPC, subnets and security groups of a `VPC` endpoint, and Elastic IP addresses that open it to the internet.',
      'EndpointDetails.AddressAllocationIds':
        'The Elastic IPs that open the server to the internet, one for each subnet; for `VPC` endpoints on IPv4, not for FTP.',
      'EndpointDetails.VpcEndpointId':
        'The VPC endpoint of the server, only with the old type `VPC_ENDPOINT`; `VPC` has replaced it.',
      EndpointType:
        'Where clients reach the server: `PUBLIC` over the internet, `VPC` from the VPC or, with Elastic IP addresses, from both.',
      IdentityProviderDetails:
        'The directory, Lambda function or API Gateway URL that checks users; not with `SERVICE_MANAGED`.',
      'IdentityProviderDetails.DirectoryId': 'The AWS Directory Service directory whose users sign in.',
      'IdentityProviderDetails.Function':
        'The ARN of the Lambda function that checks each sign-in, for `AWS_LAMBDA`.',
      'IdentityProviderDetails.InvocationRole':
        'The ARN of the role with which the server calls your API, for `API_GATEWAY` only.',
      'IdentityProviderDetails.SftpAuthenticationMethods':
        'What SFTP users sign in with: password, key, or both; only for custom identity providers. Either one by default.',
      'IdentityProviderDetails.Url': 'The URL of the API that checks each sign-in, for `API_GATEWAY`.',
      IdentityProviderType:
        'Who checks the users: the service itself by default (`SERVICE_MANAGED`), a directory, a Lambda function or your own API.',
      IpAddressType:
        'The IP version of the endpoint, `IPV4` by default; changes only while the server is stopped.',
      LoggingRole: 'The ARN of the IAM role with which the server writes user activity to CloudWatch Logs.',
      PostAuthenticationLoginBanner: 'A text shown to users after they sign in; SFTP cannot show it.',
      PreAuthenticationLoginBanner: 'A text shown to users before they sign in, up to 4096 characters.',
      ProtocolDetails:
        'Protocol settings: the passive-mode address for FTP and FTPS, TLS session resumption, `SETSTAT` errors, AS2 transport.',
      'ProtocolDetails.As2Transports': 'The transport of AS2 messages; only HTTP is supported.',
      'ProtocolDetails.PassiveIp':
        "The IPv4 address that FTP and FTPS clients get for data connections, such as a firewall's; `AUTO` by default.",
      'ProtocolDetails.ProxyConfig':
        "Reads the client's IP address from the PROXY protocol (version 2) behind a Network Load Balancer.",
      'ProtocolDetails.SetStatOption':
        "Ignores a client's attempt to set file attributes on S3, which fails otherwise, with `ENABLE_NO_OP`.",
      'ProtocolDetails.TlsSessionResumptionMode':
        "Reuses the control connection's TLS session for FTPS data; `ENFORCED`, the default, refuses clients that cannot.",
      Protocols:
        'The protocols that clients may use; FTP, FTPS and AS2 need a `VPC` endpoint, and FTP works without Elastic IPs only.',
      'ProxyConfig.SftpMode':
        'Refuses SFTP connections without a PROXY protocol header, or ignores the header; `NONE` (ignore) by default.',
      S3StorageOptions: 'Makes listing of directories in S3 faster (`DirectoryListingOptimization`).',
      'S3StorageOptions.DirectoryListingOptimization':
        'Lists S3 directories faster; home directory mappings to a file then need the type `FILE`.',
      SecurityPolicyName:
        'The security policy of AWS, by name, that sets which ciphers and key exchanges the server accepts.',
      StructuredLogDestinations:
        'The log group of CloudWatch Logs for structured logs, at most one, as an ARN that ends in `:*`.',
      'WorkflowDetail.ExecutionRole':
        "The ARN of the role with which the workflow's steps reach S3, EFS and Lambda.",
      'WorkflowDetail.WorkflowId': 'The ID of the Transfer Family workflow to run.',
      WorkflowDetails:
        'The workflows that start after a complete or a broken-off upload, and the IAM roles that run them.',
      'WorkflowDetails.OnPartialUpload':
        'The workflow that starts when a session ends in the middle of an upload; at most one.',
      'WorkflowDetails.OnUpload': 'The workflow that starts after a file is uploaded; at most one.',
    },
  });
}
