import { contains } from '../../cidr/cidr.ts';
import { parseCidr } from '../../cidr/parse.ts';
import { fieldIn, itemsOf, valueAtPath } from '../../network/template/fieldOfValue.ts';
import type { ResourceReader } from '../../network/template/readResource.ts';
import { entriesOf, entryAt, type Mapping, stringValue, valueAt } from '../../syntax/tree.ts';
import { table } from '../../table.ts';
import { isCertainValue, NO_VALUE, type Value } from '../../template/evaluation/value.ts';
import { listed } from '../../wording/listed.ts';
import { type CheckedFile, defineRule, type Fix } from '../defineRule.ts';
import { removalFix, settingFix } from '../shared/fixes/settingFix.ts';
import { nestedSlip, slipOf } from '../shared/names/slipOf.ts';
import { existingResources } from '../shared/resources/existingResources.ts';
import { resourceOfTypes, resourcesOfTypes } from '../shared/resources/typedResources.ts';

/** A resource that lacks a property which its kind requires, or has one that its kind does not accept. */
export default defineRule({
  id: 'property-missing-for-kind',
  area: 'properties',
  severity: 'error',
  profile: 'recommended',
  appliesTo: ['template'],
  title: 'The resource lacks a property that its kind needs',
  why: 'The schemas of CloudFormation say what a type of resource requires, and not what one kind of it requires or does not accept. A zonal NAT gateway needs SubnetId, a target group of instances needs Port, Protocol and VpcId, a task definition for Fargate needs NetworkMode, Cpu and Memory. A flow log of a VPC needs TrafficType. A target group of a Lambda function accepts no port, a listener of a Gateway Load Balancer neither, and a public broker of RabbitMQ no security groups. AWS rejects the resource at deployment, and the stack fails. The sources list what each kind needs.',
  howToFix: 'Add the properties that are missing, or remove those that the kind does not have.',
  sources: [
    'https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateTargetGroup.html',
    'https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateListener.html',
    'https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_TargetDescription.html',
    'https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateNatGateway.html',
    'https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateSubnet.html',
    'https://docs.aws.amazon.com/autoscaling/ec2/APIReference/API_CreateAutoScalingGroup.html',
    'https://docs.aws.amazon.com/autoscaling/ec2/APIReference/API_CreateLaunchConfiguration.html',
    'https://github.com/hashicorp/terraform-provider-aws/issues/7835',
    'https://github.com/aws-cloudformation/cloudformation-coverage-roadmap/issues/1557',
    'https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateFlowLogs.html',
    'https://docs.aws.amazon.com/Route53/latest/APIReference/API_CreateQueryLoggingConfig.html',
    'https://docs.aws.amazon.com/AmazonElastiCache/latest/APIReference/API_CreateReplicationGroup.html',
    'https://docs.aws.amazon.com/apigateway/latest/api/API_PutIntegration.html',
    'https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_AuthorizeClientVpnIngress.html',
    'https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_RegisterTaskDefinition.html',
    'https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_RunInstances.html',
    'https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBInstance.html',
    'https://docs.aws.amazon.com/batch/latest/APIReference/API_ComputeResource.html',
    'https://docs.aws.amazon.com/batch/latest/APIReference/API_ContainerProperties.html',
    'https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_EcsParameters.html',
    'https://docs.aws.amazon.com/Route53/latest/APIReference/API_route53resolver_CreateResolverRule.html',
    'https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-private.html',
    'https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBCluster.html',
    'https://github.com/cloudposse/terraform-aws-rds-cluster/pull/181',
    'https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_CreateNotebookInstance.html',
    'https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_VpcConfig.html',
    'https://docs.aws.amazon.com/apprunner/latest/api/API_EgressConfiguration.html',
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ec2-vpnconnection.html',
    'https://docs.aws.amazon.com/vpn/latest/s2svpn/VPNRoutingTypes.html',
    'https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_AuthorizeSecurityGroupIngress.html',
    'https://docs.aws.amazon.com/fsx/latest/APIReference/API_CreateFileSystemWindowsConfiguration.html',
    'https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_CreateService.html',
    'https://docs.aws.amazon.com/codebuild/latest/APIReference/API_Build.html',
    'https://docs.aws.amazon.com/transfer/latest/userguide/API_EndpointDetails.html',
    'https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateTransitGatewayRoute.html',
    'https://docs.aws.amazon.com/appstream2/latest/APIReference/API_CreateFleet.html',
    'https://docs.aws.amazon.com/redshift/latest/APIReference/API_CreateCluster.html',
    'https://github.com/hashicorp/terraform-provider-aws/pull/2170',
    'https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ServiceRegistry.html',
    'https://docs.aws.amazon.com/eks/latest/APIReference/API_CreateNodegroup.html',
    'https://docs.aws.amazon.com/cloud-map/latest/api/API_CreateService.html',
    'https://docs.aws.amazon.com/network-firewall/latest/APIReference/API_RuleGroup.html',
    'https://docs.aws.amazon.com/network-firewall/latest/APIReference/API_FirewallPolicy.html',
    'https://docs.aws.amazon.com/network-firewall/latest/APIReference/API_StatefulRuleGroupReference.html',
    'https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateClientVpnEndpoint.html',
    'https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_ClientVpnAuthenticationRequest.html',
    'https://github.com/cloudposse/terraform-aws-mq-broker/pull/42',
    'https://github.com/ministryofjustice/modernisation-platform/pull/3199',
    'https://github.com/hashicorp/terraform-provider-aws/issues/45846',
    'https://github.com/aws-cloudformation/cfn-lint/issues/3612',
    'https://docs.aws.amazon.com/vpc-lattice/latest/APIReference/API_TargetGroupConfig.html',
    'https://docs.aws.amazon.com/lambda/latest/api/API_CreateEventSourceMapping.html',
    'https://docs.aws.amazon.com/lambda/latest/dg/msk-starting-positions.html',
    'https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-parameters.html',
    'https://github.com/aws/aws-cdk/pull/20741',
    'https://github.com/DataDog/terraform-aws-lambda-datadog/issues/2',
    'https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-resource-function.html',
  ],

  *check(file) {
    for (const reader of existingResources(file, Object.keys(NEEDS))) {
      const { object, property, resource } = reader;
      const need = NEEDS[resource.type]!(reader, file);
      if (!need) continue;
      const { kind, all = [], any = [], none = [], noneListed = [], rests = [] } = need;
      const missing = all.filter((path) => isEmpty(valueAtPath(property, path)));
      const unwanted = [
        ...none.filter((path) => isWritten(valueAtPath(property, path))),
        ...noneListed.filter((path) => isFilledList(valueAtPath(property, path))),
      ];
      const isAnyMissing = any.length > 0 && any.every((name) => isEmpty(property(name)));
      const facts = [
        ...(missing.length > 0
          ? [`${missing.length === 1 ? 'has no' : 'lacks'} ${listed(missing.map(nameOfPath))}`]
          : []),
        ...(isAnyMissing ? [`has neither ${any.slice(0, 2).join(' nor ')}`] : []),
        ...(unwanted.length > 0 ? [`has ${listed(unwanted.map(nameOfPath))}`] : []),
      ];
      if (facts.length === 0) continue;
      yield {
        at: object.at,
        resource: object.id,
        defaults: rests.flatMap((value) => (value.kind === 'known' ? value.defaults : [])),
        message: `${object.id} is ${kind} and ${listed(facts)}. AWS rejects it.`,
        fixes: remediesOf(need, missing, unwanted, object.properties),
        ...(missing.map((path) => nestedSlip(object.properties, path)).find(Boolean) ??
          slipOf(object.id, [...missing, ...(isAnyMissing ? any : [])], file)),
      };
    }
  },
});

