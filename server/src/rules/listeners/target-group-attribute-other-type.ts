import { fieldIn, itemsOf } from '../../network/template/fieldOfValue.ts';
import { table } from '../../table.ts';
import { defineRule } from '../defineRule.ts';
import { eachResource } from '../shared/resources/typedResources.ts';

/** An attribute that target groups of another type of load balancer have. */
export default defineRule({
  id: 'target-group-attribute-other-type',
  area: 'listeners',
  severity: 'error',
  profile: 'recommended',
  appliesTo: ['template'],
  title: 'The target group has an attribute of another type of load balancer',
  why: 'Each type of load balancer has attributes of its own for its target groups: slow start and the algorithm are those of Application Load Balancers, client addresses and the proxy protocol those of Network Load Balancers. Elastic Load Balancing rejects another with "The provided target group attribute is not supported", and the stack fails.',
  howToFix: 'Remove the attribute, or change the Protocol of the target group.',
  sources: [
    'https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_TargetGroupAttribute.html',
    'https://github.com/hashicorp/terraform-provider-aws/issues/7047',
  ],

  check: eachResource(['AWS::ElasticLoadBalancingV2::TargetGroup'], function* ({ object, property }) {
    const protocol = property('Protocol');
    const type = protocol.kind === 'known' ? TYPES[protocol.text] : undefined;
    if (protocol.kind !== 'known' || type === undefined) return;
    for (const attribute of itemsOf(property('TargetGroupAttributes'))) {
      const key = fieldIn(attribute, 'Key');
      if (key.kind !== 'known') continue;
      const owner = OWNERS[key.text];
      if (owner === undefined || owner === type) continue;
      yield {
        at: key.at,
        resource: object.id,
        defaults: [...protocol.defaults, ...key.defaults],
        message: `${object.id} is of protocol ${protocol.text}, and only target groups of ${owner} Load Balancers have ${key.text}. AWS rejects ${object.id}.`,
        related: [{ at: protocol.at, message: `The protocol is ${protocol.text}` }],
      };
    }
  }),
});

/** https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateTargetGroup.html: Protocol */
const TYPES: Readonly<Record<string, string>> = table({
  HTTP: 'Application',
  HTTPS: 'Application',
  TCP: 'Network',
  TLS: 'Network',
  UDP: 'Network',
  TCP_UDP: 'Network',
  GENEVE: 'Gateway',
});

/** https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_TargetGroupAttribute.html */
const OWNERS: Readonly<Record<string, string>> = table({
  'load_balancing.algorithm.type': 'Application',
  'load_balancing.algorithm.anomaly_mitigation': 'Application',
  'slow_start.duration_seconds': 'Application',
  'stickiness.app_cookie.cookie_name': 'Application',
  'stickiness.app_cookie.duration_seconds': 'Application',
  'stickiness.lb_cookie.duration_seconds': 'Application',
  'deregistration_delay.connection_termination.enabled': 'Network',
  'preserve_client_ip.enabled': 'Network',
  'proxy_protocol_v2.enabled': 'Network',
  'target_health_state.unhealthy.connection_termination.enabled': 'Network',
  'target_health_state.unhealthy.draining_interval_seconds': 'Network',
  'target_failover.on_deregistration': 'Gateway',
  'target_failover.on_unhealthy': 'Gateway',
});
