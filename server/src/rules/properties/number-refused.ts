import { table } from '../../table.ts';
import { listed } from '../../wording/listed.ts';
import { defineRule } from '../defineRule.ts';
import { eachResource } from '../shared/resources/typedResources.ts';

type Range = readonly [from: number, to: number];

/** https://www.rfc-editor.org/rfc/rfc6996 */
const PRIVATE_ASNS: readonly Range[] = [
  [64512, 65534],
  [4200000000, 4294967294],
];

/** https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBCluster.html */
const PORTS: readonly Range[] = [[1150, 65535]];

const ACCEPTED: Readonly<Record<string, readonly [property: string, ranges: readonly Range[]]>> = table({
  'AWS::EC2::TransitGateway': ['AmazonSideAsn', PRIVATE_ASNS],
  'AWS::EC2::VPNGateway': ['AmazonSideAsn', PRIVATE_ASNS],
  'AWS::EC2::FlowLog': [
    'MaxAggregationInterval',
    [
      [60, 60],
      [600, 600],
    ],
  ],
  'AWS::RDS::DBInstance': ['Port', PORTS],
  'AWS::RDS::DBCluster': ['Port', PORTS],
  'AWS::Route53Resolver::FirewallRuleGroupAssociation': ['Priority', [[100, 9900]]],
});

/** A number that AWS does not accept, where CloudFormation's schema accepts any. */
export default defineRule({
  id: 'number-refused',
  area: 'properties',
  severity: 'error',
  profile: 'recommended',
  appliesTo: ['template'],
  title: 'AWS does not accept this number',
  why: "The schemas of CloudFormation accept any number for some properties, and AWS's API only some: the ASN of Amazon's side is a private one, a flow log is written every 60 or 600 seconds, a database listens on a port from 1150, a rule group of DNS Firewall has a priority from 100 to 9900. AWS rejects other numbers at deployment, and the stack fails.",
  howToFix: 'Use a number in the range that the message names.',
  sources: [
    'https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_TransitGatewayRequestOptions.html',
    'https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateVpnGateway.html',
    'https://docs.aws.amazon.com/AWSEC2/latest/APIReference/API_CreateFlowLogs.html',
    'https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBInstance.html',
    'https://docs.aws.amazon.com/AmazonRDS/latest/APIReference/API_CreateDBCluster.html',
    'https://docs.aws.amazon.com/Route53/latest/APIReference/API_route53resolver_AssociateFirewallRuleGroup.html',
  ],

  check: eachResource(Object.keys(ACCEPTED), function* ({ object, property, resource }) {
    const [name, ranges] = ACCEPTED[resource.type]!;
    // The port of a member of a cluster is the cluster's.
    if (resource.type === 'AWS::RDS::DBInstance' && property('DBClusterIdentifier').kind !== 'absent') return;
    const value = property(name);
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
  }),
});
