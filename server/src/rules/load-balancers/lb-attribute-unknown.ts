import { fieldIn, itemsOf } from '../../network/template/fieldOfValue.ts';
import { table } from '../../table.ts';
import { defineRule } from '../defineRule.ts';
import { changeTo } from '../shared/fixes/settingFix.ts';
import { suggestionsFor } from '../shared/names/newerThanSchema.ts';
import { eachResource } from '../shared/resources/typedResources.ts';

/** A misspelt attribute of a load balancer or a target group, or one of the other. */
export default defineRule({
  id: 'lb-attribute-unknown',
  area: 'load-balancers',
  severity: 'error',
  profile: 'recommended',
  appliesTo: ['template'],
  title: 'Elastic Load Balancing has no such attribute',
  why: 'Load balancers and target groups have attributes with fixed names, each its own. Elastic Load Balancing rejects any other name with "is not recognized", and the stack fails. A name that resembles none is not reported, since AWS may have added it.',
  sources: [
    'https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_LoadBalancerAttribute.html',
    'https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_TargetGroupAttribute.html',
  ],

  check: eachResource(
    ['AWS::ElasticLoadBalancingV2::LoadBalancer', 'AWS::ElasticLoadBalancingV2::TargetGroup'],
    function* ({ object, property, resource }) {
      const [list, own, others, owners] = ATTRIBUTES[resource.type]!;
      for (const attribute of itemsOf(property(list))) {
        const key = fieldIn(attribute, 'Key');
        if (key.kind !== 'known' || own.includes(key.text)) continue;
        const { suggestions, isMisspelling } = suggestionsFor(key.text, own);
        const isOfOther = others.includes(key.text);
        if (!isOfOther && !isMisspelling) continue;
        yield {
          at: key.at,
          resource: object.id,
          defaults: key.defaults,
          message: isOfOther
            ? `${key.text} is an attribute of ${owners}. AWS rejects ${object.id}.`
            : `${list} of ${object.id} has ${key.text}, which AWS does not document. It rejects ${object.id}.`,
          fixes: isOfOther
            ? []
            : suggestions.flatMap((name) => changeTo(key.origin, name, suggestions.length === 1)),
        };
      }
    },
  ),
});

/** As documented on 2026-11-30. */
const OF_BALANCERS = [
  ...[
    'access_logs.s3.bucket',
    'access_logs.s3.enabled',
    'access_logs.s3.prefix',
    'client_keep_alive.seconds',
  ],
  ...['connection_logs.s3.bucket', 'connection_logs.s3.enabled', 'connection_logs.s3.prefix'],
  ...['deletion_protection.enabled', 'dns_record.client_routing_policy', 'health_check_logs.s3.bucket'],
  ...['health_check_logs.s3.enabled', 'health_check_logs.s3.prefix', 'idle_timeout.timeout_seconds'],
  ...[
    'ipv6.deny_all_igw_traffic',
    'load_balancing.cross_zone.enabled',
    'routing.http.desync_mitigation_mode',
  ],
  ...['routing.http.drop_invalid_header_fields.enabled', 'routing.http.preserve_host_header.enabled'],
  ...['routing.http.x_amzn_tls_version_and_cipher_suite.enabled', 'routing.http.xff_client_port.enabled'],
  ...['routing.http.xff_header_processing.mode', 'routing.http2.enabled', 'waf.fail_open.enabled'],
  ...['secondary_ips.auto_assigned.per_subnet', 'zonal_shift.config.enabled'],
];

const OF_TARGET_GROUPS = [
  ...['deregistration_delay.connection_termination.enabled', 'deregistration_delay.timeout_seconds'],
  ...['lambda.multi_value_headers.enabled', 'load_balancing.algorithm.anomaly_mitigation'],
  ...['load_balancing.algorithm.type', 'load_balancing.cross_zone.enabled', 'preserve_client_ip.enabled'],
  ...['proxy_protocol_v2.enabled', 'slow_start.duration_seconds', 'stickiness.app_cookie.cookie_name'],
  ...[
    'stickiness.app_cookie.duration_seconds',
    'stickiness.enabled',
    'stickiness.lb_cookie.duration_seconds',
  ],
  ...['stickiness.type', 'target_failover.on_deregistration', 'target_failover.on_unhealthy'],
  ...['dns_failover', 'unhealthy_state_routing'].flatMap((part) =>
    ['count', 'percentage'].map((unit) => `target_group_health.${part}.minimum_healthy_targets.${unit}`),
  ),
  ...['target_health_state.unhealthy.connection_termination.enabled'],
  ...['target_health_state.unhealthy.draining_interval_seconds'],
];

/** The list of a resource, the attributes that it may have and those of the other, with the other's name. */
const ATTRIBUTES: Readonly<Record<string, readonly [string, readonly string[], readonly string[], string]>> =
  table({
    'AWS::ElasticLoadBalancingV2::LoadBalancer': [
      'LoadBalancerAttributes',
      OF_BALANCERS,
      OF_TARGET_GROUPS,
      'target groups',
    ],
    'AWS::ElasticLoadBalancingV2::TargetGroup': [
      'TargetGroupAttributes',
      OF_TARGET_GROUPS,
      OF_BALANCERS,
      'load balancers',
    ],
  });