/** As people write it, without the step to the items of a list. */
function nameOfPath(path: string): string {
  return path
    .split('.')
    .filter((step) => step !== '*')
    .join('.');
}

interface Need {
  /** As a sentence names the resource. */
  readonly kind: string;
  readonly all?: readonly string[];
  /** One of these, of which a sentence names two. */
  readonly any?: readonly string[];
  readonly none?: readonly string[];
  /** Lists that have to be empty. */
  readonly noneListed?: readonly string[];
  /** The property that decides the kind. */
  readonly rests?: readonly Value[];
  /** The only value that a property may have, if nothing else is missing. */
  readonly only?: Readonly<Record<string, string>>;
}

/**
 * Adds a property with only one possible value, or removes one that the kind does not have; a size or a port is the
 * user's choice.
 */
function remediesOf(
  { only = {} }: Need,
  missing: readonly string[],
  unwanted: readonly string[],
  properties: Mapping | undefined,
): readonly Fix[] {
  const [name, ...more] = missing;
  const value = name === undefined ? undefined : only[name];
  if (name !== undefined && value !== undefined && more.length === 0)
    return settingFix(properties, name, value, `Add ${name}: ${value}`);
  const edits = unwanted.flatMap((key) => removalFix(properties, key).flatMap((fix) => fix.edits));
  if (missing.length > 0 || edits.length < unwanted.length || edits.length === 0) return [];
  return [{ title: `Remove ${listed(unwanted)}`, preferred: false, edits }];
}

