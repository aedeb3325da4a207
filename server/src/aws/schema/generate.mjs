// `npm run schemas`: writes resourceSchemas.ts, resourceTexts.ts and resourceTypes.ts from the resource schemas that cfn-lint ships, which are AWS's own with
// what AWS's linter adds to them (allowed values, either-or, kinds of ids). It needs a Python with cfn-lint in it:
// `pip install --upgrade cfn-lint`, and `PYTHON=/path/to/python` where it is not the first on PATH.
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';

const FILE = new URL('resourceSchemas.ts', import.meta.url);
const TEXTS_FILE = new URL('resourceTexts.ts', import.meta.url);
const NAMES_FILE = new URL('resourceTypes.ts', import.meta.url);

/** The types that the rules on properties hold for; each service in front of its types. */
const TYPES = {
  'AWS::AmazonMQ': 'Broker',
  'AWS::ApiGateway': 'VpcLink',
  'AWS::ApiGatewayV2': 'Integration VpcLink',
  'AWS::AppRunner': 'Service VpcConnector',
  'AWS::ApplicationAutoScaling': 'ScalableTarget',
  'AWS::AutoScaling': 'AutoScalingGroup LaunchConfiguration LifecycleHook ScheduledAction',
  'AWS::Batch': 'ComputeEnvironment JobQueue',
  'AWS::Cloud9': 'EnvironmentEC2',
  'AWS::CloudFormation': 'Stack',
  'AWS::CodeBuild': 'Project',
  'AWS::DAX': 'Cluster SubnetGroup',
  'AWS::DMS': 'ReplicationConfig ReplicationInstance ReplicationSubnetGroup',
  'AWS::DirectoryService': 'MicrosoftAD SimpleAD',
  'AWS::DocDB': 'DBCluster DBClusterParameterGroup DBInstance DBSubnetGroup',
  'AWS::DocDBElastic': 'Cluster',
  'AWS::DynamoDB': 'Table',
  'AWS::EC2':
    'CarrierGateway ClientVpnAuthorizationRule ClientVpnEndpoint ClientVpnRoute ClientVpnTargetNetworkAssociation ' +
    'CustomerGateway DHCPOptions EIP EIPAssociation EgressOnlyInternetGateway FlowLog ' +
    'GatewayRouteTableAssociation IPAM IPAMPool Instance InstanceConnectEndpoint InternetGateway LaunchTemplate ' +
    'NatGateway NetworkAcl NetworkAclEntry NetworkInterface NetworkInterfaceAttachment PrefixList Route RouteTable ' +
    'SecurityGroup SecurityGroupEgress SecurityGroupIngress SecurityGroupVpcAssociation Subnet SubnetCidrBlock ' +
    'SubnetNetworkAclAssociation SubnetRouteTableAssociation TransitGateway TransitGatewayAttachment ' +
    'TransitGatewayConnect TransitGatewayPeeringAttachment TransitGatewayRoute TransitGatewayRouteTable ' +
    'TransitGatewayRouteTableAssociation TransitGatewayRouteTablePropagation TransitGatewayVpcAttachment VPC ' +
    'VPCBlockPublicAccessExclusion VPCBlockPublicAccessOptions VPCCidrBlock VPCDHCPOptionsAssociation VPCEndpoint VPCEndpointConnectionNotification VPCEndpointService VPCEndpointServicePermissions ' +
    'VPCGatewayAttachment VPCPeeringConnection VPNConnection VPNConnectionRoute VPNGateway VPNGatewayRoutePropagation',
  'AWS::ECS': 'Cluster Service TaskDefinition',
  'AWS::EFS': 'AccessPoint FileSystem MountTarget',
  'AWS::EKS': 'Addon Cluster FargateProfile Nodegroup',
  'AWS::EMR': 'Cluster',
  'AWS::ElastiCache': 'CacheCluster ParameterGroup ReplicationGroup ServerlessCache SubnetGroup',
  'AWS::ElasticBeanstalk': 'Environment',
  'AWS::ElasticLoadBalancing': 'LoadBalancer',
  'AWS::ElasticLoadBalancingV2': 'Listener ListenerCertificate ListenerRule LoadBalancer TargetGroup',
  'AWS::Elasticsearch': 'Domain',
  'AWS::Events': 'Rule',
  'AWS::FSx': 'FileSystem',
  'AWS::GlobalAccelerator': 'Accelerator EndpointGroup Listener',
  'AWS::Glue': 'Connection',
  'AWS::IAM': 'InstanceProfile Role',
  'AWS::Lambda': 'EventSourceMapping Function Permission Url',
  'AWS::Logs': 'LogGroup',
  'AWS::MSK': 'Cluster ServerlessCluster',
  'AWS::MWAA': 'Environment',
  'AWS::MemoryDB': 'Cluster SubnetGroup',
  'AWS::Neptune': 'DBCluster DBInstance DBSubnetGroup',
  'AWS::NetworkFirewall': 'Firewall FirewallPolicy RuleGroup',
  'AWS::OpenSearchService': 'Domain',
  'AWS::RDS':
    'DBCluster DBClusterParameterGroup DBInstance DBParameterGroup DBProxy DBProxyEndpoint DBProxyTargetGroup ' +
    'DBSubnetGroup OptionGroup',
  'AWS::Redshift': 'Cluster ClusterParameterGroup ClusterSubnetGroup',
  'AWS::RedshiftServerless': 'Workgroup',
  'AWS::Route53': 'HostedZone RecordSet',
  'AWS::Route53Resolver': 'ResolverEndpoint ResolverRule ResolverRuleAssociation',
  'AWS::SNS': 'Topic',
  'AWS::SQS': 'Queue',
  'AWS::SageMaker': 'NotebookInstance',
  'AWS::Serverless': 'Function',
  'AWS::ServiceDiscovery': 'HttpNamespace Instance PrivateDnsNamespace PublicDnsNamespace Service',
  'AWS::Transfer': 'Server',
};

