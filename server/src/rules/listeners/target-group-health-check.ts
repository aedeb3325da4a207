import { valueAtPath } from '../../network/template/fieldOfValue.ts';
import type { ResourceReader } from '../../network/template/readResource.ts';
import { defaultsOfValue, hasText, type Known, type Value } from '../../template/evaluation/value.ts';
import { defineRule, type Report } from '../defineRule.ts';
import { changeTo, literalInPlace, removalFix } from '../shared/fixes/settingFix.ts';
import { eachResource } from '../shared/resources/typedResources.ts';

/** Settings of a health check that Elastic Load Balancing accepts each, but not together. */
export default defineRule({
  id: 'target-group-health-check',
  area: 'listeners',
  severity: 'error',
  profile: 'recommended',
  appliesTo: ['template'],
  title: 'Elastic Load Balancing rejects the health check of the target group',
  why: 'A health check has to wait longer for the next check than for an answer ("Health check interval must be greater than the timeout"). A target group is checked with HTTP, HTTPS or TCP, one that uses HTTP or HTTPS not with TCP, and the path begins with a slash. The HTTP codes of Matcher are numbers from 200 to 499, or to 599 for Network Load Balancers. Only the health check of functions can be off, and none is on port 0. Elastic Load Balancing rejects the target group otherwise, and the stack fails.',
  howToFix:
    'Correct the interval, the timeout, the protocol, the port, the path or the codes of the health check, or remove HealthCheckEnabled.',
  sources: [
    'https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateTargetGroup.html',
    'https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_Matcher.html',
    'https://github.com/zalando-incubator/kube-ingress-aws-controller/pull/392',
    'https://github.com/aws/aws-cdk/pull/29075',
    'https://github.com/hashicorp/terraform-provider-aws/pull/2580',
    'https://github.com/kubernetes-sigs/aws-load-balancer-controller/issues/4561',
  ],

  check: eachResource(['AWS::ElasticLoadBalancingV2::TargetGroup'], function* (reader) {
    const { property } = reader;
    yield* timeReports(reader);
    yield* offReports(reader);
    yield* portReports(reader);
    yield* codeReports(reader);
    const protocol = property('Protocol');
    const checkedWith = property('HealthCheckProtocol');
    if (checkedWith.kind === 'known' && NOT_CHECKED_WITH.includes(checkedWith.text))
      yield report(
        reader,
        checkedWith,
        [checkedWith],
        `is checked with ${checkedWith.text}, which no health check uses`,
        { fixes: changeTo(literalInPlace(checkedWith), 'TCP', false) },
      );
    if (!isHttp(protocol)) return;
    if (hasText(checkedWith, 'TCP'))
      yield report(
        reader,
        checkedWith,
        [protocol, checkedWith],
        `uses ${protocol.text} and is checked with TCP`,
        {
          fixes: changeTo(literalInPlace(checkedWith), protocol.text, false),
        },
      );
    const path = property('HealthCheckPath');
    if (path.kind === 'known' && /^[A-Za-z0-9]/.test(path.text))
      yield report(
        reader,
        path,
        [protocol, path],
        `has the health check path ${path.text}, without a slash before it`,
        {
          fixes: changeTo(literalInPlace(path), `/${path.text}`, true),
        },
      );
  }),
});

/** https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateTargetGroup.html */
const NOT_CHECKED_WITH = ['UDP', 'TLS', 'TCP_UDP', 'GENEVE', 'QUIC', 'TCP_QUIC'];

function* timeReports(reader: ResourceReader): Iterable<Report> {
  const { property } = reader;
  const interval = property('HealthCheckIntervalSeconds');
  const timeout = property('HealthCheckTimeoutSeconds');
  const protocol = property('Protocol');
  const seconds = secondsOf(interval);
  if (interval.kind !== 'known' || seconds === undefined) return;
  // A longer wait and a shorter interval are the subject of property-value.
  if ((secondsOf(timeout) ?? 0) > LONGEST_TIMEOUT || seconds < SHORTEST_INTERVAL) return;
  const waits = timeout.kind === 'absent' && isHttp(protocol) ? HTTP_TIMEOUT : secondsOf(timeout);
  // Network Load Balancers once had 10 seconds of both.
  if (waits === undefined || (isHttp(protocol) ? seconds > waits : seconds >= waits)) return;
  const byDefault = timeout.kind === 'absent' ? ' by default' : '';
  const fact = `is checked every ${seconds} seconds and waits ${waits} seconds${byDefault} for an answer`;
  yield report(reader, interval, [interval, timeout, protocol], fact);
}

/** https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateTargetGroup.html: HealthCheckEnabled */
function* offReports(reader: ResourceReader): Iterable<Report> {
  const { object, property } = reader;
  const enabled = property('HealthCheckEnabled');
  if (!hasText(enabled, 'false')) return;
  const type = property('TargetType');
  const targets = type.kind === 'absent' ? 'instance' : type.kind === 'known' ? type.text : undefined;
  if (targets === undefined || !ALWAYS_CHECKED.includes(targets)) return;
  yield report(reader, enabled, [enabled, type], `has no health check, and its target type is ${targets}`, {
    fixes: removalFix(object.properties, 'HealthCheckEnabled'),
  });
}

const ALWAYS_CHECKED = ['instance', 'ip', 'alb'];

/** A warning, because AWS says it in an answer and on no page. Ports over 65535 are the subject of property-value. */
function* portReports(reader: ResourceReader): Iterable<Report> {
  const port = reader.property('HealthCheckPort');
  if (!hasText(port, '0')) return;
  yield report(reader, port, [port], 'is checked on port 0, which is none', {
    severity: 'warning',
    fixes: changeTo(literalInPlace(port), 'traffic-port', false),
  });
}

/**
 * "For Application Load Balancers, you can specify values between 200 and 499 … For Network Load Balancers, you can
 * specify values between 200 and 599": https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_Matcher.html
 */
function* codeReports(reader: ResourceReader): Iterable<Report> {
  const { property } = reader;
  const protocol = property('Protocol');
  const codes = valueAtPath(property, 'Matcher.HttpCode');
  if (codes.kind !== 'known' || protocol.kind !== 'known') return;
  const last = isHttp(protocol) ? 499 : 599;
  const isOutside = (code: string) => Number(code) < 200 || Number(code) > last;
  if (!/[A-Za-z]/.test(codes.text) && !codes.text.match(/\d+/g)?.some(isOutside)) return;
  const fact = `expects the HTTP code ${codes.text}, and Matcher takes codes from 200 to ${last}`;
  yield report(reader, codes, [codes, protocol], fact);
}

/** Seconds: https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_CreateTargetGroup.html */
const LONGEST_TIMEOUT = 120;

/** Seconds, by the same page. */
const SHORTEST_INTERVAL = 5;

/** Seconds, where HealthCheckTimeoutSeconds is not set: https://github.com/zalando-incubator/kube-ingress-aws-controller/pull/392 */
const HTTP_TIMEOUT = 5;

function isHttp(protocol: Value): protocol is Known {
  return protocol.kind === 'known' && /^HTTPS?$/.test(protocol.text);
}

function secondsOf(value: Value): number | undefined {
  return value.kind === 'known' && /^\d+$/.test(value.text) ? Number(value.text) : undefined;
}

function report(
  { object }: ResourceReader,
  { at }: Known,
  rests: readonly Value[],
  fact: string,
  more: Partial<Report> = {},
): Report {
  return {
    at,
    resource: object.id,
    defaults: rests.flatMap(defaultsOfValue),
    message: `${object.id} ${fact}. AWS rejects the target group.`,
    ...more,
  };
}
