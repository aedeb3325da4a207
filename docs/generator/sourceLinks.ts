// The sources of a rule as links with readable labels.

import { FACTS } from '../../server/src/aws/facts.ts';
import { SCHEMA_TEXTS } from '../../server/src/aws/schema/resourceSchemas.ts';
import type { Rule } from '../../server/src/rules/defineRule.ts';

/** The release of Zappa that the places in its source are cited from. */
const ZAPPA = '0.63.0';

const AWS = 'https://docs.aws.amazon.com/';

/** Guides by how their pages' addresses begin, below `AWS`. */
const GUIDES: readonly (readonly [prefix: string, name: string])[] = [
  ['eks/latest/eksctl/', 'eksctl User Guide'],
  ['emr/', 'EMR Management Guide'],
  ['imagebuilder/', 'Image Builder User Guide'],
  ['elasticbeanstalk/', 'Elastic Beanstalk Developer Guide'],
  ['dms/latest/userguide/', 'DMS User Guide'],
  ['vpc/latest/ipam/', 'VPC IPAM Guide'],
  ['vpn/latest/s2svpn/', 'Site-to-Site VPN User Guide'],
  ['managed-flink/', 'Managed Flink Developer Guide'],
  ['msk/latest/developerguide/', 'Amazon MSK Developer Guide'],
  ['AWSCloudFormation/latest/TemplateReference/', 'CloudFormation Template Reference'],
  ['AWSCloudFormation/latest/UserGuide/', 'CloudFormation User Guide'],
  ['AWSEC2/latest/APIReference/', 'EC2 API Reference'],
  ['AWSEC2/latest/UserGuide/', 'EC2 User Guide'],
  ['AmazonCloudFront/', 'CloudFront Developer Guide'],
  ['AmazonCloudWatch/', 'CloudWatch User Guide'],
  ['AmazonECR/', 'ECR User Guide'],
  ['AmazonECS/latest/APIReference/', 'ECS API Reference'],
  ['AmazonECS/', 'ECS Developer Guide'],
  ['AmazonElastiCache/latest/dg/', 'ElastiCache User Guide'],
  ['AmazonElastiCache/', 'ElastiCache API Reference'],
  ['Route53/latest/APIReference/', 'Route 53 API Reference'],
  ['Route53/', 'Route 53 Developer Guide'],
  ['redshift/latest/APIReference/', 'Redshift API Reference'],
  ['waf/latest/APIReference/', 'WAF API Reference'],
  ['elasticloadbalancing/2012-06-01/', 'Classic Load Balancers API Reference'],
  ['AmazonRDS/latest/APIReference/', 'RDS API Reference'],
  ['AmazonRDS/', 'RDS User Guide'],
  ['AmazonS3/', 'S3 User Guide'],
  ['apigateway/latest/api/', 'API Gateway API Reference'],
  ['apigateway/', 'API Gateway Developer Guide'],
  ['apprunner/latest/api/', 'App Runner API Reference'],
  ['apprunner/', 'App Runner Developer Guide'],
  ['autoscaling/ec2/userguide/', 'EC2 Auto Scaling User Guide'],
  ['autoscaling/ec2/APIReference/', 'EC2 Auto Scaling API Reference'],
  ['batch/latest/APIReference/', 'AWS Batch API Reference'],
  ['batch/', 'AWS Batch User Guide'],
  ['cdk/', 'AWS CDK API Reference'],
  ['cli/', 'AWS CLI Reference'],
  ['cloudformation-cli/', 'CloudFormation CLI User Guide'],
  ['codebuild/', 'CodeBuild User Guide'],
  ['directoryservice/', 'Directory Service API Reference'],
  ['dms/', 'DMS API Reference'],
  ['documentdb/', 'DocumentDB Developer Guide'],
  ['memorydb/', 'MemoryDB Developer Guide'],
  ['ebs/', 'EBS User Guide'],
  ['efs/', 'EFS User Guide'],
  ['eks/latest/APIReference/', 'EKS API Reference'],
  ['eks/', 'EKS User Guide'],
  ['amazondynamodb/latest/APIReference/API_dax_', 'DAX API Reference'],
  ['appstream2/latest/APIReference/', 'AppStream API Reference'],
  ['datasync/', 'DataSync User Guide'],
  ['grafana/latest/APIReference/', 'Managed Grafana API Reference'],
  ['neptune/latest/userguide/', 'Neptune User Guide'],
  ['quicksight/latest/APIReference/', 'QuickSight API Reference'],
  ['ts-influxdb/', 'Timestream for InfluxDB API Reference'],
  ['workspaces-web/latest/APIReference/', 'WorkSpaces Secure Browser API Reference'],
  ['AWSSimpleQueueService/latest/APIReference/', 'SQS API Reference'],
  ['transfer/latest/APIReference/', 'Transfer Family API Reference'],
  ['transfer/latest/userguide/', 'Transfer Family User Guide'],
  ['sagemaker/latest/APIReference/', 'SageMaker API Reference'],
  ['sagemaker/latest/dg/', 'SageMaker Developer Guide'],
  ['fsx/latest/WindowsGuide/', 'FSx for Windows File Server User Guide'],
  ['elasticloadbalancing/latest/classic/', 'Classic Load Balancers Guide'],
  ['elasticloadbalancing/latest/APIReference/', 'Elastic Load Balancing API Reference'],
  ['elasticloadbalancing/latest/network/', 'Network Load Balancers Guide'],
  ['elasticloadbalancing/', 'Application Load Balancers Guide'],
  ['eventbridge/latest/APIReference/', 'EventBridge API Reference'],
  ['eventbridge/', 'EventBridge User Guide'],
  ['fsx/latest/APIReference/', 'FSx API Reference'],
  ['fsx/', 'FSx for Lustre User Guide'],
  ['glue/', 'Glue Developer Guide'],
  ['IAM/latest/APIReference/', 'IAM API Reference'],
  ['IAM/', 'IAM User Guide'],
  ['network-firewall/latest/APIReference/', 'Network Firewall API Reference'],
  ['vpc-lattice/latest/ug/', 'VPC Lattice User Guide'],
  ['vpc-lattice/latest/APIReference/', 'VPC Lattice API Reference'],
  ['cloud-map/latest/api/', 'Cloud Map API Reference'],
  ['global-infrastructure/', 'AWS Regions and Availability Zones'],
  ['lambda/latest/api/', 'Lambda API Reference'],
  ['lambda/', 'Lambda Developer Guide'],
  ['msk/', 'Amazon MSK API Reference'],
  ['mwaa/', 'MWAA User Guide'],
  ['neptune/', 'Neptune API Reference'],
  ['opensearch-service/', 'OpenSearch Service Developer Guide'],
  ['prescriptive-guidance/', 'AWS Prescriptive Guidance'],
  ['redshift/latest/APIReference/', 'Redshift API Reference'],
  ['redshift/', 'Redshift Management Guide'],
  ['secretsmanager/', 'Secrets Manager User Guide'],
  ['securityhub/', 'Security Hub User Guide'],
  ['serverless-application-model/', 'AWS SAM Developer Guide'],
  ['systems-manager/', 'Systems Manager User Guide'],
  ['vpc/latest/peering/', 'VPC Peering Guide'],
  ['vpc/latest/privatelink/', 'AWS PrivateLink Guide'],
  ['vpc/latest/tgw/', 'Transit Gateways Guide'],
  ['vpc/', 'VPC User Guide'],
  ['vpn/latest/clientvpn-admin/', 'Client VPN Administrator Guide'],
];