/**
 * What a property's text, or each text of its list, names: the type whose `Ref` gives it, or with an attribute
 * `Fn::GetAtt`. The schemas say so for some properties only. "Return values" on the page of each type says what `Ref` is:
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-template-resource-type-ref.html
 */
const TAKES = {
  'AWS::EC2::VPC': 'VpcId VPCId PeerVpcId',
  'AWS::EC2::Subnet':
    'SubnetId SubnetIds Subnets VpcSubnetIds ClientSubnets VPCZoneIdentifier AddSubnetIds RemoveSubnetIds',
  'AWS::EC2::SecurityGroup':
    'SecurityGroupIds SecurityGroups GroupSet VpcSecurityGroupIds VPCSecurityGroups SourceSecurityGroupId ' +
    'DestinationSecurityGroupId SourceSecurityGroups',
  'AWS::EC2::RouteTable': 'RouteTableId RouteTableIds',
  'AWS::EC2::NetworkAcl': 'NetworkAclId',
  'AWS::EC2::InternetGateway': 'InternetGatewayId',
  'AWS::EC2::VPNGateway': 'VpnGatewayId',
  'AWS::EC2::CustomerGateway': 'CustomerGatewayId',
  'AWS::EC2::VPNConnection': 'VpnConnectionId',
  'AWS::EC2::TransitGateway': 'TransitGatewayId',
  'AWS::EC2::TransitGatewayAttachment': 'TransitGatewayAttachmentId',
  'AWS::EC2::TransitGatewayRouteTable': 'TransitGatewayRouteTableId',
  'AWS::EC2::DHCPOptions': 'DhcpOptionsId',
  'AWS::EC2::EIP.AllocationId': 'AllocationId AllocationIds SecondaryAllocationIds',
  'AWS::EC2::NetworkInterface': 'NetworkInterfaceId',
  'AWS::EFS::FileSystem': 'FileSystemId',
  'AWS::ElasticLoadBalancingV2::TargetGroup': 'TargetGroupArn TargetGroupARNs',
  'AWS::ElasticLoadBalancingV2::Listener': 'ListenerArn',
  'AWS::ElasticLoadBalancingV2::LoadBalancer': 'LoadBalancerArn',
  'AWS::Route53Resolver::ResolverEndpoint': 'ResolverEndpointId',
  'AWS::Route53Resolver::ResolverRule': 'ResolverRuleId',
  'AWS::RDS::DBSubnetGroup': 'DBSubnetGroupName',
  'AWS::ElastiCache::SubnetGroup': 'CacheSubnetGroupName',
  'AWS::Redshift::ClusterSubnetGroup': 'ClusterSubnetGroupName',
  'AWS::DMS::ReplicationSubnetGroup': 'ReplicationSubnetGroupIdentifier ReplicationSubnetGroupId',
};
const TAKEN_BY = new Map(
  Object.entries(TAKES).flatMap(([kind, list]) => list.split(' ').map((property) => [property, kind])),
);

