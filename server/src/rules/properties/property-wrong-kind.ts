import { schemaOf } from '../../aws/schema/schema.ts';
import { parseCidr } from '../../cidr/parse.ts';
import { itemsOf } from '../../network/template/fieldOfValue.ts';
import { resolved } from '../../syntax/tree.ts';
import { table } from '../../table.ts';
import { argumentsOf, type Call, callOf } from '../../template/evaluation/intrinsic.ts';
import {
  defaultsOfValue,
  type Known,
  type ResourceReference,
  textOrPartial,
  type Unknown,
} from '../../template/evaluation/value.ts';
import { isNamed } from '../../template/parameters.ts';
import type { Template } from '../../template/template.ts';
import { readId } from '../../zappa/ids.ts';
import { type Cause, type CheckedFile, defineRule, type Fix, type Report } from '../defineRule.ts';
import { slipOf } from '../shared/names/slipOf.ts';
import {
  BLOCK,
  hasIds,
  idKindOf,
  KIND_NAMES,
  kindOfParameter,
  refersToItself,
  takesIdOrArn,
  takesKind,
  UNNAMED_KINDS,
  ZONE,
} from '../shared/properties/kinds.ts';
import { eachPlace, type ValuePlace } from '../shared/properties/places.ts';
import { resourceOfTypes } from '../shared/resources/typedResources.ts';

/** A reference to one kind of resource, or its id, if the property accepts another kind. */
export default defineRule({
  id: 'property-wrong-kind',
  area: 'properties',
  severity: 'error',
  profile: 'recommended',
  appliesTo: ['template'],
  title: 'The property needs another kind of resource, or an id and not a name',
  why: 'A subnet id is not a VPC id: AWS looks for a VPC with that id and finds none. Ref of an Elastic IP returns its address; a NAT gateway needs its AllocationId.',
  sources: [
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-template-resource-type-ref.html',
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ec2-eip.html',
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ec2-natgateway.html',
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/cloudformation-supplied-parameter-types.html',
    'https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/resource-ids.html',
    'https://github.com/aws-cloudformation/cfn-lint/issues/3261',
  ],
  cfnLint: 'E1041',

  check: eachPlace({ value: reportsAt }),
});

function reportsAt(place: ValuePlace, file: CheckedFile): readonly Report[] {
  const reports = [emptyItem(place), zonesAsItems(place), wrongKind(place, file)];
  return reports.filter((report) => report !== undefined);
}

function wrongKind(place: ValuePlace, file: CheckedFile): Report | undefined {
  const { property, resource, node } = place;
  const kind = place.schema.takes ?? OF_ECS_AND_ROLES[place.path];
  const takes = kind ?? UNNAMED_KINDS[place.path];
  if (takes === undefined) return undefined;
  const unreferenced = writtenAsText(place, takes, file);
  if (unreferenced) return unreferencedReport(place, takes, unreferenced);
  if (kind === undefined) return undefined;
  const name = nameForId(place, kind);
  if (name) {
    const { text, at, defaults } = name;
    return {
      at,
      resource: resource.id,
      message: `${property} of ${resource.id} needs the id of ${KIND_NAMES[kind]}, but ${text} is none. AWS rejects the resource.`,
      defaults,
    };
  }
  const several = severalIds(place, kind, file);
  if (several > 1)
    return {
      at: node,
      resource: resource.id,
      defaults: defaultsOfValue(place.value),
      message: `${property} of ${resource.id} has ${several} ids in one string. AWS looks for one id and rejects the resource.`,
    };
  const given = givenKind(place, kind, file);
  if (!given || takesKind(takes, given.kind) || isOfOtherRule(place, takes, given)) return undefined;
  return {
    at: node,
    resource: resource.id,
    message: `${property} of ${resource.id} needs ${KIND_NAMES[takes] ?? takes}, but ${given.text} is ${nameOfKind(given.kind)}. AWS rejects the resource.`,
    defaults: given.defaults ?? [],
    ...(given.cause && { cause: given.cause }),
    fixes: fixesFor(place, takes, given.kind),
  };
}

function isOfOtherRule({ path }: ValuePlace, takes: string, { kind }: GivenKind): boolean {
  // The address of an Elastic IP is the subject of nat-eip-mismatch.
  if (path === 'AWS::EC2::NatGateway.AllocationId' && kind.startsWith('AWS::EC2::EIP')) return true;
  // That a function mounts no file system itself is the subject of lambda-file-system.
  return kind === 'AWS::EFS::FileSystem' && takes.startsWith('AWS::EFS::AccessPoint.');
}