/** Undefined where the kind is not known, or needs nothing more. */
const NEEDS: Readonly<Record<string, (reader: ResourceReader, file: CheckedFile) => Need | undefined>> =
  table({
    'AWS::ElasticLoadBalancingV2::TargetGroup': (reader, file) =>
      needOfHealthCheck(reader.property) ??
      needOfOutside(reader, file) ??
      needOfGroup(reader.property('TargetType')),
    'AWS::Lambda::EventSourceMapping': needOfMapping,
    'AWS::Lambda::Function': ({ property }) => needOfImage(property('PackageType')),
    'AWS::Serverless::Function': (reader, file) => {
      const { property, globals } = reader;
      const isShared = (name: string) => {
        const shared = globals('Function')?.property(name);
        return shared !== undefined && shared.kind !== 'absent';
      };
      const ofPackage = needOfPackage(reader, isShared);
      const ofEvents = ofPackage ?? needOfEvents(reader, file);
      if (ofEvents) return ofEvents;
      if (isShared('AutoPublishAlias') || property('ProvisionedConcurrencyConfig').kind !== 'fields')
        return undefined;
      return { kind: 'a function with provisioned concurrency', all: ['AutoPublishAlias'] };
    },
    'AWS::EC2::VPNConnection': needOfTunnel,
    'AWS::EC2::SecurityGroupIngress': ({ property }) =>
      isWritten(property('GroupId'))
        ? { kind: 'an inbound rule with GroupId', none: ['GroupName'] }
        : { kind: 'an inbound rule', any: ['GroupId', 'GroupName'] },
    'AWS::Route53Resolver::ResolverRule': ({ property }) => {
      const type = property('RuleType');
      if (type.kind !== 'known' || type.text !== 'SYSTEM') return undefined;
      return { kind: 'a rule of type SYSTEM', noneListed: ['TargetIps'], rests: [type] };
    },
    'AWS::Batch::JobDefinition': needOfJob,
    'AWS::Events::Rule': needOfTarget,
    'AWS::ApiGatewayV2::Integration': ({ property }) => {
      const type = property('ConnectionType');
      if (type.kind !== 'known' || type.text !== 'VPC_LINK') return undefined;
      return { kind: 'an integration through a VPC link', all: ['ConnectionId'], rests: [type] };
    },
    'AWS::RDS::DBCluster': ({ object, property }, file) =>
      needOfPassword('a cluster', property) ?? needOfServerless(object.id, file),
    'AWS::FSx::FileSystem': ({ property }) => {
      for (const part of ['WindowsConfiguration', 'OntapConfiguration', 'OpenZFSConfiguration']) {
        const type = valueAtPath(property, `${part}.DeploymentType`);
        if (type.kind !== 'known' || !type.text.startsWith('MULTI_AZ')) continue;
        return { kind: `of type ${type.text}`, all: [`${part}.PreferredSubnetId`], rests: [type] };
      }
      return undefined;
    },
    'AWS::CodeBuild::Project': ({ property }) => {
      const paths = ['VpcId', 'Subnets', 'SecurityGroupIds'].map((name) => `VpcConfig.${name}`);
      const isPlaced = paths.some((path) => {
        const value = valueAtPath(property, path);
        return value.kind !== 'unknown' && !isEmpty(value);
      });
      return isPlaced ? { kind: 'a project in a VPC', all: paths } : undefined;
    },
    'AWS::AmazonMQ::Broker': ({ property }) => {
      const [engine, open] = [property('EngineType'), property('PubliclyAccessible')];
      const isRabbit = engine.kind === 'known' && /^rabbitmq$/i.test(engine.text);
      if (!isRabbit || open.kind !== 'known' || !/^true$/i.test(open.text)) return undefined;
      return { kind: 'a public broker of RabbitMQ', noneListed: ['SecurityGroups'], rests: [engine, open] };
    },
    'AWS::ECS::Service': ({ property }) => {
      const controller = valueAtPath(property, 'DeploymentController.Type');
      if (controller.kind === 'known' && controller.text === 'EXTERNAL')
        return {
          kind: 'a service with an external deployment controller',
          none: ['NetworkConfiguration'],
          noneListed: ['LoadBalancers', 'ServiceRegistries'],
          rests: [controller],
        };
      if (itemsOf(property('ServiceRegistries')).some(namesContainerAndPort))
        return { kind: 'registered by a container', noneListed: ['ServiceRegistries.*.Port'] };
      const isOfTasks =
        controller.kind === 'absent' || (controller.kind === 'known' && controller.text === 'ECS');
      if (isOfTasks && property('TaskDefinition').kind === 'absent')
        return { kind: 'a service of ECS', all: ['TaskDefinition'], rests: [controller] };
      const balanced = ['LoadBalancers', 'VpcLatticeConfigurations'].some((name) => !isEmpty(property(name)));
      // Only tasks in awsvpc mode have a network configuration.
      const isAwsvpc = valueAtPath(property, 'NetworkConfiguration.AwsvpcConfiguration').kind === 'fields';
      return balanced && isAwsvpc ? { kind: 'a service of tasks in awsvpc mode', none: ['Role'] } : undefined;
    },
    'AWS::ElasticLoadBalancingV2::Listener': needOfListener,
    'AWS::EC2::NatGateway': ({ property }) => {
      const mode = property('AvailabilityMode');
      const isZonal = mode.kind === 'absent' || (mode.kind === 'known' && mode.text === 'zonal');
      return isZonal ? { kind: 'a zonal NAT gateway', all: ['SubnetId'], rests: [mode] } : undefined;
    },
    'AWS::EC2::Subnet': ({ property }) => {
      const native = property('Ipv6Native');
      if (native.kind === 'known' && /^true$/i.test(native.text))
        return { kind: 'a subnet with IPv6 alone', none: ['CidrBlock'], rests: [native] };
      const isBoth = native.kind === 'absent' || (native.kind === 'known' && /^false$/i.test(native.text));
      // If there is no block at all, the schema requires one.
      if (!isBoth || property('Ipv6CidrBlock').kind === 'absent') return undefined;
      return { kind: 'a subnet with IPv4', any: ['CidrBlock', 'Ipv4IpamPoolId'], rests: [native] };
    },
    'AWS::AutoScaling::AutoScalingGroup': needOfFleet,
    'AWS::EC2::ClientVpnAuthorizationRule': () => ({
      kind: 'an authorization rule',
      any: ['AuthorizeAllGroups', 'AccessGroupId'],
    }),
    'AWS::EC2::ClientVpnEndpoint': needOfClientVpn,
    'AWS::EC2::VPCEndpoint': ({ property }) => {
      const type = property('VpcEndpointType');
      const dns = valueAtPath(property, PRIVATE_DNS_ONLY);
      if (type.kind !== 'known' || type.text !== 'Gateway') return undefined;
      if (dns.kind !== 'known' || dns.text === 'NotSpecified') return undefined;
      return { kind: 'a gateway endpoint', none: [PRIVATE_DNS_ONLY], rests: [type, dns] };
    },
    'AWS::EKS::Nodegroup': ({ property }) => {
      if (property('LaunchTemplate').kind !== 'fields') return undefined;
      return { kind: 'a node group with a launch template', none: ['RemoteAccess', 'DiskSize'] };
    },
    'AWS::ServiceDiscovery::Service': ({ property, typeOf }) => {
      const ids = [property('NamespaceId'), valueAtPath(property, 'DnsConfig.NamespaceId')];
      const isPrivate = ids.some(
        (id) =>
          id.kind === 'reference' && typeOf(id.resource) === 'AWS::ServiceDiscovery::PrivateDnsNamespace',
      );
      if (!isPrivate) return undefined;
      return { kind: 'a service in a private DNS namespace', none: ['HealthCheckConfig'] };
    },
    'AWS::NetworkFirewall::RuleGroup': ({ property }) => {
      const type = property('Type');
      if (type.kind !== 'known' || type.text !== 'STATELESS') return undefined;
      return { kind: 'a stateless rule group', none: ['RuleGroup.RuleVariables'], rests: [type] };
    },
    'AWS::NetworkFirewall::FirewallPolicy': ({ property }) => {
      const order = valueAtPath(property, 'FirewallPolicy.StatefulEngineOptions.RuleOrder');
      const isDefault =
        order.kind === 'absent' || (order.kind === 'known' && order.text === 'DEFAULT_ACTION_ORDER');
      if (!isDefault) return undefined;
      const noneListed = ['StatefulRuleGroupReferences.*.Priority', 'StatefulDefaultActions'].map(
        (path) => `FirewallPolicy.${path}`,
      );
      return { kind: 'a policy with the default rule order', noneListed, rests: [order] };
    },
    'AWS::VpcLattice::TargetGroup': ({ property }) => {
      const type = property('Type');
      if (type.kind !== 'known' || type.text !== 'LAMBDA') return undefined;
      return { kind: 'a target group of a Lambda function', none: NOT_OF_FUNCTIONS, rests: [type] };
    },
    'AWS::EC2::FlowLog': needOfFlowLog,
    'AWS::Route53::HostedZone': ({ property }) =>
      isFilledList(property('VPCs'))
        ? { kind: 'a private hosted zone', none: ['QueryLoggingConfig'] }
        : undefined,
    'AWS::ElastiCache::ReplicationGroup': ({ property }) => {
      const encrypted = property('TransitEncryptionEnabled');
      // A member of a global datastore has the settings of its primary.
      if (property('GlobalReplicationGroupId').kind !== 'absent') return undefined;
      const isOff =
        encrypted.kind === 'absent' || (encrypted.kind === 'known' && /^false$/i.test(encrypted.text));
      if (!isOff) return undefined;
      return { kind: 'a cache without encryption in transit', none: ['AuthToken'], rests: [encrypted] };
    },
    'AWS::ApiGateway::Method': ({ property }) => {
      const type = valueAtPath(property, 'Integration.Type');
      if (type.kind !== 'known' || (type.text !== 'HTTP' && type.text !== 'HTTP_PROXY')) return undefined;
      // Through a VPC link V2 the target may say it all.
      if (valueAtPath(property, 'Integration.IntegrationTarget').kind !== 'absent') return undefined;
      return {
        kind: `a method with an integration of type ${type.text}`,
        all: ['Integration.Uri'],
        rests: [type],
      };
    },
    'AWS::EC2::Instance': () => ({ kind: 'an instance', any: ['ImageId', 'LaunchTemplate'] }),
    'AWS::RDS::DBInstance': ({ property }) => {
      const isNew = RESTORED_FROM.every((name) => property(name).kind === 'absent');
      const engine = property('Engine');
      const isWithoutStorage = property('AllocatedStorage').kind === 'absent';
      if (isNew && isWithoutStorage && engine.kind === 'known' && /^aurora/.test(engine.text))
        return { kind: 'an instance of Aurora', all: ['DBClusterIdentifier'], rests: [engine] };
      const managed = needOfPassword('an instance', property);
      if (managed) return managed;
      return isNew ? { kind: 'a new DB instance', all: ['Engine'] } : undefined;
    },
    'AWS::Batch::ComputeEnvironment': ({ property }) => {
      const type = valueAtPath(property, 'ComputeResources.Type');
      if (type.kind !== 'known') return undefined;
      if (/^(?:EC2|SPOT)$/.test(type.text))
        return { kind: `of type ${type.text}`, all: ['ComputeResources.InstanceRole'], rests: [type] };
      if (!/^FARGATE/.test(type.text)) return undefined;
      return {
        kind: `of type ${type.text}`,
        all: ['ComputeResources.SecurityGroupIds'],
        none: ['ComputeResources.InstanceRole'],
        noneListed: ['ComputeResources.InstanceTypes'],
        rests: [type],
      };
    },
    'AWS::Transfer::Server': ({ property }) => needOfServer(property),
    'AWS::Redshift::Cluster': ({ property }) => {
      const open = property('PubliclyAccessible');
      const type = property('ClusterType');
      if (type.kind === 'known' && type.text === 'multi-node')
        return { kind: 'a cluster of type multi-node', all: ['NumberOfNodes'], rests: [type] };
      if (open.kind !== 'known' || !/^false$/i.test(open.text)) return undefined;
      return { kind: 'a cluster that is not publicly accessible', none: ['ElasticIp'], rests: [open] };
    },
    'AWS::AppStream::Fleet': ({ property }) => {
      const type = property('FleetType');
      if (type.kind !== 'known' || type.text !== 'ELASTIC') return undefined;
      return { kind: 'an Elastic fleet', all: ['VpcConfig.SubnetIds'], rests: [type] };
    },
    'AWS::EC2::TransitGatewayRoute': ({ property }) => {
      const blackhole = property('Blackhole');
      if (blackhole.kind !== 'known' || !/^true$/i.test(blackhole.text)) return undefined;
      return { kind: 'a blackhole', none: ['TransitGatewayAttachmentId'], rests: [blackhole] };
    },
    'AWS::SageMaker::NotebookInstance': ({ property }) => {
      const access = property('DirectInternetAccess');
      if (access.kind !== 'known' || access.text !== 'Disabled') return undefined;
      return { kind: 'without direct internet access', all: ['SubnetId'], rests: [access] };
    },
    'AWS::SageMaker::Model': needOfModel('VpcConfig', 'a model in a VPC'),
    ...Object.fromEntries(
      ['ModelBias', 'ModelExplainability', 'ModelQuality', 'DataQuality'].map((job) => [
        `AWS::SageMaker::${job}JobDefinition`,
        needOfModel('NetworkConfig.VpcConfig', 'a job in a VPC'),
      ]),
    ),
    'AWS::AppRunner::Service': ({ property }) => {
      const egress = valueAtPath(property, `${EGRESS}.EgressType`);
      if (egress.kind !== 'known' || egress.text !== 'DEFAULT') return undefined;
      return { kind: 'a service with default egress', none: [`${EGRESS}.VpcConnectorArn`], rests: [egress] };
    },
    'AWS::ECS::TaskDefinition': ({ property }) => {
      const needed = itemsOf(property('RequiresCompatibilities'));
      const fargate = needed.find((one) => one.kind === 'known' && one.text === 'FARGATE');
      if (!fargate) return undefined;
      return {
        kind: 'for Fargate',
        all: ['NetworkMode', 'Cpu', 'Memory'],
        rests: [fargate],
        only: { NetworkMode: 'awsvpc' },
      };
    },
  });