/** Properties that mean something else here, or that another rule looks after: targets of routes, addresses of NAT gateways. */
const TAKES_OTHERWISE = {
  'AWS::DAX::Cluster': { SubnetGroupName: 'AWS::DAX::SubnetGroup' },
  'AWS::MemoryDB::Cluster': { SubnetGroupName: 'AWS::MemoryDB::SubnetGroup' },
  'AWS::DMS::ReplicationSubnetGroup': { ReplicationSubnetGroupIdentifier: undefined },
  'AWS::DocDB::DBSubnetGroup': { DBSubnetGroupName: undefined },
  'AWS::EC2::LaunchTemplate': { Groups: 'AWS::EC2::SecurityGroup' },
  'AWS::EC2::NatGateway': { AllocationId: undefined },
  'AWS::EC2::Route': { NetworkInterfaceId: undefined, TransitGatewayId: undefined },
  'AWS::EC2::SecurityGroupEgress': { GroupId: 'AWS::EC2::SecurityGroup' },
  'AWS::EC2::SecurityGroupIngress': { GroupId: 'AWS::EC2::SecurityGroup' },
  'AWS::EC2::SecurityGroupVpcAssociation': { GroupId: 'AWS::EC2::SecurityGroup' },
  'AWS::EKS::Addon': { ClusterName: 'AWS::EKS::Cluster' },
  'AWS::EKS::FargateProfile': { ClusterName: 'AWS::EKS::Cluster' },
  'AWS::EKS::Nodegroup': { ClusterName: 'AWS::EKS::Cluster' },
  'AWS::ECS::TaskDefinition': { FileSystemId: undefined },
  'AWS::ElastiCache::SubnetGroup': { CacheSubnetGroupName: undefined },
  'AWS::ElasticLoadBalancing::LoadBalancer': { InstanceId: undefined },
  'AWS::GlobalAccelerator::EndpointGroup': { ListenerArn: 'AWS::GlobalAccelerator::Listener' },
  'AWS::Neptune::DBSubnetGroup': { DBSubnetGroupName: undefined },
  'AWS::RDS::DBProxyTargetGroup': { TargetGroupArn: undefined },
  'AWS::RDS::DBSubnetGroup': { DBSubnetGroupName: undefined },
  'AWS::Redshift::ClusterSubnetGroup': { ClusterSubnetGroupName: undefined },
};

/**
 * Properties of which the schemas do not say that exactly one is needed: a route has one destination (fact RT-07), what a service of
 * ECS is registered with is a target group or a Classic Load Balancer, and a launch template is named by its id or its name.
 * https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_CreateService.html,
 * https://docs.aws.amazon.com/batch/latest/APIReference/API_LaunchTemplateSpecification.html,
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-ec2-instance-launchtemplatespecification.html
 */
const ONE_OF = {
  'AWS::Batch::ComputeEnvironment': {
    'LaunchTemplateSpecification/': ['LaunchTemplateId', 'LaunchTemplateName'],
  },
  'AWS::EC2::Instance': { 'LaunchTemplateSpecification/': ['LaunchTemplateId', 'LaunchTemplateName'] },
  'AWS::EC2::Route': { '': ['DestinationCidrBlock', 'DestinationIpv6CidrBlock', 'DestinationPrefixListId'] },
  'AWS::ECS::Service': { 'LoadBalancer/': ['TargetGroupArn', 'LoadBalancerName'] },
};