function fixesFor(place: ValuePlace, takes: string, given: string): readonly Fix[] {
  if (takes.startsWith(`${given}.`)) return fixesOf(place, takes.slice(given.length + 1));
  return given.startsWith(`${takes}.`) ? refFix(place) : [];
}

/** Uses Ref in place of another attribute of the same resource. */
function refFix({ node, value }: ValuePlace): readonly Fix[] {
  if (value.kind !== 'reference' || callOf(node)?.name !== 'Fn::GetAtt') return [];
  const { resource } = value;
  return [
    {
      title: `Use !Ref ${resource}`,
      preferred: true,
      edits: [{ op: 'replace', node, value: { Ref: resource } }],
    },
  ];
}

function unreferencedReport(
  { property, resource, node }: ValuePlace,
  takes: string,
  { text, name, attribute }: WrittenAsText,
): Report {
  const call = attribute === undefined ? { Ref: name } : { 'Fn::GetAtt': [name, attribute] };
  const short = attribute === undefined ? `!Ref ${name}` : `!GetAtt ${name}.${attribute}`;
  return {
    at: node,
    resource: resource.id,
    message: `${property} of ${resource.id} is the string ${text}, not what ${attribute === undefined ? 'Ref' : 'Fn::GetAtt'} returns for ${name}. AWS rejects the resource.`,
    fixes: [
      {
        title: `Use ${short}`,
        preferred: attribute !== undefined || !takes.includes('.'),
        edits: [{ op: 'replace', node, value: call }],
      },
    ],
  };
}

/**
 * A name in place of an id. Groups have names that some properties take; these take their ids alone:
 * https://docs.aws.amazon.com/lambda/latest/api/API_VpcConfig.html,
 * https://docs.aws.amazon.com/efs/latest/ug/API_CreateMountTarget.html,
 * https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateVpcEndpoint.html,
 * https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_AwsVpcConfiguration.html,
 * https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateLoadBalancer.html,
 * https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_UserIdGroupPair.html.
 */
function nameForId({ node, value, path }: ValuePlace, takes: string): Known | undefined {
  const isSure =
    takes === 'AWS::EC2::Subnet' || (takes === 'AWS::EC2::SecurityGroup' && IDS_ALONE.test(path));
  if (!isSure || value.kind !== 'known' || value.origin === undefined || callOf(node)) return undefined;
  const { kind } = readId(value.text);
  // An id of a made-up length, or a place that somebody fills in, is an example.
  if (kind !== 'malformed' || !IS_NAME.test(value.text) || /^(?:subnet|sg)-/.test(value.text))
    return undefined;
  return value;
}

const IDS_ALONE =
  /^AWS::(?:(?:Lambda|Serverless)::Function\.VpcConfig|EFS::MountTarget|EC2::VPCEndpoint|ECS::Service|ElasticLoadBalancingV2::LoadBalancer)\.|\.(?:Source|Destination)SecurityGroupId$/;

/** Words in lower case: capitals and underscores are what a script replaces. */
const IS_NAME = /^[a-z][a-z0-9]*(?:[-.][a-z0-9]+)*$/;

/** `"subnet-…,"` has an empty item behind its last comma, which Fn::Split returns too. */
function emptyItem({ schema, value, node, property, resource }: ValuePlace): Report | undefined {
  const takes = schema.items?.takes;
  if (takes === undefined || !hasIds(takes) || callOf(node)?.name !== 'Fn::Split') return undefined;
  const empty = itemsOf(value).find((item) => item.kind === 'known' && item.text.trim() === '');
  if (empty?.kind !== 'known') return undefined;
  return {
    at: node,
    resource: resource.id,
    defaults: empty.defaults,
    message: `${property} of ${resource.id} has an empty item, because the string that Fn::Split divides begins or ends with a comma. AWS rejects the resource.`,
  };
}

/** `Fn::GetAZs` for a list of ids. */
function zonesAsItems({ schema, value, node, property, resource }: ValuePlace): Report | undefined {
  const takes = schema.items?.takes;
  if (takes === undefined || !hasIds(takes) || value.kind !== 'zones') return undefined;
  return {
    at: node,
    resource: resource.id,
    message: `${property} of ${resource.id} needs the id of ${KIND_NAMES[takes] ?? takes} in each item, but Fn::GetAZs returns Availability Zones. AWS rejects the resource.`,
  };
}