/** RDS manages the password, or the template has it. */
function needOfPassword(kind: string, property: ResourceReader['property']): Need | undefined {
  const managed = property('ManageMasterUserPassword');
  if (managed.kind !== 'known' || !/^true$/i.test(managed.text)) return undefined;
  return isWritten(property('MasterUserPassword'))
    ? { kind: `${kind} whose password RDS manages`, none: ['MasterUserPassword'], rests: [managed] }
    : undefined;
}

/** "Set the Serverless v2 scaling configuration on the parent DB cluster": https://github.com/cloudposse/terraform-aws-rds-cluster/pull/181 */
function needOfServerless(cluster: string, file: CheckedFile): Need | undefined {
  const members = resourcesOfTypes(file, ['AWS::RDS::DBInstance']);
  for (const { object, property } of members) {
    const [member, size] = [property('DBClusterIdentifier'), property('DBInstanceClass')];
    if (member.kind !== 'reference' || member.resource !== cluster) continue;
    if (size.kind !== 'known' || size.text !== 'db.serverless') continue;
    const kind = `a cluster with a serverless instance (${object.id})`;
    return { kind, all: ['ServerlessV2ScalingConfiguration'], rests: [size] };
  }
  return undefined;
}

/** https://docs.aws.amazon.com/batch/latest/APIReference/API_ContainerProperties.html */
function needOfJob({ property }: ResourceReader): Need | undefined {
  if (property('ContainerProperties').kind !== 'fields') return undefined;
  const platforms = property('PlatformCapabilities');
  const names = itemsOf(platforms);
  if (names.some((one) => one.kind !== 'known')) return undefined;
  if (names.some((one) => one.kind === 'known' && one.text === 'FARGATE'))
    return { kind: 'for Fargate', all: ['ContainerProperties.ExecutionRoleArn'], rests: names };
  const path = 'ContainerProperties.NetworkConfiguration';
  if (valueAtPath(property, path).kind === 'absent') return undefined;
  return { kind: `for EC2${names.length === 0 ? ' by default' : ''}`, none: [path], rests: names };
}