/**
 * What the schemas do not require and the action does that creates the resource.
 * https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_RegisterTaskDefinition.html,
 * https://docs.aws.amazon.com/batch/latest/APIReference/API_ComputeResource.html,
 * https://docs.aws.amazon.com/cloud-map/latest/api/API_CreatePrivateDnsNamespace.html,
 * https://docs.aws.amazon.com/mwaa/latest/API/API_CreateEnvironment.html,
 * https://docs.aws.amazon.com/neptune/latest/apiref/API_CreateDBInstance.html,
 * https://docs.aws.amazon.com/redshift-serverless/latest/APIReference/API_CreateWorkgroup.html,
 * https://docs.aws.amazon.com/Route53/latest/APIReference/API_CreateHostedZone.html
 */
const REQUIRED = {
  'AWS::Batch::ComputeEnvironment': { 'ComputeResources/': ['Subnets'] },
  'AWS::ECS::TaskDefinition': { '': ['ContainerDefinitions'] },
  'AWS::MWAA::Environment': {
    '': ['DagS3Path', 'ExecutionRoleArn', 'NetworkConfiguration', 'SourceBucketArn'],
  },
  'AWS::Neptune::DBInstance': { '': ['DBClusterIdentifier'] },
  'AWS::RedshiftServerless::Workgroup': { '': ['NamespaceName'] },
  'AWS::Route53::HostedZone': { '': ['Name'] },
  'AWS::ServiceDiscovery::PrivateDnsNamespace': { '': ['Vpc'] },
};

const RECORD_TYPES = [
  ...['A', 'AAAA', 'CAA', 'CNAME', 'DS', 'HTTPS', 'MX', 'NAPTR', 'NS', 'PTR', 'SOA', 'SPF'],
  ...['SRV', 'SSHFP', 'SVCB', 'TLSA', 'TXT'],
];

/**
 * Values that the pages of the types list and the schemas do not.
 * https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateVpnConnection.html,
 * https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateCustomerGateway.html,
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-elasticloadbalancing-loadbalancer.html,
 * https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateFlowLogs.html,
 * https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_TransitGatewayRequestOptions.html,
 * https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateClientVpnEndpoint.html,
 * https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_ClientVpnAuthenticationRequest.html,
 * https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateVpnGateway.html,
 * https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_VpnConnectionOptionsSpecification.html,
 * https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_Placement.html,
 * https://docs.aws.amazon.com/Route53/latest/APIReference/API_ResourceRecordSet.html,
 * https://docs.aws.amazon.com/apigatewayv2/latest/api-reference/apis-apiid-integrations.html,
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-msk-cluster-publicaccess.html,
 * https://docs.aws.amazon.com/opensearch-service/latest/APIReference/API_CreateDomain.html
 */
const VALUES = {
  'AWS::ApiGatewayV2::Integration': {
    ConnectionType: ['INTERNET', 'VPC_LINK'],
    IntegrationType: ['AWS', 'AWS_PROXY', 'HTTP', 'HTTP_PROXY', 'MOCK'],
  },
  'AWS::EC2::ClientVpnEndpoint': {
    'ClientAuthenticationRequest/Type': [
      'certificate-authentication',
      'directory-service-authentication',
      'federated-authentication',
    ],
    SelfServicePortal: ['enabled', 'disabled'],
    TransportProtocol: ['tcp', 'udp'],
  },
  'AWS::EC2::FlowLog': { MaxAggregationInterval: [60, 600] },
  'AWS::EC2::Instance': { Tenancy: ['default', 'dedicated', 'host'] },
  'AWS::EC2::TransitGateway': Object.fromEntries(
    [
      ...['AutoAcceptSharedAttachments', 'DefaultRouteTableAssociation', 'DefaultRouteTablePropagation'],
      ...['DnsSupport', 'MulticastSupport', 'SecurityGroupReferencingSupport', 'VpnEcmpSupport'],
    ].map((name) => [name, ['disable', 'enable']]),
  ),
  'AWS::EC2::VPNConnection': {
    OutsideIpAddressType: ['PublicIpv4', 'PrivateIpv4', 'Ipv6'],
    Type: ['ipsec.1'],
  },
  'AWS::EC2::VPNGateway': { Type: ['ipsec.1'] },
  'AWS::EC2::CustomerGateway': { Type: ['ipsec.1'] },
  'AWS::ElasticLoadBalancing::LoadBalancer': { Scheme: ['internet-facing', 'internal'] },
  'AWS::MSK::Cluster': { 'PublicAccess/Type': ['DISABLED', 'SERVICE_PROVIDED_EIPS'] },
  'AWS::OpenSearchService::Domain': { IPAddressType: ['ipv4', 'dualstack'] },
  'AWS::Route53::RecordSet': { Type: RECORD_TYPES },
};