/** What a page of a guide is about, where its address does not say so by itself. */
const TOPICS: Readonly<Record<string, string>> = {
  'launch-templates': 'launch templates',
  'reference-arns': 'ARNs',
  'Lambda-Insights-Getting-Started-clouddevelopmentkit': 'Lambda Insights',
  'msk-starting-positions': 'where Lambda starts reading',
  'sam-property-function-eventsource': 'events of functions',
  'serverless-policy-template-list': 'policy templates',
  'lambda-runtimes': 'runtimes',
  'reference-sam-connector': 'connectors',
  'lambda-functions': 'Lambda functions as targets',
  'local-zones': 'Local Zones',
  'reference_policies_condition-keys': 'condition keys',
  'lambda-at-edge-function-restrictions': 'restrictions on Lambda@Edge',
  'resolver-forwarding-outbound-queries': 'forwarding queries',
  'mappings-section-structure': 'mappings',
  task_execution_IAM_role: 'the execution role of tasks',
  'cluster-iam-role': 'the role of a cluster',
  'create-node-role': 'the role of nodes',
  'lambda-intro-execution-role': 'execution roles',
  'flow-logs-iam-role': 'the role of flow logs',
  'apigateway-resource-policies-examples': 'examples of resource policies',
  'attach-load-balancer-asg': 'load balancers of a group',
  'enable-access-logging': 'access logs',
  'load-balancer-access-logs': 'access logs',
  'network-load-balancers': 'Network Load Balancers',
  'aws-resource-iam-instanceprofile': 'AWS::IAM::InstanceProfile',
  ac: 'access control',
  'with-documentdb': 'Amazon DocumentDB',
  API_dax_CreateCluster: 'CreateCluster',
  'with-documentdb-tutorial': 'tutorial for Amazon DocumentDB',
  'neptune-public-endpoints': 'public endpoints',
  'neptune-dualstack-db-cluster': 'dual-stack clusters',
  'example-bucket-policies-vpc-endpoint': 'bucket policies and VPC endpoints',
  'create-serverless-cluster': 'creating an MSK Serverless cluster',
  'create-multi-az-db-cluster': 'creating a Multi-AZ DB cluster',
  'network-type': 'network types',
  'service-networks': 'service networks',
  'create-efs-location': 'locations of EFS',
  'vpc-vpe-create-access': 'endpoints for private routing',
  'aws-properties-datasync-locationefs-ec2config': 'AWS::DataSync::LocationEFS Ec2Config',
  'managedomains-multiaz': 'domains over several zones',
  'aws-properties-ec2-networkinterface-privateipaddressspecification':
    'AWS::EC2::NetworkInterface PrivateIpAddressSpecification',
  'aws-resource-wafv2-webaclassociation': 'AWS::WAFv2::WebACLAssociation',
  'tgw-vpc-attachments': 'attachments of VPCs',
  'dns-failover-private-hosted-zones': 'health checks for private addresses',
  'resolver-overview-forward-vpc-to-network': 'forwarding queries to a network',
  'transit-gateway-quotas': 'quotas of transit gateways',
  'elb-https-load-balancers': 'HTTPS',
  'manage-dns-names': 'DNS names of endpoints',
  'format-version-structure': 'AWSTemplateFormatVersion',
  'template-anatomy': 'sections of a template',
  DownloadDistS3AndCustomOrigins: 'custom origins',
  ResourceRecordTypes: 'types of records',
  'public-access': 'public access',
  'create-endpoint-service': 'endpoint services',
  'target-group-register-targets': 'registering targets',
  'register-multiple-targetgroups': 'several target groups of a service',
  'edit-target-group-attributes': 'target group attributes',
  'application-load-balancer-target': 'Application Load Balancers as targets',
  'aws-properties-elasticloadbalancing-loadbalancer-healthcheck':
    'AWS::ElasticLoadBalancing::LoadBalancer HealthCheck',

  'mounting-fs-mount-cmd-dns-name': 'mounting by DNS name',
  'vpc-cluster-access': 'access to the API of a cluster',
  'emr-man-sec-groups': 'managed security groups',
  'emr-sg-specify': 'specifying security groups',
  'eice-security-groups': 'security groups of EC2 Instance Connect Endpoint',
  'host-vpc': 'endpoints with access to a VPC',
  'emr-clusters-in-a-vpc': 'clusters in a VPC',
  'ibhow-integrations': 'integrations',
  'vpc-vpce': 'VPC endpoints of Elastic Beanstalk',
  'resolver-forwarding-inbound-queries-values': 'values of inbound endpoints',
  'best-practices-resolver-endpoint-scaling': 'scaling of resolver endpoints',
  'security-iam': 'IAM roles',
  'prov-cidr-ipam': 'provisioning blocks to a pool',
  'create-vpc-ipam': 'VPCs with a block of a pool',
  'aws-resource-ec2-ipampoolcidr': 'AWS::EC2::IPAMPoolCidr',
  'aws-attribute-creationpolicy': 'CreationPolicy',
  'cvpn-working-rules': 'authorization rules',
  VPNRoutingTypes: 'static and dynamic routing',
  'mvpc-cluster-owner-action-turn-on': 'turning multi-VPC connectivity on',
  'scenario-internet': 'access to the internet',
  SetUpVPNConnections: 'setting up a connection',
  'vpc-internet': 'internet access of applications in a VPC',
  'accessing-fs': 'mount targets',
  'AmazonDNS-concepts': 'DNS in a VPC',
  CHAP_Troubleshooting: 'troubleshooting',
  'USER_VPC.WorkingWithRDSInstanceinaVPC': 'DB instances in a VPC',
  VPC_Internet_Gateway: 'internet gateways',
  VPC_Route_Tables: 'route tables',
  'aws-properties-ec2-launchtemplate-launchtemplatedata': 'AWS::EC2::LaunchTemplate LaunchTemplateData',
  'aws-resource-apigateway-vpclink': 'AWS::ApiGateway::VpcLink',
  'aws-resource-apigatewayv2-integration': 'AWS::ApiGatewayV2::Integration',
  'create-launch-template': 'launch templates',
  CloudWatch_Synthetics_Canaries_VPC: 'canaries in a VPC',
  job_stuck_in_runnable: 'jobs that stay RUNNABLE',
  'networking-about': 'networks of environments',
  'chapter-layers': 'layers',
  'how-to-edge-optimized-custom-domain-name': 'edge-optimized custom domains',
  'https-listener-certificates': 'certificates of listeners',
  'eb-scheduled-rule-pattern': 'schedules',
  snapstart: 'SnapStart',
  'gettingstarted-limits': 'Lambda quotas',
  'configuration-timeout': 'timeout of functions',
  'sam-specification-template-anatomy': 'anatomy of a template',
  'sam-resource-function': 'AWS::Serverless::Function',
  'services-sqs-parameters': 'parameters of SQS event source mappings',
  'intrinsic-function-reference-split': 'Fn::Split',
  'sam-specification-template-anatomy-globals': 'Globals',
  'sam-property-api-endpointconfiguration': 'EndpointConfiguration',
  'sam-specification-generated-resources-api': 'resources that SAM generates for APIs',
  'serverless-policy-templates': 'policy templates',
  'get-bootstrap-cli': 'bootstrap brokers',
  'connect-from-outside-a-vpc': 'connecting from outside a VPC',
  'set-up-private-integration': 'private integrations',
  'with-ddb': 'DynamoDB streams',
  'vpc-migrate-ipv6-add': 'adding IPv6 to a VPC',
  'vpc-security': 'security of the VPC of an environment',
  'rotation-network-rqmts': 'network access of rotation functions',
  'setup-create-vpc': 'VPC endpoints',
  'use-vpc-endpoints-with-codebuild': 'VPC endpoints',
  'efs-volumes': 'EFS volumes',
  alb: 'Application Load Balancers',
  'limit-access-security-groups': 'security groups',
  'amazon-vpc-limits': 'quotas',
  'apigateway-private-apis': 'private REST APIs',
  'application-load-balancers': 'Application Load Balancers',
  'aws-attribute-deletionpolicy': 'DeletionPolicy',
  'aws-attribute-dependson': 'DependsOn',
  'aws-attribute-updatereplacepolicy': 'UpdateReplacePolicy',
  'aws-cdk-lib.aws_ec2.SecurityGroupImportOptions': 'SecurityGroupImportOptions',
  'aws-properties-ec2-vpcendpoint-dnsoptionsspecification': 'AWS::EC2::VPCEndpoint DnsOptionsSpecification',
  'aws-resource-ec2-clientvpnroute': 'AWS::EC2::ClientVpnRoute',
  'aws-resource-iam-policy': 'AWS::IAM::Policy',
  'how-it-works': 'how Client VPN works',
  'peer-with-vpc-in-another-account': 'peering with a VPC of another account',
  'privatelink-interface-endpoints': 'interface endpoints',
  'aws-properties-ec2-securitygroup-ingress': 'AWS::EC2::SecurityGroup Ingress',
  'aws-template-resource-type-ref': 'resource types',
  'cloudformation-limits': 'quotas',
  'cloudformation-supplied-parameter-types': 'supplied parameter types',
  'conditions-section-structure': 'Conditions',
  'configuration-filesystem': 'file systems',
  'configuration-vpc': 'functions in a VPC',
  'configuration-vpc-internet': 'internet access of functions in a VPC',
  'connect-with-ec2-instance-connect-endpoint': 'EC2 Instance Connect Endpoint',
  'create-interface-endpoint': 'creating interface endpoints',
  'custom-network-acl': 'custom network ACLs',
  'default-security-group': 'default security groups',
  'describe-subnets': 'describe-subnets',
  'dynamic-references': 'dynamic references',
  'ec2-controls': 'EC2 controls',
  'egress-only-internet-gateway': 'egress-only internet gateways',
  'fargate-tasks-services': 'tasks on Fargate',
  'aws-attribute-condition': 'Condition attribute',
  'fargate-task-networking': 'networking of Fargate tasks',
  'foundation-networking': 'networking',
  'gateway-endpoints': 'gateway endpoints',
  'how-transit-gateways-work': 'how transit gateways work',
  'interface-endpoints': 'interface endpoints',
  'intrinsic-function-reference-conditions': 'condition functions',
  'load-balancer-target-groups': 'target groups',
  'load-balancer-update-security-groups': 'security groups',
  'nacl-associate': 'network ACL associations',
  'nat-gateway-basics': 'NAT gateway basics',
  'nat-gateway-nat64-dns64': 'NAT64 and DNS64',
  'nat-gateways-regional': 'regional NAT gateways',
  'network-access': 'network access',
  'network-reqs': 'VPC and subnet requirements',
  'rds-proxy-network-prereqs': 'network prerequisites of RDS Proxy',
  'resource-ids': 'resource ids',
  'resource-type-schema': 'resource type schemas',
  'resource-type-test-contract': 'resource type contract',
  'route-table-options': 'routing options',
  'security-group-assoc': 'security groups and VPCs',
  'security-group-rules': 'security group rules',
  'session-manager': 'Session Manager',
  'subnet-route-tables': 'subnet route tables',
  'subnet-sizing': 'subnet CIDR blocks',
  troubleshooting: 'troubleshooting',
  vpc: 'domains in a VPC',
  'vpc-cidr-blocks': 'VPC CIDR blocks',
  'vpc-endpoints': 'interface endpoints',
  'vpc-nat-gateway': 'NAT gateways',
  'vpc-network-acls': 'network ACLs',
  'vpc-peering-basics': 'how peering connections work',
  'vpc-peering-routing': 'route tables',
  'vpc-peering-security-groups': 'security groups',
  'vpc-security-groups': 'security groups',
  'with-kafka-cluster-network': 'networks of self-managed Kafka clusters',
  'with-msk': 'Amazon MSK',
  'with-msk-cluster-network': 'networks of MSK clusters',
  'work-with-nat-instances': 'NAT instances',
  AutoFailover: 'Multi-AZ',
  'hosted-zone-private-considerations': 'private hosted zones',
  'Concepts.MultiAZSingleStandby': 'Multi-AZ DB instances',
  'rds-controls': 'RDS controls',
  'eks-controls': 'EKS controls',
  'elb-controls': 'Elastic Load Balancing controls',
  'opensearch-controls': 'OpenSearch controls',
  'network-vpc': 'VPC access',
  'vpc-support': 'projects in a VPC',
  'elb-manage-subnets': 'subnets',
  'cluster-endpoint': 'cluster endpoint access',
  'describe-ssl-policies': 'security policies',
  'create-https-listener': 'HTTPS listeners',
  'edit-load-balancer-attributes': 'attributes',
  'aws-regions': 'regions',
  'aws-availability-zones': 'Availability Zones',
  'using-regions-availability-zones': 'regions and zones',
  clusters: 'clusters',
  VPCs: 'VPCs',
  'enhanced-vpc-routing': 'enhanced VPC routing',
  network: 'network security',
  'aws-services-privatelink-support': 'services with endpoints',
  'configure-endpoint-service': 'endpoint services',
  'subnet-public-ip': 'public addresses of subnets',
  'using-instance-addressing': 'addresses of instances',
  'flow-logs': 'flow logs',
  'nacl-rules': 'network ACL rules',
  'urls-auth': 'access to function URLs',
  'aws-properties-name': 'names of resources',
  'aws-properties-msk-cluster-brokernodegroupinfo': 'AWS::MSK::Cluster BrokerNodeGroupInfo',
  'aws-properties-eks-nodegroup-remoteaccess': 'AWS::EKS::Nodegroup RemoteAccess',
  'intrinsic-function-reference-getavailabilityzones': 'Fn::GetAZs',
  'aws-product-attribute-reference': 'resource attributes',
  'intrinsic-function-reference': 'intrinsic functions',
  'elb-listener-config': 'listeners',
  'outputs-section-structure': 'outputs',
  'using-cfn-stack-exports': 'exports of stacks',
  'parameters-section-structure': 'parameters',
  'resources-section-structure': 'resources',
  'self-manage-prereqs': 'self-managed directories',
  'aws-properties-transfer-server-endpointdetails': 'AWS::Transfer::Server EndpointDetails',
  'create-server-in-vpc': 'servers in a VPC',
  'appendix-notebook-and-internet-access': 'notebooks and the internet',
  'what-is-amazon-vpc': 'VPC',
  'errors-overview': 'error codes',
  'asg-in-vpc': 'groups in a VPC',
  'route-tables-priority': 'route priority',
  'load-balancer-troubleshooting': 'troubleshooting',
  'what-is-best-practices': 'rules and best practices',
  'managed-prefix-lists': 'managed prefix lists',
  'template-custom-resources-lambda': 'custom resources of Lambda functions',
  'cfn-customresource': 'custom resources',
  'task-networking-awsvpc': 'networking of tasks in awsvpc mode',
  'efs-best-practices': 'EFS volumes',
  task_definition_parameters: 'task definition parameters',
  'vpc-eips': 'Elastic IP addresses',
  'private-clusters': 'private clusters',
  'managed-node-groups': 'managed node groups',
  'setup-vpc-for-glue-access': 'connections to a VPC',
  'glue-troubleshooting-errors': 'errors',
  'vpc-endpoints-s3': 'endpoints for S3',
  'using-eni': 'network interfaces',
  'cfn-signal': 'cfn-signal',
  'vpc-interface-endpoints': 'interface endpoints',
  'ebs-attaching-volume': 'attaching a volume',
  'rds-proxy.troubleshooting': 'troubleshooting of RDS Proxy',
  'vpc-dns': 'DNS attributes',
  'apigateway-private-api-create': 'creating a private API',
  'load-balancer-listeners': 'listeners',
  'create-tls-listener': 'TLS listeners',
  'load-balancer-limits': 'quotas',
  'private-content-vpc-origins': 'VPC origins',
  'http-api-vpc-links': 'VPC links of HTTP APIs',
  'http-api-develop-integrations-private': 'private integrations of HTTP APIs',
  'auth-and-access-control-iam-identity-based-access-control': 'permissions of service roles',
  'fargate-profile': 'Fargate profiles',
  'process-mq-messages-with-lambda': 'messages of Amazon MQ',
  'with-mq': 'Amazon MQ',
  'aws-resource-cloudformation-stack': 'AWS::CloudFormation::Stack',
  'aws-properties-secretsmanager-rotationschedule-hostedrotationlambda':
    'AWS::SecretsManager::RotationSchedule HostedRotationLambda',
  bucketnamingrules: 'names of buckets',
  'images-create': 'functions of container images',
  'services-sqs-configure': 'queues of Amazon SQS',
  'configuration-envvars': 'environment variables',
  'serverless-usage-considerations': 'considerations of Redshift Serverless',
};