/** https://docs.aws.amazon.com/eventbridge/latest/APIReference/API_EcsParameters.html */
function needOfTarget({ property }: ResourceReader): Need | undefined {
  for (const target of itemsOf(property('Targets'))) {
    const read = (path: string): Value => valueAtPath((name) => fieldIn(target, name), path);
    const launch = read('EcsParameters.LaunchType');
    if (launch.kind !== 'known' || launch.text !== 'FARGATE') continue;
    if (read('EcsParameters.NetworkConfiguration').kind !== 'absent') continue;
    const path = 'Targets.*.EcsParameters.NetworkConfiguration';
    return { kind: 'a rule with a task on Fargate', all: [path], rests: [launch] };
  }
  return undefined;
}

const STREAMS = ['AWS::DynamoDB::Table', 'AWS::DynamoDB::GlobalTable', 'AWS::Kinesis::Stream'];

function needOfMapping(
  { property, typeOf }: Pick<ResourceReader, 'property' | 'typeOf'>,
  file: CheckedFile,
): Need | undefined {
  const source = property('EventSourceArn');
  const ofQueue = needOfQueue(source, property, '', file);
  if (ofQueue) return ofQueue;
  const isStream =
    source.kind === 'reference'
      ? STREAMS.includes(typeOf(source.resource) ?? '')
      : source.kind === 'known' && /^arn:[\w-]+:(?:kinesis|dynamodb):/.test(source.text);
  const position = property('StartingPosition');
  if (position.kind === 'known' && position.text === 'AT_TIMESTAMP')
    return {
      kind: 'a mapping that starts AT_TIMESTAMP',
      all: ['StartingPositionTimestamp'],
      rests: [position],
    };
  return isStream ? { kind: 'a mapping of a stream', all: ['StartingPosition'], rests: [source] } : undefined;
}