/** Reports a string with several ids, and commas between them, where one id is accepted. */
function severalIds({ value }: ValuePlace, takes: string, { template }: CheckedFile): number {
  const parts = textOrPartial(value)?.split(',') ?? [];
  const isId = (part: string) => {
    const [, name] = /^\$\{(\w+)(?:\.\w+)?\}$/.exec(part) ?? [];
    return idKindOf(part) === takes || template?.resources.get(name ?? '')?.type === takes;
  };
  return parts.every((part) => isId(part.trim())) ? parts.length : 0;
}

interface WrittenAsText {
  readonly text: string;
  readonly name: string;
  readonly attribute?: string;
}

/**
 * A name of the template where an id of AWS's is wanted, which always has a hyphen, or an ARN, which has colons: alone, as
 * in Fn::Sub, or as a short form that is a text because it is in quotes or in JSON.
 */
function writtenAsText(
  { node }: ValuePlace,
  takes: string,
  { template }: CheckedFile,
): WrittenAsText | undefined {
  if (node.kind !== 'scalar' || node.tag !== undefined || !takesIdOrArn(takes)) return undefined;
  const { text } = node;
  const [, name, attribute] = TEXTS.map((one) => one.exec(text)).find((one) => one) ?? [];
  if (name === undefined || !(template?.resources.has(name) || template?.parameters.has(name)))
    return undefined;
  return { text, name, ...(attribute !== undefined && { attribute }) };
}

const TEXTS = [
  /^([A-Za-z0-9]+)(?:\.([A-Za-z0-9.]+))?$/,
  /^\$\{([A-Za-z0-9]+)(?:\.([A-Za-z0-9.]+))?\}$/,
  /^!?(?:Ref|GetAtt) ([A-Za-z0-9]+)(?:\.([A-Za-z0-9.]+))?$/,
];

/**
 * Properties of which the schemas name no kind, and that take nothing else. The Ref of a role is its name, that of an access point its id.
 * https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_CreateService.html,
 * https://docs.aws.amazon.com/lambda/latest/api/API_CreateFunction.html,
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-efs-accesspoint.html,
 * https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateFlowLogs.html,
 * https://docs.aws.amazon.com/eks/latest/APIReference/API_CreateCluster.html,
 * https://docs.aws.amazon.com/eks/latest/APIReference/API_CreateNodegroup.html,
 * https://docs.aws.amazon.com/autoscaling/ec2/APIReference/API_CreateAutoScalingGroup.html,
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-rds-dbinstance.html,
 * https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-neptune-dbinstance.html
 */
const OF_ECS_AND_ROLES: Readonly<Record<string, string>> = table({
  'AWS::AutoScaling::AutoScalingGroup.LoadBalancerNames': 'AWS::ElasticLoadBalancing::LoadBalancer',
  'AWS::ECS::Service.LoadBalancers.LoadBalancerName': 'AWS::ElasticLoadBalancing::LoadBalancer',
  'AWS::ECS::Service.Cluster': 'AWS::ECS::Cluster',
  'AWS::ECS::Service.LoadBalancers.TargetGroupArn': 'AWS::ElasticLoadBalancingV2::TargetGroup',
  'AWS::ECS::Service.TaskDefinition': 'AWS::ECS::TaskDefinition',
  'AWS::ECS::TaskDefinition.Volumes.EFSVolumeConfiguration.FilesystemId': 'AWS::EFS::FileSystem',
  'AWS::ECS::TaskDefinition.Volumes.FSxWindowsFileServerVolumeConfiguration.FileSystemId':
    'AWS::FSx::FileSystem',
  'AWS::EC2::FlowLog.DeliverLogsPermissionArn': 'AWS::IAM::Role.Arn',
  'AWS::EC2::NatGateway.AllocationId': 'AWS::EC2::EIP.AllocationId',
  'AWS::EC2::SecurityGroup.SecurityGroupEgress.DestinationPrefixListId': 'AWS::EC2::PrefixList',
  'AWS::EC2::SecurityGroup.SecurityGroupIngress.SourcePrefixListId': 'AWS::EC2::PrefixList',
  'AWS::EC2::SecurityGroupEgress.DestinationPrefixListId': 'AWS::EC2::PrefixList',
  'AWS::EC2::SecurityGroupIngress.SourcePrefixListId': 'AWS::EC2::PrefixList',
  'AWS::EKS::Cluster.RoleArn': 'AWS::IAM::Role.Arn',
  'AWS::EKS::Nodegroup.NodeRole': 'AWS::IAM::Role.Arn',
  'AWS::DocDB::DBCluster.DBClusterParameterGroupName': 'AWS::DocDB::DBClusterParameterGroup',
  'AWS::RDS::DBCluster.DBClusterParameterGroupName': 'AWS::RDS::DBClusterParameterGroup',
  'AWS::RDS::DBInstance.DBParameterGroupName': 'AWS::RDS::DBParameterGroup',
  'AWS::Neptune::DBCluster.DBClusterParameterGroupName': 'AWS::Neptune::DBClusterParameterGroup',
  'AWS::Neptune::DBInstance.DBParameterGroupName': 'AWS::Neptune::DBParameterGroup',
  'AWS::Lambda::Function.FileSystemConfigs.Arn': 'AWS::EFS::AccessPoint.Arn',
  'AWS::Lambda::Function.Role': 'AWS::IAM::Role.Arn',
  'AWS::Serverless::Function.FileSystemConfigs.Arn': 'AWS::EFS::AccessPoint.Arn',
});