/**
 * What `Engine` takes, retired ones among them.
 * https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBInstance.html,
 * https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBCluster.html
 */
const ENGINES = [
  ...[
    'aurora',
    'aurora-mysql',
    'aurora-postgresql',
    'custom-oracle-ee',
    'custom-oracle-ee-cdb',
    'custom-oracle-se2',
  ],
  ...['custom-oracle-se2-cdb', 'custom-sqlserver-dev', 'custom-sqlserver-ee', 'custom-sqlserver-se'],
  ...[
    'custom-sqlserver-web',
    'db2-ae',
    'db2-se',
    'mariadb',
    'mysql',
    'neptune',
    'docdb',
    'oracle-ee',
    'oracle-ee-cdb',
  ],
  ...[
    'oracle-se',
    'oracle-se1',
    'oracle-se2',
    'oracle-se2-cdb',
    'postgres',
    'sqlserver-dev-ee',
    'sqlserver-ee',
  ],
  ...['sqlserver-ex', 'sqlserver-se', 'sqlserver-web'],
];

/**
 * The protocol of a rule of a security group: one of these names, or a number. Whether AWS takes other names its page does
 * not say.
 * https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_IpPermission.html
 */
const PROTOCOL = {
  type: 'string',
  enumCaseInsensitive: ['tcp', 'udp', 'icmp', 'icmpv6', '-1'],
  orNumber: true,
};

/**
 * What `aws cloudformation package` makes an object of: a path of a folder.
 * https://docs.aws.amazon.com/cli/latest/reference/cloudformation/package.html
 */
const ALSO_TEXT = { 'AWS::Lambda::Function': 'Code' };

/**
 * Which properties need which others is AWS's linter's to say, and it says more than AWS's pages do. Kept is what they say
 * too; which parts a rule of a security group or of a network ACL has is for rules of their own.
 */
const KEEPS_GROUPS = [
  'AWS::AutoScaling::AutoScalingGroup',
  'AWS::EC2::Subnet',
  'AWS::EC2::VPC',
  'AWS::ElasticLoadBalancingV2::LoadBalancer',
];
/** "SecurityGroupEgress cannot be specified without VpcId": https://github.com/awsdocs/aws-cloudformation-user-guide/pull/1277 */
const KEEPS_DEPENDENT = ['AWS::EC2::SecurityGroup', 'AWS::EC2::Subnet', 'AWS::EC2::VPC'];

/** https://docs.aws.amazon.com/lambda/latest/api/API_VpcConfig.html: both lists are empty for a function that leaves its VPC. */
const MAY_BE_EMPTY = 'AWS::Lambda::Function';

const GROUPS = { requiredXor: KEEPS_GROUPS, requiredOr: KEEPS_GROUPS, dependentRequired: KEEPS_DEPENDENT };

/**
 * The least and the greatest number, where the page of an action says it and the schema does not.
 * https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBInstance.html,
 * https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBCluster.html,
 * https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateCustomerGateway.html
 */
const LIMITS = {
  'AWS::EC2::CustomerGateway': { BgpAsn: [1, 2_147_483_647] },
  'AWS::RDS::DBCluster': { BackupRetentionPeriod: [1, 35] },
  'AWS::RDS::DBInstance': { BackupRetentionPeriod: [0, 35] },
};

/** The words of JSON Schema, and of cfn-lint, that the rules understand. */
const KEPT = [
  ...['type', 'enum', 'enumCaseInsensitive', 'minimum', 'maximum', 'minItems', 'maxItems'],
  ...['required', 'requiredXor', 'requiredOr', 'dependentRequired'],
];

/** The schemas have some names of services as the variables of AWS's writers, `KMSlong`. */
const LONG_NAMES = {
  AO: 'AWS Organizations',
  CMAP: 'AWS Cloud Map',
  EFS: 'Elastic File System',
  IAM: 'Identity and Access Management',
  KMS: 'Key Management Service',
  LAM: 'Lambda',
};

