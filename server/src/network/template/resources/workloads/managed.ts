import { table } from '../../../../table.ts';
import { hasText, textOrPartial, type Value } from '../../../../template/evaluation/value.ts';
import { ABSENT, type Field, type NetworkObject, type TargetList, unknownField } from '../../../field.ts';
import type { ListeningPort, PlainWorkload } from '../../../workload.ts';
import { booleanField, fieldOf, itemsOf, targetField, targetList, valueAtPath } from '../../fieldOfValue.ts';
import type { Property } from '../../readResource.ts';
import { besideFileSystem, networkByArns } from './dataSync.ts';

/** What services that AWS manages say in words of their own, in place of what their paths in `WORKLOAD_TYPES` give. */
export function managedParts(
  type: string,
  property: Property,
  { at }: NetworkObject,
): Partial<PlainWorkload> | undefined {
  if (type.startsWith('AWS::SageMaker::')) return sageMakerParts(type, property, at);
  switch (type) {
    case 'AWS::Redshift::Cluster':
    case 'AWS::RedshiftServerless::Workgroup':
      return { sendsByVpc: booleanField(property('EnhancedVpcRouting')) };
    case 'AWS::CloudHSM::Cluster':
      return { securityGroups: { kind: 'unknown', why: 'CloudHSM makes a security group of its own', at } };
    case 'AWS::MSK::Replicator':
      return replicatorParts(property, at);
    case 'AWS::Lambda::CapacityProvider':
    case 'AWS::Serverless::CapacityProvider':
      return {
        publicIp: {
          kind: 'unknown',
          why: 'AWS does not say what managed instances get in public subnets',
          at,
        },
      };
    case 'AWS::DataSync::LocationEFS':
      return networkByArns(property, 'Ec2Config.SubnetArn', 'Ec2Config.SecurityGroupArns');
    case 'AWS::DataSync::LocationFSxLustre':
    case 'AWS::DataSync::LocationFSxOpenZFS':
    case 'AWS::DataSync::LocationFSxWindows':
      return besideFileSystem(property);
    case 'AWS::DataSync::Agent':
      return networkByArns(property, 'SubnetArns', 'SecurityGroupArns');
    case 'AWS::MWAAServerless::Workflow':
      // A container of its own speaks for it with what is outside of the VPC.
      return { sendsByVpc: { kind: 'unknown', why: 'part of its traffic goes by a proxy of AWS', at } };
    case 'AWS::WorkSpaces::Workspace':
      // https://docs.aws.amazon.com/workspaces/latest/adminguide/amazon-workspaces-security-groups.html
      return {
        securityGroups: { kind: 'unknown', why: 'WorkSpaces makes a security group of its own', at },
        publicIp: { kind: 'unknown', why: 'its directory says it', at },
      };
    case 'AWS::EMRServerless::Application':
      return {
        publicIp: { kind: 'unknown', why: 'AWS does not say what workers get in public subnets', at },
      };
    case 'AWS::ECS::CapacityProvider':
      return {
        publicIp: { kind: 'unknown', why: 'AWS does not say what its instances get in public subnets', at },
      };
    case 'AWS::DMS::InstanceProfile':
      return property('PubliclyAccessible').kind === 'absent' ? { publicIp: disputedAccess(at) } : undefined;
    case 'AWS::MediaLive::Channel':
      return { publicIp: hasAllocations(property, 'Vpc.PublicAddressAllocationIds') };
    case 'AWS::CloudFront::VpcOrigin':
      return originParts(property, at);
    case 'AWS::EMR::Cluster':
      return { nodeGroups: nodeGroupsOf(property, at) };
    case 'AWS::Transfer::Server':
      // It has public addresses if it names Elastic IP addresses:
      // https://docs.aws.amazon.com/transfer/latest/userguide/create-server-in-vpc.html
      return {
        publicIp: hasAllocations(property, 'EndpointDetails.AddressAllocationIds'),
        listeningPorts: portsOfServer(property, at),
      };
    case 'AWS::MSK::VpcConnection':
      return {
        listeningPorts: [{ protocol: 'tcp', port: { kind: 'unknown', why: 'each broker has its own', at } }],
      };
    case 'AWS::FSx::FileSystem':
      return hasFloatingAddresses(property) ? { hasFloatingAddresses: true } : undefined;
    default:
      return undefined;
  }
}

/** The load balancer or instance that CloudFront sends to, whose subnets its interfaces are in. */
function originParts(property: Property, at: NetworkObject['at']): Partial<PlainWorkload> {
  const arn = valueAtPath(property, 'VpcOriginEndpointConfig.Arn');
  const named = targetField(arn);
  if (named.kind === 'known' && named.value.kind === 'resource') return { cluster: named };
  // Instances have no attribute with their ARN.
  const id = /:instance\/\$\{(\w+)\}$/.exec(textOrPartial(arn) ?? '')?.[1];
  if (id !== undefined)
    return { cluster: { kind: 'known', value: { kind: 'resource', id }, at, defaults: [] } };
  return { subnets: { kind: 'unknown', why: 'what the origin is for is not in this file', at } };
}