function nameOfKind(kind: string): string {
  const attribute = kind.includes('.') ? kind.slice(kind.indexOf('.') + 1) : undefined;
  return KIND_NAMES[kind] ?? (attribute === undefined ? `an ${kind}` : `a ${attribute}`);
}

interface GivenKind {
  readonly kind: string;
  readonly text: string;
  readonly defaults?: readonly string[];
  readonly cause?: readonly Cause[];
}

/** The kind of a value; undefined if it is not certain. */
function givenKind(
  { node, value, path }: ValuePlace,
  takes: string,
  file: CheckedFile,
): GivenKind | undefined {
  const { template } = file;
  const call = callOf(node);
  const name = call?.name === 'Ref' ? resolved(call.argument) : undefined;
  const parameter = name?.kind === 'scalar' ? template?.parameters.get(name.text) : undefined;
  const kind = parameter && kindOfParameter(parameter.type);
  if (parameter && kind !== undefined) return { kind, text: parameter.name };
  if (value.kind === 'zone')
    return call?.name === 'Fn::GetAtt' ? { kind: ZONE, text: wordsOf(call) } : undefined;
  if (value.kind === 'unknown' && value.gives !== undefined) return kindOfOther(value, value.gives, path);
  if (value.kind === 'unknown' && call?.name === 'Fn::GetAtt') return kindOfAttribute(call, template);
  if (value.kind === 'reference')
    return (
      (call?.name === 'Ref' && nameOfGroup(value, path, file)) ||
      kindOfReference(value, template?.resources.get(value.resource)?.type, takes, path)
    );
  return value.kind === 'known' ? kindOfText(value, takes) : undefined;
}

/**
 * What Ref of a group without VpcId gives: "The group name or group ID depending on whether the SG is created in default or
 * specific VPC", as the schema of the type says of Id.
 */
function nameOfGroup(
  { resource }: ResourceReference,
  path: string,
  file: CheckedFile,
): GivenKind | undefined {
  const group = isNoId('GroupName', path) ? resourceOfTypes(file, resource, [GROUP]) : undefined;
  if (group?.property('VpcId').kind !== 'absent') return undefined;
  return {
    kind: `${GROUP}.GroupName`,
    text: `!Ref ${resource}, a group without VpcId,`,
    cause: [
      { rule: 'sg-no-vpc', at: group.object.at },
      ...[slipOf(resource, ['VpcId'], file).cause ?? []].flat(),
    ],
  };
}

const GROUP = 'AWS::EC2::SecurityGroup';

/** The kind of an import, or of an output of a nested stack whose template is in the workspace. */
function kindOfOther(
  { partial = '', defaults = [] }: Unknown,
  gives: string,
  path: string,
): GivenKind | undefined {
  const [type = '', attribute] = gives.split('.');
  const kind =
    attribute === undefined ? gives : (IDS_OF_OTHERS[gives] ?? (isNoId(attribute, path) ? gives : undefined));
  if (kind === undefined || !schemaOf(type) || partial === '') return undefined;
  return { kind, text: partial.slice(2, -1), defaults };
}