/**
 * What SAM wants to know of a function of an archive, and not of one of a container image:
 * https://docs.aws.amazon.com/serverless-application-model/latest/developerguide/sam-resource-function.html
 */
function needOfPackage(
  { object, property }: ResourceReader,
  isShared: (name: string) => boolean,
): Need | undefined {
  const type = property('PackageType');
  const image = needOfImage(type);
  if (image) return isFilledList(property('Layers')) ? image : undefined;
  if (type.kind !== 'absent' || isShared('PackageType')) return undefined;
  if (isWritten(property('ImageUri')))
    return { kind: 'a function with an ImageUri', all: ['PackageType'], only: { PackageType: 'Image' } };
  // A key without its value is being typed.
  const all = ['Handler', 'Runtime'].filter((name) => !entryAt(object.properties, name) && !isShared(name));
  return all.length > 0 ? { kind: 'a function of an archive', all } : undefined;
}

/** The queues of the events of a SAM function. */
function needOfEvents({ object, property }: ResourceReader, file: CheckedFile): Need | undefined {
  for (const { key, value } of entriesOf(valueAt(object.properties, 'Events'))) {
    if (stringValue(valueAt(value, 'Type')) !== 'SQS') continue;
    const path = `Events.${key.text}.Properties.`;
    const need = needOfQueue(valueAtPath(property, `${path}Queue`), property, path, file);
    if (need) return need;
  }
  return undefined;
}

/**
 * Lambda gathers more than ten messages only in a window, and has none for FIFO queues:
 * https://docs.aws.amazon.com/lambda/latest/dg/services-sqs-parameters.html
 */
function needOfQueue(
  source: Value,
  property: ResourceReader['property'],
  path: string,
  file: CheckedFile,
): Need | undefined {
  if (source.kind !== 'reference') return undefined;
  const queue = resourceOfTypes(file, source.resource, ['AWS::SQS::Queue']);
  if (!queue) return undefined;
  const isFifo = queue.property('FifoQueue');
  const window = `${path}MaximumBatchingWindowInSeconds`;
  const mapping = path === '' ? 'a mapping' : 'a function with a mapping';
  const [size, seconds] = [valueAtPath(property, `${path}BatchSize`), valueAtPath(property, window)];
  if (isFifo.kind === 'known' && /^true$/i.test(isFifo.text))
    return seconds.kind === 'known' && Number(seconds.text) > 0
      ? { kind: `${mapping} of a FIFO queue`, none: [window], rests: [isFifo, seconds] }
      : undefined;
  return size.kind === 'known' && Number(size.text) > 10
    ? { kind: `${mapping} with a BatchSize of ${size.text}`, all: [window], rests: [size] }
    : undefined;
}

/** Lambda refuses the layers: https://github.com/DataDog/terraform-aws-lambda-datadog/issues/2 */
function needOfImage(type: Value): Need | undefined {
  if (type.kind !== 'known' || type.text !== 'Image') return undefined;
  return { kind: 'a function of a container image', noneListed: ['Layers'], rests: [type] };
}

const PRIVATE_DNS_ONLY = 'DnsOptions.PrivateDnsOnlyForInboundResolverEndpoint';