const OTHERS: Readonly<Record<string, string>> = {
  'https://repost.aws/knowledge-center/iam-restrict-access-policy':
    'AWS re:Post: access by region, address and VPC',
  'docs/inventory.md': 'Inventory',
  'docs/rules/README.md': 'Suppressing rules',
  'https://docs.python.org/3/library/json.html#repeated-names-within-an-object':
    'Python: repeated names within an object',
  'https://docs.python.org/3/library/logging.html#logging.getLevelName': 'Python: logging.getLevelName',
  'https://docs.python.org/3/library/stdtypes.html#truth-value-testing': 'Python: truth value testing',
  'https://github.com/edgarroman/zappa-django-guide': 'Zappa Django guide',
  'https://github.com/aws/serverless-application-model/blob/develop/samtranslator/model/eventsources/pull.py':
    'AWS SAM: source of the events that are polled',
  'https://hjson.github.io/syntax.html': 'Hjson: syntax',
  'https://pyyaml.org/wiki/PyYAMLDocumentation': 'PyYAML documentation',
  'https://repost.aws/knowledge-center/ecs-fargate-docker-timeout-error':
    'AWS re:Post: timeouts when Fargate pulls images',
  'https://repost.aws/knowledge-center/vpc-interface-endpoint-domain-conflict':
    'AWS re:Post: conflicting DNS domains of interface endpoints',
  'https://toml.io/en/v0.5.0': 'TOML 0.5.0',
  'https://toml.io/en/v0.5.0#array': 'TOML 0.5.0: arrays',
  'https://github.com/DataDog/terraform-aws-lambda-datadog/issues/2': 'terraform-aws-lambda-datadog issue 2',
  'https://github.com/aws/aws-cdk/pull/20741': 'AWS CDK pull request 20741',
  'https://toml.io/en/v0.5.0#inline-table': 'TOML 0.5.0: inline tables',
  'https://repost.aws/knowledge-center/cloudformation-failed-signal':
    'AWS re:Post: signals that CloudFormation does not receive',
  'https://repost.aws/knowledge-center/cloudformation-lambda-resource-delete':
    'AWS re:Post: custom resources that do not answer',
  'https://repost.aws/knowledge-center/fargate-unable-to-mount-efs': 'AWS re:Post: EFS on Fargate',
  'https://www.iana.org/assignments/protocol-numbers/protocol-numbers.xhtml': 'IANA: protocol numbers',
  'https://www.iana.org/assignments/iana-ipv4-special-registry/iana-ipv4-special-registry.xhtml':
    'IANA: special-purpose IPv4 addresses',
  'https://www.rfc-editor.org/rfc/rfc9110': 'RFC 9110: HTTP semantics',
  'https://www.rfc-editor.org/rfc/rfc1122#section-3.2.1.3': 'RFC 1122: addresses',
  'https://www.rfc-editor.org/rfc/rfc1918': 'RFC 1918: private addresses',
  'https://www.rfc-editor.org/rfc/rfc4632': 'RFC 4632: CIDR',
  'https://www.rfc-editor.org/rfc/rfc8259': 'RFC 8259: JSON',
  'https://yaml.org/spec/1.1/': 'YAML 1.1',
};