/** Longer sentences are lists of what a property takes. */
const LONGEST = 200;

/** What SAM passes directly to Lambda's function; FileSystemConfigs has a rule of its own. */
const PASSED_TO_LAMBDA =
  'Architectures Description Environment FunctionName Handler ImageConfig KmsKeyArn Layers MemorySize PackageType ReservedConcurrentExecutions Runtime Timeout VpcConfig';

const PYTHON_PROGRAM = `
import json, sys
from importlib.metadata import version
from cfnlint.helpers import REGIONS
from cfnlint.schema import PROVIDER_SCHEMA_MANAGER as manager
import cfnlint.schema, pathlib
found = {}
for name in json.load(sys.stdin):
    schema = manager.get_resource_schema("us-east-1", name)
    found[name] = {"schema": schema.schema, "attributes": sorted(schema.get_atts.keys())}
date = json.loads((pathlib.Path(cfnlint.schema.__file__).parent.parent / "data/schemas/version.json").read_text())
every = sorted({name for region in REGIONS for name in manager.get_resource_types(region)})
print(json.dumps({"version": version("cfn-lint"), "date": date["schema_date"][:10], "types": found, "every": every}))
`;

const names = Object.entries(TYPES).flatMap(([service, list]) =>
  list.split(' ').map((type) => `${service}::${type}`),
);
const python = spawnSync(process.env.PYTHON ?? 'python3', ['-c', PYTHON_PROGRAM], {
  input: JSON.stringify(names),
  encoding: 'utf8',
  maxBuffer: 100_000_000,
});
if (python.status !== 0) throw new Error(`${python.error?.message ?? ''}${python.stderr ?? ''}`);
const { version, date, types, every } = JSON.parse(python.stdout);

const lines = names.map((name) => {
  const { schema, attributes } = types[name];
  const compact = name === 'AWS::Serverless::Function' ? samFunction(schema) : compactType(name, schema);
  return `  '${name}': ${asLiteral({ ...compact, attributes: attributes.filter((one) => !one.includes('*')) })},`;
});
const generated = `// Written by generate.mjs (npm run schemas) from the resource schemas of AWS in cfn-lint ${version}, MIT-0. Do not edit.

/** The day on which AWS published the schemas. */
export const SCHEMA_DATE = '${date}';

/** Each type's schema as text: a program that starts reads none of them, a template only those of its types. */
export const SCHEMA_TEXTS: Readonly<Record<string, string>> = {
${lines.join('\n')}
};
`;
const texts = names.map((name) => `  '${name}': ${asLiteral(textsOf(types[name].schema))},`);
const generatedTexts = `// Written by generate.mjs (npm run schemas) from the resource schemas of AWS in cfn-lint ${version}, MIT-0. Do not edit.

/** What AWS says of each type and its properties, as text, so that a program that starts reads none of it. */
export const TYPE_TEXTS: Readonly<Record<string, string>> = {
${texts.join('\n')}
};
`;
const services = Map.groupBy(
  every.filter((name) => name.startsWith('AWS::')),
  (name) => name.split('::').slice(0, 2).join('::'),
);
const byService = [...services].map(
  ([service, all]) => `  '${service}': '${all.map((name) => name.slice(service.length + 2)).join(' ')}',`,
);
const generatedNames = `// Written by generate.mjs (npm run schemas) from the resource schemas of AWS in cfn-lint ${version}, MIT-0. Do not edit.

/** Every resource type of AWS, by its service: a list of names with spaces between them. */
export const TYPE_NAMES: Readonly<Record<string, string>> = {
${byService.join('\n')}
};
`;
write(FILE, generated);
write(NAMES_FILE, generatedNames);
write(TEXTS_FILE, generatedTexts);

function write(file, text) {
  const before = readFileSync(file, { encoding: 'utf8', flag: 'a+' });
  writeFileSync(file, text);
  const change = before === text ? 'unchanged' : 'changed';
  console.log(`${names.length} types of ${date}, ${text.length} characters, ${change}`);
}

/** JSON as a literal of TypeScript. */
function asLiteral(value) {
  return `'${JSON.stringify(value).replaceAll('\\', '\\\\').replaceAll("'", "\\'")}'`;
}