/** A connection with static routes does not use BGP: https://docs.aws.amazon.com/vpn/latest/s2svpn/VPNRoutingTypes.html */
function needOfTunnel({ object, property }: ResourceReader, file: CheckedFile): Need | undefined {
  const gateway = property('VpnGatewayId');
  if (isWritten(gateway) && isWritten(property('TransitGatewayId')))
    return {
      kind: 'a connection of a virtual private gateway',
      none: ['TransitGatewayId'],
      rests: [gateway],
    };
  const route = resourcesOfTypes(file, ['AWS::EC2::VPNConnectionRoute']).find(({ property }) => {
    const connection = property('VpnConnectionId');
    return connection.kind === 'reference' && connection.resource === object.id;
  });
  if (!route) return undefined;
  return {
    kind: `a connection with a static route (${route.object.id})`,
    all: ['StaticRoutesOnly'],
    only: { StaticRoutesOnly: 'true' },
  };
}

/** Both lists have at least one item: https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_VpcConfig.html */
function needOfModel(path: string, kind: string): (reader: ResourceReader) => Need | undefined {
  return ({ property }) =>
    valueAtPath(property, path).kind === 'fields'
      ? { kind, all: [`${path}.Subnets`, `${path}.SecurityGroupIds`] }
      : undefined;
}

/** What a way to authenticate needs: https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_ClientVpnAuthenticationRequest.html */
const AUTHENTICATION: Readonly<Record<string, string>> = table({
  'certificate-authentication': 'MutualAuthentication',
  'directory-service-authentication': 'ActiveDirectory',
  'federated-authentication': 'FederatedAuthentication',
});

function needOfClientVpn({ property }: ResourceReader): Need | undefined {
  for (const option of itemsOf(property('AuthenticationOptions'))) {
    const type = fieldIn(option, 'Type');
    if (option.kind !== 'fields' || type.kind !== 'known') continue;
    const own = AUTHENTICATION[type.text];
    if (own === undefined || option.fields.has(own)) continue;
    const path = `AuthenticationOptions.*.${own}`;
    return { kind: `an endpoint with ${type.text}`, all: [path], rests: [type] };
  }
  if (!isFilledList(property('SecurityGroupIds'))) return undefined;
  return { kind: 'an endpoint with security groups', all: ['VpcId'] };
}

/** https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ServiceRegistry.html */
function namesContainerAndPort(registry: Value): boolean {
  if (registry.kind !== 'fields') return false;
  return ['ContainerName', 'Port'].every((name) => isWritten(registry.fields.get(name) ?? NO_VALUE));
}

const EGRESS = 'NetworkConfiguration.EgressConfiguration';

/** What says which engine it is. https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-rds-dbinstance.html */
const RESTORED_FROM = [
  ...[
    'DBSnapshotIdentifier',
    'DBClusterSnapshotIdentifier',
    'DBClusterIdentifier',
    'SourceDBInstanceIdentifier',
  ],
  ...['SourceDbiResourceId', 'SourceDBInstanceAutomatedBackupsArn', 'SourceDBClusterIdentifier'],
];

const OF_GROUP = ['Port', 'Protocol', 'VpcId'];

/** https://docs.aws.amazon.com/vpc-lattice/latest/APIReference/API_TargetGroupConfig.html */
const NOT_OF_FUNCTIONS = ['Port', 'Protocol', 'ProtocolVersion', 'VpcIdentifier', 'HealthCheck'].map(
  (name) => `Config.${name}`,
);

function needOfGroup(type: Value): Need | undefined {
  const kind = type.kind === 'absent' ? 'instance' : type.kind === 'known' ? type.text : undefined;
  if (kind === 'lambda')
    return { kind: 'a target group of a Lambda function', none: OF_GROUP, rests: [type] };
  // A target group with an Application Load Balancer, behind a Network Load Balancer, needs the three as well.
  if (kind !== 'instance' && kind !== 'ip' && kind !== 'alb') return undefined;
  const how = type.kind === 'absent' ? ' by default' : '';
  return { kind: `of target type ${kind}${how}`, all: OF_GROUP, rests: [type] };
}

/** https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_TargetDescription.html */
function needOfOutside({ property }: ResourceReader, { network }: CheckedFile): Need | undefined {
  const [type, protocol, vpc] = [property('TargetType'), property('Protocol'), property('VpcId')];
  if (type.kind !== 'known' || type.text !== 'ip' || vpc.kind !== 'reference') return undefined;
  // An Application Load Balancer takes any zone by default.
  if (protocol.kind !== 'known' || /^HTTP/.test(protocol.text)) return undefined;
  const own = network.vpcs.get(vpc.resource)?.ipv4 ?? [];
  const blocks = own.flatMap((one) => (one.kind === 'known' ? [one.value] : []));
  if (blocks.length === 0 || blocks.length < own.length) return undefined;
  const outside = itemsOf(property('Targets')).find((target) => {
    const id = fieldIn(target, 'Id');
    const address = id.kind === 'known' && isCertainValue(id) ? parseCidr(`${id.text}/32`) : undefined;
    return address?.kind === 'cidr' && !blocks.some((block) => contains(block, address));
  });
  if (!outside || fieldIn(outside, 'AvailabilityZone').kind !== 'absent') return undefined;
  return {
    kind: `a target group with an address outside of ${vpc.resource}`,
    all: ['Targets.*.AvailabilityZone'],
    rests: [type],
  };
}

