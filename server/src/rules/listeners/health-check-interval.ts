import { integerField, valueAtPath } from '../../network/template/fieldOfValue.ts';
import type { Value } from '../../template/evaluation/value.ts';
import { defineRule } from '../defineRule.ts';
import { eachResource } from '../shared/resources/typedResources.ts';

/** A health check that waits for an answer for as long as the next one takes to come. */
export default defineRule({
  id: 'health-check-interval',
  area: 'listeners',
  severity: 'error',
  profile: 'recommended',
  appliesTo: ['template'],
  title: 'The health check waits as long as its interval',
  why: 'The timeout of a health check has to be shorter than its interval. Elastic Load Balancing rejects anything else with "Health check interval must be greater than the timeout", and the stack fails. A target group for HTTP or HTTPS waits 5 seconds and checks every 30 unless the template says otherwise, so an interval of 5 needs a timeout as well.',
  howToFix: 'Lower the timeout, or raise the interval.',
  sources: [
    'https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateTargetGroup.html',
    'https://docs.aws.amazon.com/AWSCloudFormation/latest/TemplateReference/aws-properties-elasticloadbalancing-loadbalancer-healthcheck.html',
    'https://github.com/terraform-linters/tflint-ruleset-aws/issues/404',
  ],

  check: eachResource(
    ['AWS::ElasticLoadBalancingV2::TargetGroup', 'AWS::ElasticLoadBalancing::LoadBalancer'],
    function* ({ resource, object, property }) {
      const isGroup = resource.type === 'AWS::ElasticLoadBalancingV2::TargetGroup';
      // A Network Load Balancer accepts a timeout as long as the interval.
      if (isGroup && !isHttp(property('Protocol'))) return;
      const said = (ofGroup: string, classic: string) =>
        isGroup ? property(ofGroup) : valueAtPath(property, `HealthCheck.${classic}`);
      const every = said('HealthCheckIntervalSeconds', 'Interval');
      const wait = said('HealthCheckTimeoutSeconds', 'Timeout');
      const [interval, timeout] = [secondsOf(every, 30), secondsOf(wait, 5)];
      if (interval === undefined || timeout === undefined || timeout < interval) return;
      const written = every.kind === 'known' ? every : wait;
      if (written.kind !== 'known') return;
      const usual = wait.kind === 'absent' ? ', as long as nothing else is written' : '';
      yield {
        at: written.at,
        resource: object.id,
        defaults: [every, wait].flatMap((one) => (one.kind === 'known' ? one.defaults : [])),
        message: `${object.id} checks every ${interval} seconds and waits ${timeout} for the answer${usual}. AWS accepts only a timeout below the interval.`,
      };
    },
    { isWhole: true },
  ),
});

function isHttp(protocol: Value): boolean {
  return protocol.kind === 'known' && /^HTTPS?$/.test(protocol.text);
}

/** Undefined where only the deployment decides it. */
function secondsOf(value: Value, preset: number): number | undefined {
  const field = integerField(value);
  return field.kind === 'known' ? field.value : field.kind === 'absent' ? preset : undefined;
}
