import { booleanOf, fieldIn, itemsOf, valueAtPath } from '../../../network/template/fieldOfValue.ts';
import type { ResourceReader } from '../../../network/template/readResource.ts';
import { hasText, NO_VALUE, type Value } from '../../../template/evaluation/value.ts';
import type { CheckedFile } from '../../defineRule.ts';
import { resourceOfTypes } from '../../shared/resources/typedResources.ts';
import { isMissing, isWritten, type Need, type Needs } from './need.ts';

/** What instances, containers, builds and other jobs need. */
export const COMPUTE: Needs = {
  'AWS::EC2::Instance': () => ({ kind: 'an instance', any: ['ImageId', 'LaunchTemplate'] }),
  'AWS::AutoScaling::AutoScalingGroup': needOfFleet,
  'AWS::ECS::Service': ({ property }) => {
    const controller = valueAtPath(property, 'DeploymentController.Type');
    if (hasText(controller, 'EXTERNAL'))
      return {
        kind: 'a service with an external deployment controller',
        none: ['NetworkConfiguration'],
        noneListed: ['LoadBalancers', 'ServiceRegistries'],
        rests: [controller],
      };
    if (itemsOf(property('ServiceRegistries')).some(namesContainerAndPort))
      return { kind: 'registered by a container', noneListed: ['ServiceRegistries.*.Port'] };
    const isOfTasks = controller.kind === 'absent' || hasText(controller, 'ECS');
    if (isOfTasks && property('TaskDefinition').kind === 'absent')
      return { kind: 'a service of ECS', all: ['TaskDefinition'], rests: [controller] };
    const targets = itemsOf(property('LoadBalancers'));
    if (targets.length > 1) return { kind: 'a service of several target groups', none: ['Role'] };
    const balanced = ['LoadBalancers', 'VpcLatticeConfigurations'].some((name) => !isMissing(property(name)));
    // Only tasks in awsvpc mode have a network configuration.
    const isAwsvpc = valueAtPath(property, 'NetworkConfiguration.AwsvpcConfiguration').kind === 'fields';
    return balanced && isAwsvpc ? { kind: 'a service of tasks in awsvpc mode', none: ['Role'] } : undefined;
  },
  'AWS::ECS::TaskDefinition': ({ property }) => {
    const needed = itemsOf(property('RequiresCompatibilities'));
    const fargate = needed.find((one) => hasText(one, 'FARGATE'));
    if (!fargate) return undefined;
    return {
      kind: 'for Fargate',
      all: ['NetworkMode', 'Cpu', 'Memory'],
      rests: [fargate],
      only: { NetworkMode: 'awsvpc' },
    };
  },
  'AWS::EKS::Nodegroup': ({ property }) => {
    if (property('LaunchTemplate').kind !== 'fields') return undefined;
    return { kind: 'a node group with a launch template', none: ['RemoteAccess', 'DiskSize'] };
  },
  'AWS::Batch::JobDefinition': needOfJob,
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
  'AWS::Events::Rule': needOfTarget,
  'AWS::CodeBuild::Project': ({ property }) => {
    const paths = ['VpcId', 'Subnets', 'SecurityGroupIds'].map((name) => `VpcConfig.${name}`);
    const isPlaced = paths.some((path) => {
      const value = valueAtPath(property, path);
      return value.kind !== 'unknown' && !isMissing(value);
    });
    return isPlaced ? { kind: 'a project in a VPC', all: paths } : undefined;
  },
  'AWS::Transfer::Server': ({ property }) => needOfServer(property),
  'AWS::AppStream::Fleet': ({ property }) => {
    const type = property('FleetType');
    if (!hasText(type, 'ELASTIC')) return undefined;
    return { kind: 'an Elastic fleet', all: ['VpcConfig.SubnetIds'], rests: [type] };
  },
  'AWS::AppRunner::Service': ({ property }) => {
    const egress = valueAtPath(property, `${EGRESS}.EgressType`);
    if (!hasText(egress, 'DEFAULT')) return undefined;
    return { kind: 'a service with default egress', none: [`${EGRESS}.VpcConnectorArn`], rests: [egress] };
  },
  'AWS::SageMaker::NotebookInstance': ({ property }) => {
    const access = property('DirectInternetAccess');
    if (!hasText(access, 'Disabled')) return undefined;
    return { kind: 'without direct internet access', all: ['SubnetId'], rests: [access] };
  },
  'AWS::SageMaker::Model': needOfModel('VpcConfig', 'a model in a VPC'),
  ...Object.fromEntries(
    ['ModelBias', 'ModelExplainability', 'ModelQuality', 'DataQuality'].map((job) => [
      `AWS::SageMaker::${job}JobDefinition`,
      needOfModel('NetworkConfig.VpcConfig', 'a job in a VPC'),
    ]),
  ),
};

/** https://docs.aws.amazon.com/batch/latest/APIReference/API_ContainerProperties.html */
function needOfJob({ property }: ResourceReader): Need | undefined {
  if (property('ContainerProperties').kind !== 'fields') return undefined;
  const platforms = property('PlatformCapabilities');
  const names = itemsOf(platforms);
  if (names.some((one) => one.kind !== 'known')) return undefined;
  if (names.some((one) => hasText(one, 'FARGATE')))
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
    if (!hasText(launch, 'FARGATE')) continue;
    if (read('EcsParameters.NetworkConfiguration').kind !== 'absent') continue;
    const path = 'Targets.*.EcsParameters.NetworkConfiguration';
    return { kind: 'a rule with a task on Fargate', all: [path], rests: [launch] };
  }
  return undefined;
}

/**
 * A model in a VPC needs subnets and security groups:
 * https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_VpcConfig.html
 */
function needOfModel(path: string, kind: string): (reader: ResourceReader) => Need | undefined {
  return ({ property }) =>
    valueAtPath(property, path).kind === 'fields'
      ? { kind, all: [`${path}.Subnets`, `${path}.SecurityGroupIds`] }
      : undefined;
}

/** https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_ServiceRegistry.html */
function namesContainerAndPort(registry: Value): boolean {
  if (registry.kind !== 'fields') return false;
  return ['ContainerName', 'Port'].every((name) => isWritten(registry.fields.get(name) ?? NO_VALUE));
}

const EGRESS = 'NetworkConfiguration.EgressConfiguration';

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
  if (!asked || !booleanOf(asked)) return { kind, any };
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

/** Elastic IP addresses of a public server are another finding, transfer-address-type. */
function needOfServer(property: ResourceReader['property']): Need | undefined {
  const type = property('EndpointType');
  if (hasText(type, 'VPC'))
    return {
      kind: 'of endpoint type VPC',
      all: ['EndpointDetails.VpcId'],
      none: ['EndpointDetails.VpcEndpointId'],
      rests: [type],
    };
  const isPublic = type.kind === 'absent' || hasText(type, 'PUBLIC');
  if (!isPublic || !isMissing(valueAtPath(property, 'EndpointDetails.AddressAllocationIds')))
    return undefined;
  return {
    kind: `of endpoint type PUBLIC${type.kind === 'absent' ? ' by default' : ''}`,
    none: ['EndpointDetails.VpcId'],
    noneListed: ['EndpointDetails.SubnetIds', 'EndpointDetails.SecurityGroupIds'],
    rests: [type],
  };
}
