import { itemsOf } from '../../network/template/fieldOfValue.ts';
import { table } from '../../table.ts';
import { hasText } from '../../template/evaluation/value.ts';
import { defineRule } from '../defineRule.ts';
import { changeTo, literalInPlace } from '../shared/fixes/settingFix.ts';
import { eachResource } from '../shared/resources/typedResources.ts';

/** A stickiness that the protocol of the target group does not have. */
export default defineRule({
  id: 'target-group-stickiness',
  area: 'listeners',
  severity: 'error',
  profile: 'recommended',
  appliesTo: ['template'],
  title: 'The protocol of the target group has no such stickiness',
  why: 'Cookies are part of HTTP: target groups of HTTP and HTTPS stick by lb_cookie or app_cookie, those of a Network Load Balancer by source_ip. Elastic Load Balancing rejects another type with "Stickiness type \'lb_cookie\' is not supported for target groups with the TCP protocol", even if stickiness is off, and the stack fails.',
  sources: [
    'https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_TargetGroupAttribute.html',
    'https://github.com/hashicorp/boundary-reference-architecture/issues/14',
  ],

  check: eachResource(['AWS::ElasticLoadBalancingV2::TargetGroup'], function* ({ object, property }) {
    const protocol = property('Protocol');
    const accepted = protocol.kind === 'known' ? ACCEPTED[protocol.text] : undefined;
    if (protocol.kind !== 'known' || !accepted) return;
    for (const attribute of itemsOf(property('TargetGroupAttributes'))) {
      if (attribute.kind !== 'fields') continue;
      const [key, type] = [attribute.fields.get('Key'), attribute.fields.get('Value')];
      if (!hasText(key, 'stickiness.type') || type?.kind !== 'known') continue;
      if (accepted.includes(type.text) || !ALL.includes(type.text)) continue;
      yield {
        at: type.at,
        resource: object.id,
        defaults: [...protocol.defaults, ...type.defaults],
        message: `${object.id} is of protocol ${protocol.text}, whose stickiness is ${accepted.join(' or ')}, not ${type.text}. AWS rejects ${object.id}.`,
        related: [{ at: protocol.at, message: `The protocol is ${protocol.text}` }],
        fixes: accepted.flatMap((one) => changeTo(literalInPlace(type), one, accepted.length === 1)),
      };
    }
  }),
});

const OF_HTTP = ['lb_cookie', 'app_cookie'];
const OF_NETWORK = ['source_ip'];
const OF_GATEWAY = ['source_ip_dest_ip', 'source_ip_dest_ip_proto'];
const ALL = [...OF_HTTP, ...OF_NETWORK, ...OF_GATEWAY];

const ACCEPTED: Readonly<Record<string, readonly string[]>> = table({
  HTTP: OF_HTTP,
  HTTPS: OF_HTTP,
  TCP: OF_NETWORK,
  TCP_UDP: OF_NETWORK,
  TLS: OF_NETWORK,
  UDP: OF_NETWORK,
  GENEVE: OF_GATEWAY,
});