function needOfListener({ property }: ResourceReader, { network }: CheckedFile): Need | undefined {
  const arn = property('LoadBalancerArn');
  const balancer = arn.kind === 'reference' ? network.workloads.get(arn.resource) : undefined;
  if (balancer?.kind !== 'load-balancer' || balancer.balances.kind === 'unknown') return undefined;
  const kind = `a listener of ${balancer.id}`;
  if (balancer.balances.kind === 'known' && balancer.balances.value === 'gateway')
    return { kind: `${kind}, a Gateway Load Balancer,`, none: ['Port', 'Protocol'] };
  return { kind, all: ['Port', 'Protocol'] };
}

/** https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateFlowLogs.html */
function needOfFlowLog({ property }: ResourceReader): Need | undefined {
  const type = property('ResourceType');
  if (type.kind !== 'known' || !['VPC', 'Subnet', 'NetworkInterface'].includes(type.text)) return undefined;
  return { kind: `a flow log of type ${type.text}`, all: ['TrafficType'], rests: [type] };
}

/** A public address is asked for in a subnet: https://github.com/hashicorp/terraform-provider-aws/issues/7835. */
function needOfFleet({ property }: ResourceReader, file: CheckedFile): Need {
  const kind = 'an Auto Scaling group';
  const any = ['VPCZoneIdentifier', 'AvailabilityZones', 'AvailabilityZoneIds', 'InstanceId'];
  if (property('VPCZoneIdentifier').kind !== 'absent') return { kind, any };
  const configuration = property('LaunchConfigurationName');
  const template = valueAtPath(property, 'LaunchTemplate.LaunchTemplateId');
  const source = configuration.kind === 'reference' ? configuration : template;
  if (source.kind !== 'reference') return { kind, any };
  const types = ['AWS::AutoScaling::LaunchConfiguration', 'AWS::EC2::LaunchTemplate'];
  const reader = resourceOfTypes(file, source.resource, types);
  const asked = reader && publicAddressOf(reader);
  if (asked?.kind !== 'known' || !/^true$/i.test(asked.text)) return { kind, any };
  return {
    kind: `${kind} whose instances ask for public addresses`,
    all: ['VPCZoneIdentifier'],
    rests: [asked],
  };
}

/** AssociatePublicIpAddress of a launch configuration, or of an interface of a launch template that names no subnet. */
function publicAddressOf({ property }: ResourceReader): Value {
  const own = property('AssociatePublicIpAddress');
  if (own.kind !== 'absent') return own;
  for (const card of itemsOf(valueAtPath(property, 'LaunchTemplateData.NetworkInterfaces'))) {
    if (card.kind !== 'fields' || card.fields.has('SubnetId')) continue;
    const asked = card.fields.get('AssociatePublicIpAddress');
    if (asked) return asked;
  }
  return NO_VALUE;
}

/** A list without items is none. */
function isEmpty(value: Value): boolean {
  return value.kind === 'absent' || (value.kind === 'list' && value.items.length === 0 && !value.hasGaps);
}

function isFilledList(value: Value): boolean {
  return value.kind === 'list' && value.items.length > 0;
}

/** Elastic IP addresses of a public server are another finding, transfer-address-type. */
function needOfServer(property: ResourceReader['property']): Need | undefined {
  const type = property('EndpointType');
  if (type.kind === 'known' && type.text === 'VPC')
    return { kind: 'of endpoint type VPC', all: ['EndpointDetails.VpcId'], rests: [type] };
  const isPublic = type.kind === 'absent' || (type.kind === 'known' && type.text === 'PUBLIC');
  if (!isPublic || !isEmpty(valueAtPath(property, 'EndpointDetails.AddressAllocationIds'))) return undefined;
  return {
    kind: `of endpoint type PUBLIC${type.kind === 'absent' ? ' by default' : ''}`,
    none: ['EndpointDetails.VpcId'],
    noneListed: ['EndpointDetails.SubnetIds', 'EndpointDetails.SecurityGroupIds'],
    rests: [type],
  };
}

/** Only HTTP and HTTPS ask for a path and answer with a status that could match. */
function needOfHealthCheck(property: ResourceReader['property']): Need | undefined {
  const check = property('HealthCheckProtocol');
  const protocol = property('Protocol');
  // With HTTP the check over TCP is refused itself, by target-group-health-check.
  if (check.kind !== 'known' || check.text !== 'TCP') return undefined;
  if (protocol.kind === 'known' && /^HTTPS?$/.test(protocol.text)) return undefined;
  const none = ['HealthCheckPath', 'Matcher.HttpCode', 'Matcher.GrpcCode'];
  const isAsked = none.some((path) => isWritten(valueAtPath(property, path)));
  return isAsked ? { kind: 'a target group with a health check over TCP', none, rests: [check] } : undefined;
}

/** A dynamic reference has some value, whichever it is. */
function isWritten(value: Value): boolean {
  const { kind } = value;
  if (kind === 'unknown') return /^\$\{resolve:/.test(value.partial ?? '');
  return kind === 'known' || kind === 'reference' || kind === 'fields';
}