/**
 * In a few words what a type and its properties are for, and which properties AWS cannot change in place. A property of a
 * definition is named with it: `SecurityGroup.Ingress.CidrIp` has the key `Ingress.CidrIp`.
 */
function textsOf({ description, properties, definitions, createOnlyProperties, ...schema }) {
  const about = {};
  const isReadOnly = new Set(schema.readOnlyProperties ?? []);
  const add = (owner, of) => {
    for (const [name, { description: text, ...node }] of Object.entries(of ?? {})) {
      const short = inShort(text) ?? (node.items && inShort(node.items.description));
      if (short && !isReadOnly.has(`/properties/${owner}${name}`)) about[owner + name] = short;
    }
  };
  add('', properties);
  for (const [name, definition] of Object.entries(definitions ?? {})) add(`${name}.`, definition.properties);
  const keysOf = (paths) =>
    (paths ?? []).map((path) => path.replace('/properties/', '').replaceAll('/', '.'));
  const replaced = keysOf(createOnlyProperties);
  const maybeReplaced = keysOf(schema.conditionalCreateOnlyProperties);
  return {
    ...(inShort(description) && { is: inShort(description) }),
    ...(Object.keys(about).length > 0 && { about }),
    ...(replaced.length > 0 && { replaced }),
    ...(maybeReplaced.length > 0 && { maybeReplaced }),
  };
}