function sageMakerParts(
  type: string,
  property: Property,
  at: NetworkObject['at'],
): Partial<PlainWorkload> | undefined {
  switch (type) {
    case 'AWS::SageMaker::NotebookInstance':
      // An interface of SageMaker's leads to the internet, beside the one in the subnet.
      return { sendsByVpc: isWord(property('DirectInternetAccess'), 'Disabled', 'Enabled') };
    case 'AWS::SageMaker::Domain':
      return domainParts(property, at);
    case 'AWS::SageMaker::Model':
    case 'AWS::SageMaker::EndpointConfig':
      // https://docs.aws.amazon.com/sagemaker/latest/dg/mkt-algo-model-internet-free.html
      return { isIsolated: booleanField(property('EnableNetworkIsolation')) };
    case 'AWS::SageMaker::DataQualityJobDefinition':
    case 'AWS::SageMaker::ModelBiasJobDefinition':
    case 'AWS::SageMaker::ModelExplainabilityJobDefinition':
    case 'AWS::SageMaker::ModelQualityJobDefinition':
    case 'AWS::SageMaker::ProcessingJob':
      // https://docs.aws.amazon.com/sagemaker/latest/APIReference/API_MonitoringNetworkConfig.html
      return { isIsolated: booleanField(valueAtPath(property, 'NetworkConfig.EnableNetworkIsolation')) };
    case 'AWS::SageMaker::MonitoringSchedule':
      return {
        isIsolated: booleanField(
          valueAtPath(
            property,
            'MonitoringScheduleConfig.MonitoringJobDefinition.NetworkConfig.EnableNetworkIsolation',
          ),
        ),
      };
    default:
      return undefined;
  }
}

/** It has interfaces in the network of each of its clusters, which may be in two VPCs. */
function replicatorParts(property: Property, at: NetworkObject['at']): Partial<PlainWorkload> {
  const networks = itemsOf(valueAtPath(property, 'KafkaClusters.*.VpcConfig'));
  if (networks.length < 2) return {};
  const unread: TargetList = { kind: 'unknown', why: 'each of its clusters has a network of its own', at };
  return { subnets: unread, securityGroups: unread };
}

function isWord(value: Value, yes: string, no: string): Field<boolean> {
  return fieldOf(value, (text) => (text === yes ? true : text === no ? false : undefined));
}

/** Unless its type is VpcOnly, all of it but its file system is in a network of SageMaker's. */
function domainParts(property: Property, at: NetworkObject['at']): Partial<PlainWorkload> {
  const isInVpc = isWord(property('AppNetworkAccessType'), 'VpcOnly', 'PublicInternetOnly');
  if (isInVpc.kind === 'known' && isInVpc.value) return {};
  if (isInVpc.kind === 'unknown') return { subnets: unknownField(isInVpc, at) };
  return { subnets: ABSENT, securityGroups: ABSENT };
}

/**
 * The primary node has one managed group and core and task nodes have another, each with additional ones:
 * https://docs.aws.amazon.com/emr/latest/ManagementGuide/emr-man-sec-groups.html
 */
function nodeGroupsOf(property: Property, at: NetworkObject['at']): readonly TargetList[] {
  return (['Master', 'Slave'] as const).map((sort): TargetList => {
    const named = [`EmrManaged${sort}SecurityGroup`, `Additional${sort}SecurityGroups`].map((name) =>
      targetList(valueAtPath(property, `Instances.${name}`)),
    );
    if (named[0]!.kind === 'absent')
      return { kind: 'unknown', why: 'EMR makes security groups of its own', at };
    const unread = named.find(({ kind }) => kind === 'unknown');
    if (unread) return unread;
    return { kind: 'known', items: named.flatMap((one) => (one.kind === 'known' ? one.items : [])), at };
  });
}

/** Whether a list names Elastic IP addresses. */
function hasAllocations(property: Property, path: string): Field<boolean> {
  const [first] = itemsOf(valueAtPath(property, path));
  if (!first || first.kind === 'absent') return ABSENT;
  if (first.kind === 'unknown' && first.partial === undefined) return unknownField(first, first.at);
  return { kind: 'known', value: true, at: first.at, defaults: [] };
}

/**
 * The API says that it is true by default, and the schema of the resource that it is false:
 * https://docs.aws.amazon.com/dms/latest/APIReference/API_CreateInstanceProfile.html
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-dms-instanceprofile.html
 */
function disputedAccess(at: NetworkObject['at']): Field<boolean> {
  return { kind: 'unknown', why: 'AWS’s pages contradict each other on whether it is public', at };
}

/** SFTP, where nothing is said: https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-transfer-server.html */
function portsOfServer(property: Property, at: NetworkObject['at']): readonly ListeningPort[] {
  const names = itemsOf(property('Protocols'));
  const ports = names.map((name) => fieldOf(name, (text) => PORTS_OF_PROTOCOLS[text]));
  const preset: Field<number> = { kind: 'known', value: 22, at, defaults: [] };
  return (ports.length > 0 ? ports : [preset]).map((port) => ({ protocol: 'tcp', port }));
}

const PORTS_OF_PROTOCOLS: Readonly<Record<string, number>> = table({
  SFTP: 22,
  FTPS: 21,
  FTP: 21,
  AS2: 5080,
});

/**
 * In two zones the file servers have addresses outside of the subnets, to which FSx adds routes in the tables that it is told:
 * https://docs.aws.amazon.com/fsx/latest/ONTAPGuide/supported-fsx-clients.html
 */
function hasFloatingAddresses(property: Property): boolean {
  return ['OntapConfiguration', 'OpenZFSConfiguration'].some((kind) => {
    const deployment = valueAtPath(property, `${kind}.DeploymentType`);
    if (deployment.kind === 'absent') return false;
    return deployment.kind !== 'known' || deployment.text.startsWith('MULTI_AZ');
  });
}

/** Whether a Transfer server is under a public name, in no VPC: https://docs.aws.amazon.com/transfer/latest/userguide/create-server-sftp.html */
export function isOutsideVpcs(property: Property): boolean {
  const kind = property('EndpointType');
  return kind.kind === 'absent' || hasText(kind, 'PUBLIC');
}
