import { isConditional } from '../../changes/resources.ts';
import type { ResourceReader } from '../../network/template/readResource.ts';
import { dataOf } from '../../syntax/edit/data.ts';
import { type Node, valueAt } from '../../syntax/tree.ts';
import { argumentsOf, callOf } from '../../template/evaluation/intrinsic.ts';
import { defineRule, type Fix } from '../defineRule.ts';
import { eachResource } from '../shared/resources/typedResources.ts';

/** A route to an item of the endpoints of a firewall, which has its zone in front. */
export default defineRule({
  id: 'firewall-endpoint-unsplit',
  area: 'routing',
  severity: 'error',
  profile: 'recommended',
  appliesTo: ['template'],
  title: 'The route names the zone and the endpoint of the firewall',
  why: 'Each item of EndpointIds of a firewall is a zone, a colon and the id of the endpoint, such as us-west-2c:vpce-111122223333. A route takes the id alone: EC2 rejects the item as it is, and the stack fails.',
  howToFix: "Take the part behind the colon, with Fn::Select and Fn::Split on ':'.",
  sources: [
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-networkfirewall-firewall.html',
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-resource-ec2-route.html',
    'https://github.com/aws-cloudformation/cloudformation-coverage-roadmap/issues/793',
  ],

  check: eachResource(['AWS::EC2::Route'], function* ({ resource, object, typeOf }) {
    const node = valueAt(resource.body, 'Properties', 'VpcEndpointId');
    const firewall = node && firewallOf(node, typeOf);
    if (!node || firewall === undefined) return;
    yield {
      at: node,
      resource: object.id,
      message: `VpcEndpointId of ${object.id} is an item of EndpointIds of ${firewall}, which begins with a zone. AWS rejects the route.`,
      fixes: splitFix(node),
    };
  }),
});

/** The firewall from whose endpoints `Fn::Select` selects an item. */
function firewallOf(node: Node, typeOf: ResourceReader['typeOf']): string | undefined {
  const select = callOf(node);
  const list = select?.name === 'Fn::Select' ? argumentsOf(select)[1] : undefined;
  const get = callOf(list);
  if (get?.name !== 'Fn::GetAtt') return undefined;
  const texts = argumentsOf(get).flatMap((one) => (one.kind === 'scalar' ? one.text.split('.') : []));
  const [id, attribute] = texts;
  if (id === undefined || texts.length !== 2 || attribute !== 'EndpointIds') return undefined;
  return typeOf(id) === 'AWS::NetworkFirewall::Firewall' ? id : undefined;
}

function splitFix(node: Node): readonly Fix[] {
  const item = isConditional(node) ? undefined : dataOf(node);
  if (item === undefined) return [];
  const value = { 'Fn::Select': [1, { 'Fn::Split': [':', item] }] };
  return [
    { title: 'Take the id behind the colon', preferred: true, edits: [{ op: 'replace', node, value }] },
  ];
}
