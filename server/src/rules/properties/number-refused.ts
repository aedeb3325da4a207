import { fieldIn, itemsOf, valueAtPath } from '../../network/template/fieldOfValue.ts';
import type { ResourceReader } from '../../network/template/readResource.ts';
import { table } from '../../table.ts';
import type { Value } from '../../template/evaluation/value.ts';
import { listed } from '../../wording/listed.ts';
import { defineRule, type Report } from '../defineRule.ts';
import { eachResource } from '../shared/resources/typedResources.ts';

type Range = readonly [from: number, to: number];

/** https://www.rfc-editor.org/rfc/rfc6996 */
const PRIVATE_ASNS: readonly Range[] = [
  [64512, 65534],
  [4200000000, 4294967294],
];

/** https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBCluster.html */
const PORTS: readonly Range[] = [[1150, 65535]];

/** https://docs.aws.amazon.com/vpc-lattice/latest/APIReference/API_FixedResponseAction.html */
const LATTICE_STATUS: readonly Range[] = [
  [404, 404],
  [500, 500],
];

const ACCEPTED: Readonly<Record<string, readonly [path: string, ranges: readonly Range[]]>> = table({
  'AWS::EC2::TransitGateway': ['AmazonSideAsn', PRIVATE_ASNS],
  'AWS::EC2::VPNGateway': ['AmazonSideAsn', PRIVATE_ASNS],
  'AWS::ECS::TaskDefinition': ['EphemeralStorage.SizeInGiB', [[21, 200]]],
  'AWS::RDS::DBInstance': ['Port', PORTS],
  'AWS::RDS::DBCluster': ['Port', PORTS],
  'AWS::Route53Resolver::FirewallRuleGroupAssociation': ['Priority', [[100, 9900]]],
  'AWS::VpcLattice::Listener': ['DefaultAction.FixedResponse.StatusCode', LATTICE_STATUS],
  'AWS::VpcLattice::Rule': ['Action.FixedResponse.StatusCode', LATTICE_STATUS],
});

/** The attributes of load balancers and target groups, which are pairs of texts. */
const LISTS: Readonly<Record<string, string>> = table({
  'AWS::ElasticLoadBalancingV2::LoadBalancer': 'LoadBalancerAttributes',
  'AWS::ElasticLoadBalancingV2::TargetGroup': 'TargetGroupAttributes',
});

const A_WEEK: readonly Range[] = [[1, 604800]];

const ATTRIBUTES: Readonly<Record<string, readonly Range[]>> = table({
  'client_keep_alive.seconds': [[60, 604800]],
  'deregistration_delay.timeout_seconds': [[0, 3600]],
  'idle_timeout.timeout_seconds': [[1, 4000]],
  // 0 switches it off.
  'slow_start.duration_seconds': [
    [0, 0],
    [30, 900],
  ],
  'stickiness.app_cookie.duration_seconds': A_WEEK,
  'stickiness.lb_cookie.duration_seconds': A_WEEK,
});

/** A number that AWS does not accept, where CloudFormation's schema accepts any. */
export default defineRule({
  id: 'number-refused',
  area: 'properties',
  severity: 'error',
  profile: 'recommended',
  appliesTo: ['template'],
  title: 'AWS does not accept this number',
  why: "The schemas of CloudFormation accept any number for some properties, and AWS's API only some: the ASN of Amazon's side is a private one, a database listens on a port from 1150, a rule group of DNS Firewall has a priority from 100 to 9900, a load balancer has an idle timeout of at most 4000 seconds. AWS rejects other numbers at deployment, and the stack fails.",
  howToFix: 'Use a number in the range that the message names.',
  sources: [
    'https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_TransitGatewayRequestOptions.html',
    'https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateVpnGateway.html',
    'https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBInstance.html',
    'https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBCluster.html',
    'https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_EphemeralStorage.html',
    'https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_LoadBalancerAttribute.html',
    'https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_TargetGroupAttribute.html',
    'https://docs.aws.amazon.com/Route53/latest/APIReference/API_route53resolver_AssociateFirewallRuleGroup.html',
    'https://docs.aws.amazon.com/vpc-lattice/latest/APIReference/API_FixedResponseAction.html',
  ],

  check: eachResource([...Object.keys(ACCEPTED), ...Object.keys(LISTS)], function* (reader) {
    const { resource, property } = reader;
    const [path, ranges] = ACCEPTED[resource.type] ?? [];
    // The port of a member of a cluster is the cluster's.
    const isMember =
      resource.type === 'AWS::RDS::DBInstance' && property('DBClusterIdentifier').kind !== 'absent';
    if (path && ranges && !isMember)
      yield* reportOn(reader, path.split('.').at(-1)!, valueAtPath(property, path), ranges);
    const list = LISTS[resource.type];
    for (const attribute of list ? itemsOf(property(list)) : []) {
      const key = fieldIn(attribute, 'Key');
      const accepted = key.kind === 'known' ? ATTRIBUTES[key.text] : undefined;
      if (key.kind === 'known' && accepted)
        yield* reportOn(reader, key.text, fieldIn(attribute, 'Value'), accepted);
    }
  }),
});

function* reportOn(
  { object }: ResourceReader,
  name: string,
  value: Value,
  ranges: readonly Range[],
): Generator<Report> {
  if (value.kind !== 'known' || !/^\d+$/.test(value.text)) return;
  const number = Number(value.text);
  if (ranges.some(([from, to]) => number >= from && number <= to)) return;
  const texts = ranges.map(([from, to]) => (from === to ? `${from}` : `${from}–${to}`));
  yield {
    at: value.at,
    resource: object.id,
    defaults: value.defaults,
    message: `${name} of ${object.id} is ${value.text}; AWS accepts ${listed(texts)}, and rejects ${object.id}.`,
  };
}
