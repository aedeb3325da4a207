import { contains } from '../../../cidr/cidr.ts';
import { parseCidr } from '../../../cidr/parse.ts';
import { fieldIn, itemsOf, valueAtPath } from '../../../network/template/fieldOfValue.ts';
import type { ResourceReader } from '../../../network/template/readResource.ts';
import { hasText, isCertainValue, type Value } from '../../../template/evaluation/value.ts';
import type { CheckedFile } from '../../defineRule.ts';
import { isWritten, type Need, type Needs } from './need.ts';

/** What target groups, listeners and integrations of APIs need. */
export const LISTENERS: Needs = {
  'AWS::ElasticLoadBalancingV2::TargetGroup': (reader, file) =>
    needOfHealthCheck(reader.property) ??
    needOfOutside(reader, file) ??
    needOfGroup(reader.property('TargetType')),
  'AWS::ElasticLoadBalancingV2::Listener': needOfListener,
  'AWS::ElasticLoadBalancing::LoadBalancer': () => ({
    kind: 'a Classic Load Balancer',
    any: ['Subnets', 'AvailabilityZones'],
  }),
  'AWS::VpcLattice::TargetGroup': ({ property }) => {
    const type = property('Type');
    if (!hasText(type, 'LAMBDA')) return undefined;
    return { kind: 'a target group of a Lambda function', none: NOT_OF_FUNCTIONS, rests: [type] };
  },
  'AWS::ApiGatewayV2::Integration': ({ property }) => {
    const type = property('ConnectionType');
    if (!hasText(type, 'VPC_LINK')) return undefined;
    return { kind: 'an integration through a VPC link', all: ['ConnectionId'], rests: [type] };
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
};

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
  if (!hasText(type, 'ip') || vpc.kind !== 'reference') return undefined;
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

/** Only HTTP and HTTPS ask for a path and answer with a status that could match. */
function needOfHealthCheck(property: ResourceReader['property']): Need | undefined {
  const check = property('HealthCheckProtocol');
  const protocol = property('Protocol');
  // With HTTP the check over TCP is refused itself, by target-group-health-check.
  if (!hasText(check, 'TCP')) return undefined;
  if (protocol.kind === 'known' && /^HTTPS?$/.test(protocol.text)) return undefined;
  const none = ['HealthCheckPath', 'Matcher.HttpCode', 'Matcher.GrpcCode'];
  const isAsked = none.some((path) => isWritten(valueAtPath(property, path)));
  return isAsked ? { kind: 'a target group with a health check over TCP', none, rests: [check] } : undefined;
}