/** One Markdown link for each page, facts as the pages that state them. Throws for a source without a label. */
export function sourceLinks({ id, sources }: Rule): readonly string[] {
  const pages = sources.flatMap((source) => placesOf(pageOf(source, id)));
  return [...new Map(pages.map(({ url, label }) => [url, `[${label}](${url})`])).values()];
}

function pageOf(source: string, rule: string): string {
  if (!/^[A-Z]+-?[0-9]+$/.test(source)) return source;
  const fact = FACTS[source];
  if (fact) return fact.source;
  throw new Error(
    `The rule ${rule} names ${source} as a source, which is neither in aws/facts.ts nor in aws/catalogueFacts.ts.`,
  );
}

interface Place {
  readonly url: string;
  readonly label: string;
}

function placesOf(source: string): readonly Place[] {
  const zappa = /^(zappa\/\w+\.py):([\d,-]+)$/.exec(source);
  if (zappa) return zappa[2]!.split(',').map((lines) => zappaPlace(zappa[1]!, lines));
  if (source.startsWith('docs/')) return [{ url: source.replace('docs/', '../'), label: labelOf(source) }];
  return [{ url: source, label: labelOf(source) }];
}

/** `lines` is "1238" or "144-170". */
function zappaPlace(file: string, lines: string): Place {
  const [first, last] = lines.split('-');
  return {
    url: `https://github.com/zappa/Zappa/blob/${ZAPPA}/${file}#L${first}${last ? `-L${last}` : ''}`,
    label: `Zappa ${ZAPPA}: ${file}, ${last ? `lines ${first}–${last}` : `line ${first}`}`,
  };
}

