import { table } from '../../table.ts';
import { defineRule } from '../defineRule.ts';
import { changeTo, literalInPlace } from '../shared/fixes/settingFix.ts';
import { eachResource } from '../shared/resources/typedResources.ts';

/** A flow log whose ResourceType is not that of its ResourceId. */
export default defineRule({
  id: 'flow-log-other-kind',
  area: 'properties',
  severity: 'error',
  profile: 'recommended',
  appliesTo: ['template'],
  title: 'The flow log names a resource of another type',
  why: 'ResourceId is the id of what ResourceType says: a VPC, a subnet, a network interface, a transit gateway or an attachment of one. EC2 looks up the id among the resources of that type, does not find it, and the stack fails.',
  howToFix: 'Change ResourceType, or name a resource of that type.',
  sources: [
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ec2-flowlog.html',
    'https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateFlowLogs.html',
  ],

  check: eachResource(['AWS::EC2::FlowLog'], function* ({ object, property }, { template }) {
    const [type, id] = [property('ResourceType'), property('ResourceId')];
    if (type.kind !== 'known' || id.kind !== 'reference' || id.attribute !== undefined) return;
    const own = template?.resources.get(id.resource)?.type ?? '';
    const given = TYPES[own];
    if (OTHERS.includes(own))
      yield {
        at: id.at,
        resource: object.id,
        message: `ResourceId of ${object.id} names ${id.resource}, which is of type ${own}. EC2 makes flow logs of networks alone and rejects it.`,
      };
    // property-value reports any other word.
    if (given === undefined || given === type.text || !Object.values(TYPES).includes(type.text)) return;
    yield {
      at: type.at,
      resource: object.id,
      defaults: type.defaults,
      message: `ResourceType of ${object.id} is ${type.text}, and ResourceId names ${id.resource}, which is of type ${given}. EC2 rejects the flow log.`,
      related: [{ at: id.at, message: `${id.resource} is named here` }],
      fixes: changeTo(literalInPlace(type), given, false),
    };
  }),
});

/** Types that a flow log names as its destination or its role. */
const OTHERS = ['AWS::Logs::LogGroup', 'AWS::S3::Bucket', 'AWS::IAM::Role'];

/** The ResourceType for each type of resource. */
const TYPES: Readonly<Record<string, string>> = table({
  'AWS::EC2::VPC': 'VPC',
  'AWS::EC2::Subnet': 'Subnet',
  'AWS::EC2::NetworkInterface': 'NetworkInterface',
  'AWS::EC2::TransitGateway': 'TransitGateway',
  'AWS::EC2::TransitGatewayAttachment': 'TransitGatewayAttachment',
  'AWS::EC2::TransitGatewayVpcAttachment': 'TransitGatewayAttachment',
});