/** The kind of an attribute's value, which is the same in every deployment. */
function kindOfAttribute(call: Call, template: Template | undefined): GivenKind | undefined {
  const text = wordsOf(call);
  const [id = '', attribute = ''] = text.split('.');
  const kind = OF_ITS_OWN[attribute];
  const type = template?.resources.get(id)?.type;
  return kind !== undefined && /^AWS::EC2::(?:SecurityGroup|Subnet|VPC)$/.test(type ?? '')
    ? { kind, text }
    : undefined;
}

/** Properties that are attributes too. */
const OF_ITS_OWN: Readonly<Record<string, string>> = table({ CidrBlock: BLOCK, VpcId: 'AWS::EC2::VPC' });

function kindOfReference(
  { resource, attribute }: ResourceReference,
  type: string | undefined,
  takes: string,
  path: string,
): GivenKind | undefined {
  if (type === undefined) return undefined;
  const schema = schemaOf(type);
  if (attribute === undefined)
    return schema || (hasIds(takes) && refersToItself(type)) || areGroupsOfOneService(takes, type)
      ? { kind: type, text: resource }
      : undefined;
  if (!schema) return undefined;
  const own = `${type}.${attribute}`;
  const kind = IDS_OF_OTHERS[own] ?? (isNoId(attribute, path) ? own : undefined);
  return kind !== undefined && schema.attributes.includes(attribute)
    ? { kind, text: `${resource}.${attribute}` }
    : undefined;
}

/**
 * Whether both are parameter groups of one service, for clusters and for instances. Both have names, so either may be
 * meant.
 */
function areGroupsOfOneService(takes: string, type: string): boolean {
  const [wanted, given] = [takes, type].map((one) => /^(.*::)DB\w*ParameterGroup$/.exec(one)?.[1]);
  return wanted !== undefined && wanted === given;
}

function kindOfText(value: Known, takes: string): GivenKind | undefined {
  if (!isNamed(value.text) || !hasIds(takes)) return undefined;
  const { text, defaults } = value;
  const given = idKindOf(text) ?? (parseCidr(text).kind === 'cidr' ? BLOCK : undefined);
  return given === undefined ? undefined : { kind: given, text, defaults };
}

/** `Subnet.AvailabilityZone`. */
function wordsOf(call: Call): string {
  const words = argumentsOf(call).map(resolved);
  return words.map((word) => (word?.kind === 'scalar' ? word.text : '')).join('.');
}

/**
 * Whether an attribute cannot be what the property accepts. `SecurityGroups` of instances and launch configurations
 * also accepts names.
 */
function isNoId(attribute: string, path: string): boolean {
  if (attribute !== 'GroupName') return NO_ID.test(attribute);
  return !path.endsWith('.SecurityGroups') || /^AWS::(?:ECS|EFS|ElasticLoadBalancing(?:V2)?)::/.test(path);
}

/** Attributes that hold a name, a block, an address or a port. */
const NO_ID =
  /(?:DNSName|DnsName|CidrBlock|Address|Port|PublicIp|PrivateIp|AvailabilityZone|HostedZoneID|(?:TargetGroup|LoadBalancer)(?:Full)?Name)$/;

/** Attributes that give the id of what AWS creates with a resource, or what Ref gives. */
const IDS_OF_OTHERS: Readonly<Record<string, string>> = table({
  // https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ec2-vpc.html
  'AWS::EC2::VPC.DefaultNetworkAcl': 'AWS::EC2::NetworkAcl',
  'AWS::EC2::VPC.DefaultSecurityGroup': 'AWS::EC2::SecurityGroup',
  // https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ec2-securitygroup.html
  'AWS::EC2::SecurityGroup.GroupId': 'AWS::EC2::SecurityGroup',
});

/**
 * The attribute that the property accepts: an Elastic IP's allocation id for its address, a role's ARN for its name.
 */
function fixesOf({ node, value }: ValuePlace, attribute: string): readonly Fix[] {
  if (value.kind !== 'reference' || callOf(node)?.name !== 'Ref') return [];
  const call = { 'Fn::GetAtt': [value.resource, attribute] };
  return [
    {
      title: `Use the ${attribute} of ${value.resource}`,
      preferred: true,
      edits: [{ op: 'replace', node, value: call }],
    },
  ];
}