function labelOf(url: string): string {
  const label = OTHERS[url] ?? issueLabel(url) ?? awsLabel(url);
  if (label === undefined)
    throw new Error(
      `docs/generator/sourceLinks.ts has no label for ${url}: add the topic to TOPICS or the guide to GUIDES if it is a page of AWS, else the page to OTHERS.`,
    );
  return label;
}

/** "aws/aws-cdk#7804". */
function issueLabel(url: string): string | undefined {
  const issue = /^https:\/\/github\.com\/([^/]+\/[^/]+)\/(?:issues|pull)\/(\d+)$/.exec(url);
  return issue ? `${issue[1]}#${issue[2]}` : undefined;
}

function awsLabel(url: string): string | undefined {
  if (!url.startsWith(AWS)) return undefined;
  const path = url.slice(AWS.length);
  const guide = GUIDES.find(([prefix]) => path.startsWith(prefix))?.[1];
  const page = /([^/]+)\.html$/.exec(path)?.[1];
  const topic = page === undefined ? undefined : (TOPICS[page] ?? topicByName(page));
  return guide === undefined || topic === undefined ? undefined : `${guide}: ${topic}`;
}

/** Pages that are called after what they describe: an API action, a resource type, an intrinsic function. */
function topicByName(page: string): string | undefined {
  const action = /^API_(\w+)$/.exec(page)?.[1];
  if (action !== undefined) return action;
  const name = /^intrinsic-function-reference-(\w+)$/.exec(page)?.[1];
  if (name !== undefined) return FUNCTIONS[name];
  const type = /^aws-resource-(.+)$/.exec(page)?.[1];
  return Object.keys(SCHEMA_TEXTS).find((one) => one.toLowerCase().split('::').slice(1).join('-') === type);
}

const FUNCTIONS: Readonly<Record<string, string>> = {
  base64: 'Fn::Base64',
  cidr: 'Fn::Cidr',
  findinmap: 'Fn::FindInMap',
  foreach: 'Fn::ForEach',
  getatt: 'Fn::GetAtt',
  join: 'Fn::Join',
  ref: 'Ref',
  select: 'Fn::Select',
  sub: 'Fn::Sub',
};
