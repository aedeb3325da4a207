import { fieldIn, itemsOf } from '../../network/template/fieldOfValue.ts';
import { table } from '../../table.ts';
import { defineRule } from '../defineRule.ts';
import { eachResource } from '../shared/resources/typedResources.ts';

/** An attribute that the kind of load balancer does not have. */
export default defineRule({
  id: 'lb-attribute-other-type',
  area: 'load-balancers',
  severity: 'error',
  profile: 'recommended',
  appliesTo: ['template'],
  title: 'The load balancer has an attribute of another type',
  why: 'Each type of load balancer has attributes of its own: the idle timeout, HTTP headers and WAF are those of Application Load Balancers, the routing policy of DNS those of Network Load Balancers. Elastic Load Balancing rejects another with "is not supported on load balancers with type", and the stack fails.',
  howToFix: 'Remove the attribute, or change the Type of the load balancer.',
  sources: [
    'https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_LoadBalancerAttribute.html',
    'https://github.com/hashicorp/terraform-provider-aws/issues/3611',
  ],

  check: eachResource(['AWS::ElasticLoadBalancingV2::LoadBalancer'], function* ({ object, property }) {
    const type = property('Type');
    if (type.kind !== 'known' && type.kind !== 'absent') return;
    const [kind, defaults] = type.kind === 'known' ? [type.text, type.defaults] : ['application', []];
    const name = NAMES[kind];
    if (name === undefined) return;
    for (const attribute of itemsOf(property('LoadBalancerAttributes'))) {
      const key = fieldIn(attribute, 'Key');
      if (key.kind !== 'known') continue;
      const owner = OWNERS.find(([pattern]) => pattern.test(key.text))?.[1];
      if (owner === undefined || owner === kind) continue;
      yield {
        at: key.at,
        resource: object.id,
        defaults: [...defaults, ...key.defaults],
        message: `${object.id} is ${name}, and ${key.text} is an attribute of ${NAMES[owner]!.replace(/^an? /, '')}s. AWS rejects ${object.id}.`,
      };
    }
  }),
});

const NAMES: Readonly<Record<string, string>> = table({
  application: 'an Application Load Balancer',
  network: 'a Network Load Balancer',
  gateway: 'a Gateway Load Balancer',
});

/** https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_LoadBalancerAttribute.html */
const OWNERS: readonly (readonly [RegExp, string])[] = [
  [/^(?:idle_timeout\.timeout_seconds|client_keep_alive\.seconds|waf\.fail_open\.enabled)$/, 'application'],
  [/^(?:routing\.http|connection_logs\.s3)/, 'application'],
  [/^(?:dns_record\.client_routing_policy|secondary_ips\.auto_assigned\.per_subnet)$/, 'network'],
];