/** The first sentence, and the one that names the default. */
function inShort(text) {
  const plain = (text ?? '')
    .replace(/\[([^\]]*)\]\([^)]*\)/g, '$1')
    .replace(/<[^>]*>/g, ' ')
    .replace(/\b([A-Z]+)long\b/g, (_, short) => LONG_NAMES[short])
    .replaceAll('``', '`')
    .replace(/\s+/g, ' ')
    .trim();
  const sentences = plain.match(/.+?(?:\.(?= [A-Z+`]|$)|$)/g) ?? [];
  const [first, ...others] = sentences.map((one) => one.trim());
  if (!first || first.length > LONGEST) return undefined;
  const standard = others.find((one) => /\bdefault\b/i.test(one) && one.length <= LONGEST);
  return (standard ? [first, standard] : [first]).map(ended).join(' ');
}

function ended(sentence) {
  return /[.:!?]$/.test(sentence) ? sentence : `${sentence}.`;
}

function compactType(type, schema) {
  const readOnly = new Set(
    (schema.readOnlyProperties ?? []).map((path) => /^\/properties\/([^/]+)$/.exec(path)?.[1]),
  );
  const definitions = {};
  /** Names of definitions that something asks for; grows while they are gone through. */
  const wanted = [];
  const context = { type, wanted };
  const properties = Object.entries(schema.properties).filter(([name]) => !readOnly.has(name));
  const shape = shapeOf({ ...schema, properties: Object.fromEntries(properties) }, context);
  for (const name of wanted) definitions[name] = shapeOf(schema.definitions[name], context);
  const alsoText = ALSO_TEXT[type];
  if (alsoText) shape.properties[alsoText].type = ['object', 'string'];
  // `Definition/Property`, or a property of the resource itself.
  const partsOf = (path) => {
    const [part, name] = path.includes('/') ? path.split('/') : ['', path];
    return { owner: part === '' ? shape : definitions[part], name };
  };
  for (const [path, values] of Object.entries(VALUES[type] ?? {})) {
    const { owner, name } = partsOf(path);
    const property = owner.properties[name];
    (definitions[property.$ref] ?? property).enum = values;
  }
  for (const [path, needed] of Object.entries(REQUIRED[type] ?? {})) {
    const { owner } = partsOf(path);
    owner.required = [...(owner.required ?? []), ...needed];
  }
  for (const [path, names] of Object.entries(ONE_OF[type] ?? {})) partsOf(path).owner.requiredXor = names;
  for (const [name, [least, most]] of Object.entries(LIMITS[type] ?? {}))
    Object.assign(shape.properties[name], { minimum: least, maximum: most });
  if (/^AWS::RDS::DB(?:Instance|Cluster)$/.test(type)) shape.properties.Engine.enumCaseInsensitive = ENGINES;
  return { ...shape, ...(wanted.length > 0 && { definitions }) };
}

/**
 * SAM takes the names of its own, with functions in every place. What it passes directly to Lambda is of Lambda's shape.
 * https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-resource-function.html
 */
function samFunction(schema) {
  const properties = Object.fromEntries(
    Object.keys(schema.properties.Properties?.properties ?? schema.properties).map((name) => [name, {}]),
  );
  const lambda = compactType('AWS::Lambda::Function', types['AWS::Lambda::Function'].schema);
  const passed = PASSED_TO_LAMBDA.split(' ').map((name) => [name, lambda.properties[name]]);
  const wanted = new Set(JSON.stringify(passed).match(/(?<="\$ref":")\w+/g));
  return {
    properties: {
      ...properties,
      ...Object.fromEntries(passed),
      Tracing: { type: 'string', enum: ['Active', 'PassThrough', 'Disabled'] },
      FunctionUrlConfig: { $ref: 'FunctionUrlConfig' },
    },
    definitions: {
      ...Object.fromEntries(Object.entries(lambda.definitions).filter(([name]) => wanted.has(name))),
      FunctionUrlConfig: {
        type: 'object',
        required: ['AuthType'],
        properties: { AuthType: { type: 'string', enum: ['AWS_IAM', 'NONE'] }, Cors: {}, InvokeMode: {} },
      },
    },
  };
}

/** The keywords of a node that the rules look at. */
function keptOf(node, context, name) {
  // Of the type itself: definitions have no name.
  const isKept = (key) => !(key in GROUPS) || (name === undefined && GROUPS[key].includes(context.type));
  const keys = KEPT.filter((key) => node[key] !== undefined && isKept(key));
  return Object.fromEntries(keys.map((key) => [key, node[key]]));
}

/** What the rules look at, in JSON Schema's words. A node with alternatives says nothing but what all of them have. */
function shapeOf(node, context, name) {
  if (name === 'IpProtocol') return PROTOCOL;
  const shape = {};
  if (node.$ref) {
    const target = node.$ref.replace('#/definitions/', '');
    if (target.includes('/')) return {};
    if (!context.wanted.includes(target)) context.wanted.push(target);
    shape.$ref = target;
  }
  const alternatives = [...(node.anyOf ?? []), ...(node.oneOf ?? [])];
  if (alternatives.some((one) => one.$ref || one.type || one.properties)) return ignoringCase(node) ?? shape;
  Object.assign(shape, keptOf(node, context, name));
  if (node.properties) addProperties(shape, node, context);
  if (node.uniqueItems && TAKEN_BY.has(name)) shape.uniqueItems = true;
  if (node.items && !Array.isArray(node.items)) shape.items = shapeOf(node.items, context, name);
  correctLimits(shape, node, context, name);
  const own = TAKES_OTHERWISE[context.type] ?? {};
  const takes = name in own ? own[name] : TAKEN_BY.get(name);
  if (takes && node.type === 'string') shape.takes = takes;
  return shape;
}

function correctLimits(shape, node, context, name) {
  // https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_PortMapping.html
  if (/^(?:Container|Host)Port$/.test(name) && node.type === 'integer') shape.maximum ??= 65535;
  // A rule of its own counts the subnets with their zones.
  if (context.type === 'AWS::MWAA::Environment' && name === 'SubnetIds') {
    delete shape.minItems;
    delete shape.maxItems;
  }
}

function addProperties(shape, node, context) {
  const properties = Object.entries(node.properties);
  shape.properties = Object.fromEntries(
    properties.map(([key, value]) => [key, shapeOf(value, context, key)]),
  );
  for (const key of shape.required ?? []) {
    // A list that has to be there names at least one of them.
    const list = shape.properties[key];
    if (list?.items?.takes && MAY_BE_EMPTY !== context.type) list.minItems = Math.max(list.minItems ?? 0, 1);
  }
  if (node.additionalProperties !== false || node.patternProperties) shape.isOpen = true;
}

/** cfn-lint writes "in any case" for Amazon MQ as one pattern a value. */
function ignoringCase({ type, anyOf }) {
  const [first, ...others] = anyOf ?? [];
  return first?.enum && others.every(({ pattern }) => pattern)
    ? { type, enumCaseInsensitive: first.enum }
    : undefined;
}
